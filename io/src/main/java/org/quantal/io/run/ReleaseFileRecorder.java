package org.quantal.io.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.ReleasesWriter;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.ReleaseEvents;

/**
 * Streams releases of synapses into a file, sorted by time: what comes before an advance of time belongs to one slice,
 * and is put in order before it is written.
 */
final class ReleaseFileRecorder implements FileRecorder {
    private final List<String> projections;
    private final ReleasesWriter writer;
    private final Slice[] slices;

    ReleaseFileRecorder(Path file, Scenario scenario, Provenance provenance) {
        projections = scenario.recordings().releases();
        slices = new Slice[projections.size()];
        Arrays.setAll(slices, i -> new Slice());
        writer = new ReleasesWriter(file, projections.stream().map(name -> {
            final Projection projection = scenario.network().projection(name);
            return new ReleasesWriter.Source(name, projection.source(), projection.target());
        }).toList(), provenance);
    }

    /** Releases of one projection that are not written yet. */
    private static final class Slice {
        private int count;
        private double[] timeMs = new double[64];
        private int[] source = new int[64];
        private int[] target = new int[64];
        private float[] response = new float[64];

        void add(ReleaseEvents events) {
            final int needed = count + events.count();
            if (needed > timeMs.length) {
                final int capacity = Math.max(needed, 2 * timeMs.length);
                timeMs = Arrays.copyOf(timeMs, capacity);
                source = Arrays.copyOf(source, capacity);
                target = Arrays.copyOf(target, capacity);
                response = Arrays.copyOf(response, capacity);
            }
            System.arraycopy(events.timeMs(), 0, timeMs, count, events.count());
            System.arraycopy(events.source(), 0, source, count, events.count());
            System.arraycopy(events.target(), 0, target, count, events.count());
            System.arraycopy(events.response(), 0, response, count, events.count());
            count = needed;
        }
    }

    @Override
    public void onReleases(ReleaseEvents releases) {
        slices[projections.indexOf(releases.projection())].add(releases);
    }

    @Override
    public void onAdvance(long step) {
        for (int i = 0; i < slices.length; i++) {
            write(i, slices[i]);
        }
    }

    private void write(int projection, Slice slice) {
        if (slice.count == 0) {
            return;
        }
        final double[] distinct = Arrays.stream(slice.timeMs, 0, slice.count).sorted().distinct().toArray();
        // Rank of the time and place in one number: sorted by time, and otherwise as they came.
        final long[] order = new long[slice.count];
        Arrays.setAll(order, k -> (long) Arrays.binarySearch(distinct, slice.timeMs[k]) << 32 | k);
        Arrays.sort(order);
        final double[] times = new double[slice.count];
        final int[] sources = new int[slice.count];
        final int[] targets = new int[slice.count];
        final float[] responses = new float[slice.count];
        for (int k = 0; k < slice.count; k++) {
            final int from = (int) order[k];
            times[k] = slice.timeMs[from];
            sources[k] = slice.source[from];
            targets[k] = slice.target[from];
            responses[k] = slice.response[from];
        }
        writer.append(projection, times, sources, targets, responses, slice.count);
        slice.count = 0;
    }

    @Override
    public void close() {
        onAdvance(Long.MAX_VALUE);
        writer.close();
    }

    @Override
    public void abort() {
        writer.abort();
    }
}

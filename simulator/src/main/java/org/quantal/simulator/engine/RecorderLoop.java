package org.quantal.simulator.engine;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.record.Recorder;

/**
 * The recorder's thread: reads all rings slice by slice, puts the partitions' spikes of each step together by
 * population, and hands them to the recorders. It sleeps for about as long as the simulation takes to fill a quarter of
 * the rings, and then takes all that there is, so that it costs a core little.
 */
final class RecorderLoop implements Runnable {
    /** Long, because on a machine with a core for each worker every look holds one of them up, and so all. */
    private static final long LONGEST_WAIT_NANOS = 20_000_000;
    private static final long SHORTEST_WAIT_NANOS = 200_000;
    private static final long FIRST_WAIT_NANOS = 1_000_000;
    /** Of the slices that rings hold: the simulation may become four times as fast meanwhile before they are full. */
    private static final int SHARE_TO_SLEEP = 4;

    private final SpikeExchange exchange;
    private final List<Recorder> recorders;
    private final List<Partition> partitions;
    private final Scenario scenario;
    private final long firstSlice;
    private final ReleaseRecording releases;
    /** Null on a grid. */
    private final ExactRecording exact;
    private final int[][] merged;
    private final int[] mergedCount;
    private final float[][][] sample;
    private long nanos;

    RecorderLoop(SpikeExchange exchange, List<Recorder> recorders, List<Partition> partitions, Scenario scenario,
            long firstSlice) {
        this.exchange = exchange;
        this.recorders = recorders;
        this.partitions = partitions;
        this.scenario = scenario;
        this.firstSlice = firstSlice;
        this.releases = new ReleaseRecording(scenario, partitions, recorders);
        final int populations = scenario.network().populations().size();
        exact = scenario.integration() == Integration.EXACT
                ? new ExactRecording(recorders, populations, scenario.grid().stepMs()) : null;
        merged = new int[populations][64];
        mergedCount = new int[populations];
        sample = new float[scenario.states().size()][][];
        for (int r = 0; r < sample.length; r++) {
            sample[r] = new float[scenario.states().get(r).variables().size()][scenario.states().get(r)
                    .neurons().length];
        }
    }

    @Override
    public void run() {
        final SpikeBatch[] batches = new SpikeBatch[partitions.size()];
        long slice = firstSlice;
        long taken = 0;
        final long wanted = exchange.slots() / SHARE_TO_SLEEP;
        long waitNanos = FIRST_WAIT_NANOS;
        long emptied = System.nanoTime();
        boolean last = false;
        while (!last) {
            final long published = exchange.published();
            if (published < slice) {
                if (exchange.hasFailed()) {
                    return;
                }
                if (taken > 0) {
                    final long now = System.nanoTime();
                    waitNanos = Math.max(SHORTEST_WAIT_NANOS,
                            Math.min(LONGEST_WAIT_NANOS, wanted * (now - emptied) / taken));
                    emptied = now;
                    taken = 0;
                }
                LockSupport.parkNanos(waitNanos);
                continue;
            }
            final long start = System.nanoTime();
            taken += published - slice + 1;
            for (; slice <= published && !last; slice++) {
                for (int p = 0; p < batches.length; p++) {
                    batches[p] = exchange.batch(p, slice);
                }
                last = batches[0].last;
                record(batches);
                exchange.recorderDone(slice);
            }
            nanos += System.nanoTime() - start;
        }
    }

    private void record(SpikeBatch[] batches) {
        if (exact != null) {
            recordExact(batches);
            return;
        }
        final SpikeBatch any = batches[0];
        final int[] cursor = new int[batches.length];
        for (int s = 0; s < any.steps; s++) {
            final long step = any.firstStep + s;
            if (step >= 0) {
                recordSpikes(batches, s, step);
                recordStates(batches, cursor, step);
            }
        }
        for (int p = 0; p < batches.length; p++) {
            releases.record(p, batches[p].releases);
        }
        if (any.firstStep + any.steps > 0) {
            recorders.forEach(recorder -> recorder.onAdvance(any.firstStep + any.steps));
        }
    }

    private void recordExact(SpikeBatch[] batches) {
        final double endMs = batches[0].endMs;
        // A warm-up ends at a slice's end.
        if (endMs <= 0) {
            return;
        }
        exact.record(batches);
        final long sampled = ExactTimeline.stepEndingAt(endMs, scenario.grid());
        if (sampled >= 0) {
            recordStates(batches, new int[batches.length], sampled);
        }
        for (int p = 0; p < batches.length; p++) {
            releases.record(p, batches[p].releases);
        }
        exact.advance(endMs);
    }

    private void recordSpikes(SpikeBatch[] batches, int s, long step) {
        boolean any = false;
        // Partitions hold ascending ranges of each population, so that going through them in order keeps neurons
        // sorted.
        for (SpikeBatch batch : batches) {
            for (int k = batch.from(s); k < batch.countAfter[s]; k++) {
                final int population = batch.population[k];
                if (mergedCount[population] == merged[population].length) {
                    merged[population] = java.util.Arrays.copyOf(merged[population], 2 * merged[population].length);
                }
                merged[population][mergedCount[population]++] = batch.neuron[k];
                any = true;
            }
        }
        if (!any) {
            return;
        }
        for (int a = 0; a < merged.length; a++) {
            if (mergedCount[a] > 0) {
                for (Recorder recorder : recorders) {
                    recorder.onSpikes(step, a, merged[a], mergedCount[a]);
                }
                mergedCount[a] = 0;
            }
        }
    }

    private void recordStates(SpikeBatch[] batches, int[] cursor, long step) {
        for (int r = 0; r < sample.length; r++) {
            if (!partitions.get(0).sampler().isDue(r, step)) {
                continue;
            }
            final int[] filled = new int[sample[r].length];
            for (int p = 0; p < batches.length; p++) {
                final int neurons = partitions.get(p).sampler().neurons(r);
                for (int v = 0; v < sample[r].length; v++) {
                    System.arraycopy(batches[p].samples, cursor[p], sample[r][v], filled[v], neurons);
                    cursor[p] += neurons;
                    filled[v] += neurons;
                }
            }
            for (Recorder recorder : recorders) {
                recorder.onStates(step, r, sample[r]);
            }
        }
    }

    /**
     * Hands over what was released in the last slice, which no batch has carried; to be called when the loop has ended.
     */
    void recordLateReleases() {
        for (int p = 0; p < partitions.size(); p++) {
            releases.record(p, partitions.get(p).log());
            partitions.get(p).log().clear();
        }
    }

    /** Time spent handing over and writing, in ns. */
    long nanos() {
        return nanos;
    }
}

package org.quantal.io.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quantal.io.hdf5.SonataEdgesReader;
import org.quantal.io.plot.WeightsData;
import org.quantal.io.plot.WeightsData.Look;
import org.quantal.io.plot.WeightsData.Synapses;

/** Reads what figures show of recorded synapses: first and last snapshot, of large projections an even sample. */
final class SynapseSamples {
    private static final int MOST = 500_000;
    private static final long MOST_READ = 50_000_000;

    private SynapseSamples() {
    }

    /**
     * Reads the projections that have synapses.
     *
     * @param projections in the order in which they are to be shown
     */
    static WeightsData read(Path file, List<String> projections, String title, List<String> warnings) {
        final List<Synapses> all = new ArrayList<>();
        try (SonataEdgesReader reader = SonataEdgesReader.open(file)) {
            for (String name : projections.stream().filter(reader.populations()::contains).toList()) {
                final long count = reader.count(name);
                if (count > MOST_READ) {
                    warnings.add(RunFiles.WEIGHTS + " leaves out " + name + ", because more than "
                            + Numbers.grouped(MOST_READ)
                            + " synapses take too much memory; they are in " + RunFiles.SYNAPSES);
                } else if (count > 0) {
                    all.add(synapses(reader, name, count));
                }
            }
        }
        return new WeightsData(title, all);
    }

    private static Synapses synapses(SonataEdgesReader reader, String name, long count) {
        final double[] times = reader.historyMs(name);
        final Look before = times.length == 0 ? null : new Look(times[0],
                sample(reader.history(name, SynapseFileRecorder.WEIGHT, 0)),
                sample(reader.history(name, SynapseFileRecorder.PROBABILITY, 0)));
        final Look after = new Look(reader.timeMs(name), last(reader, name, SynapseFileRecorder.WEIGHT),
                last(reader, name, SynapseFileRecorder.PROBABILITY));
        return new Synapses(name, reader.units(name, SynapseFileRecorder.WEIGHT), count, before, after);
    }

    private static float[] last(SonataEdgesReader reader, String name, String property) {
        final double[] all = reader.property(name, property).orElseThrow();
        final float[] floats = new float[all.length];
        for (int e = 0; e < all.length; e++) {
            floats[e] = (float) all[e];
        }
        return sample(floats);
    }

    private static float[] sample(float[] all) {
        final int each = (all.length + MOST - 1) / MOST;
        if (each <= 1) {
            return all;
        }
        final float[] some = new float[(all.length + each - 1) / each];
        for (int k = 0; k < some.length; k++) {
            some[k] = all[k * each];
        }
        return some;
    }
}

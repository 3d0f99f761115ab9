package org.quantal.simulator.engine;

import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;

/** Adds up what the partitions have counted. */
final class Summaries {
    private static final double NANO = 1e-9;

    private Summaries() {
    }

    /** @param recordedMs model time that was recorded, in ms */
    static RunSummary of(Scenario scenario, List<Partition> partitions, int threads, EngineState at, double recordedMs,
            double buildSeconds) {
        final long[] offered = new long[scenario.network().populations().size()];
        final long[] released = new long[offered.length];
        final long[] totals = new long[2];
        double deliver = 0;
        double update = 0;
        double drive = 0;
        for (Partition partition : partitions) {
            deliver += partition.clock().deliverNanos() * NANO;
            update += partition.clock().updateNanos() * NANO;
            drive += partition.clock().driveNanos() * NANO;
            partition.forEachTable(table -> {
                offered[table.sourcePopulation()] += table.offered();
                released[table.sourcePopulation()] += table.released();
                totals[0] += table.synapses();
                totals[1] += table.bytes();
            });
        }
        final double busy = (deliver + update + drive) / threads;
        final RunSummary.Times times = new RunSummary.Times(buildSeconds, at.warmupSeconds, at.runSeconds,
                deliver / threads, update / threads, drive / threads, Math.max(0, at.runSeconds - busy),
                at.recordSeconds);
        return new RunSummary(recordedMs, scenario.network().neurons(), totals[0], totals[1], partitions.size(),
                threads, times, Arrays.stream(offered).sum(), Arrays.stream(released).sum(), boxed(offered),
                boxed(released));
    }

    private static List<Long> boxed(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}

package org.quantal.simulator.engine;

import java.util.List;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;

/** Brings the partitions' notes of release to the recorders, by projection. */
final class ReleaseRecording {
    private final Scenario scenario;
    private final List<Partition> partitions;
    private final List<Recorder> recorders;
    private double[] timeMs = new double[64];
    private int[] source = new int[64];
    private int[] target = new int[64];
    private float[] response = new float[64];

    ReleaseRecording(Scenario scenario, List<Partition> partitions, List<Recorder> recorders) {
        this.scenario = scenario;
        this.partitions = partitions;
        this.recorders = recorders;
    }

    /** Makes the tables of recorded projections note their releases. */
    static void attach(Scenario scenario, SynapseTable[][] tablesOfPopulation, ReleaseLog log) {
        final Network network = scenario.network();
        for (String name : scenario.recordings().releases()) {
            final Projection projection = network.projection(name);
            for (SynapseTable table : tablesOfPopulation[network.indexOf(projection.source())]) {
                if (holds(table, projection, network.projections().indexOf(projection))) {
                    table.record(log);
                }
            }
        }
    }

    private static boolean holds(SynapseTable table, Projection projection, int index) {
        return table instanceof LearningTable plastic ? plastic.projection() == index : !projection.isPlastic();
    }

    /** Hands over the releases that a partition noted. */
    void record(int partition, ReleaseLog log) {
        if (log.count == 0) {
            return;
        }
        final Network network = scenario.network();
        final boolean exact = scenario.integration() == Integration.EXACT;
        final PartitionPlan plan = partitions.get(partition).plan();
        for (String name : scenario.recordings().releases()) {
            final Projection projection = network.projection(name);
            final int from = network.indexOf(projection.source());
            final int to = network.indexOf(projection.target());
            int count = 0;
            ensure(log.count);
            for (int k = 0; k < log.count; k++) {
                if (log.sourcePopulation[k] == from && plan.populationOf(log.slot[k]) == to && log.at[k] >= 0) {
                    timeMs[count] = exact ? log.at[k] : scenario.grid().timeMs((long) log.at[k] + 1);
                    source[count] = log.source[k];
                    target[count] = plan.neuronOf(log.slot[k], to);
                    response[count++] = log.response[k];
                }
            }
            if (count > 0) {
                final ReleaseEvents events = new ReleaseEvents(name, timeMs, source, target, response, count);
                recorders.forEach(recorder -> recorder.onReleases(events));
            }
        }
    }

    private void ensure(int capacity) {
        if (capacity > timeMs.length) {
            timeMs = new double[capacity];
            source = new int[capacity];
            target = new int[capacity];
            response = new float[capacity];
        }
    }
}

package org.quantal.simulator.engine;

import java.util.List;
import org.quantal.simulator.NetworkFingerprint;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.network.Population;

/** Sums up which network the partitions hold; reads every synapse once. */
final class Fingerprints {
    private static final long ODD = 0x9e3779b97f4a7c15L;
    private long layout;
    private long weights;

    private Fingerprints() {
    }

    static NetworkFingerprint of(Scenario scenario, List<Partition> partitions) {
        final Fingerprints sums = new Fingerprints();
        sums.layout = mix(scenario.integration().ordinal(), Double.doubleToLongBits(scenario.grid().stepMs()));
        for (Population population : scenario.network().populations()) {
            sums.layout = mix(sums.layout, population.name().hashCode());
            sums.layout = mix(sums.layout, population.model().name().hashCode());
            sums.layout = mix(sums.layout, population.size());
        }
        for (Partition partition : partitions) {
            sums.add(partition);
        }
        return new NetworkFingerprint(sums.layout, sums.weights);
    }

    private void add(Partition partition) {
        final PartitionPlan plan = partition.plan();
        layout = mix(layout, plan.longestDelay());
        for (int a = 0; a < plan.populations(); a++) {
            layout = mix(layout, (long) plan.from(a) << Integer.SIZE | plan.to(a));
            for (SynapseTable table : partition.tables(a)) {
                layout = mix(layout, table.synapses());
                layout = mix(layout, table.getClass().getSimpleName().hashCode());
                layout = mix(layout, table.sites() instanceof AmplitudeSites ? table.sites().getClass().getSimpleName()
                        .hashCode() : 0);
                add(table, plan.scenario().network().populations().get(a).size());
            }
        }
    }

    private void add(SynapseTable table, int sources) {
        final boolean learns = table instanceof LearningTable;
        for (int j = 0; j < sources; j++) {
            table.forEach(j, (slot, weight, delay, synapse) -> {
                layout = mix(layout, (long) slot << Integer.SIZE | delay);
                weights = learns ? weights : mix(weights, Double.doubleToLongBits(weight));
            });
        }
    }

    private static long mix(long sum, long value) {
        final long x = (sum ^ value) * ODD;
        return x ^ x >>> 32;
    }
}

package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.SynapseSnapshot;

/**
 * Reads synapses out of the partitions' tables. Synapses of several static projections between the same two populations
 * share tables and are shown together.
 */
final class SynapseInspector {
    private final Scenario scenario;
    private final List<Partition> partitions;

    SynapseInspector(Scenario scenario, List<Partition> partitions) {
        this.scenario = scenario;
        this.partitions = partitions;
    }

    /** The synapses of a projection as they are at a position, which the run has reached. */
    SynapseSnapshot snapshot(String name, double position) {
        final Network network = scenario.network();
        final Projection projection = network.projection(name);
        final int source = network.indexOf(projection.source());
        final int target = network.indexOf(projection.target());
        final Columns columns = new Columns();
        for (Partition partition : partitions) {
            partition.catchUp(position);
            for (SynapseTable table : partition.tables(source)) {
                if (holds(table, projection)) {
                    columns.add(table, partition.plan(), target, network.population(projection.source()).size());
                }
            }
        }
        return columns.snapshot(name);
    }

    /**
     * The unit of which the stored weights of a projection are whole multiples; 0 if they are stored as floating-point
     * numbers.
     */
    double weightUnit(String name) {
        final Network network = scenario.network();
        final Projection projection = network.projection(name);
        final WeightFormat format = partitions.get(0).plan().format();
        return scenario.integration() == Integration.EXACT || format.isWide(network.projections().indexOf(projection))
                ? 0
                : format.unit(network.indexOf(projection.target()));
    }

    /** Number of synapses of a neuron in a projection. */
    int outdegree(String name, int neuron) {
        final Network network = scenario.network();
        final Projection projection = network.projection(name);
        final int target = network.indexOf(projection.target());
        final int[] count = {0};
        for (Partition partition : partitions) {
            for (SynapseTable table : partition.tables(network.indexOf(projection.source()))) {
                if (holds(table, projection)) {
                    table.forEach(neuron, (slot, stored, delaySteps, synapse) -> {
                        if (partition.plan().populationOf(slot) == target) {
                            count[0]++;
                        }
                    });
                }
            }
        }
        return count[0];
    }

    private boolean holds(SynapseTable table, Projection projection) {
        return table instanceof LearningTable plastic ? plastic.projection()
                == scenario.network().projections().indexOf(projection)
                : !projection.isPlastic();
    }

    /** Growing columns of a snapshot. */
    private final class Columns {
        private int count;
        private int[] source = new int[1024];
        private int[] target = new int[1024];
        private double[] weight = new double[1024];
        private double[] delay = new double[1024];
        private double[] probability = new double[1024];
        private final Map<String, double[]> states = new LinkedHashMap<>();

        void add(SynapseTable table, PartitionPlan plan, int wanted, int sources) {
            final AmplitudeSites sites = table.sites() instanceof AmplitudeSites a ? a : null;
            final List<String> variables = sites == null ? new ArrayList<>() : sites.stateVariables();
            variables.forEach(v -> states.computeIfAbsent(v, x -> new double[source.length]));
            final double unit = table instanceof CompactTable ? plan.format().unit(wanted) : 1;
            for (int j = 0; j < sources; j++) {
                final int from = j;
                table.forEach(j, (slot, stored, delaySteps, synapse) -> {
                    if (plan.populationOf(slot) != wanted) {
                        return;
                    }
                    if (count == source.length) {
                        grow();
                    }
                    source[count] = from;
                    target[count] = plan.neuronOf(slot, wanted);
                    weight[count] = stored * unit;
                    delay[count] = table instanceof ExactSynapses exact ? exact.delayMs(synapse)
                            : scenario.grid().timeMs(delaySteps);
                    probability[count] = table.releaseProbability(synapse);
                    for (String variable : variables) {
                        states.get(variable)[count] = sites.state(variable, synapse);
                    }
                    count++;
                });
            }
        }

        private void grow() {
            final int capacity = Math.multiplyExact(2, count);
            source = Arrays.copyOf(source, capacity);
            target = Arrays.copyOf(target, capacity);
            weight = Arrays.copyOf(weight, capacity);
            delay = Arrays.copyOf(delay, capacity);
            probability = Arrays.copyOf(probability, capacity);
            states.replaceAll((name, values) -> Arrays.copyOf(values, capacity));
        }

        SynapseSnapshot snapshot(String name) {
            states.replaceAll((variable, values) -> Arrays.copyOf(values, count));
            return new SynapseSnapshot(name, Arrays.copyOf(source, count), Arrays.copyOf(target, count),
                    Arrays.copyOf(weight, count), Arrays.copyOf(delay, count), Arrays.copyOf(probability, count),
                    Map.copyOf(states));
        }
    }
}

package org.quantal.simulator.engine;

import java.util.List;
import org.quantal.simulator.NumericalException;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.network.Population;

/** Looks for states that are no numbers any more. */
final class StateGuard {
    private StateGuard() {
    }

    /**
     * Checks all state variables of all neurons.
     *
     * @throws NumericalException naming the first one that is not finite
     */
    static void check(List<Partition> partitions, List<Population> populations, double timeMs) {
        for (Partition partition : partitions) {
            for (StateSampler.Block block : partition.blocks()) {
                final Population population = populations.get(block.population());
                for (StateVariable variable : population.model().stateVariables()) {
                    check(block, population, variable.name(), timeMs);
                }
            }
        }
    }

    private static void check(StateSampler.Block block, Population population, String variable, double timeMs) {
        for (int i = 0; i < block.size(); i++) {
            final double value = block.state(variable, i);
            if (!Double.isFinite(value)) {
                throw new NumericalException(population.name(), block.first() + i, variable, value, timeMs);
            }
        }
    }
}

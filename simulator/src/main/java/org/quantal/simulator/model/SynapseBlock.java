package org.quantal.simulator.model;

import org.quantal.simulator.network.Projection;

/**
 * The synapses of one projection onto one part of its target population, as a {@link NetworkRule} sees them: the
 * engine's own arrays, of which a rule changes {@link #weight} and nothing else. Neurons are numbered through the whole
 * network, in the order of its populations.
 *
 * @param projection  what the synapses belong to
 * @param firstSource number in the network of the first neuron of the source population
 * @param firstTarget number in the network of the target that {@code target} calls 0
 * @param row         the synapses of source neuron j (within its population) are {@code row[j]} (inclusive) to
 *                    {@code row[j + 1]}
 * @param target      target of each synapse, less {@code firstTarget}
 * @param weight      weights in the unit of the target's model; a rule keeps their signs
 */
public record SynapseBlock(Projection projection, int firstSource, int firstTarget, int[] row, int[] target,
        float[] weight) {

    /** Number of source neurons. */
    public int sources() {
        return row.length - 1;
    }

    /** Number of synapses. */
    public int size() {
        return row[row.length - 1];
    }
}

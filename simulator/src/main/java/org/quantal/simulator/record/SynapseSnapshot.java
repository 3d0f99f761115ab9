package org.quantal.simulator.record;

import java.util.Map;

/**
 * Synapses of a projection at one time, one entry each, sorted by target partition, then source.
 *
 * @param projection  name of the projection
 * @param source      presynaptic neurons, indices within the source population
 * @param target      postsynaptic neurons, indices within the target population
 * @param weight      weights in the target model's unit
 * @param delayMs     delays in ms
 * @param probability release probabilities; of the first spike after rest if they change with every spike
 * @param states      further state variables of the release model by name, such as the number of filled sites
 */
public record SynapseSnapshot(String projection, int[] source, int[] target, double[] weight, double[] delayMs,
        double[] probability, Map<String, double[]> states) {

    /** Number of synapses. */
    public int size() {
        return source.length;
    }
}

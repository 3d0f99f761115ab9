package org.quantal.io.plot;

/**
 * What the figure of balancing shows.
 *
 * @param title   heading
 * @param timeMs  times in ms
 * @param cost    total cost at these times
 * @param minimum the lowest cost that can be reached
 * @param before  costs of the neurons at the first time
 * @param after   the same at the last
 */
public record BalancingData(String title, double[] timeMs, double[] cost, double minimum, Costs before, Costs after) {

    /**
     * Costs of neurons.
     *
     * @param incoming of each neuron's incoming synapses
     * @param outgoing of its outgoing synapses
     */
    public record Costs(double[] incoming, double[] outgoing) {
    }
}

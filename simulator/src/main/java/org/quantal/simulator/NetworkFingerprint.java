package org.quantal.simulator;

/**
 * Sums over a built network that differ between networks.
 *
 * @param layout  of populations, models, partitions, and which synapses there are with which delays: what a state has
 *                to fit
 * @param weights of the weights of synapses that do not learn
 */
public record NetworkFingerprint(long layout, long weights) {
}

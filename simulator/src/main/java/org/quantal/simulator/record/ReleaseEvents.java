package org.quantal.simulator.record;

/**
 * Releases of synapses of one projection.
 *
 * @param projection name of the projection
 * @param timeMs     time of each presynaptic spike in ms: on a grid the end of its step
 * @param source     presynaptic neurons, indices within the source population
 * @param target     postsynaptic neurons, indices within the target population
 * @param response   response relative to the weight: 1, or the number of quanta or share of the maximum that the
 *                   release model gives
 * @param count      number of releases; arrays may be longer
 */
public record ReleaseEvents(String projection, double[] timeMs, int[] source, int[] target,
        float[] response, int count) {
}

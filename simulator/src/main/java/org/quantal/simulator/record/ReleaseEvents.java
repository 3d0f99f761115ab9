package org.quantal.simulator.record;

/**
 * Releases of synapses of one projection.
 *
 * @param projection name of the projection
 * @param step       step of each presynaptic spike
 * @param source     presynaptic neurons, indices within the source population
 * @param target     postsynaptic neurons, indices within the target population
 * @param response   response relative to the weight: 1, or the number of quanta or share of the maximum that the release model gives
 * @param count      number of releases; arrays may be longer
 */
public record ReleaseEvents(String projection, long[] step, int[] source, int[] target, float[] response, int count) {
}

package org.quantal.models.release;

import org.quantal.simulator.model.AmplitudeSites;

/** A row of many synapses as as many trials of one synapse. */
final class Trials {
    private Trials() {
    }

    /**
     * Responses {@code [spike][trial]} of synapses with one probability, from rest, to the reference trains' spikes.
     */
    static float[][] run(AmplitudeSites sites, double probability, int trials, long seed) {
        append(sites, probability, trials);
        final float[][] responses = new float[ReferenceTrains.TIMES_MS.length][trials];
        for (int k = 0; k < responses.length; k++) {
            sites.transmit(Keys.of(seed, k, 0), 0, ReferenceTrains.TIMES_MS[k], 0, trials, responses[k]);
        }
        return responses;
    }

    static void append(AmplitudeSites sites, double probability, int count) {
        final double[] p = new double[count];
        java.util.Arrays.fill(p, probability);
        sites.append(p, count);
    }

    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Central moment of some order about a given mean. */
    static double moment(float[] values, double mean, int order) {
        double sum = 0;
        for (float value : values) {
            sum += Math.pow(value - mean, order);
        }
        return sum / values.length;
    }

    /** Standard error of a central moment of the given order about a known mean, from the moment of twice the order. */
    static double momentError(float[] values, double mean, int order) {
        final double moment = moment(values, mean, order);
        return Math.sqrt((moment(values, mean, 2 * order) - moment * moment) / values.length);
    }
}

package org.quantal.simulator.model;

import java.util.Arrays;
import org.quantal.simulator.network.Moments;

/**
 * What one presynaptic spike delivers at a synapse taken at random: a discrete law of amplitudes with the true first
 * three moments. What is missing to probability 1 is failure.
 *
 * @param amplitudes    weight times response, in the unit of the weight, other than 0
 * @param probabilities of each, positive
 */
public record Delivery(double[] amplitudes, double[] probabilities) {
    /** Outcomes less likely than this are left out: they are below the rounding of the moments. */
    private static final double LEAST = 1e-16;

    public Delivery {
        if (amplitudes.length != probabilities.length) {
            throw new IllegalArgumentException("a probability for each amplitude: amplitudes=" + amplitudes.length
                    + " probabilities=" + probabilities.length);
        }
    }

    /**
     * All or nothing.
     *
     * @param probability of release, averaged over synapses
     * @param released    moments of the weights of those synapses that release
     */
    public static Delivery allOrNone(double probability, Moments released) {
        return products(new double[] {1}, new double[] {probability}, released);
    }

    /** Responses, relative to the weight, that are independent of the weight. */
    public static Delivery products(double[] responses, double[] probabilities, Moments weight) {
        final Moments.Points points = weight.points();
        final double[] amplitudes = new double[responses.length * points.values().length];
        final double[] shares = new double[amplitudes.length];
        int count = 0;
        for (int r = 0; r < responses.length; r++) {
            for (int w = 0; w < points.values().length; w++) {
                amplitudes[count] = responses[r] * points.values()[w];
                shares[count] = probabilities[r] * points.shares()[w];
                count += amplitudes[count] != 0 && shares[count] > LEAST ? 1 : 0;
            }
        }
        return new Delivery(Arrays.copyOf(amplitudes, count), Arrays.copyOf(shares, count));
    }
}

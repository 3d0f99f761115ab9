package org.quantal.rate;

import java.util.Arrays;

/**
 * What one presynaptic spike delivers: a discrete distribution of amplitudes, of which what is missing to probability 1
 * is failure of release. Amplitudes are in mV for delta synapses and in pA for exponential currents.
 */
public final class Amplitude {

    private final double[] sizes;
    private final double[] probabilities;

    /**
     * @param sizes         amplitudes other than 0
     * @param probabilities of each, positive, with a sum of at most 1
     */
    public Amplitude(double[] sizes, double[] probabilities) {
        if (sizes.length != probabilities.length) {
            throw new IllegalArgumentException("a probability for each size: sizes=" + sizes.length + " probabilities="
                    + probabilities.length);
        }
        double sum = 0;
        for (double p : probabilities) {
            if (!(p >= 0)) {
                throw new IllegalArgumentException("probabilities must not be negative: " + p);
            }
            sum += p;
        }
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("probabilities must not exceed 1 in sum: " + sum);
        }
        this.sizes = sizes.clone();
        this.probabilities = probabilities.clone();
    }

    /** One site that releases an amplitude with a probability. */
    public static Amplitude of(double size, double probability) {
        return new Amplitude(new double[] {size}, new double[] {probability});
    }

    /** The k-th moment of the delivered amplitude, failures counted as 0: equation (1). */
    public double moment(int k) {
        double sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            sum += probabilities[i] * Math.pow(sizes[i], k);
        }
        return sum;
    }

    /** Mean amplitude delivered by a spike, failures counted as 0. */
    public double mean() {
        return moment(1);
    }

    /** Variance of the amplitude delivered by a spike, failures counted as 0. */
    public double variance() {
        final double mean = mean();
        return moment(2) - mean * mean;
    }

    /** All amplitudes times a factor. */
    public Amplitude scaled(double factor) {
        return new Amplitude(Arrays.stream(sizes).map(size -> size * factor).toArray(), probabilities);
    }

    /** Number of different amplitudes. */
    public int count() {
        return sizes.length;
    }

    /** The {@code i}-th amplitude, in the unit of the weights. */
    public double size(int i) {
        return sizes[i];
    }

    /** Probability that a spike delivers the {@code i}-th amplitude. */
    public double probability(int i) {
        return probabilities[i];
    }
}

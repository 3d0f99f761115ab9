package org.quantal.rate.dropconnect;

import org.quantal.simulator.random.StreamRandom;

/**
 * Failures at each spike: a connection transmits the share K/(p Lambda) of its mean, K binomial with the number of
 * spikes N and p.
 *
 * @param spikesPerUnit expected spikes in a presentation for an input of 1, positive
 * @param poisson       whether N is Poisson rather than given
 */
record SpikeMasks(double spikesPerUnit, boolean poisson) implements Masks {

    SpikeMasks {
        if (!(spikesPerUnit > 0 && Double.isFinite(spikesPerUnit))) {
            throw new IllegalArgumentException("spikes of a presentation must be positive: " + spikesPerUnit);
        }
    }

    @Override
    public void draw(double[] keep, double[] input, StreamRandom random, double[] factor) {
        final int inputs = input.length;
        for (int j = 0; j < inputs; j++) {
            final double expected = input[j] * spikesPerUnit;
            if (!(expected >= 0)) {
                throw new IllegalArgumentException("inputs of spiking synapses must not be negative: input " + j
                        + " is " + input[j]);
            }
            final int spikes = poisson ? poisson(expected, random) : whole(j, expected);
            for (int k = j; k < factor.length; k += inputs) {
                factor[k] = expected == 0 ? 1 : binomial(spikes, keep[k], random) / (keep[k] * expected);
            }
        }
    }

    private static int whole(int input, double expected) {
        if (Math.abs(expected - Math.rint(expected)) > 1e-9 * Math.max(1, expected)) {
            throw new IllegalArgumentException("given spike counts must be whole: input " + input + " has " + expected);
        }
        return (int) Math.rint(expected);
    }

    /** Counts exponential waiting times; presentations hold few spikes. */
    static int poisson(double mean, StreamRandom random) {
        int count = -1;
        for (double time = 0; time < mean; count++) {
            time -= StrictMath.log(1 - random.nextDouble());
        }
        return Math.max(0, count);
    }

    private static int binomial(int trials, double p, StreamRandom random) {
        int count = 0;
        for (int t = 0; t < trials; t++) {
            if (random.nextDouble() < p) {
                count++;
            }
        }
        return count;
    }
}

package org.quantal.models.release;

import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.quantal.simulator.random.StreamRandom;

/** Draws the response to a number of quanta: one Gamma number, as a sum of Gamma numbers of one scale is one again. */
final class QuantaSampler {
    /** Below this the variation of quanta is lost in the rounding of responses to floats. */
    private static final double SMALLEST_CV = 1e-8;

    private final float[] mean;
    private final SharedStateContinuousSampler[] gamma;

    /** Responses drawn from a stream that the owner resets. */
    QuantaSampler(Quanta quanta, StreamRandom random) {
        final int n = quanta.sites();
        mean = new float[n + 1];
        final boolean constant = quanta.cv() < SMALLEST_CV;
        gamma = constant ? null : new SharedStateContinuousSampler[n + 1];
        final double variance = quanta.cv() * quanta.cv();
        for (int k = 1; k <= n; k++) {
            mean[k] = (float) (quanta.weightIsTotal() ? (double) k / n : k);
            if (!constant) {
                gamma[k] = AhrensDieterMarsagliaTsangGammaSampler.of(random, k / variance, variance * quanta.unit());
            }
        }
    }

    /** The response to k quanta, relative to the weight. */
    float response(int k) {
        return gamma == null || k == 0 ? mean[k] : (float) gamma[k].sample();
    }
}

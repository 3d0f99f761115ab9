package org.quantal.rate.dropconnect;

import org.quantal.models.release.BinomialRelease;
import org.quantal.models.release.Quanta;
import org.quantal.models.release.StochasticTsodyksMarkram;
import org.quantal.models.release.TsodyksMarkram;
import org.quantal.simulator.model.ReleaseModel;

/**
 * Moments of what a synapse delivers at one spike, relative to its weight: equation (1).
 *
 * @param mean     of the response
 * @param variance of the response
 * @param third    its third moment (responses are not negative)
 */
record SpikeResponse(double mean, double variance, double third) {

    /**
     * The response of a synapse.
     *
     * @param p its release probability
     * @throws IllegalArgumentException for short-term plasticity, whose releases are correlated
     */
    static SpikeResponse of(String projection, ReleaseModel model, double p) {
        if (model instanceof TsodyksMarkram || model instanceof StochasticTsodyksMarkram) {
            throw new IllegalArgumentException("projection " + projection + ": with short-term plasticity ("
                    + model.name()
                    + ") releases at different spikes are correlated, and no mask has their variance; use a model"
                    + " without memory");
        }
        if (model instanceof BinomialRelease binomial) {
            return of(binomial.quanta(), p);
        }
        if (model.hasAmplitudes()) {
            throw new IllegalArgumentException("projection " + projection + ": moments of release model " + model.name()
                    + " are not known");
        }
        return new SpikeResponse(p, p * (1 - p), p);
    }

    private static SpikeResponse of(Quanta quanta, double p) {
        final int n = quanta.sites();
        final double unit = quanta.weightIsTotal() ? 1.0 / n : 1;
        final double c2 = quanta.cv() * quanta.cv();
        double third = 0;
        double probability = StrictMath.pow(1 - p, n);
        for (int k = 0; k <= n && p < 1; k++) {
            // k quanta are Gamma distributed with mean k and variance k c_q^2.
            third += probability * k * (k * (k + 3 * c2) + 2 * c2 * c2);
            probability *= (n - k) * p / ((k + 1) * (1 - p));
        }
        if (p == 1) {
            third = n * (n * (n + 3 * c2) + 2 * c2 * c2);
        }
        return new SpikeResponse(n * p * unit, n * p * (1 - p + c2) * unit * unit, third * unit * unit * unit);
    }
}

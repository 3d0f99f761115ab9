package org.quantal.simulator.network;

import org.quantal.simulator.random.StreamRandom;

/**
 * Another distribution times a factor, for laws that are not closed under it, such as inhibitory lognormal weights.
 *
 * @param distribution what is multiplied
 * @param factor       any finite number but 0; negative swaps the bounds
 */
public record Scaled(Distribution distribution, double factor) implements Distribution {

    public Scaled {
        if (distribution == null || factor == 0 || !Double.isFinite(factor)) {
            throw new IllegalArgumentException("factor must be finite and not 0: factor=" + factor + " distribution="
                    + distribution);
        }
    }

    @Override
    public void fill(StreamRandom random, double[] values, int count) {
        distribution.fill(random, values, count);
        for (int i = 0; i < count; i++) {
            values[i] *= factor;
        }
    }

    @Override
    public double mean() {
        return distribution.mean() * factor;
    }

    @Override
    public double standardDeviation() {
        return distribution.standardDeviation() * Math.abs(factor);
    }

    @Override
    public double thirdCentralMoment() {
        return distribution.thirdCentralMoment() * factor * factor * factor;
    }

    @Override
    public double minimum() {
        return (factor < 0 ? distribution.maximum() : distribution.minimum()) * factor;
    }

    @Override
    public double maximum() {
        return (factor < 0 ? distribution.minimum() : distribution.maximum()) * factor;
    }

    @Override
    public double cumulativeProbability(double x) {
        final double original = x / factor;
        // With a negative factor the values up to x come from those from x/factor on, this one included.
        return factor < 0
                ? 1 - distribution.cumulativeProbability(Math.nextDown(original))
                : distribution.cumulativeProbability(original);
    }

    @Override
    public Distribution scaled(double by) {
        return distribution.scaled(factor * by);
    }
}

package org.quantal.simulator.network;

import org.quantal.simulator.random.StreamRandom;

/**
 * Any number between two bounds, all equally likely.
 *
 * @param low  lower bound, finite
 * @param high upper bound, finite, not below {@code low}
 */
public record Uniform(double low, double high) implements Distribution {

    public Uniform {
        if (!(low <= high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("bounds must be finite, low <= high: low=" + low + " high=" + high);
        }
    }

    @Override
    public void fill(StreamRandom random, double[] values, int count) {
        final double width = high - low;
        for (int i = 0; i < count; i++) {
            // The width is rounded, so that its sum with the lower bound may pass the upper one in the last digit.
            values[i] = Math.min(high, low + width * random.nextDouble());
        }
    }

    @Override
    public double mean() {
        return low + (high - low) / 2;
    }

    @Override
    public double standardDeviation() {
        return (high - low) / Math.sqrt(12);
    }

    @Override
    public double thirdCentralMoment() {
        return 0;
    }

    @Override
    public double minimum() {
        return low;
    }

    @Override
    public double maximum() {
        return high;
    }

    @Override
    public double cumulativeProbability(double x) {
        if (x >= high) {
            return 1;
        }
        return x <= low ? 0 : (x - low) / (high - low);
    }

    @Override
    public Distribution scaled(double factor) {
        return factor < 0 ? new Uniform(high * factor, low * factor) : new Uniform(low * factor, high * factor);
    }
}

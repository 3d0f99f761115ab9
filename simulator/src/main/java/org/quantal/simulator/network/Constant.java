package org.quantal.simulator.network;

import java.util.Arrays;
import org.quantal.simulator.random.StreamRandom;

/**
 * One and the same number for all; draws nothing from the stream.
 *
 * @param value any finite number
 */
public record Constant(double value) implements Distribution {

    public Constant {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value must be finite: value=" + value);
        }
    }

    @Override
    public void fill(StreamRandom random, double[] values, int count) {
        Arrays.fill(values, 0, count, value);
    }

    @Override
    public double mean() {
        return value;
    }

    @Override
    public double standardDeviation() {
        return 0;
    }

    @Override
    public double thirdCentralMoment() {
        return 0;
    }

    @Override
    public double minimum() {
        return value;
    }

    @Override
    public double maximum() {
        return value;
    }

    @Override
    public double cumulativeProbability(double x) {
        return x >= value ? 1 : 0;
    }

    @Override
    public Distribution scaled(double factor) {
        return new Constant(value * factor);
    }
}

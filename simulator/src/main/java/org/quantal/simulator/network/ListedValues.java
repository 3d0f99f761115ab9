package org.quantal.simulator.network;

import java.util.Arrays;
import org.quantal.simulator.random.StreamRandom;

/** The distribution of listed numbers, all equally likely, such as weights from a file. */
public final class ListedValues implements Distribution {
    /** Ascending. */
    private final double[] values;

    /** @param values finite numbers, at least one */
    public ListedValues(double... values) {
        if (values.length == 0 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("values must be finite, at least one: values=" + values.length);
        }
        this.values = values.clone();
        Arrays.sort(this.values);
    }

    @Override
    public void fill(StreamRandom random, double[] draws, int count) {
        for (int i = 0; i < count; i++) {
            draws[i] = values[random.nextInt(values.length)];
        }
    }

    @Override
    public double mean() {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Override
    public double standardDeviation() {
        return Math.sqrt(centralMoment(2));
    }

    @Override
    public double thirdCentralMoment() {
        return centralMoment(3);
    }

    private double centralMoment(int power) {
        final double mean = mean();
        return Arrays.stream(values)
                .map(x -> power == 2 ? (x - mean) * (x - mean) : (x - mean) * (x - mean) * (x - mean)).average()
                .orElseThrow();
    }

    @Override
    public double minimum() {
        return values[0];
    }

    @Override
    public double maximum() {
        return values[values.length - 1];
    }

    @Override
    public double cumulativeProbability(double x) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (values[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / values.length;
    }

    @Override
    public Distribution scaled(double factor) {
        return new ListedValues(Arrays.stream(values).map(x -> x * factor).toArray());
    }
}

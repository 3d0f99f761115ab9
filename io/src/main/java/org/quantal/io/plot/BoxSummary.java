package org.quantal.io.plot;

import java.util.Arrays;

/**
 * The five numbers and the mean of a box plot.
 *
 * @param low    smallest value within 1.5 times the interquartile range below the box
 * @param first  first quartile, between values by linear interpolation
 * @param median second quartile
 * @param third  third quartile
 * @param high   largest value within 1.5 times the interquartile range above the box
 * @param mean   arithmetic mean
 */
record BoxSummary(double low, double first, double median, double third, double high, double mean) {
    private static final double REACH = 1.5;

    /** The summary of at least one value. */
    static BoxSummary of(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final double first = quantile(sorted, 0.25);
        final double third = quantile(sorted, 0.75);
        final double reach = REACH * (third - first);
        final double low = Arrays.stream(sorted).filter(v -> v >= first - reach).findFirst().orElse(first);
        final double high = Arrays.stream(sorted).filter(v -> v <= third + reach).reduce((a, b) -> b).orElse(third);
        return new BoxSummary(low, first, quantile(sorted, 0.5), third, high,
                Arrays.stream(sorted).average().orElseThrow());
    }

    private static double quantile(double[] sorted, double share) {
        final double position = share * (sorted.length - 1);
        final int below = (int) position;
        final int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}

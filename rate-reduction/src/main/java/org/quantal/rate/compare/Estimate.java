package org.quantal.rate.compare;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * A measured value.
 *
 * @param value what was found; NaN if nothing was
 * @param error its standard error; NaN if unknown
 */
public record Estimate(double value, double error) {
    /** Nothing was found. */
    public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);

    /** The mean of independent values, and its standard error. */
    static Estimate mean(double[] values) {
        if (values.length == 0) {
            return NONE;
        }
        return new Estimate(Mean.of(values).getAsDouble(), values.length < 2 ? Double.NaN
                : StandardDeviation.of(values).getAsDouble() / Math.sqrt(values.length));
    }

    /**
     * The sum of one quantity over that of another, with the error of the ratio of means (delta method).
     *
     * @param above numerator of each independent unit
     * @param below its denominator
     */
    static Estimate ratio(double[] above, double[] below) {
        final int n = above.length;
        final double mean = n == 0 ? 0 : Mean.of(below).getAsDouble();
        if (!(mean > 0)) {
            return NONE;
        }
        final double ratio = Mean.of(above).getAsDouble() / mean;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            final double residual = above[i] - ratio * below[i];
            squares += residual * residual;
        }
        return new Estimate(ratio, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1.0) / n) / mean);
    }

    /** Whether there was anything to estimate from. */
    public boolean exists() {
        return Double.isFinite(value);
    }
}

package org.quantal.validation;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.quantal.validation.Check.Kind;

/**
 * The mean of independent measurements of which a few have to do: bounds follow Student's distribution.
 *
 * @param mean          of the measurements
 * @param standardError of the mean
 * @param freedom       number of measurements less one
 */
record Sample(double mean, double standardError, int freedom) {
    /** Probability that a right simulator fails a check. */
    static final double FALSE_ALARM = 1e-7;

    static Sample of(double... values) {
        final double mean = Arrays.stream(values).sum() / values.length;
        final double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return new Sample(mean, Math.sqrt(squares / (values.length - 1) / values.length), values.length - 1);
    }

    /** A mean that must agree with what is expected. */
    Check is(String id, String prediction, double expected) {
        return check(id, prediction, expected, standardError, freedom);
    }

    /** A mean that must agree with another one. */
    Check is(String id, String prediction, Sample expected) {
        // The smaller number of degrees of freedom is on the safe side (Welch).
        return check(id, prediction, expected.mean, Math.hypot(standardError, expected.standardError),
                Math.min(freedom, expected.freedom));
    }

    private Check check(String id, String prediction, double expected, double error, int degrees) {
        final double bound = error * TDistribution.of(degrees).inverseSurvivalProbability(FALSE_ALARM / 2);
        return new Check(id, prediction, expected, mean, error, bound, Kind.NEAR, FALSE_ALARM);
    }
}

package org.quantal.validation;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A prediction and what was measured.
 *
 * @param id            short name, unique in its experiment
 * @param prediction    what theory says, in words
 * @param expected      value predicted; the limit for one-sided checks
 * @param measured      value found in the file
 * @param standardError of the measured value; 0 if it is exact
 * @param bound         how far apart they may be; for one-sided checks 0
 * @param kind          how the two are compared
 * @param falseAlarm    probability that a right simulator fails this check, by the distribution of the measured value;
 *                      0 for checks that do not depend on chance
 */
public record Check(String id, String prediction, double expected, double measured, double standardError,
        double bound, Kind kind, double falseAlarm) {

    /** How a measured value is compared with the expected one. */
    public enum Kind {
        /** The difference is at most the bound. */
        NEAR,
        /** The measured value is not below the expected one. */
        AT_LEAST,
        /** The measured value is not above the expected one. */
        AT_MOST
    }

    /**
     * A value that must agree to an absolute tolerance and does not depend on chance, or far less than the tolerance.
     */
    public static Check near(String id, String prediction, double expected, double measured, double tolerance) {
        return new Check(id, prediction, expected, measured, 0, tolerance, Kind.NEAR, 0);
    }

    /** A value that must agree to a relative tolerance. */
    public static Check relative(String id, String prediction, double expected, double measured, double tolerance) {
        return near(id, prediction, expected, measured, tolerance * Math.abs(expected));
    }

    /** A mean that must agree within a number of its standard errors. */
    public static Check mean(String id, String prediction, double expected, double measured, double standardError,
            double sigmas) {
        return mean(id, prediction, expected, measured, standardError, sigmas, 0);
    }

    /** A mean that must agree within a number of its standard errors and a tolerance for what the theory leaves out. */
    public static Check mean(String id, String prediction, double expected, double measured, double standardError,
            double sigmas, double tolerance) {
        return new Check(id, prediction, expected, measured, standardError, sigmas * standardError + tolerance,
                Kind.NEAR, tails(sigmas));
    }

    /** A value with a lower limit. */
    public static Check atLeast(String id, String prediction, double limit, double measured) {
        return new Check(id, prediction, limit, measured, 0, 0, Kind.AT_LEAST, 0);
    }

    /** A value with an upper limit. */
    public static Check atMost(String id, String prediction, double limit, double measured) {
        return new Check(id, prediction, limit, measured, 0, 0, Kind.AT_MOST, 0);
    }

    /** The p-value of a test, which must not be too small. */
    public static Check pValue(String id, String prediction, double pValue, double threshold) {
        return new Check(id, prediction, threshold, pValue, 0, 0, Kind.AT_LEAST, threshold);
    }

    /** Whether theory holds; never for a value that is not a number. */
    public boolean passed() {
        return switch (kind) {
            case NEAR -> Math.abs(measured - expected) <= bound;
            case AT_LEAST -> measured >= expected;
            case AT_MOST -> measured <= expected;
        };
    }

    /** Probability that a normal variable is more than so many standard deviations from its mean. */
    static double tails(double sigmas) {
        return 2 * NormalDistribution.of(0, 1).survivalProbability(sigmas);
    }
}

package org.quantal.models.plasticity;

/** Steps in log-odds, for probabilities that are stored as such. */
final class LogOdds {
    /**
     * Steps below this are taken by a series whose error, a 24th of the fourth power, is far below a float's rounding.
     */
    private static final double SMALL = 1e-2;

    private LogOdds() {
    }

    /**
     * sigma(logit(p) + by), without a logarithm, and without an exponential for the small steps of learning; p in (0,
     * 1).
     */
    static double shifted(double p, double by) {
        final double q = 1 - p;
        if (Math.abs(by) < SMALL) {
            return p + p * q * by * (1 + by * (0.5 * (q - p) + by * (1.0 / 6 - p * q)));
        }
        return p / (p + q * StrictMath.exp(-by));
    }
}

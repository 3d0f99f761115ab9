package org.quantal.models.plasticity;

/** Steps in log-odds, for probabilities that are stored as such. */
final class LogOdds {
    private LogOdds() {
    }

    /** sigma(logit(p) + by), without a logarithm; p in (0, 1). */
    static double shifted(double p, double by) {
        return p / (p + (1 - p) * StrictMath.exp(-by));
    }
}

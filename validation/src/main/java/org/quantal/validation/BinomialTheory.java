package org.quantal.validation;

/** Moments of the number of quanta that n independent sites release, K ~ Binomial(n, m). */
final class BinomialTheory {
    private BinomialTheory() {
    }

    static double mean(int n, double m) {
        return n * m;
    }

    static double variance(int n, double m) {
        return n * m * (1 - m);
    }

    /** Standard error of the mean of so many independent draws. */
    static double errorOfMean(int n, double m, double draws) {
        return Math.sqrt(variance(n, m) / draws);
    }

    /** Standard error of the variance of so many independent draws, from the fourth central moment. */
    static double errorOfVariance(int n, double m, double draws) {
        final double variance = variance(n, m);
        final double fourth = variance * (1 + (3.0 * n - 6) * m * (1 - m));
        return Math.sqrt((fourth - variance * variance) / draws);
    }
}

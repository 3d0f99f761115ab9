package org.quantal.models.reliability;

/** The logistic function and its inverse, which lead from log-odds to probabilities and back. */
public final class Logistic {
    private Logistic() {
    }

    /** sigma(x) = 1/(1 + e^-x). */
    public static double sigma(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** The log-odds ln(p/(1-p)) of a probability in (0, 1). */
    public static double logit(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("p must be in (0, 1): p=" + p);
        }
        return StrictMath.log(p / (1 - p));
    }
}

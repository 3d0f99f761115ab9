package org.quantal.models.reliability;

/**
 * The curve on which weight and reliability of a synapse move when both follow the gradient in small steps:
 *
 * <pre>
 * alpha + e^alpha - kappa (W + e^-W) = constant                                                                (11)
 * </pre>
 *
 * <p>alpha is lowest at W = 0 and grows with |W| both ways, faster for negative W. That the strongest synapses become
 * the most reliable is thus a property of the gradient; it does not show by itself that reliability stores something
 * that weights do not.
 *
 * @param kappa    learning rate of alpha over that of W, positive
 * @param constant of the curve
 */
public record ReliabilityCurve(double kappa, double constant) {

    public ReliabilityCurve {
        if (!(kappa > 0) || Double.isInfinite(kappa)) {
            throw new IllegalArgumentException("kappa must be positive: kappa=" + kappa);
        }
    }

    /** The curve through one point. */
    public static ReliabilityCurve through(double kappa, double weight, double alpha) {
        return new ReliabilityCurve(kappa, invariant(kappa, weight, alpha));
    }

    /** The left side of (11). */
    public static double invariant(double kappa, double weight, double alpha) {
        return alpha + StrictMath.exp(alpha) - kappa * (weight + StrictMath.exp(-weight));
    }

    /** The log-odds of release that belong to a weight. */
    public double alpha(double weight) {
        final double target = constant + kappa * (weight + StrictMath.exp(-weight));
        // Solves alpha + e^alpha = target by Newton steps from above, where they descend to the root without fail.
        double alpha = target > 1 ? StrictMath.log(target) : target;
        for (int step = 0; step < 100; step++) {
            final double e = StrictMath.exp(alpha);
            final double move = (alpha + e - target) / (1 + e);
            alpha -= move;
            if (Math.abs(move) <= 1e-15 * Math.max(1, Math.abs(alpha))) {
                break;
            }
        }
        return alpha;
    }

    /** The release probability that belongs to a weight. */
    public double probability(double weight) {
        return Logistic.sigma(alpha(weight));
    }
}

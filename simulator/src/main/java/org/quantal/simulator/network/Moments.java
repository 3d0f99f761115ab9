package org.quantal.simulator.network;

/**
 * The first three moments of a law.
 *
 * @param mean     mean
 * @param variance variance, not negative
 * @param third    third central moment
 */
public record Moments(double mean, double variance, double third) {

    public Moments {
        if (!(variance >= 0) || !Double.isFinite(mean) || !Double.isFinite(variance) || !Double.isFinite(third)) {
            throw new IllegalArgumentException("moments must be finite and the variance not negative: mean=" + mean
                    + " variance=" + variance + " third=" + third);
        }
    }

    /** A law that is one number. */
    public static Moments of(double value) {
        return new Moments(value, 0, 0);
    }

    /** From E[x], E[x²] and E[x³]; what rounding leaves of a variance below 1e-13 of E[x²] is none. */
    public static Moments ofRaw(double first, double second, double third) {
        final double variance = second - first * first;
        return variance <= 1e-13 * second ? of(first)
                : new Moments(first, variance, third - 3 * first * second + 2 * first * first * first);
    }

    /** The law times a factor. */
    public Moments scaled(double factor) {
        return new Moments(mean * factor, variance * factor * factor, third * factor * factor * factor);
    }

    /**
     * The law of two values that has these moments: Gauss quadrature of two nodes, so that both lie within the support
     * of any law with these moments. One value if the variance is 0.
     */
    public Points points() {
        if (variance == 0) {
            return new Points(new double[] {mean}, new double[] {1});
        }
        final double sd = Math.sqrt(variance);
        final double skew = third / (sd * variance) / 2;
        final double root = Math.sqrt(1 + skew * skew);
        // skew - root and skew + root have the product -1: the smaller one is taken from the larger one, to keep its
        // digits.
        final double far = skew + Math.copySign(root, skew);
        final double share = 1 / (1 + far * far);
        return new Points(new double[] {mean + sd * far, mean - sd / far}, new double[] {share, 1 - share});
    }

    /** A discrete law: values and their probabilities. */
    public record Points(double[] values, double[] shares) {
    }
}

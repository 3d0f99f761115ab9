package org.quantal.models.balancing;

/**
 * The transfer function phi(x) = max(x, 0)^k, homogeneous of degree k: phi(a x) = a^k phi(x) for a &gt; 0.
 *
 * @param degree k, positive; 1 is the rectified linear unit
 */
public record RectifiedPower(double degree) {

    /** The rectified linear unit. */
    public static final RectifiedPower LINEAR = new RectifiedPower(1);

    public RectifiedPower {
        if (!(degree > 0) || Double.isInfinite(degree)) {
            throw new IllegalArgumentException("degree must be positive: degree=" + degree);
        }
    }

    /** phi(x). */
    public double value(double x) {
        if (!(x > 0)) {
            return 0;
        }
        return degree == 1 ? x : StrictMath.pow(x, degree);
    }

    /** phi'(x); at the kink, the slope from the left. */
    public double slope(double x) {
        if (!(x > 0)) {
            return 0;
        }
        return degree == 1 ? 1 : degree * StrictMath.pow(x, degree - 1);
    }
}

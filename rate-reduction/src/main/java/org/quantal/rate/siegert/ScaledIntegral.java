package org.quantal.rate.siegert;

import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The integral of f(u) = exp(u²)(1 + erf u) between two bounds, both it and f times E = exp(-max(0, upper)²), so that
 * nothing overflows however far the threshold is.
 */
final class ScaledIntegral {
    private static final GaussLegendre QUADRATURE = new GaussLegendre(48);

    private final double lower;
    private final double upper;
    private final double peak;

    ScaledIntegral(double lower, double upper) {
        this.lower = lower;
        this.upper = upper;
        this.peak = Math.max(0, upper);
    }

    /** E; 0 if the upper bound is beyond 27. */
    double scale() {
        return StrictMath.exp(-peak * peak);
    }

    /** E times f(u), for u up to the upper bound. */
    double f(double u) {
        return u < 0 ? scale() * Erfcx.value(-u) : 2 * StrictMath.exp((u - peak) * (u + peak))
                - scale() * Erfcx.value(u);
    }

    /** E times the integral of f. */
    double value() {
        if (upper <= 0) {
            return erfcx(-upper, -lower);
        }
        if (lower <= 0) {
            return 2 * Dawson.value(upper) + scale() * erfcx(upper, -lower);
        }
        return 2 * Dawson.value(upper) - 2 * StrictMath.exp((lower - upper) * (lower + upper)) * Dawson.value(lower)
                - scale() * erfcx(lower, upper);
    }

    /** The integral of erfcx between two bounds that are not negative; with x = sinh t it is smooth over any range. */
    private static double erfcx(double from, double to) {
        return QUADRATURE.integral(t -> Erfcx.value(StrictMath.sinh(t)) * StrictMath.cosh(t), arsinh(from), arsinh(to));
    }

    private static double arsinh(double x) {
        return StrictMath.log1p(x + x * x / (1 + Math.sqrt(1 + x * x)));
    }
}

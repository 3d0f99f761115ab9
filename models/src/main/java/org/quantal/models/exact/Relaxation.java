package org.quantal.models.exact;

/**
 * The distance f(t) = V(t) - threshold of a membrane with one or two decaying currents, its slope, and the first root
 * of f in an interval in which f rises.
 *
 * <pre>
 * f(t)  = x0 + (vInf - v0)(1 - e^(-t/tauM)) + j1 k1(t) + j2 k2(t),    x0 = v0 - threshold,  j = I/C
 * f'(t) = s e^(-t/tauM) - (j1/tau1) k1(t) - (j2/tau2) k2(t),          s = f'(0) = j1 + j2 + (vInf - v0)/tauM
 * </pre>
 *
 * with the kernels k of {@link Propagators#kernel}. Every term of f but x0 vanishes with t, so that early roots keep
 * their digits.
 */
final class Relaxation {
    private static final int MOST_ITERATIONS = 200;

    private Relaxation() {
    }

    /** f(t). A current that is zero costs nothing. */
    static double value(double t, double v0, double j1, double j2, double vInf, double threshold,
            double tauM, double tau1, double tau2) {
        return relaxed(t, StrictMath.expm1(-t / tauM), v0, vInf, threshold, tauM) + response(t, j1, tauM, tau1)
                + response(t, j2, tauM, tau2);
    }

    /**
     * f(t) without currents, from e^(-t/tauM) - 1: measured from now while that keeps more digits, then from the end.
     */
    private static double relaxed(double t, double gone, double v0, double vInf, double threshold, double tauM) {
        return t <= tauM ? (v0 - threshold) - (vInf - v0) * gone
                : (vInf - threshold) - (vInf - v0) * StrictMath.exp(-t / tauM);
    }

    /** f'(t). */
    static double slope(double t, double v0, double j1, double j2, double vInf, double tauM, double tau1, double tau2) {
        final double s = j1 + j2 + (vInf - v0) / tauM;
        return s * StrictMath.exp(-t / tauM) - response(t, j1 / tau1, tauM, tau1) - response(t, j2 / tau2, tauM, tau2);
    }

    private static double response(double t, double j, double tauM, double tau) {
        return j == 0 ? 0 : j * Propagators.kernel(t, tauM, tau);
    }

    /**
     * A sufficient condition, without exponentials, for f &lt; 0 for ever: the constant part of f lies between x0 and
     * vInf - threshold, and a kernel never exceeds the smaller of its time constants. Most arrivals in a network end
     * here.
     */
    static boolean staysBelow(double v0, double j1, double j2, double vInf, double threshold, double tauM, double tau1,
            double tau2) {
        return Math.max(v0, vInf) - threshold + Math.max(j1, 0) * Math.min(tauM, tau1)
                + Math.max(j2, 0) * Math.min(tauM, tau2) < 0;
    }

    /**
     * The root in (from, to] of f, which rises there from f(from) &lt; 0 to f(to) &ge; 0: Newton's method that starts
     * at {@code from}, never leaves the shrinking bracket, and bisects where it would leave or would be slow. Where f
     * is concave, Newton's steps rise to the root without passing it, since the tangent lies above f.
     */
    static double root(double from, double to, double v0, double j1, double j2, double vInf,
            double threshold, double tauM, double tau1, double tau2) {
        final double s = j1 + j2 + (vInf - v0) / tauM;
        double low = from;
        double high = to;
        double t = from;
        double before = high - low;
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            // value() and slope() at once.
            final double gone = StrictMath.expm1(-t / tauM);
            final double k1 = j1 == 0 ? 0 : Propagators.kernel(t, tauM, tau1);
            final double k2 = j2 == 0 ? 0 : Propagators.kernel(t, tauM, tau2);
            final double f = relaxed(t, gone, v0, vInf, threshold, tauM) + j1 * k1 + j2 * k2;
            final double slope = s * (1 + gone) - j1 / tau1 * k1 - j2 / tau2 * k2;
            if (f == 0) {
                return t;
            } else if (f < 0) {
                low = t;
            } else {
                high = t;
            }
            double next = t - f / slope;
            final double move = Math.abs(next - t);
            if (!(next > low && next < high) || i > 2 && 2 * move > before) {
                next = low + 0.5 * (high - low);
            }
            before = Math.abs(next - t);
            t = next;
            if (before <= Math.ulp(t) || high - low <= 2 * Math.ulp(high)) {
                return t;
            }
        }
        return t;
    }

    /** The root after {@code from} of f, which rises there from f(from) &lt; 0 to vInf - threshold &gt; 0. */
    static double rootBeforeInfinity(double from, double v0, double j1, double j2, double vInf,
            double threshold, double tauM, double tau1, double tau2) {
        double low = from;
        double span = Math.max(tauM, Math.max(j1 == 0 ? 0 : tau1, j2 == 0 ? 0 : tau2));
        // Ends: at the latest when all exponentials have underflowed, f is vInf - threshold.
        while (value(low + span, v0, j1, j2, vInf, threshold, tauM, tau1, tau2) < 0) {
            low += span;
            span *= 2;
        }
        return root(low, low + span, v0, j1, j2, vInf, threshold, tauM, tau1, tau2);
    }
}

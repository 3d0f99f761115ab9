package org.quantal.models.exact;

/**
 * Leaky integrate-and-fire neuron with one exponentially decaying synaptic current, in continuous time: equations
 * (1)-(3) and the complete threshold test (6)-(8).
 *
 * <p>Why the test is complete. With q = I0/(C tauS) and d = 1/tauS - 1/tauM, f = V - threshold obeys
 *
 * <pre>
 * f'(t) e^(t/tauM) = s - q phi(t),    s = f'(0),  phi(t) = (1 - e^(-d t))/d   (t if d = 0).
 * </pre>
 *
 * phi rises strictly from 0, to 1/d if d &gt; 0 and to infinity otherwise. So f' changes sign at most once, where phi
 * = s/q: t_p = -ln(1 - x)/d with x = d s/q, which exists if and only if s and q have the same sign and x &lt; 1. Hence
 *
 * <ul>
 *   <li>s &gt; 0 with t_p: f rises to f(t_p), then falls: a spike if and only if f(t_p) &ge; 0, in (0, t_p];
 *   <li>s &gt; 0 without t_p: f rises to c = vInf - threshold: a spike if and only if c &gt; 0;
 *   <li>s &le; 0 with t_p: f falls, then rises to c: a spike if and only if c &gt; 0, after t_p;
 *   <li>otherwise f falls: no spike.
 * </ul>
 *
 * No formula divides by tauM - tauS, so equal and nearly equal time constants are no special case.
 */
public final class LifExpExact {
    /** Decay times that stand for infinity: V is vInf to 1e-260, and its slope still has a sign in double precision. */
    static final double END = 600;

    private LifExpExact() {
    }

    /** The potential after a time t without arrivals: equations (1) and (3). */
    public static double potential(double v0, double i0, double vInf, double t, double tauM, double tauS,
            double capacitance) {
        return LifDeltaExact.potential(v0, vInf, t, tauM) + i0 / capacitance * Propagators.kernel(t, tauM, tauS);
    }

    /** The current after a time t without arrivals; all that is to be propagated while V is held at reset. */
    public static double current(double i0, double t, double tauS) {
        return i0 * StrictMath.exp(-t / tauS);
    }

    /**
     * The time from now to the first V &ge; threshold without arrivals.
     *
     * @param v0          potential now in mV relative to rest
     * @param i0          synaptic current now in pA
     * @param vInf        potential to which the constant current drives the membrane
     * @param threshold   threshold relative to rest
     * @param tauM        membrane time constant
     * @param tauS        synaptic time constant
     * @param capacitance membrane capacitance
     * @return 0 if V is there already, {@link Double#POSITIVE_INFINITY} if it never comes there
     */
    public static double crossing(double v0, double i0, double vInf, double threshold, double tauM, double tauS,
            double capacitance) {
        if (v0 >= threshold) {
            return 0;
        }
        final double j = i0 / capacitance;
        if (Relaxation.staysBelow(v0, j, 0, vInf, threshold, tauM, tauS, tauS)) {
            return Double.POSITIVE_INFINITY;
        }
        final double s = j + (vInf - v0) / tauM;
        final double turn = turn(s, j / tauS, (tauM - tauS) / (tauM * tauS));
        if (s > 0 && turn > 0) {
            final double peak = Math.min(turn, END * Math.max(tauM, tauS));
            return Relaxation.value(peak, v0, j, 0, vInf, threshold, tauM, tauS, tauS) >= 0
                    ? Relaxation.root(0, peak, v0, j, 0, vInf, threshold, tauM, tauS, tauS) : Double.POSITIVE_INFINITY;
        }
        if (vInf > threshold && (s > 0 || turn >= 0)) {
            return Relaxation.rootBeforeInfinity(Math.max(turn, 0), v0, j, 0, vInf, threshold, tauM, tauS, tauS);
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The time of the only extremum of V after now, t_p; -1 if there is none. */
    static double turn(double s, double q, double d) {
        final double ratio = s / q;
        final double x = d * ratio;
        if (!(ratio >= 0) || !(x < 1) || q == 0) {
            return -1;
        }
        return x == 0 ? ratio : -StrictMath.log1p(-x) / d;
    }
}

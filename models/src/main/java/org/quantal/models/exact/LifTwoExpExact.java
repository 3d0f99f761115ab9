package org.quantal.models.exact;

/**
 * Leaky integrate-and-fire neuron with two exponentially decaying synaptic currents of different time constants, in
 * continuous time: closed-form propagation, and a search for the first threshold crossing that cannot miss one.
 *
 * <p>Why it cannot. With q_i = I_i/(C tau_i), d_i = 1/tau_i - 1/tauM and phi_i(t) = (1 - e^(-d_i t))/d_i (t if d_i =
 * 0), f = V - threshold obeys
 *
 * <pre>
 * f'(t) e^(t/tauM) = h(t) = s - q_1 phi_1(t) - q_2 phi_2(t),    h'(t) = -q_1 e^(-d_1 t) - q_2 e^(-d_2 t).
 * </pre>
 *
 * h' vanishes at most once, where e^((1/tau_1 - 1/tau_2) t) = -q_1/q_2: that time t_h is known in closed form. So h is
 * monotone before and after t_h and changes sign at most once in each part (Rolle), which a bracketed search finds
 * from the signs of h at 0, t_h and infinity (600 decay times, where V is vInf to 1e-260). These at most two times cut
 * (0, infinity) into at most three parts in each of which f is monotone: f has at most three zeros, and, since f(0)
 * &lt; 0, the first of them lies in the first part at whose end f &ge; 0 (f is vInf - threshold at infinity).
 */
public final class LifTwoExpExact {
    private static final int MOST_ITERATIONS = 200;
    /** An extremum of V needs half of the digits only: V is flat there. */
    private static final double TURN_TOLERANCE = 1e-11;

    private LifTwoExpExact() {
    }

    /** The potential after a time t without arrivals: equations (1) and (3). */
    public static double potential(double v0, double i1, double i2, double vInf, double t, double tauM,
            double tau1, double tau2, double capacitance) {
        return LifExpExact.potential(v0, i1, vInf, t, tauM, tau1, capacitance)
                + i2 / capacitance * Propagators.kernel(t, tauM, tau2);
    }

    /**
     * The time from now to the first V &ge; threshold without arrivals.
     *
     * @param v0          potential now in mV relative to rest
     * @param i1          first synaptic current now in pA, of any sign
     * @param i2          second synaptic current now in pA, of any sign
     * @param vInf        potential to which the constant current drives the membrane
     * @param threshold   threshold relative to rest
     * @param tauM        membrane time constant
     * @param tau1        time constant of the first current
     * @param tau2        time constant of the second current
     * @param capacitance membrane capacitance
     * @return 0 if V is there already, {@link Double#POSITIVE_INFINITY} if it never comes there
     */
    public static double crossing(double v0, double i1, double i2, double vInf, double threshold,
            double tauM, double tau1, double tau2, double capacitance) {
        if (i2 == 0 || tau1 == tau2) {
            return LifExpExact.crossing(v0, i1 + i2, vInf, threshold, tauM, tau1, capacitance);
        } else if (i1 == 0) {
            return LifExpExact.crossing(v0, i2, vInf, threshold, tauM, tau2, capacitance);
        } else if (v0 >= threshold) {
            return 0;
        }
        final double j1 = i1 / capacitance;
        final double j2 = i2 / capacitance;
        if (Relaxation.staysBelow(v0, j1, j2, vInf, threshold, tauM, tau1, tau2)) {
            return Double.POSITIVE_INFINITY;
        }
        double from = 0;
        double slope = j1 + j2 + (vInf - v0) / tauM;
        if (Double.isNaN(slope)) {
            return Double.POSITIVE_INFINITY;
        }
        final double end = LifExpExact.END * Math.max(tauM, Math.max(tau1, tau2));
        final double bend = bend(j1, j2, tau1, tau2);
        final boolean bends = bend > 0 && bend < end;
        if (bends) {
            final double slopeAtBend = Relaxation.slope(bend, v0, j1, j2, vInf, tauM, tau1, tau2);
            if (Math.signum(slope) * slopeAtBend < 0) {
                final double turn = turn(0, bend, slope, v0, j1, j2, vInf, tauM, tau1, tau2);
                if (Relaxation.value(turn, v0, j1, j2, vInf, threshold, tauM, tau1, tau2) >= 0) {
                    return Relaxation.root(0, turn, v0, j1, j2, vInf, threshold, tauM, tau1, tau2);
                }
                from = turn;
            }
            slope = slopeAtBend;
        }
        final double turn = lastTurn(bends ? bend : 0, end, slope, v0, j1, j2, vInf, tauM, tau1, tau2);
        if (turn > 0) {
            if (Relaxation.value(turn, v0, j1, j2, vInf, threshold, tauM, tau1, tau2) >= 0) {
                return Relaxation.root(from, turn, v0, j1, j2, vInf, threshold, tauM, tau1, tau2);
            }
            from = turn;
        }
        return vInf > threshold ? Relaxation.rootBeforeInfinity(from, v0, j1, j2, vInf, threshold, tauM, tau1, tau2)
                : Double.POSITIVE_INFINITY;
    }

    /** t_h, where h' vanishes; -1 if it does not after now. */
    static double bend(double j1, double j2, double tau1, double tau2) {
        final double ratio = -(j1 / j2) * (tau2 / tau1);
        // A difference of time constants, not of their inverses: it is exact if they are nearly equal.
        return ratio > 0 ? StrictMath.log(ratio) * (tau1 * tau2 / (tau2 - tau1)) : -1;
    }

    /** The extremum of V after {@code from}, from where on h is monotone; -1 if there is none. */
    private static double lastTurn(double from, double end, double slope, double v0, double j1, double j2, double vInf,
            double tauM, double tau1, double tau2) {
        final double before = Math.signum(slope);
        if (!(before * Relaxation.slope(end, v0, j1, j2, vInf, tauM, tau1, tau2) < 0)) {
            return -1;
        }
        double low = from;
        double span = Math.min(tauM, Math.min(tau1, tau2));
        while (low + span < end && before * Relaxation.slope(low + span, v0, j1, j2, vInf, tauM, tau1, tau2) > 0) {
            low += span;
            span *= 2;
        }
        return turn(low, Math.min(low + span, end), slope, v0, j1, j2, vInf, tauM, tau1, tau2);
    }

    /** The zero of h between two times where it has different signs, by Newton's method within the bracket. */
    private static double turn(double from, double to, double slopeBefore, double v0, double j1, double j2, double vInf,
            double tauM, double tau1, double tau2) {
        double low = from;
        double high = to;
        double t = 0.5 * (from + to);
        double before = high - low;
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            // f' and h'/e^(t/tauM): their ratio is h/h', and neither overflows.
            final double slope = Relaxation.slope(t, v0, j1, j2, vInf, tauM, tau1, tau2);
            final double change = -j1 / tau1 * StrictMath.exp(-t / tau1) - j2 / tau2 * StrictMath.exp(-t / tau2);
            if (slope * Math.signum(slopeBefore) > 0) {
                low = t;
            } else {
                high = t;
            }
            double next = t - slope / change;
            if (!(next > low && next < high) || 2 * Math.abs(next - t) > before) {
                next = low + 0.5 * (high - low);
            }
            before = Math.abs(next - t);
            t = next;
            if (before <= TURN_TOLERANCE * t) {
                return t;
            }
        }
        return t;
    }
}

package org.quantal.models.neuron;

/**
 * A step of an adaptive exponential neuron, one neuron at a time: put its state into the fields, advance, take it out.
 *
 * <p>Currents are exact, and so is what they would do to V alone, Q(t) = (1/C) integral of I_syn_ex - I_syn_in: V - Q,
 * which is smoother than V under brief currents, and w are integrated by the Runge-Kutta pair of order 5(4) of Dormand
 * &amp; Prince (1980, J Comput Appl Math 6:19) in pieces of 1/2^level of the span, each halved until the pair differs
 * by at most 1e-9 mV (in V) and 1e-9 mV g_L (in w). The choice depends on the neuron's present state alone.
 *
 * <p>Above V_th the potential is integrated as u = exp(-(V - V_th)/Delta_T): where V goes to infinity in finite time,
 * u goes smoothly, almost linearly, through zero,
 *
 * <pre>
 * du/dt = -g_L/C - u/(Delta_T C) (-g_L (V - E_L) + I_syn_ex - I_syn_in - w + I_e),   V = V_th - Delta_T ln u
 * </pre>
 *
 * so the spike costs a few pieces, and its time is found by Newton's method on u. Within derivatives V is bounded by
 * V_peak, as in NEST: nothing overflows.
 */
final class AdaptiveExponentialStep {
    private static final double TOLERANCE = 1e-9;
    private static final int HIGHEST_LEVEL = 20;
    private static final int MOST_ITERATIONS = 60;

    private static final int STAGES = 7;
    private static final double[] C = {0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1, 1};
    private static final double[][] A = {{}, {1 / 5.0}, {3 / 40.0, 9 / 40.0}, {44 / 45.0, -56 / 15.0, 32 / 9.0},
            {19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0},
            {9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0},
            {35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0}};
    private static final double[] ERROR = {71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0,
            22 / 525.0, -1 / 40.0};

    /** State of the neuron: potential in mV, adaptation current and both synaptic currents in pA. */
    double v;
    double w;
    double excitatory;
    double inhibitory;

    private final AdaptiveExponential m;
    private final double stepMs;
    private double current;
    private final boolean exponential;
    /** u at V_peak: where a rising neuron spikes. */
    private final double uPeak;
    /** Decay of both currents at each stage of a piece of 1/2^level of a whole step. */
    private final double[][] wholeEx = new double[HIGHEST_LEVEL + 1][];
    private final double[][] wholeIn = new double[HIGHEST_LEVEL + 1][];
    private final double[] scratchEx = new double[STAGES];
    private final double[] scratchIn = new double[STAGES];

    private final double[] slopeY = new double[STAGES];
    private final double[] slopeW = new double[STAGES];
    /** Whether y stands for u; otherwise it is V - Q, which is V at the start of a piece. */
    private boolean rising;
    /** u or V at the end of a piece. */
    private double endY;
    private double endW;
    private double error;

    AdaptiveExponentialStep(AdaptiveExponential model, double stepMs, double constantPA) {
        m = model;
        this.stepMs = stepMs;
        setCurrent(constantPA);
        exponential = model.slopeMV() > 0;
        uPeak = exponential ? StrictMath.exp(-(model.peakMV() - model.thresholdMV()) / model.slopeMV()) : 0;
        for (int level = 0; level <= HIGHEST_LEVEL; level++) {
            wholeEx[level] = new double[STAGES];
            wholeIn[level] = new double[STAGES];
            decays(stepMs / (1 << level), wholeEx[level], wholeIn[level]);
        }
    }

    /** Sets the current from outside in pA. */
    void setCurrent(double currentPA) {
        current = m.currentPA() + currentPA;
    }

    private void decays(double piece, double[] ex, double[] in) {
        for (int k = 0; k < STAGES; k++) {
            ex[k] = StrictMath.exp(-C[k] * piece / m.tauExMs());
            in[k] = StrictMath.exp(-C[k] * piece / m.tauInMs());
        }
    }

    /**
     * Advances the neuron by a step, with reset and jump of adaptation if it spikes.
     *
     * @return whether it spiked
     */
    boolean advance() {
        if (!exponential) {
            integrate(stepMs);
            final boolean spikes = v >= m.thresholdMV();
            if (spikes) {
                reset();
            }
            return spikes;
        }
        final double spike = integrate(stepMs);
        if (spike < 0) {
            return false;
        }
        final double rest = stepMs - spike;
        reset();
        if (m.refractoryMs() > 0) {
            hold(rest);
        } else {
            final double again = integrate(rest);
            if (again >= 0) {
                hold(rest - again);
            }
        }
        return true;
    }

    private void reset() {
        v = m.resetMV();
        w += m.jumpPA();
    }

    /** Advances a refractory neuron by a step: V stays at reset. */
    void hold() {
        v = m.resetMV();
        hold(stepMs);
    }

    private void hold(double span) {
        final double level = m.couplingNS() * (v - m.restMV());
        w = level + (w - level) * StrictMath.exp(-span / m.tauWMs());
        excitatory *= StrictMath.exp(-span / m.tauExMs());
        inhibitory *= StrictMath.exp(-span / m.tauInMs());
    }

    /**
     * Integrates over a span, or to the time when V comes to V_peak.
     *
     * @return that time from the start of the span, with V = V_peak; -1 if V does not come there
     */
    private double integrate(double span) {
        if (exponential && v >= m.peakMV()) {
            return 0;
        }
        final long whole = 1L << HIGHEST_LEVEL;
        long at = 0;
        int level = 0;
        // A state that is not a number stays what it is.
        while (at < whole && Double.isFinite(v + w + excitatory + inhibitory)) {
            final double piece = span / (1 << level);
            rising = exponential && v >= m.thresholdMV();
            final double y = rising ? StrictMath.exp(-(v - m.thresholdMV()) / m.slopeMV()) : v;
            final double[] ex = span == stepMs ? wholeEx[level] : scratchEx;
            final double[] in = span == stepMs ? wholeIn[level] : scratchIn;
            if (span != stepMs) {
                decays(piece, ex, in);
            }
            tryPiece(piece, y, ex, in);
            if (exponential && reached(endY) >= 0) {
                final double within = locate(piece, y);
                if (error <= 1 || level == HIGHEST_LEVEL) {
                    take(scratchEx, scratchIn);
                    v = m.peakMV();
                    return Math.min(span, span * at / whole + within);
                }
                level++;
            } else if (error <= 1 || level == HIGHEST_LEVEL) {
                take(ex, in);
                at += whole >> level;
                // Twice the piece makes 64 times the error; it must begin at a multiple of its length.
                while (level > 0 && error * 64 < 0.5 && (at & (whole >> level - 1) - 1) == 0) {
                    level--;
                    error *= 64;
                }
            } else {
                level++;
            }
        }
        return -1;
    }

    /** How far y is beyond V_peak, positive if it is. */
    private double reached(double y) {
        return rising ? uPeak - y : y - m.peakMV();
    }

    private void take(double[] ex, double[] in) {
        v = rising ? m.thresholdMV() - m.slopeMV() * StrictMath.log(Math.max(endY, uPeak)) : endY;
        w = endW;
        excitatory *= ex[STAGES - 1];
        inhibitory *= in[STAGES - 1];
    }

    /**
     * Finds the length of the piece that ends at V_peak, within one that ends beyond it; leaves that piece's end in
     * the fields.
     */
    private double locate(double longest, double y) {
        double low = 0;
        double high = longest;
        double piece = longest;
        decays(piece, scratchEx, scratchIn);
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            final double beyond = reached(endY);
            final double pace = rising ? -slopeY[STAGES - 1] : slopeY[STAGES - 1] + (excitatory * scratchEx[STAGES - 1]
                    - inhibitory * scratchIn[STAGES - 1]) / m.capacitancePF();
            if (beyond >= 0) {
                high = piece;
            } else {
                low = piece;
            }
            final double newton = piece - beyond / pace;
            final double next = newton > low && newton < high ? newton : 0.5 * (low + high);
            if (!(Math.abs(next - piece) > 1e-14 * stepMs)) {
                break;
            }
            piece = next;
            decays(piece, scratchEx, scratchIn);
            tryPiece(piece, y, scratchEx, scratchIn);
        }
        return piece;
    }

    /** A piece from the present state: its end and its error, relative to the tolerance. */
    private void tryPiece(double piece, double y, double[] ex, double[] in) {
        final double chargeEx = excitatory * m.tauExMs() / m.capacitancePF();
        final double chargeIn = inhibitory * m.tauInMs() / m.capacitancePF();
        double yk = y;
        double wk = w;
        for (int k = 0; k < STAGES; k++) {
            if (k > 0) {
                double sumY = 0;
                double sumW = 0;
                for (int l = 0; l < k; l++) {
                    sumY += A[k][l] * slopeY[l];
                    sumW += A[k][l] * slopeW[l];
                }
                yk = y + piece * sumY;
                wk = w + piece * sumW;
            }
            if (rising) {
                slopesOfU(k, yk, wk, excitatory * ex[k] - inhibitory * in[k]);
            } else {
                yk += chargeEx * (1 - ex[k]) - chargeIn * (1 - in[k]);
                slopesOfV(k, yk, wk);
            }
        }
        endY = yk;
        endW = wk;
        double errorY = 0;
        double errorW = 0;
        for (int k = 0; k < STAGES; k++) {
            errorY += ERROR[k] * slopeY[k];
            errorW += ERROR[k] * slopeW[k];
        }
        // At u = 1, that is at V_th, both measures of Y are the same.
        errorY *= piece / (rising ? TOLERANCE / m.slopeMV() : TOLERANCE);
        errorW *= piece / (TOLERANCE * m.leakNS());
        error = Math.max(Math.abs(errorY), Math.abs(errorW));
    }

    private void slopesOfU(int k, double y, double adaptation, double synaptic) {
        final double u = Math.max(y, uPeak);
        final double potential = m.thresholdMV() - m.slopeMV() * StrictMath.log(u);
        slopeY[k] = -m.leakNS() / m.capacitancePF() - u / (m.slopeMV() * m.capacitancePF())
                * (synaptic - adaptation + current - m.leakNS() * (potential - m.restMV()));
        slopeW[k] = (m.couplingNS() * (potential - m.restMV()) - adaptation) / m.tauWMs();
    }

    /** Slope of V - Q at a potential V. */
    private void slopesOfV(int k, double v, double adaptation) {
        final double potential = Math.min(v, m.peakMV());
        final double upstroke = exponential
                ? m.leakNS() * m.slopeMV() * StrictMath.exp((potential - m.thresholdMV()) / m.slopeMV()) : 0;
        slopeY[k] = (upstroke - adaptation + current - m.leakNS() * (potential - m.restMV())) / m.capacitancePF();
        slopeW[k] = (m.couplingNS() * (potential - m.restMV()) - adaptation) / m.tauWMs();
    }
}

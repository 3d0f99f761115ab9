package org.quantal.models.neuron;

/**
 * A step of a membrane with decaying conductances. With U = V - V(0) and the conductances known as exponentials, the
 * equation U' = -G(t)/C U + N(t)/C is linear, and
 *
 * <pre>
 * V(h) = V(0) + (1/C) integral_0^h exp(-Phi(s)) N(s) ds
 * Phi(s) = (1/C) integral_s^h G,   G = g_L + g_ex + g_in
 * N(s) = g_L (E_L - V(0)) + g_ex(s) (E_ex - V(0)) + g_in(s) (E_in - V(0)) + I_e
 * </pre>
 *
 * Phi is in closed form; the integral is Gauss-Legendre quadrature with four nodes, exact for polynomials of degree 7.
 * With lambda = G(0)/C + 1/(shorter synaptic time constant), its error is about 6e-10 (h lambda)^8 of what V moves by.
 * Steps with h lambda above 1 are cut into 2^level pieces, by each neuron's own conductances, so that the error stays
 * below 1e-6 mV (1e-9 mV typically). exp(-Phi) is at most 1: no input, however strong, makes V unstable.
 */
final class ConductanceStep {
    private static final double[] NODES = {0.06943184420297371, 0.33000947820757187, 0.66999052179242813,
            0.93056815579702629};
    private static final double[] WEIGHTS = {0.17392742256872693, 0.32607257743127307, 0.32607257743127307,
            0.17392742256872693};
    private static final int HIGHEST_LEVEL = 10;

    private final Level[] levels = new Level[HIGHEST_LEVEL + 1];
    private final double stepMs;
    private final double capacitance;
    private final double slowRate;
    private final double leak;
    private final double rest;
    private final double excitatory;
    private final double inhibitory;
    private final double ownPA;
    private double current;

    /** Coefficients of a piece of 1/2^level of the step: a row for each node, in the units of what they multiply. */
    private record Level(double[] phiLeak, double[] phiEx, double[] phiIn, double[] weight, double[] weightEx,
            double[] weightIn, double decayEx, double decayIn) {

        static Level of(ConductanceLif m, double piece) {
            final int n = NODES.length;
            final Level level = new Level(new double[n], new double[n], new double[n], new double[n], new double[n],
                    new double[n], StrictMath.exp(-piece / m.tauExMs()), StrictMath.exp(-piece / m.tauInMs()));
            for (int k = 0; k < n; k++) {
                final double s = NODES[k] * piece;
                final double ex = StrictMath.exp(-s / m.tauExMs());
                final double in = StrictMath.exp(-s / m.tauInMs());
                level.phiLeak[k] = m.leakNS() / m.capacitancePF() * (s - piece);
                level.phiEx[k] = m.tauExMs() / m.capacitancePF() * ex * StrictMath.expm1((s - piece) / m.tauExMs());
                level.phiIn[k] = m.tauInMs() / m.capacitancePF() * in * StrictMath.expm1((s - piece) / m.tauInMs());
                level.weight[k] = WEIGHTS[k] * piece / m.capacitancePF();
                level.weightEx[k] = level.weight[k] * ex;
                level.weightIn[k] = level.weight[k] * in;
            }
            return level;
        }
    }

    ConductanceStep(ConductanceLif model, double stepMs, double constantPA) {
        for (int level = 0; level <= HIGHEST_LEVEL; level++) {
            levels[level] = Level.of(model, stepMs / (1 << level));
        }
        this.stepMs = stepMs;
        capacitance = model.capacitancePF();
        slowRate = model.leakNS() / capacitance + 1 / Math.min(model.tauExMs(), model.tauInMs());
        leak = model.leakNS();
        rest = model.restMV();
        excitatory = model.excitatoryMV();
        inhibitory = model.inhibitoryMV();
        ownPA = model.currentPA();
        setCurrent(constantPA);
    }

    /** Sets the current from outside in pA. */
    void setCurrent(double currentPA) {
        current = ownPA + currentPA;
    }

    /** Integrates potentials and conductances of all neurons over a step without arrivals. */
    void advance(double[] v, double[] gEx, double[] gIn) {
        for (int i = 0; i < v.length; i++) {
            final int level = level(gEx[i] + gIn[i]);
            final Level at = levels[level];
            for (int piece = 0; piece < 1 << level; piece++) {
                v[i] = potential(at, v[i], gEx[i], gIn[i]);
                gEx[i] *= at.decayEx;
                gIn[i] *= at.decayIn;
            }
        }
    }

    /** The smallest level that brings h lambda to 1 or below. */
    private int level(double conductance) {
        double pace = stepMs * (slowRate + conductance / capacitance);
        int level = 0;
        while (pace > 1 && level < HIGHEST_LEVEL) {
            pace /= 2;
            level++;
        }
        return level;
    }

    private double potential(Level at, double v, double gEx, double gIn) {
        final double constant = leak * (rest - v) + current;
        final double ex = gEx * (excitatory - v);
        final double in = gIn * (inhibitory - v);
        double moved = 0;
        for (int k = 0; k < NODES.length; k++) {
            moved += StrictMath.exp(at.phiLeak[k] + gEx * at.phiEx[k] + gIn * at.phiIn[k])
                    * (at.weight[k] * constant + at.weightEx[k] * ex + at.weightIn[k] * in);
        }
        return v + moved;
    }
}

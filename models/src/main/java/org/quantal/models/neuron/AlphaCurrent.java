package org.quantal.models.neuron;

/**
 * Exact propagation of a synaptic current that rises and decays as I(t) = w (e/tau_s) t exp(-t/tau_s), and of its
 * effect on the membrane (Rotter &amp; Diesmann 1999, eq. 5 and 6). The state is the current I and a second variable dI
 * that decays with tau_s and feeds I; an arrival adds w e/tau_s to dI, so that I reaches w after tau_s.
 */
final class AlphaCurrent {
    private static final double SERIES_BELOW = 1;
    private static final int TERMS = 22;

    private AlphaCurrent() {
    }

    /** What an arrival of 1 pA adds to dI, in pA/ms. */
    static double peak(double tauSyn) {
        return Math.E / tauSyn;
    }

    /** P21 in ms: what dI = 1 pA/ms at the start of a step adds to I at its end. */
    static double currentGain(double tauSyn, double step) {
        return step * ExponentialCurrent.decay(tauSyn, step);
    }

    /**
     * P31 in mV ms/pA: what dI = 1 pA/ms at the start of a step adds to the membrane potential at its end,
     *
     * <pre>
     * P31 = (1/C) int_0^h s exp(-s/tau_s) exp(-(h - s)/tau_m) ds.
     * </pre>
     *
     * With x = h |1/tau_s - 1/tau_m| and the slower exponential in front, what remains is phi(x) = int_0^1 u exp(-x u)
     * du if the synapse is the faster one, otherwise int_0^1 (1 - u) exp(-x u) du. Neither cancels at equal constants
     * nor overflows.
     */
    static double membraneGain(double tauMembrane, double tauSyn, double capacitance, double step) {
        final double x = step * Math.abs(1 / tauSyn - 1 / tauMembrane);
        final double shape = tauSyn <= tauMembrane ? phi(x) : mean(x) - phi(x);
        return step * step / capacitance * StrictMath.exp(-step / Math.max(tauSyn, tauMembrane)) * shape;
    }

    /** int_0^1 exp(-x u) du. */
    private static double mean(double x) {
        return x == 0 ? 1 : -StrictMath.expm1(-x) / x;
    }

    /** int_0^1 u exp(-x u) du = (1 - (1 + x) exp(-x))/x^2, for small x by its series. */
    private static double phi(double x) {
        if (x >= SERIES_BELOW) {
            return (-StrictMath.expm1(-x) - x * StrictMath.exp(-x)) / (x * x);
        }
        double sum = 0;
        double term = 1;
        for (int k = 0; k < TERMS; k++) {
            sum += term / (k + 2);
            term *= -x / (k + 1);
        }
        return sum;
    }
}

package org.quantal.models.exact;

/**
 * Elements of the exact solution of C V' = -(C/tau_m) V + I + I_e, I' = -I/tau_s over any time t, after Rotter &amp;
 * Diesmann 1999 (Biol Cybern 81:381). They lose no digits at equal or nearly equal time constants, and do not overflow
 * at long times.
 */
public final class Propagators {
    private Propagators() {
    }

    /** exp(-t/tau): what is left of a current (P11) or of a potential (P22). */
    public static double decay(double t, double tau) {
        return StrictMath.exp(-t / tau);
    }

    /** P20 in mV/pA: what a constant current of 1 pA adds to the potential in a time t. */
    public static double constantGain(double t, double tauM, double capacitance) {
        return -tauM / capacitance * StrictMath.expm1(-t / tauM);
    }

    /** P21 in mV/pA: what a current that is 1 pA now and decays with tauS adds to the potential in a time t. */
    public static double currentGain(double t, double tauM, double tauS, double capacitance) {
        return kernel(t, tauM, tauS) / capacitance;
    }

    /** The potential in mV to which a constant current drives the membrane. */
    public static double steadyPotential(double currentPA, double tauM, double capacitance) {
        return tauM * currentPA / capacitance;
    }

    /**
     * C P21 = (exp(-t/tauM) - exp(-t/tauS)) / (1/tauS - 1/tauM) in ms.
     *
     * <p>Written with the slower of both exponentials in front, k = t exp(-t/tau_slow) (1 - exp(-x))/x with
     * x = t |1/tauS - 1/tauM|: expm1 keeps all digits of the last factor, which is 1 for equal constants.
     */
    static double kernel(double t, double tauM, double tauS) {
        final double x = t * (Math.abs(tauM - tauS) / (tauM * tauS));
        final double g = x == 0 ? 1 : -StrictMath.expm1(-x) / x;
        return t * StrictMath.exp(-t / Math.max(tauM, tauS)) * g;
    }
}

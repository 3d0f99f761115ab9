package org.quantal.models.neuron;

/**
 * Exact propagation of an exponentially decaying synaptic current and of its effect on the membrane (Rotter &amp;
 * Diesmann 1999).
 */
final class ExponentialCurrent {
    private static final double SERIES_BELOW = 1e-5;

    private ExponentialCurrent() {
    }

    /** exp(-h/tau_s): P11. */
    static double decay(double tauSyn, double step) {
        return StrictMath.exp(-step / tauSyn);
    }

    /**
     * P21 in mV/pA: what a current of 1 pA at the start of a step of {@code step} ms adds to the membrane potential at
     * its end.
     *
     * <p>P21 = (h/C) exp(-h/tau_s) expm1(d)/d with d = h (1/tau_s - 1/tau_m), which stays exact where the usual
     * difference of exponentials cancels, at tau_m close to tau_s. For d &gt; 0 the same is written with the slower
     * decay, exp(-h/tau_m) expm1(-d)/(-d), which cannot overflow where the synapse is over long before the step ends.
     */
    static double membraneGain(double tauMembrane, double tauSyn, double capacitance, double step) {
        final double d = step * (1 / tauSyn - 1 / tauMembrane);
        final double below = -Math.abs(d);
        final double g = below > -SERIES_BELOW
                ? 1 + below / 2 * (1 + below / 3 * (1 + below / 4))
                : StrictMath.expm1(below) / below;
        return step / capacitance * StrictMath.exp(-step / Math.max(tauSyn, tauMembrane)) * g;
    }
}

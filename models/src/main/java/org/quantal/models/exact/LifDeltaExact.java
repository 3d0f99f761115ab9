package org.quantal.models.exact;

/**
 * Leaky integrate-and-fire neuron with delta synapses, in continuous time. Between arrivals V relaxes monotonically
 * towards vInf, so without vInf above the threshold only an arrival can make it spike.
 */
public final class LifDeltaExact {
    private LifDeltaExact() {
    }

    /** The potential after a time t without arrivals: equation (1). */
    public static double potential(double v0, double vInf, double t, double tauM) {
        return v0 * StrictMath.exp(-t / tauM) - vInf * StrictMath.expm1(-t / tauM);
    }

    /**
     * The time from now to the first V &ge; threshold without arrivals: t* = tau_m ln((vInf - v0)/(vInf - threshold)),
     * equation (5).
     *
     * @return 0 if V is there already, {@link Double#POSITIVE_INFINITY} if it never comes there
     */
    public static double crossing(double v0, double vInf, double threshold, double tauM) {
        if (v0 >= threshold) {
            return 0;
        }
        // log1p keeps the digits of a neuron that is just below threshold.
        return vInf > threshold ? tauM * StrictMath.log1p((threshold - v0) / (vInf - threshold))
                : Double.POSITIVE_INFINITY;
    }
}

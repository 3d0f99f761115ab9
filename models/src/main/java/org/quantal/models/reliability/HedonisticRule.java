package org.quantal.models.reliability;

/**
 * Reward teaches release (Seung 2003, Neuron 40:1063), (14). A synapse releases with p = sigma(q + c), c a trace of
 * facilitation:
 *
 * <pre>
 * at a presynaptic spike: e += 1 - p if it releases, e -= p if it fails;     de/dt = -e/tau_e,  dq/dt = eta R(t) e(t)
 * </pre>
 *
 * <p>It follows the gradient of the reward on average: E[R (b - p)] = dE[R]/dq for independent releases b.
 *
 * @param eta            learning rate, per unit of reward and ms, positive
 * @param tauEligibility tau_e, ms, positive
 */
public record HedonisticRule(double eta, double tauEligibility) {

    public HedonisticRule {
        if (!(eta > 0) || Double.isInfinite(eta)) {
            throw new IllegalArgumentException("eta must be positive: eta=" + eta);
        }
        if (!(tauEligibility > 0) || Double.isInfinite(tauEligibility)) {
            throw new IllegalArgumentException("tauEligibility must be positive: tauEligibility=" + tauEligibility
                    + " ms");
        }
    }

    /** p = sigma(q + c). */
    public static double probability(double q, double facilitation) {
        return Logistic.sigma(q + facilitation);
    }

    /** What a presynaptic spike adds to the eligibility. */
    public static double eligibilityChange(double probability, boolean released) {
        return released ? 1 - probability : -probability;
    }

    /** The eligibility after a time without presynaptic spikes, ms. */
    public double decayed(double eligibility, double time) {
        return eligibility * StrictMath.exp(-time / tauEligibility);
    }

    /**
     * The change of q over a time of constant reward without presynaptic spikes: exact, eta R e tau_e (1 -
     * exp(-t/tau_e)).
     *
     * @param eligibility at the start
     * @param reward      during the time
     * @param time        ms
     */
    public double change(double eligibility, double reward, double time) {
        return -eta * reward * eligibility * tauEligibility * StrictMath.expm1(-time / tauEligibility);
    }
}

package org.quantal.models.reliability;

/**
 * Contrastive divergence for a synapse of a spiking network, (13): coincidences of spikes stand for v_i h_j, and a
 * phase signal is +1 while data drive the network and -1 while it runs free.
 *
 * <pre>
 * W += eps phase e sigma(alpha+W),     alpha += eps kappa phase e (sigma(alpha+W) - sigma(alpha))
 * </pre>
 *
 * <p>At a postsynaptic spike e is the presynaptic trace, at a presynaptic spike the postsynaptic one; both have a time
 * constant of 10 to 20 ms. W is in log-odds: a weight in mV over the width of the escape noise of the neuron in mV.
 * Both changes use the values before the update.
 *
 * @param eps   learning rate of the weight, positive
 * @param kappa learning rate of alpha over eps, not negative
 */
public record SpikingContrastiveRule(double eps, double kappa) {

    public SpikingContrastiveRule {
        if (!(eps > 0) || Double.isInfinite(eps)) {
            throw new IllegalArgumentException("eps must be positive: eps=" + eps);
        }
        if (!(kappa >= 0) || Double.isInfinite(kappa)) {
            throw new IllegalArgumentException("kappa must not be negative: kappa=" + kappa);
        }
    }

    /** The change of W at a spike, given the trace of the other side. */
    public double weightChange(double weight, double alpha, double trace, int phase) {
        return eps * phase * trace * Logistic.sigma(alpha + weight);
    }

    /** The change of alpha at a spike, given the trace of the other side. */
    public double alphaChange(double weight, double alpha, double trace, int phase) {
        return eps * kappa * phase * trace * (Logistic.sigma(alpha + weight) - Logistic.sigma(alpha));
    }
}

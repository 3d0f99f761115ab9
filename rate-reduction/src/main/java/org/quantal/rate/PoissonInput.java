package org.quantal.rate;

/**
 * Presynaptic spikes that reach a neuron as a Poisson process, before failures thin it.
 *
 * @param ratePerMs summed over all synapses of this kind, in 1/ms
 * @param amplitude what one spike delivers
 */
public record PoissonInput(double ratePerMs, Amplitude amplitude) {

    public PoissonInput {
        if (!(ratePerMs >= 0 && Double.isFinite(ratePerMs))) {
            throw new IllegalArgumentException("rate must not be negative: " + ratePerMs + "/ms");
        }
    }
}

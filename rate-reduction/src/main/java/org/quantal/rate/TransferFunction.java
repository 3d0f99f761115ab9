package org.quantal.rate;

import java.util.List;

/**
 * How the stationary rate of a neuron follows from stationary Poisson input. Implementations are immutable and hold no
 * state.
 */
public interface TransferFunction {

    /** Name of the method, as users choose it. */
    String name();

    /**
     * The rate in 1/ms.
     *
     * @param inputs    Poisson trains; amplitudes in mV for delta synapses and in pA for exponential currents
     * @param currentPa constant current in pA
     * @throws IllegalArgumentException if the method does not hold for this neuron or input, with the reason
     */
    double ratePerMs(LifNeuron neuron, List<PoissonInput> inputs, double currentPa);

    /**
     * Whether the method holds for jumps of any size and for any synaptic time constant; if not, it is an expansion
     * around small jumps and fast synapses.
     */
    default boolean holdsForAnyJump() {
        return false;
    }
}

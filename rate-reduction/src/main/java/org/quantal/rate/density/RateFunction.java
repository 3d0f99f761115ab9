package org.quantal.rate.density;

import java.util.List;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;

/** The stationary firing rate of a neuron under Poisson input and constant current. */
@FunctionalInterface
public interface RateFunction {

    /**
     * @param inputs    independent Poisson processes with their amplitudes, in mV for delta synapses and pA for exponential ones
     * @param currentPa constant current in pA
     * @return rate in 1/ms
     */
    double ratePerMs(LifNeuron neuron, List<PoissonInput> inputs, double currentPa);
}

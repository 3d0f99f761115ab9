package org.quantal.rate.density;

import java.util.List;
import org.quantal.rate.Amplitude;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;

/** Drives of the theory note: excitation and inhibition g times as large, for a wanted mean and noise. */
final class Drives {

    /** Neuron of the rows with delta synapses. */
    static final LifNeuron DELTA = new LifNeuron(20, 2, 20, 10, 250, 0);
    /** Neuron of the rows with exponential synapses, and of the microcircuit. */
    static final LifNeuron EXPONENTIAL = new LifNeuron(10, 2, 15, 0, 250, 0.5);

    private Drives() {
    }

    /**
     * @param mu        mean of the free potential in mV
     * @param sigma     noise in mV, sigma^2 = tau_m sum(rate jump^2)
     * @param amplitude of excitation, mV or pA
     * @param g         inhibition is -g times the amplitude
     * @param p         release probability of both
     */
    static List<PoissonInput> balanced(LifNeuron neuron, double mu, double sigma, double amplitude,
            double g, double p) {
        final double jump = neuron.jumpMv(amplitude);
        final double first = mu / (neuron.tauMs() * jump);
        final double second = sigma * sigma / (neuron.tauMs() * jump * jump);
        final double inhibition = (second - first) / (g * (g + 1));
        return List.of(new PoissonInput((first + g * inhibition) / p, Amplitude.of(amplitude, p)),
                new PoissonInput(inhibition / p, Amplitude.of(-g * amplitude, p)));
    }
}

package org.quantal.rate;

/**
 * A leaky integrate-and-fire neuron, potentials relative to rest.
 *
 * @param tauMs         membrane time constant in ms, positive
 * @param refractoryMs  refractory time in ms, not negative
 * @param thresholdMv   threshold above rest in mV
 * @param resetMv       reset relative to rest in mV, below the threshold
 * @param capacitancePf membrane capacitance in pF, positive
 * @param synapticMs    time constant of exponential synaptic currents in ms; 0 for delta synapses, whose amplitudes are
 *                      jumps in mV
 */
public record LifNeuron(double tauMs, double refractoryMs, double thresholdMv, double resetMv, double capacitancePf,
        double synapticMs) {

    public LifNeuron {
        if (!(tauMs > 0 && refractoryMs >= 0 && capacitancePf > 0 && synapticMs >= 0 && resetMv < thresholdMv)) {
            throw new IllegalArgumentException("tau and capacitance must be positive, times not negative, reset below"
                    + " threshold: tau="
                    + tauMs + " ms refractory=" + refractoryMs + " ms synaptic=" + synapticMs + " ms threshold="
                    + thresholdMv + " mV reset=" + resetMv + " mV capacitance=" + capacitancePf + " pF");
        }
    }

    /** The same neuron with another synaptic time constant. */
    public LifNeuron withSynapticMs(double tauMsOfSynapses) {
        return new LifNeuron(tauMs, refractoryMs, thresholdMv, resetMv, capacitancePf, tauMsOfSynapses);
    }

    /** Whether synapses make the potential jump. */
    public boolean hasDeltaSynapses() {
        return synapticMs == 0;
    }

    /**
     * The jump in mV that carries the charge of one synaptic event: J for delta synapses, J tau_s/C for exponential
     * ones.
     */
    public double jumpMv(double amplitude) {
        return hasDeltaSynapses() ? amplitude : amplitude * synapticMs / capacitancePf;
    }
}

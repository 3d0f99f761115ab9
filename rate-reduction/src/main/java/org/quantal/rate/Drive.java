package org.quantal.rate;

import java.util.List;

/**
 * Moments of the input of a neuron, from which the diffusion approximation and its validity follow: equations (4) and
 * (14).
 *
 * @param muMv    mean of the free membrane potential relative to rest, in mV
 * @param sigmaMv noise amplitude in mV; without threshold and with delta synapses the potential has the variance
 *                sigma²/2
 * @param gamma   skewness of the noise, tau_m sum(r a³)/(6 sigma³); 0 without noise. The diffusion approximation asks
 *                for |gamma| well below 0.01
 * @param jumpMv  mean size of an upward jump, as seen at the threshold, sum(r a²)/sum(r a) over excitatory amplitudes,
 *                in mV; J_E if all are equal, 0 without excitation. The diffusion approximation asks for a small part
 *                of sigma, below 0.02
 */
public record Drive(double muMv, double sigmaMv, double gamma, double jumpMv) {

    /** The drive by Poisson trains and a constant current in pA. */
    public static Drive of(LifNeuron neuron, List<PoissonInput> inputs, double currentPa) {
        double first = currentPa / neuron.capacitancePf();
        double second = 0;
        double third = 0;
        double upFirst = 0;
        double upSecond = 0;
        for (PoissonInput input : inputs) {
            final Amplitude amplitude = input.amplitude();
            for (int i = 0; i < amplitude.count(); i++) {
                final double rate = input.ratePerMs() * amplitude.probability(i);
                final double jump = neuron.jumpMv(amplitude.size(i));
                first += rate * jump;
                second += rate * jump * jump;
                third += rate * jump * jump * jump;
                if (jump > 0) {
                    upFirst += rate * jump;
                    upSecond += rate * jump * jump;
                }
            }
        }
        final double sigma = Math.sqrt(neuron.tauMs() * second);
        return new Drive(neuron.tauMs() * first, sigma,
                sigma > 0 ? neuron.tauMs() * third / (6 * sigma * sigma * sigma) : 0,
                upFirst > 0 ? upSecond / upFirst : 0);
    }

    /** J_E/sigma: upward jumps in units of the noise; 0 without noise. */
    public double jumpRatio() {
        return sigmaMv > 0 ? jumpMv / sigmaMv : 0;
    }
}

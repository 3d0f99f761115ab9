package org.quantal.rate.dropconnect;

import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.models.neuron.Membrane;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.siegert.Siegert;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.network.Population;

/**
 * The rate of leaky integrate-and-fire neurons in Hz as a function of their drive, with the noise of the operating
 * point: Phi(mu, sigma_i) of equation (21). Where time constants of excitatory and inhibitory currents differ, their
 * mean shifts the threshold.
 *
 * @param neuron of the layer
 * @param sigma  of each unit in mV
 */
public record SiegertTransfer(LifNeuron neuron, double[] sigma) implements Transfer {
    private static final double HZ = 1000;

    /** Siegert's rates for integrate-and-fire neurons, rectified rates for linear Poisson neurons. */
    public static TransferFactory factory() {
        return (population, mean, sigma) -> population.model() instanceof LinearPoisson linear
                ? TransferFactory.rectified(linear)
                : new SiegertTransfer(neuron(population), sigma.clone());
    }

    private static LifNeuron neuron(Population population) {
        final NeuronModel model = population.model();
        if (model instanceof LifDelta lif) {
            return neuron(lif.membrane(), 0);
        }
        if (model instanceof LifExp lif) {
            return neuron(lif.membrane(), (lif.tauExMs() + lif.tauInMs()) / 2);
        }
        throw new IllegalArgumentException("population " + population.name() + ": there is no transfer function for "
                + model.name());
    }

    private static LifNeuron neuron(Membrane m, double synapticMs) {
        return new LifNeuron(m.tauMs(), m.refractoryMs(), m.thresholdMV() - m.restMV(), m.resetMV() - m.restMV(),
                m.capacitancePF(), synapticMs);
    }

    @Override
    public String label() {
        return "siegert";
    }

    @Override
    public double value(int unit, double drive) {
        return HZ * Siegert.ratePerMs(neuron, drive, sigma[unit]);
    }

    @Override
    public double slope(int unit, double drive) {
        return HZ * Siegert.gain(neuron, drive, sigma[unit]).ofMu();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SiegertTransfer that && neuron.equals(that.neuron) && java.util.Arrays.equals(sigma,
                that.sigma);
    }

    @Override
    public int hashCode() {
        return 31 * neuron.hashCode() + java.util.Arrays.hashCode(sigma);
    }

    @Override
    public String toString() {
        return "SiegertTransfer[neuron=" + neuron + ", units=" + sigma.length + "]";
    }
}

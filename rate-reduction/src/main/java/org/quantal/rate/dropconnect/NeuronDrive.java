package org.quantal.rate.dropconnect;

import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.models.neuron.Membrane;
import org.quantal.simulator.model.NeuronModel;

/**
 * How a neuron turns charge into drive: the stationary mean of its free membrane potential in mV, or of its filtered
 * input in pA for linear Poisson neurons. A rate r (1/ms) of amplitudes a gives the drive r a times the factor.
 *
 * @param unit         of the drive: mV or pA
 * @param tauMs        time constant over which the drive is smoothed, in ms
 * @param excitatoryMs factor of amplitudes that are not negative: tau_m, tau_m tau_s/C, or tau_syn
 * @param inhibitoryMs factor of negative amplitudes
 * @param perPA        drive of a constant current of 1 pA
 * @param ownCurrentPA the model's own constant current in pA
 */
record NeuronDrive(String unit, double tauMs, double excitatoryMs, double inhibitoryMs, double perPA,
        double ownCurrentPA) {

    /**
     * The drive of a model.
     *
     * @throws IllegalArgumentException if its synapses do not add up linearly
     */
    static NeuronDrive of(String population, NeuronModel model) {
        if (model instanceof LifDelta lif) {
            final double tau = lif.membrane().tauMs();
            return new NeuronDrive("mV", tau, tau, tau, tau / lif.membrane().capacitancePF(),
                    lif.membrane().currentPA());
        }
        if (model instanceof LifExp lif) {
            final Membrane membrane = lif.membrane();
            final double perPA = membrane.tauMs() / membrane.capacitancePF();
            return new NeuronDrive("mV", membrane.tauMs(), perPA * lif.tauExMs(), perPA * lif.tauInMs(), perPA,
                    membrane.currentPA());
        }
        if (model instanceof LinearPoisson linear) {
            return new NeuronDrive("pA", linear.tauMs(), linear.tauMs(), linear.tauMs(), 1, 0);
        }
        throw new IllegalArgumentException("population " + population
                + ": the reduction to DropConnect needs synapses that add up linearly"
                + " (iaf_psc_delta, iaf_psc_exp, linear_poisson), but its model is " + model.name());
    }

    /** Drive in ms per amplitude and 1/ms of rate. */
    double factorMs(double amplitude) {
        return amplitude < 0 ? inhibitoryMs : excitatoryMs;
    }
}

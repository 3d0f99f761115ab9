package org.quantal.models.neuron;

/**
 * One neuron written as in NEST's sources (update() of iaf_psc_exp and iaf_psc_delta): with branches and a counter of
 * refractory steps. The oracle of the fast groups; additions are in NEST's order, so that results agree to the last
 * bit.
 */
final class NestNeuron {
    private final Membrane membrane;
    private final double stepMs;
    private final double p20;
    private final double p22;
    private final double p11ex;
    private final double p11in;
    private final double p21ex;
    private final double p21in;
    double v;
    double currentEx;
    double currentIn;
    private long refractory;

    /** A neuron with delta synapses. */
    NestNeuron(Membrane membrane, double stepMs) {
        this(membrane, 1, 1, stepMs);
    }

    /** A neuron with exponential currents. */
    NestNeuron(Membrane membrane, double tauEx, double tauIn, double stepMs) {
        this.membrane = membrane;
        this.stepMs = stepMs;
        this.p20 = membrane.currentGain(stepMs);
        this.p22 = membrane.decay(stepMs);
        this.p11ex = ExponentialCurrent.decay(tauEx, stepMs);
        this.p11in = ExponentialCurrent.decay(tauIn, stepMs);
        this.p21ex = ExponentialCurrent.membraneGain(membrane.tauMs(), tauEx, membrane.capacitancePF(), stepMs);
        this.p21in = ExponentialCurrent.membraneGain(membrane.tauMs(), tauIn, membrane.capacitancePF(), stepMs);
    }

    /** One step of iaf_psc_exp; whether it spikes. */
    boolean stepExp(double arrivalsEx, double arrivalsIn) {
        if (refractory == 0) {
            v = v * p22 + currentEx * p21ex + currentIn * p21in + membrane.currentPA() * p20;
        } else {
            refractory--;
        }
        currentEx = currentEx * p11ex;
        currentIn = currentIn * p11in;
        currentEx += arrivalsEx;
        currentIn += arrivalsIn;
        return spikes();
    }

    /** One step of iaf_psc_delta (without refractory_input); whether it spikes. */
    boolean stepDelta(double arrivals) {
        if (refractory == 0) {
            v = p22 * v + membrane.currentPA() * p20 + arrivals;
        } else {
            refractory--;
        }
        return spikes();
    }

    private boolean spikes() {
        if (v < membrane.threshold()) {
            return false;
        }
        refractory = Math.round(membrane.refractoryMs() / stepMs);
        v = membrane.reset();
        return true;
    }

    /** Absolute potential in mV. */
    double potential() {
        return v + membrane.restMV();
    }
}

package org.quantal.examples;

import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.Membrane;

/** Neurons that experiments look at. */
final class Targets {
    private Targets() {
    }

    /** A membrane that no input brings to threshold: tau_m = 10 ms, one unit of weight is 1 mV. */
    static LifDelta silent() {
        return new LifDelta(new Membrane(250, 10, 2, 0, 1e9, 0, 0));
    }
}

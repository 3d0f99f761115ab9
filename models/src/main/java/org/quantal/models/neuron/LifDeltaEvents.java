package org.quantal.models.neuron;

import org.quantal.models.exact.LifDeltaExact;
import org.quantal.simulator.model.EventContext;

/** Neurons whose potential jumps at arrivals, from event to event. */
final class LifDeltaEvents extends LifEvents {

    LifDeltaEvents(Membrane membrane, EventContext context) {
        super(membrane, context);
        begin();
    }

    @Override
    double crossing(int i) {
        return LifDeltaExact.crossing(v[i], steady[i], threshold, tauMs);
    }

    @Override
    double potential(int i, double ms) {
        return LifDeltaExact.potential(v[i], steady[i], ms, tauMs);
    }

    @Override
    void decay(int i, double ms) {
        // There are no currents.
    }

    @Override
    void receive(int i, int channel, double weight) {
        v[i] += weight;
    }

    @Override
    double current(String variable, int i, double ms) {
        throw new IllegalArgumentException("iaf_psc_delta has no state '" + variable + "'");
    }
}

package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.quantal.models.exact.LifExpExact;
import org.quantal.simulator.model.EventContext;

/** Neurons with one exponentially decaying current, from event to event. */
final class LifExpEvents extends LifEvents {
    private final double[] current;
    private final double tauSynMs;

    LifExpEvents(LifExp model, EventContext context) {
        super(model.membrane(), context);
        current = context.initialValues().get("I_syn").clone();
        tauSynMs = model.tauExMs();
        begin();
    }

    @Override
    double crossing(int i) {
        return LifExpExact.crossing(v[i], current[i], steady[i], threshold, tauMs, tauSynMs, capacitancePF);
    }

    @Override
    double potential(int i, double ms) {
        return LifExpExact.potential(v[i], current[i], steady[i], ms, tauMs, tauSynMs, capacitancePF);
    }

    @Override
    void decay(int i, double ms) {
        current[i] = LifExpExact.current(current[i], ms, tauSynMs);
    }

    @Override
    void receive(int i, int channel, double weight) {
        current[i] += weight;
    }

    @Override
    double current(String variable, int i, double ms) {
        return LifExpExact.current(current[i], ms, tauSynMs);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        GroupState.write(out, current);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        GroupState.read(in, current);
    }
}

package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.quantal.models.exact.LifExpExact;
import org.quantal.models.exact.LifTwoExpExact;
import org.quantal.simulator.model.EventContext;

/** Neurons with an excitatory and an inhibitory exponentially decaying current, from event to event. */
final class LifTwoExpEvents extends LifEvents {
    private final double[] excitatory;
    private final double[] inhibitory;
    private final double tauExMs;
    private final double tauInMs;

    LifTwoExpEvents(LifExp model, EventContext context) {
        super(model.membrane(), context);
        excitatory = context.initialValues().get("I_syn_ex").clone();
        inhibitory = context.initialValues().get("I_syn_in").clone();
        tauExMs = model.tauExMs();
        tauInMs = model.tauInMs();
        begin();
    }

    @Override
    double crossing(int i) {
        return LifTwoExpExact.crossing(v[i], excitatory[i], inhibitory[i], steady[i], threshold, tauMs, tauExMs,
                tauInMs, capacitancePF);
    }

    @Override
    double potential(int i, double ms) {
        return LifTwoExpExact.potential(v[i], excitatory[i], inhibitory[i], steady[i], ms, tauMs, tauExMs, tauInMs,
                capacitancePF);
    }

    @Override
    void decay(int i, double ms) {
        excitatory[i] = LifExpExact.current(excitatory[i], ms, tauExMs);
        inhibitory[i] = LifExpExact.current(inhibitory[i], ms, tauInMs);
    }

    @Override
    void receive(int i, int channel, double weight) {
        if (channel == 0) {
            excitatory[i] += weight;
        } else {
            inhibitory[i] += weight;
        }
    }

    @Override
    double current(String variable, int i, double ms) {
        return variable.equals("I_syn_ex") ? LifExpExact.current(excitatory[i], ms, tauExMs)
                : LifExpExact.current(inhibitory[i], ms, tauInMs);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        super.save(out);
        GroupState.write(out, excitatory);
        GroupState.write(out, inhibitory);
    }

    @Override
    public void load(DataInput in) throws IOException {
        super.load(in);
        GroupState.read(in, excitatory);
        GroupState.read(in, inhibitory);
    }
}

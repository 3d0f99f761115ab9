package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.EventNeuronModel;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;

/**
 * Leaky integrate-and-fire neuron with delta synapses, step by step as NEST's {@code iaf_psc_delta}: an arrival moves
 * the membrane potential at once by the weight (mV). In a step V decays towards E_L + tau_m I_e/C_m, then the arrivals
 * of the step are added, then V &ge; V_th spikes, stamped at the end of the step. Arrivals at a refractory neuron are
 * lost.
 *
 * @param membrane passive membrane, threshold and reset
 */
public record LifDelta(Membrane membrane) implements EventNeuronModel {

    /** As users find it in the catalogue. */
    public static final ModelEntry<NeuronModel> ENTRY = new ModelEntry<>("iaf_psc_delta",
            "leaky integrate-and-fire neuron whose potential jumps at each arrival; weights in mV",
            "Brunel 2000, J Comput Neurosci 8:183; NEST iaf_psc_delta", Membrane.PARAMETERS,
            p -> new LifDelta(Membrane.of(p)));

    @Override
    public String name() {
        return ENTRY.name();
    }

    @Override
    public String weightUnit() {
        return "mV";
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public int channel(double weight) {
        return 0;
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of(new StateVariable("V_m", "mV", membrane.restMV(), true));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        return new Group(membrane, context);
    }

    @Override
    public EventGroup createEventGroup(EventContext context) {
        return new LifDeltaEvents(membrane, context);
    }

    private static final class Group implements NeuronGroup {
        private final MembraneState membrane;

        Group(Membrane membrane, GroupContext context) {
            this.membrane = new MembraneState(membrane, context);
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            propagate(membrane.v, arrivals[0], membrane.p22, membrane.drive);
            return membrane.spikes(step, spiked);
        }

        private static void propagate(double[] v, double[] arrivals, double p22, double drive) {
            for (int i = 0; i < v.length; i++) {
                v[i] = p22 * v[i] + drive + arrivals[i];
            }
        }

        @Override
        public void setCurrent(double currentPA) {
            membrane.setCurrent(currentPA);
        }

        @Override
        public double state(String variable, int neuron) {
            return membrane.potential(neuron);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            membrane.save(out);
        }

        @Override
        public void load(DataInput in) throws IOException {
            membrane.load(in);
        }
    }
}

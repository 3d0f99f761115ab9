package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.EventNeuronModel;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.SpikeTimes;

/**
 * The simplest neuron in continuous time: it spikes at every instant at which positive input arrives, and counts its
 * input.
 */
record EchoNeuron() implements EventNeuronModel {
    @Override
    public String name() {
        return "echo";
    }

    @Override
    public String weightUnit() {
        return "mV";
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public int channel(double weight) {
        return weight < 0 ? 1 : 0;
    }

    @Override
    public List<StateVariable> stateVariables() {
        return List.of(new StateVariable("sum", "mV", 0, true));
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        throw new IllegalStateException("not needed in tests");
    }

    @Override
    public EventGroup createEventGroup(EventContext context) {
        return new Group(context.initialValues().get("sum").clone());
    }

    private static final class Group implements EventGroup {
        private final double[] sum;

        Group(double[] sum) {
            this.sum = sum;
        }

        @Override
        public void advance(int neuron, double[] timesMs, int[] channels, double[] weights, int count, double endMs,
                SpikeTimes spikes) {
            for (int k = 0; k < count;) {
                final double now = timesMs[k];
                double excitation = 0;
                double inhibition = 0;
                for (; k < count && timesMs[k] == now; k++) {
                    if (channels[k] == 0) {
                        excitation += weights[k];
                    } else {
                        inhibition += weights[k];
                    }
                }
                sum[neuron] += excitation + inhibition;
                if (excitation + inhibition > 0) {
                    spikes.add(now);
                }
            }
        }

        @Override
        public double state(String variable, int neuron, double timeMs) {
            return sum[neuron];
        }

        @Override
        public void save(DataOutput out) throws IOException {
            for (double value : sum) {
                out.writeDouble(value);
            }
        }

        @Override
        public void load(DataInput in) throws IOException {
            for (int i = 0; i < sum.length; i++) {
                sum[i] = in.readDouble();
            }
        }
    }
}

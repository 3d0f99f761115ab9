package org.quantal.examples.linear;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;

/**
 * Units that sum what arrives in a presentation. Hidden units then spike once, with the sum as their graded activity;
 * output units compare it with the teacher.
 *
 * @param trial  the presentation
 * @param hidden whether these are the hidden units
 */
record LinearUnits(Trial trial, boolean hidden) implements NeuronModel {

    @Override
    public String name() {
        return "linear_units";
    }

    @Override
    public String weightUnit() {
        return "pA";
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
        return List.of();
    }

    @Override
    public NeuronGroup createGroup(GroupContext context) {
        return new Group(trial, hidden, context.first(), context.size());
    }

    private static final class Group implements NeuronGroup {
        private final Trial trial;
        private final boolean hidden;
        private final int first;
        private final double[] sum;

        Group(Trial trial, boolean hidden, int first, int size) {
            this.trial = trial;
            this.hidden = hidden;
            this.first = first;
            sum = new double[size];
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += arrivals[0][i];
            }
            int spikes = 0;
            if (hidden && trial.isRelay(step)) {
                for (int i = 0; i < sum.length; i++) {
                    trial.activity[first + i] = trial.inputGain() * sum[i];
                    spiked[spikes++] = i;
                }
                Arrays.fill(sum, 0);
            } else if (!hidden && trial.isReadout(step)) {
                for (int i = 0; i < sum.length; i++) {
                    trial.error[first + i] = trial.outputGain() * sum[i] - trial.desired(first + i, step);
                }
                Arrays.fill(sum, 0);
            }
            return spikes;
        }

        @Override
        public double state(String variable, int neuron) {
            throw new IllegalArgumentException("linear units have no state '" + variable + "'");
        }

        @Override
        public void save(DataOutput out) {
            throw new IllegalStateException("a network that learns is not saved");
        }

        @Override
        public void load(DataInput in) {
            throw new IllegalStateException("a network that learns is not saved");
        }
    }
}

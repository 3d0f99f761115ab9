package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.quantal.simulator.model.GroupContext;

/** Membrane potentials of a group relative to rest, with what every leaky integrate-and-fire group does to them. */
final class MembraneState {
    /** Membrane potentials relative to rest in mV. */
    final double[] v;
    /** Decay of the potential in a step. */
    final double p22;
    /** What the current from outside and {@code I_e} add to the potential in a step, in mV. */
    double drive;
    private final double ownPA;
    private final double currentGain;
    private final double threshold;
    private final double reset;
    private final double rest;
    private final RefractoryQueue refractory;

    MembraneState(Membrane membrane, GroupContext context) {
        final double h = context.stepMs();
        rest = membrane.restMV();
        threshold = membrane.threshold();
        reset = membrane.reset();
        v = GroupState.relative(context.initialValues().get("V_m"), rest);
        p22 = membrane.decay(h);
        ownPA = membrane.currentPA();
        currentGain = membrane.currentGain(h);
        setCurrent(context.constantPA());
        refractory = new RefractoryQueue(v.length, membrane.refractorySteps(h));
    }

    /** Sets the current from outside in pA. */
    void setCurrent(double currentPA) {
        drive = currentGain * (ownPA + currentPA);
    }

    /**
     * Holds refractory neurons at reset, finds those at threshold, and resets them.
     *
     * @return number of neurons written to {@code spiked}
     */
    int spikes(long step, int[] spiked) {
        final double[] potential = v;
        final double limit = threshold;
        refractory.hold(step, potential, reset);
        int count = 0;
        for (int i = 0; i < potential.length; i++) {
            if (potential[i] >= limit) {
                spiked[count++] = i;
            }
        }
        for (int k = 0; k < count; k++) {
            potential[spiked[k]] = reset;
            refractory.spiked(spiked[k], step);
        }
        return count;
    }

    /** Absolute potential of a neuron in mV. */
    double potential(int neuron) {
        return v[neuron] + rest;
    }

    void save(DataOutput out) throws IOException {
        GroupState.write(out, v);
        refractory.save(out);
    }

    void load(DataInput in) throws IOException {
        GroupState.read(in, v);
        refractory.load(in);
    }
}

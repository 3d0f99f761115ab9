package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.SpikeTimes;

/**
 * Leaky integrate-and-fire neurons from event to event. Each neuron keeps its state as of its last event, and the time
 * of its next event without arrivals: a spike, or the end of refractoriness. An arrival makes that answer void and asks
 * anew.
 *
 * <p>A neuron is refractory from its spike up to, but not including, {@code spike + t_ref}.
 */
abstract class LifEvents implements EventGroup {
    /** Potentials relative to rest in mV, at the last events. */
    final double[] v;
    final double tauMs;
    final double capacitancePF;
    /** Potentials to which the currents from outside and {@code I_e} drive the membranes, relative to rest. */
    final double[] steady;
    final double threshold;
    private final double reset;
    private final double rest;
    private final double ownPA;
    private final double refractoryMs;
    private final double[] lastMs;
    private final double[] nextMs;
    private final boolean[] held;

    LifEvents(Membrane membrane, EventContext context) {
        tauMs = membrane.tauMs();
        capacitancePF = membrane.capacitancePF();
        ownPA = membrane.currentPA();
        threshold = membrane.threshold();
        reset = membrane.reset();
        rest = membrane.restMV();
        refractoryMs = membrane.refractoryMs();
        v = GroupState.relative(context.initialValues().get("V_m"), rest);
        lastMs = new double[v.length];
        nextMs = new double[v.length];
        held = new boolean[v.length];
        Arrays.fill(lastMs, context.startMs());
        steady = new double[v.length];
        Arrays.fill(steady, steady(context.constantPA()));
    }

    private double steady(double currentPA) {
        return tauMs * (ownPA + currentPA) / capacitancePF;
    }

    /** Asks for the first spikes; when the state is complete. */
    final void begin() {
        for (int i = 0; i < v.length; i++) {
            nextMs[i] = lastMs[i] + crossing(i);
        }
    }

    /** The time to the first V &ge; threshold without arrivals; 0 if V is there already. */
    abstract double crossing(int i);

    /** The potential after some time without arrivals. */
    abstract double potential(int i, double ms);

    /** Lets synaptic currents decay for some time. */
    abstract void decay(int i, double ms);

    /**
     * Adds an arrival. What it does to the potential of a refractory neuron is forgotten at the end of refractoriness.
     */
    abstract void receive(int i, int channel, double weight);

    /** A synaptic current after some time without arrivals. */
    abstract double current(String variable, int i, double ms);

    @Override
    public final void advance(int i, double[] timesMs, int[] channels, double[] weights, int count, double endMs,
            SpikeTimes spikes) {
        int k = 0;
        while (k < count) {
            if (channels[k] == CURRENT && steady(weights[k]) == steady[i]) {
                k++;
                continue;
            }
            final double now = timesMs[k];
            while (nextMs[i] <= now) {
                ownEvent(i, spikes);
            }
            move(i, now);
            for (; k < count && timesMs[k] == now; k++) {
                if (channels[k] == CURRENT) {
                    steady[i] = steady(weights[k]);
                } else {
                    receive(i, channels[k], weights[k]);
                }
            }
            if (!held[i]) {
                nextMs[i] = now + crossing(i);
            }
        }
        while (nextMs[i] < endMs) {
            ownEvent(i, spikes);
        }
    }

    /** Carries the state to a time before which nothing happens. */
    private void move(int i, double now) {
        final double ms = now - lastMs[i];
        if (!held[i]) {
            v[i] = potential(i, ms);
        }
        decay(i, ms);
        lastMs[i] = now;
    }

    private void ownEvent(int i, SpikeTimes spikes) {
        final double now = nextMs[i];
        decay(i, now - lastMs[i]);
        lastMs[i] = now;
        v[i] = reset;
        if (held[i]) {
            held[i] = false;
            nextMs[i] = now + crossing(i);
            return;
        }
        spikes.add(now);
        held[i] = now + refractoryMs > now;
        nextMs[i] = now + (held[i] ? refractoryMs : crossing(i));
        if (!(nextMs[i] > now)) {
            throw new IllegalStateException("a neuron spikes so fast that times cannot tell the spikes apart: give it"
                    + " a refractory time, or less current: time=" + now + " ms");
        }
    }

    @Override
    public final double state(String variable, int i, double timeMs) {
        final double ms = timeMs - lastMs[i];
        if (variable.equals("V_m")) {
            return rest + (held[i] ? reset : potential(i, ms));
        }
        return current(variable, i, ms);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        GroupState.write(out, v);
        GroupState.write(out, steady);
        GroupState.write(out, lastMs);
        GroupState.write(out, nextMs);
        for (boolean refractory : held) {
            out.writeBoolean(refractory);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        GroupState.read(in, v);
        GroupState.read(in, steady);
        GroupState.read(in, lastMs);
        GroupState.read(in, nextMs);
        for (int i = 0; i < held.length; i++) {
            held[i] = in.readBoolean();
        }
    }
}

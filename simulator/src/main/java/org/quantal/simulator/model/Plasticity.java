package org.quantal.simulator.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A running learning rule. The engine calls it once for each run of synapses; the loops over synapses are inside.
 *
 * <p>At a presynaptic spike the order is: {@link #onSpike} for each run (postsynaptic spikes since the last time, then
 * the presynaptic spike itself), then release with the new weights and probabilities, then {@link #onRelease} for each
 * run, then {@link #spiked}.
 */
public interface Plasticity {

    /**
     * Handles the postsynaptic spikes after {@code run.after} up to {@code run.until} in order, and then, if
     * {@code run.presynaptic} is not {@link SynapseRun#NEVER}, the presynaptic spike.
     */
    void onSpike(SynapseRun run);

    /** Handles the outcome of release at a presynaptic spike. */
    default void onRelease(SynapseRun run) {
    }

    /** Ends the handling of a presynaptic spike: moves the rule's presynaptic traces on. */
    default void spiked(int source, long tick) {
    }

    /** How often {@link #onInterval} wants to be called, in ms, a whole number of steps of the grid; 0 for never. */
    default double intervalMs() {
        return 0;
    }

    /** Begins the regular look at all synapses, at the tick that ends an interval. */
    default void beginInterval(long tick) {
    }

    /** Looks at all synapses of one source neuron, at the end of an interval. */
    default void onInterval(SynapseRun run) {
    }

    /** Writes the rule's own state. */
    default void save(DataOutput out) throws IOException {
    }

    /** Reads what {@link #save} wrote. */
    default void load(DataInput in) throws IOException {
    }
}

package org.quantal.simulator.model;

/**
 * A run of synapses of one presynaptic neuron that share a delay, as a learning rule sees it. One object serves all
 * runs; its fields are set anew for each. A rule changes {@link #weight} and {@link #probability} of the entries
 * {@link #from} (inclusive) to {@link #to} (exclusive) and nothing else.
 *
 * <p>The whole delay is dendritic, as in NEST: a presynaptic spike meets the synapse at once, and a postsynaptic spike
 * meets it one delay later. So at a presynaptic spike of tick {@code t}, the postsynaptic spikes that have met the
 * synapse are those of the ticks up to {@code t - delay}, in continuous time with what {@link LearningClock} counts as
 * simultaneous. Ticks are those of the {@link LearningClock}.
 *
 * <p>Weights are floats, and a rule must round to float after each event. The moment at which pending postsynaptic
 * spikes are handled then leaves no trace in the result.
 */
public final class SynapseRun {
    /** Weights in the unit of the target's model, negative for inhibitory synapses. */
    public float[] weight;
    /** Release probabilities, if the projection's rules learn them; otherwise {@code null}. */
    public float[] probability;
    /** Local number of the postsynaptic neuron of each synapse, as the history counts. */
    public int[] neuron;
    /** First synapse of the run. */
    public int from;
    /** One past the last synapse of the run. */
    public int to;
    /** Delay in ticks. */
    public long delay;
    /** Postsynaptic spikes after this tick have not met the synapses yet. */
    public long after;
    /** Postsynaptic spikes up to this tick meet the synapses now. */
    public long until;
    /** Tick of the presynaptic neuron's previous spike; {@link #NEVER} if there was none. */
    public long lastPresynaptic;
    /**
     * Tick of the presynaptic spike that is being handled; {@link #NEVER} when only postsynaptic spikes are caught up
     * with.
     */
    public long presynaptic;
    /** Number of the presynaptic neuron within its population. */
    public int source;
    /** The postsynaptic neurons' spikes. */
    public SpikeHistory history;
    /**
     * Which synapses released at this presynaptic spike, one bit each: bit {@code i} of the mask is synapse
     * {@code maskFrom + i}.
     */
    public long[] released;
    /** The synapse of the first bit of {@link #released}. */
    public int maskFrom;

    /** A tick before all others. */
    public static final long NEVER = Long.MIN_VALUE / 4;

    /** Whether a synapse released at this presynaptic spike. */
    public boolean hasReleased(int synapse) {
        final int bit = synapse - maskFrom;
        return (released[bit >>> 6] >>> bit & 1) != 0;
    }
}

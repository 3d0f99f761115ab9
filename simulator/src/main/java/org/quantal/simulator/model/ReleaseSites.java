package org.quantal.simulator.model;

/**
 * Draws which synapses release. The interface is crossed once per row (one presynaptic spike and all its synapses in a
 * partition); the loop is inside, and failures cost next to nothing.
 *
 * <p>Draws are a pure function of the key of (seed, partition, source, step), so that they depend neither on threads
 * nor on the order in which spikes are handled.
 */
public interface ReleaseSites {

    /** Whether every spike is transmitted by every synapse, so that rows can be copied whole. */
    default boolean alwaysRelease() {
        return false;
    }

    /**
     * Takes the probabilities of the next {@code count} synapses of the table, when they vary by synapse.
     *
     * @param probabilities in (0, 1], in the order of the table
     */
    default void append(double[] probabilities, int count) {
    }

    /**
     * Draws release or failure for synapses {@code from} to {@code from + count - 1} of the table.
     *
     * @param key   of the random stream of this spike
     * @param mask  receives one bit a synapse: bit {@code i % 64} of word {@code i / 64} is synapse {@code from + i};
     *              unused bits of the last word are zero
     * @return number of synapses that release
     */
    int release(long key, long from, int count, long[] mask);

    /** Release probability of a synapse of the table, for recording; of the first spike after rest if it changes. */
    double probability(long synapse);

    /** Bytes held for each synapse. */
    default int bytesPerSynapse() {
        return 0;
    }
}

package org.quantal.simulator.network;

import java.util.Optional;
import org.quantal.simulator.random.StreamRandom;

/**
 * Which neurons of a source population connect to which neurons of a target population.
 *
 * <p>A network is built by several threads, each for its own range of targets. A rule therefore plans a projection once
 * ({@link #plan}), and then lists, for one range of targets at a time, the synapses of each source neuron. Whatever the
 * ranges, together they hold each synapse of the projection exactly once.
 */
public interface ConnectionRule {

    /** Name of the rule in a scenario, such as {@code fixed_indegree}. */
    String name();

    /** The expected number of synapses; exact if the rule fixes it. */
    double expectedSynapses(PairSpace pairs);

    /**
     * Draws what all ranges share.
     *
     * @param key key of the projection's own random streams
     * @throws IllegalArgumentException if the rule cannot be met by these populations
     */
    Plan plan(PairSpace pairs, long key);

    /**
     * The two populations of a projection.
     *
     * @param sources   number of source neurons
     * @param targets   number of target neurons
     * @param recurrent whether both are the same population, so that a neuron could meet itself
     */
    record PairSpace(int sources, int targets, boolean recurrent) {
    }

    /** A planned projection; immutable, shared by threads. */
    interface Plan {
        /** The synapses onto the targets {@code from} (inclusive) to {@code to} (exclusive). */
        TargetRows rows(int from, int to);
    }

    /** The synapses of a range of targets, by source; used by one thread, sources in ascending order, each once. */
    interface TargetRows {
        /**
         * Appends the synapses of a source neuron.
         *
         * @param random generator that the rule may reset to streams of its own
         * @param row    receives target neurons (indices within the target population) and, if the rule defines them,
         *               weights, delays and release probabilities
         */
        void append(int source, StreamRandom random, SynapseRow row);
    }

    /** Whether the rule gives the weight of each synapse itself, so that the projection's distribution is not used. */
    default boolean definesWeights() {
        return false;
    }

    /** Whether the rule gives the delay of each synapse itself. */
    default boolean definesDelays() {
        return false;
    }

    /** Unit of which all weights that the rule gives are whole multiples; 0 if there is none. */
    default double commonWeightUnit() {
        return 0;
    }

    /** The distribution of the weights that the rule gives itself. */
    default Distribution weights() {
        throw new IllegalStateException(name() + " defines no weights");
    }

    /** Whether the rule gives the release probability of each synapse itself, for a release model that takes it. */
    default boolean definesProbabilities() {
        return false;
    }

    /**
     * Moments of the weights of those synapses that release, where the rule gives release probabilities itself: the
     * weights are weighted by them.
     *
     * @param drawn distribution of the weights, if the rule does not give those itself
     */
    default Moments releasedWeights(Distribution drawn) {
        throw new IllegalStateException(name() + " defines no release probabilities");
    }

    /** Mean of the release probabilities that the rule gives itself. */
    default double meanProbability() {
        throw new IllegalStateException(name() + " defines no release probabilities");
    }

    /** Moments of the weights of synapses that release, if the rule gives weights and release probabilities itself. */
    default Optional<Moments> releasedWeights() {
        return Optional.empty();
    }

    /** Bounds of the weights that the rule gives itself: smallest and largest. */
    default double[] weightBounds() {
        throw new IllegalStateException(name() + " defines no weights");
    }

    /** Bounds of the delays in ms that the rule gives itself: smallest and largest. */
    default double[] delayBounds() {
        throw new IllegalStateException(name() + " defines no delays");
    }
}

package org.quantal.simulator.model;

import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.random.StreamRandom;

/**
 * The description of how a synapse turns a presynaptic spike into released transmitter. An immutable record; equal records
 * share their machinery.
 */
public interface ReleaseModel {

    /** Name in the catalogue, such as {@code bernoulli}. */
    String name();

    /** Release probability averaged over synapses. */
    double meanProbability();

    /**
     * Mean amplitude per spike relative to the weight, averaged over synapses and weighted by their weights:
     * E[p w]/E[w]. Weights divided by this keep the mean drive of a projection.
     *
     * @param weight distribution of the projection's weights
     */
    default double meanFactor(Distribution weight) {
        return meanProbability();
    }

    /** Whether each synapse stores a probability of its own. */
    default boolean variesBySynapse() {
        return false;
    }

    /**
     * Draws the release probabilities of the synapses of a row, if they vary.
     *
     * @param weights       distribution that the weights were drawn from
     * @param weight        drawn weights before any scaling
     * @param probabilities receives numbers in (0, 1]
     */
    default void drawProbabilities(StreamRandom random, Distribution weights, double[] weight, double[] probabilities,
            int count) {
        throw new IllegalStateException(name() + " has one probability for all synapses");
    }

    /** Whether the release probability of each synapse comes from the projection's connection list. */
    default boolean takesListedProbabilities() {
        return false;
    }

    /**
     * The model that knows the mean of the probabilities in a list.
     *
     * @param mean over synapses
     */
    default ReleaseModel withListedMean(double mean) {
        throw new IllegalStateException(name() + " takes no probabilities from a list");
    }

    /**
     * Refuses a projection that the model cannot act on.
     *
     * @throws IllegalArgumentException with the reason and a remedy
     */
    default void checkWeights(Distribution weights) {
    }

    /**
     * Whether a spike can have other responses than release and failure; then {@link #createSites} gives
     * {@link AmplitudeSites}.
     */
    default boolean hasAmplitudes() {
        return false;
    }

    /** Makes the running state of a table of synapses. */
    ReleaseSites createSites();
}

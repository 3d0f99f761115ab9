package org.quantal.simulator.model;

import java.util.Optional;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Moments;
import org.quantal.simulator.random.StreamRandom;

/**
 * The description of how a synapse turns a presynaptic spike into released transmitter. An immutable record; equal
 * records share their machinery.
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
     * The model that knows what the probabilities in a list amount to.
     *
     * @param mean     of the probability over synapses
     * @param released moments of the weights of synapses that release, if the list gives weights, too
     */
    default ReleaseModel withList(double mean, Optional<Moments> released) {
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

    /**
     * Theory to hold a simulation against: what is expected of a synapse, drawn from those of the model, at the spikes
     * of a train. Runs that record releases draw it beside what they found.
     *
     * @param timesMs times of the presynaptic spikes in ms, ascending; all there have been
     * @return empty if there is no theory, or if synapses differ for good, so that those of a run differ from the mean
     *         of all
     */
    default Optional<ExpectedResponses> expectedResponses(double... timesMs) {
        return Optional.empty();
    }

    /**
     * What a spike of a Poisson train delivers in the stationary state, at a synapse taken at random.
     *
     * @param weight distribution of the weights that synapses really have
     * @param rateHz rate of the train
     */
    default Delivery delivery(Distribution weight, double rateHz) {
        return Delivery.allOrNone(meanProbability(), weight.moments());
    }

    /** Whether {@link #delivery} depends on the rate, as it does where vesicles deplete. */
    default boolean dependsOnRate() {
        return false;
    }

    /** Makes the running state of a table of synapses. */
    ReleaseSites createSites();

    /**
     * What projections from one population must have in common for their synapses to be drawn together, in one table:
     * equal models, unless a model says otherwise.
     */
    default Object sharing() {
        return this;
    }
}

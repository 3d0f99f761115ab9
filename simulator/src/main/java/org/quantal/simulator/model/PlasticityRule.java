package org.quantal.simulator.model;

import org.quantal.simulator.network.Projection;

/**
 * The description of how synapses learn. An immutable record; {@link #create} makes the running rule for the synapses
 * of one projection in one partition. A rule never sees the engine.
 */
public interface PlasticityRule {

    /** Name in the catalogue, such as {@code stdp}. */
    String name();

    /** Time constants in ms of the postsynaptic traces that the rule reads. */
    default double[] postsynapticTausMs() {
        return new double[0];
    }

    /** Whether the rule changes release probabilities, so that each synapse has to store one. */
    default boolean learnsProbability() {
        return false;
    }

    /**
     * Bytes that the running rule holds for each synapse beside weight and probability, so that memory is known before
     * anything is built.
     */
    default int bytesPerSynapse() {
        return 0;
    }

    /**
     * Whether weights keep their sign. A projection must then be all excitatory or all inhibitory; one whose weights
     * may cross 0 needs a target model that takes both signs in the same channel.
     */
    default boolean keepsSign() {
        return true;
    }

    /**
     * Refuses a projection that the rule cannot act on.
     *
     * @throws IllegalArgumentException with the reason and what would work
     */
    default void check(Projection projection) {
    }

    /** Makes the running rule. */
    Plasticity create(Context context);

    /**
     * What a running rule is made from.
     *
     * @param projection the projection that learns
     * @param sources    number of presynaptic neurons
     * @param clock      what times are counted by
     * @param history    spikes of the postsynaptic neurons
     * @param activity   numbers of spikes of whole populations
     */
    record Context(Projection projection, int sources, LearningClock clock, SpikeHistory history,
            PopulationActivity activity) {
    }
}

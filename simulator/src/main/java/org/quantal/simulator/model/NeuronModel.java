package org.quantal.simulator.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantal.simulator.network.Distribution;

/**
 * The description of a neuron: its parameters and equations. An immutable record; {@link #createGroup} makes the
 * running state of many neurons.
 */
public interface NeuronModel {

    /** Name in the catalogue, such as {@code iaf_psc_exp}. */
    String name();

    /**
     * Unit of the weight of a synapse onto this model: {@code pA}, {@code mV} or {@code nS}; empty if it takes no
     * input.
     */
    String weightUnit();

    /**
     * Number of separate inputs (synaptic channels) of a neuron; 0 for a source that takes no input. Arrivals within a
     * step are summed by channel.
     */
    int channels();

    /** The channel that a synapse of this weight feeds, from 0 to {@code channels() - 1}. */
    int channel(double weight);

    /**
     * State variables that can be given initial values and recorded. The first is the membrane potential if there is
     * one.
     */
    List<StateVariable> stateVariables();

    /**
     * Mean rate of neurons whose spikes do not depend on input; empty for all others.
     *
     * @param initialValues of the population, as {@link org.quantal.simulator.network.Population#initialValues()}
     * @param fromMs        start of the time that the mean is taken over, in ms
     * @param toMs          its end in ms
     */
    default Optional<SourceRate> sourceRate(Map<String, Distribution> initialValues, double fromMs, double toMs) {
        return Optional.empty();
    }

    /** Makes the running state of a group of neurons. */
    NeuronGroup createGroup(GroupContext context);

    /**
     * The rate of a source of spikes.
     *
     * @param meanHz  mean over time and neurons in Hz
     * @param poisson whether its trains are independent Poisson trains of a rate constant in time
     */
    record SourceRate(double meanHz, boolean poisson) {
    }

    /**
     * A quantity of each neuron that changes in time.
     *
     * @param name         as in the scenario, such as {@code V_m}
     * @param unit         such as {@code mV}
     * @param initial      default initial value
     * @param settable     whether a scenario may give initial values
     */
    record StateVariable(String name, String unit, double initial, boolean settable) {
    }
}

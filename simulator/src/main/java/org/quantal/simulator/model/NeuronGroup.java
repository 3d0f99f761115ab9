package org.quantal.simulator.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The running state of some neurons of one population; owned by one thread at a time. The interface is crossed once per
 * group and step; loops over neurons are inside.
 */
public interface NeuronGroup {

    /**
     * Advances all neurons by one step.
     *
     * @param step     number of the step
     * @param arrivals summed amplitudes that arrive at the end of the step, {@code [channel][neuron]}, in the model's
     *                 weight unit
     * @param spiked   receives the neurons (indices within the group, ascending) that spike at the end of the step
     * @return number of spikes
     */
    int advance(long step, double[][] arrivals, int[] spiked);

    /**
     * Sets the external current (beside the model's own) from the next step on. It is no part of what is saved.
     *
     * @param currentPA current in pA
     */
    default void setCurrent(double currentPA) {
        throw new UnsupportedOperationException("these neurons take no current that changes");
    }

    /** Copies one state variable of one neuron, for recording. */
    double state(String variable, int neuron);

    /** Writes all that is needed to go on later. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException;
}

package org.quantal.simulator.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Release sites whose response to a spike is not just all or nothing: several sites, varying quanta, vesicles that
 * deplete and recover. State moves on at presynaptic spikes only.
 */
public interface AmplitudeSites extends ReleaseSites {

    /**
     * Draws the responses of synapses {@code from} to {@code from + count - 1} of the table to a spike of their
     * presynaptic neuron.
     *
     * @param key       of the random stream of this spike
     * @param source    the presynaptic neuron
     * @param timeMs    time of the spike in ms
     * @param amplitude receives each synapse's response relative to its weight; 0 for a failure
     * @return number of synapses that respond
     */
    int transmit(long key, int source, double timeMs, long from, int count, float[] amplitude);

    @Override
    default int release(long key, long from, int count, long[] mask) {
        throw new IllegalStateException("these sites answer with amplitudes");
    }

    /** Names of the state variables of a synapse that can be recorded. */
    java.util.List<String> stateVariables();

    /** A state variable of a synapse of the table. */
    double state(String variable, long synapse);

    /** Writes the state of all sites. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException;
}

package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.quantal.simulator.model.ReleaseSites;

/**
 * The synapses from one population onto one partition that share a release model, as rows by source neuron. Within a
 * row synapses are sorted by delay, so that each delay is a run that can be copied to one queue.
 */
interface SynapseTable {

    /**
     * Delivers a spike: draws which synapses release, and queues those for the steps at which they arrive.
     *
     * @param source neuron within the source population
     * @param step   step of the spike
     * @param key    key of the release draws of this partition and step
     */
    void deliver(int source, long step, long key, InputBuffers input);

    /** Number of synapses. */
    long synapses();

    /** Bytes held. */
    long bytes();

    /** Index of the source population. */
    int sourcePopulation();

    /** Transmissions offered (one for each spike and synapse) since the counters were reset. */
    long offered();

    /** Transmissions that released since the counters were reset. */
    long released();

    /** Sets both counters: to zero when recording begins, or to what they were when a run is taken up again. */
    void setCounters(long offeredBefore, long releasedBefore);

    /** Shows each synapse of a source neuron, in the order of release draws. */
    void forEach(int source, SynapseVisitor visitor);

    /** Release probability of a synapse, by its number in the table. */
    double releaseProbability(long synapse);

    /** The release machinery. */
    ReleaseSites sites();

    /** Keeps outcomes of release from now on. */
    void record(ReleaseLog log);

    /** Writes what changes in time. */
    default void save(DataOutput out) throws IOException {
    }

    /** Reads what {@link #save} wrote. */
    default void load(DataInput in) throws IOException {
    }

    /** Takes a synapse. */
    interface SynapseVisitor {
        /**
         * @param slot         slot of the target
         * @param storedWeight weight, in units of the population's compact weights if the table is compact
         * @param delaySteps   delay in steps
         * @param synapse      number of the synapse in the table
         */
        void synapse(int slot, double storedWeight, int delaySteps, long synapse);
    }
}

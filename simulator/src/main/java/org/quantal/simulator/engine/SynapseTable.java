package org.quantal.simulator.engine;

/**
 * The synapses from one population onto one partition that share a release model, as rows by source neuron. Within a row synapses are
 * sorted by delay, so that each delay is a run that can be copied to one queue.
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

    /** Sets both counters to zero. */
    void resetCounters();

    /** Shows each synapse of a source neuron: slot, weight as stored, delay in steps. */
    void forEach(int source, SynapseVisitor visitor);

    /** Takes a synapse. */
    interface SynapseVisitor {
        void synapse(int slot, double storedWeight, int delaySteps);
    }
}

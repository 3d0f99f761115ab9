package org.quantal.simulator.engine;

/** A table of synapses in continuous time. */
interface ExactSynapses {

    /**
     * Delivers a spike: draws which synapses release, and queues those for the times at which they arrive.
     *
     * @param source neuron within the source population
     * @param timeMs time of the spike
     * @param key    key of the release draws of this partition, population, and number of the neuron's spike
     */
    void deliver(int source, double timeMs, long key, EventQueue queue);

    /** Delay of a synapse of the table in ms. */
    double delayMs(long synapse);
}

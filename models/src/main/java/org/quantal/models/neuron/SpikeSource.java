package org.quantal.models.neuron;

import org.quantal.simulator.model.EventNeuronModel;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/** A neuron that takes no input, on a grid or in continuous time. */
interface SpikeSource extends EventNeuronModel {

    @Override
    default String weightUnit() {
        return "";
    }

    @Override
    default int channels() {
        return 0;
    }

    @Override
    default int channel(double weight) {
        throw new IllegalArgumentException(name() + " takes no input");
    }

    /**
     * A number drawn from the exponential distribution of mean 1: how many expected events pass between a neuron's
     * spike in {@code lastStep} and its next. A Poisson process forgets, so one draw a spike is enough, and the key
     * makes it independent of groups and threads.
     *
     * @param neuron index within the population
     */
    static double eventsToNextSpike(StreamRandom random, long key, int neuron, long lastStep) {
        random.reset(StreamKey.with(StreamKey.with(key, neuron), lastStep));
        return -StrictMath.log(1 - random.nextDouble());
    }
}

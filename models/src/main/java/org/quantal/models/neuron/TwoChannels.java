package org.quantal.models.neuron;

import org.quantal.simulator.model.NeuronModel;

/** A neuron that takes excitation and inhibition in channels of their own, told apart by the sign of the weight. */
interface TwoChannels extends NeuronModel {

    @Override
    default int channels() {
        return 2;
    }

    /** Channel 0 for weights &ge; 0, channel 1 for weights &lt; 0. */
    @Override
    default int channel(double weight) {
        return weight < 0 ? 1 : 0;
    }
}

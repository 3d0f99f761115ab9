package org.quantal.simulator.model;

/**
 * A neuron that can be carried from event to event in continuous time, because closed forms say what happens in
 * between.
 */
public interface EventNeuronModel extends NeuronModel {

    /** Makes the running state of a group of neurons that is free of the grid. */
    EventGroup createEventGroup(EventContext context);
}

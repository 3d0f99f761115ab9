package org.quantal.simulator.model;

import java.util.Map;

/**
 * What a group of neurons in continuous time is made from.
 *
 * @param first         index of the group's first neuron within its population
 * @param size          number of neurons of the group
 * @param startMs       time at which the simulation starts, in ms: minus the warm-up, so that time 0 begins the
 *                      recorded time
 * @param constantPA    external current in pA (beside the model's own), until another one arrives
 * @param key           key of the population's random streams for stochastic models
 * @param initialValues initial values by state variable, arrays of length {@code size}, complete for settable variables
 */
public record EventContext(int first, int size, double startMs, double constantPA, long key,
        Map<String, double[]> initialValues) {
}

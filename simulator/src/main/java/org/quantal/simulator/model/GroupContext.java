package org.quantal.simulator.model;

import java.util.Map;

/**
 * What a group of neurons is made from.
 *
 * @param first           index of the group's first neuron within its population
 * @param size            number of neurons of the group
 * @param stepMs          length of a step in ms
 * @param firstStep       number of the first step: minus the steps of the warm-up, so that step 0 begins the recorded
 *                        time
 * @param constantPA      external current in pA (beside the model's own), until another one is set
 * @param key             key of the population's random streams for stochastic models
 * @param initialValues   initial values by state variable, arrays of length {@code size}, complete for settable
 *                        variables
 */
public record GroupContext(int first, int size, double stepMs, long firstStep, double constantPA, long key,
        Map<String, double[]> initialValues) {
}

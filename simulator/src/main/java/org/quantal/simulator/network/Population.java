package org.quantal.simulator.network;

import java.util.Map;
import org.quantal.simulator.model.NeuronModel;

/**
 * Neurons of one model and one set of parameters.
 *
 * @param name          unique in the network
 * @param size          number of neurons, positive
 * @param model         what each neuron does
 * @param initialValues distributions of initial values by state variable (see {@link NeuronModel#stateVariables()});
 *                      variables not named start at the model's default
 */
public record Population(String name, int size, NeuronModel model, Map<String, Distribution> initialValues) {

    public Population {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a population needs a name");
        }
        if (size <= 0) {
            throw new IllegalArgumentException("size must be positive: population=" + name + " size=" + size);
        }
        initialValues = Map.copyOf(initialValues);
        for (String variable : initialValues.keySet()) {
            if (model.stateVariables().stream().noneMatch(v -> v.name().equals(variable))) {
                throw new IllegalArgumentException("population " + name + ": model " + model.name()
                        + " has no state variable '" + variable + "'");
            }
        }
    }
}

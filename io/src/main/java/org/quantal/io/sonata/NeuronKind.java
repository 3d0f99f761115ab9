package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What nodes of one population of the scenario share: model, parameters, initial values, and constant current.
 *
 * @param model   as in a scenario; {@code spike_source} for virtual nodes
 * @param params  parameters that differ from the model's defaults, in the scenario format
 * @param initial initial values, in the scenario format
 * @param clampPA constant current from clamps in pA
 */
record NeuronKind(String model, ObjectNode params, ObjectNode initial, double clampPA) {
    /** Virtual nodes, whose spikes are given. */
    static final String VIRTUAL = "spike_source";

    boolean isVirtual() {
        return model.equals(VIRTUAL);
    }

    NeuronKind withClamp(double pA) {
        return new NeuronKind(model, params, initial, pA);
    }
}

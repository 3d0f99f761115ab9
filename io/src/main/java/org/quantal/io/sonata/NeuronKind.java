package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.quantal.io.sonata.CurrentClamps.Clamp;

/**
 * What nodes of one population of the scenario share: model, parameters, initial values, and currents.
 *
 * @param model   as in a scenario; {@code spike_source} for virtual nodes
 * @param params  parameters that differ from the model's defaults, in the scenario format
 * @param initial initial values, in the scenario format
 * @param clamps  currents from outside, in order of time
 */
record NeuronKind(String model, ObjectNode params, ObjectNode initial, List<Clamp> clamps) {
    /** Virtual nodes, whose spikes are given. */
    static final String VIRTUAL = "spike_source";

    boolean isVirtual() {
        return model.equals(VIRTUAL);
    }

    NeuronKind with(List<Clamp> currents) {
        return new NeuronKind(model, params, initial, currents);
    }
}

package org.quantal.simulator.model;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A model in the catalogue: how users name it, what it is, and how it is made from parameters.
 *
 * @param <M>        kind of model
 * @param name       as in a scenario
 * @param summary    one sentence
 * @param source     paper or code that defines it
 * @param parameters in the order in which they are shown
 * @param factory    makes the model; throws {@link IllegalArgumentException} on values out of range
 */
public record ModelEntry<M>(String name, String summary, String source, List<ParameterSpec> parameters,
        Function<Parameters, M> factory) {

    public ModelEntry {
        parameters = List.copyOf(parameters);
    }

    /** Makes the model from given values (internal units); defaults fill the rest. */
    public M create(Map<String, ?> given) {
        return factory.apply(Parameters.of(name, parameters, given));
    }
}

package org.quantal.io.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.NetworkParts.ModelValues;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ParameterSpec.Form;

/** Reads the parameters of a model and makes it. */
final class ModelReader {

    private ModelReader() {
    }

    /** The values that an object gives, completed with the model's defaults. */
    static ModelValues values(ModelEntry<?> entry, ObjectReader reader) {
        return values(entry, reader, Dimension.NUMBER, List.of(), "");
    }

    /**
     * The values that an object gives, completed with the model's defaults.
     *
     * @param weightUnit  dimension that numbers without one may have, too
     * @param populations those that a parameter may name
     * @param population  the one that it names if it is not given
     */
    static ModelValues values(ModelEntry<?> entry, ObjectReader reader, Dimension weightUnit, List<String> populations,
            String population) {
        final Map<String, Object> values = new LinkedHashMap<>();
        for (ParameterSpec spec : entry.parameters()) {
            if (reader == null || !reader.has(spec.name())) {
                values.put(spec.name(), spec.form() == Form.POPULATION ? population : spec.defaultValue());
            } else if (spec.form() == Form.POPULATION) {
                values.put(spec.name(), reader.get(spec.name()).choice("population", populations));
            } else if (spec.form() == Form.LIST) {
                values.put(spec.name(), reader.get(spec.name()).list().stream()
                        .mapToDouble(element -> element.parameter(List.of(spec.dimension()))).toArray());
            } else if (spec.dimension() == Dimension.FLAG) {
                values.put(spec.name(), reader.flag(spec.name()) ? 1.0 : 0.0);
            } else {
                values.put(spec.name(), reader.get(spec.name()).parameter(spec.dimension() == Dimension.NUMBER
                        ? List.of(Dimension.NUMBER, weightUnit) : List.of(spec.dimension())));
            }
        }
        return new ModelValues(entry.name(), entry.parameters(), values);
    }

    /**
     * Makes a model.
     *
     * @param at     place of the model, for what is wrong with several of its parameters
     * @param reader parameters as given, or {@code null} if none are
     */
    static <M> M create(ModelEntry<M> entry, ModelValues values, Cursor at, ObjectReader reader) {
        try {
            return entry.create(values.values());
        } catch (IllegalArgumentException e) {
            final String message = String.valueOf(e.getMessage());
            // Models begin a message with the parameter that is wrong.
            final String blamed = message.split("[ :=]", 2)[0];
            final boolean given = reader != null && values.values().containsKey(blamed) && reader.has(blamed);
            throw new ScenarioException((given ? reader.get(blamed) : at).fail(message).getMessage(), e);
        }
    }
}

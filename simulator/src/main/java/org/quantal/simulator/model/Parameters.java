package org.quantal.simulator.model;

import java.util.List;
import java.util.Map;

/**
 * Values of a model's parameters in internal units, complete: defaults are filled in.
 */
public final class Parameters {
    private final Map<String, Double> values;

    private Parameters(Map<String, Double> values) {
        this.values = values;
    }

    /**
     * Completes given values with defaults.
     *
     * @throws IllegalArgumentException if a name is unknown or a required value is missing
     */
    public static Parameters of(String model, List<ParameterSpec> specs, Map<String, Double> given) {
        final Map<String, Double> values = new java.util.LinkedHashMap<>();
        for (ParameterSpec spec : specs) {
            final Double value = given.getOrDefault(spec.name(), spec.defaultValue());
            if (value == null) {
                throw new IllegalArgumentException(model + " needs a value for '" + spec.name() + "'");
            }
            values.put(spec.name(), value);
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException(model + " has no parameter '" + name + "'; it has " + values.keySet());
            }
        }
        return new Parameters(values);
    }

    /** The value of a parameter in its internal unit. */
    public double get(String name) {
        final Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no such parameter: " + name);
        }
        return value;
    }

    /** Whether a flag is set. */
    public boolean isSet(String name) {
        return get(name) != 0;
    }
}

package org.quantal.simulator.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values of a model's parameters in internal units, complete: defaults are filled in. A number is a {@link Double}, a
 * list of numbers a {@code double[]}, a name a {@link String}.
 */
public final class Parameters {
    private final Map<String, Object> values;

    private Parameters(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Completes given values with defaults.
     *
     * @throws IllegalArgumentException if a name is unknown, a required value is missing, or a value is not of the
     *                                  parameter's form
     */
    public static Parameters of(String model, List<ParameterSpec> specs, Map<String, ?> given) {
        final Map<String, Object> values = new java.util.LinkedHashMap<>();
        for (ParameterSpec spec : specs) {
            final Object value = given.get(spec.name()) == null ? spec.substitute() : given.get(spec.name());
            if (value == null) {
                throw new IllegalArgumentException(model + " needs a value for '" + spec.name() + "'");
            }
            if (!spec.takes(value)) {
                throw new IllegalArgumentException(spec.name() + " must be a "
                        + spec.form().name().toLowerCase(Locale.ROOT) + ": " + spec.name() + "=" + value);
            }
            values.put(spec.name(), value);
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException(model + " has no parameter '" + name + "'; it has "
                        + values.keySet());
            }
        }
        return new Parameters(values);
    }

    /** The value of a parameter in its internal unit. */
    public double get(String name) {
        return (Double) value(name);
    }

    /** The values of a list in their internal unit. */
    public double[] list(String name) {
        return ((double[]) value(name)).clone();
    }

    /** The name that a parameter gives; empty by default. */
    public String text(String name) {
        return (String) value(name);
    }

    private Object value(String name) {
        final Object value = values.get(name);
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

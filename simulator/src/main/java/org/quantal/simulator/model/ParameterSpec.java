package org.quantal.simulator.model;

/**
 * A parameter of a model as users see it: what {@code quantal list}, the schema and error messages are made from.
 *
 * @param name         as in a scenario, such as {@code tau_m}
 * @param dimension    physical dimension
 * @param defaultValue in the internal unit; {@code null} if the user must give it
 * @param description  one sentence
 */
public record ParameterSpec(String name, Dimension dimension, Double defaultValue, String description) {

    /** A parameter with a default. */
    public static ParameterSpec of(String name, Dimension dimension, double defaultValue, String description) {
        return new ParameterSpec(name, dimension, defaultValue, description);
    }

    /** A parameter that must be given. */
    public static ParameterSpec required(String name, Dimension dimension, String description) {
        return new ParameterSpec(name, dimension, null, description);
    }
}

package org.quantal.simulator.model;

/**
 * A parameter of a model as users see it: what {@code quantal list}, the schema and error messages are made from.
 *
 * @param name         as in a scenario, such as {@code tau_m}
 * @param dimension    physical dimension
 * @param form         whether it is one number, several, or no number
 * @param defaultValue in the internal unit; {@code null} if the user must give it, or if it is no number
 * @param description  one sentence
 */
public record ParameterSpec(String name, Dimension dimension, Form form, Double defaultValue, String description) {

    /** What the value of a parameter is. */
    public enum Form {
        /** A number. */
        NUMBER,
        /** A list of numbers, which the user must give. */
        LIST,
        /** The name of a population; by default the one that the synapses are onto. */
        POPULATION
    }

    /** A parameter with a default. */
    public static ParameterSpec of(String name, Dimension dimension, double defaultValue, String description) {
        return new ParameterSpec(name, dimension, Form.NUMBER, defaultValue, description);
    }

    /** A parameter that must be given. */
    public static ParameterSpec required(String name, Dimension dimension, String description) {
        return new ParameterSpec(name, dimension, Form.NUMBER, null, description);
    }

    /** A list of numbers, which must be given. */
    public static ParameterSpec list(String name, Dimension dimension, String description) {
        return new ParameterSpec(name, dimension, Form.LIST, null, description);
    }

    /** The name of a population, empty by default: the one that the synapses are onto. */
    public static ParameterSpec population(String name, String description) {
        return new ParameterSpec(name, Dimension.NUMBER, Form.POPULATION, null, description);
    }

    /** Whether the user must give it. */
    public boolean isRequired() {
        return defaultValue == null && form != Form.POPULATION;
    }

    /** The value in place of one that is not given; {@code null} if it is required. */
    Object substitute() {
        return form == Form.POPULATION ? "" : defaultValue;
    }

    /** Whether a value is of the form of this parameter. */
    boolean takes(Object value) {
        return switch (form) {
            case NUMBER -> value instanceof Double;
            case LIST -> value instanceof double[];
            case POPULATION -> value instanceof String;
        };
    }
}

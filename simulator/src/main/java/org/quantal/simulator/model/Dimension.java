package org.quantal.simulator.model;

/** The physical dimension of a parameter, with the unit in which Quantal computes. */
public enum Dimension {
    TIME("ms"), POTENTIAL("mV"), CURRENT("pA"), CAPACITANCE("pF"), CONDUCTANCE("nS"), RATE("Hz"), PROBABILITY(""),
    /** A plain number. */
    NUMBER(""),
    /** True or false, as 1 or 0. */
    FLAG("");

    private final String unit;

    Dimension(String unit) {
        this.unit = unit;
    }

    /** The internal unit; empty for plain numbers. */
    public String unit() {
        return unit;
    }
}

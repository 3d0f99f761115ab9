package org.quantal.models.neuron;

/** Range checks of parameters, with one wording. */
final class Check {
    private Check() {
    }

    static void positive(String name, double value, String unit) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be positive: " + name + "=" + value + " " + unit);
        }
    }

    static void notNegative(String name, double value, String unit) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must not be negative: " + name + "=" + value + " " + unit);
        }
    }

    static void finite(String name, double value, String unit) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a number: " + name + "=" + value + " " + unit);
        }
    }
}

package org.quantal.models.plasticity;

/** Range checks of parameters, with one wording. */
final class Check {
    private Check() {
    }

    static void positive(String name, double value, String unit) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be positive: " + name + "=" + value + unit(unit));
        }
    }

    static void notNegative(String name, double value, String unit) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must not be negative: " + name + "=" + value + unit(unit));
        }
    }

    private static String unit(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }
}

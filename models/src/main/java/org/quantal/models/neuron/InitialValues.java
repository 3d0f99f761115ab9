package org.quantal.models.neuron;

/** Copies of initial values, checked where a model cannot live with all numbers. */
final class InitialValues {
    private InitialValues() {
    }

    static double[] notNegative(String name, double[] values, String unit) {
        for (double value : values) {
            Check.notNegative(name, value, unit);
        }
        return values.clone();
    }
}

package org.quantal.models.reliability;

/**
 * All states of small sets of units, by number: unit 0 is the most significant bit, so 6 of three units is (1, 1, 0).
 */
final class States {
    /** Largest number of binary variables whose states are enumerated. */
    static final int LIMIT = 24;

    private States() {
    }

    static boolean on(int state, int unit, int units) {
        return (state >> (units - 1 - unit) & 1) != 0;
    }

    static void checkSize(int variables) {
        if (variables > LIMIT) {
            throw new IllegalArgumentException("enumeration is for at most " + LIMIT + " binary variables: variables="
                    + variables);
        }
    }

    /** Checks a distribution over the states of visible units. */
    static void checkData(double[] data, int units) {
        if (data.length != 1 << units) {
            throw new IllegalArgumentException("data must give a weight to each of " + (1 << units)
                    + " visible states: length=" + data.length);
        }
        double sum = 0;
        for (double share : data) {
            if (!(share >= 0)) {
                throw new IllegalArgumentException("weights of data must not be negative: weight=" + share);
            }
            sum += share;
        }
        if (Math.abs(sum - 1) > 1e-12) {
            throw new IllegalArgumentException("weights of data must sum to 1: sum=" + sum);
        }
    }
}

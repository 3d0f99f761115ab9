package org.quantal.examples.linear;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Weights of two linear layers, scaled so that their mean effect does not depend on the release probability.
 *
 * @param w1 first layer, {@code [hidden][input]}
 * @param w2 second layer, {@code [output][hidden]}
 */
record Weights(double[][] w1, double[][] w2) {

    /** Independent normal weights of zero mean. */
    static Weights random(int inputs, int hidden, int outputs, double sd1, double sd2, ContinuousSampler normal) {
        return new Weights(random(hidden, inputs, sd1, normal), random(outputs, hidden, sd2, normal));
    }

    /** Normal weights with standard deviation {@code scale} over the root of the number of a unit's inputs. */
    static Weights initial(int inputs, int hidden, int outputs, double scale, ContinuousSampler normal) {
        return random(inputs, hidden, outputs, scale / Math.sqrt(inputs), scale / Math.sqrt(hidden), normal);
    }

    static double[][] random(int rows, int columns, double sd, ContinuousSampler normal) {
        final double[][] w = new double[rows][columns];
        for (double[] row : w) {
            for (int j = 0; j < columns; j++) {
                row[j] = sd * normal.sample();
            }
        }
        return w;
    }

    int inputs() {
        return w1[0].length;
    }

    int hidden() {
        return w1.length;
    }

    int outputs() {
        return w2.length;
    }

    /** Mean map from input to output, W2 W1. */
    double[][] map() {
        return product(w2, w1);
    }

    Weights copy() {
        return new Weights(copy(w1), copy(w2));
    }

    static double[][] copy(double[][] matrix) {
        final double[][] copy = matrix.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = copy[i].clone();
        }
        return copy;
    }

    static double[][] product(double[][] a, double[][] b) {
        final double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                final double f = a[i][k];
                for (int j = 0; j < c[i].length; j++) {
                    c[i][j] += f * b[k][j];
                }
            }
        }
        return c;
    }

    static double[][] identity(int n) {
        final double[][] one = new double[n][n];
        for (int i = 0; i < n; i++) {
            one[i][i] = 1;
        }
        return one;
    }

    static double[][] diagonal(int rows, int columns, double... values) {
        final double[][] d = new double[rows][columns];
        for (int i = 0; i < values.length; i++) {
            d[i][i] = values[i];
        }
        return d;
    }
}

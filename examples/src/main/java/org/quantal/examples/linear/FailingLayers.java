package org.quantal.examples.linear;

import org.quantal.simulator.random.StreamRandom;

/**
 * Two linear layers with given weights whose synapses are masked, each by an independent Bernoulli variable with a
 * probability of its own.
 */
final class FailingLayers {
    private final Weights weights;
    private final double[][] p1;
    private final double[][] p2;
    private final boolean scaled;

    /**
     * @param p1     release probability of each synapse of the first layer
     * @param p2     of the second layer
     * @param scaled whether what is released is divided by the probability
     */
    FailingLayers(Weights weights, double[][] p1, double[][] p2, boolean scaled) {
        this.weights = weights;
        this.p1 = p1;
        this.p2 = p2;
        this.scaled = scaled;
    }

    /** Fills a matrix with one probability. */
    static double[][] uniform(int rows, int columns, double p) {
        final double[][] all = new double[rows][columns];
        for (double[] row : all) {
            java.util.Arrays.fill(row, p);
        }
        return all;
    }

    /** Output for an input and a draw of all masks. */
    double[] output(double[] x, StreamRandom random) {
        return through(weights.w2(), p2, through(weights.w1(), p1, x, random), random);
    }

    private double[] through(double[][] w, double[][] p, double[] x, StreamRandom random) {
        final double[] y = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < x.length; j++) {
                if (random.nextDouble() < p[i][j]) {
                    y[i] += amplitude(w[i][j], p[i][j]) * x[j];
                }
            }
        }
        return y;
    }

    private double amplitude(double w, double p) {
        return scaled ? w / p : w;
    }

    /** Averages over all masks, by enumeration. */
    Enumerated enumerate(double[][] teacher, double[][] moment) {
        final int synapses = weights.hidden() * (weights.inputs() + weights.outputs());
        final double[][] mean = new double[weights.outputs()][weights.inputs()];
        for (int masks = 0; masks < 1 << synapses; masks++) {
            final Masked masked = masked(masks);
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean[i].length; j++) {
                    mean[i][j] += masked.probability * masked.map[i][j];
                }
            }
        }
        double loss = 0;
        double noise = 0;
        for (int masks = 0; masks < 1 << synapses; masks++) {
            final Masked masked = masked(masks);
            loss += masked.probability * power(teacher, masked.map, moment) / 2;
            noise += masked.probability * power(mean, masked.map, moment);
        }
        return new Enumerated(loss, noise);
    }

    /**
     * Averages over masks.
     *
     * @param loss  half the squared error
     * @param noise variance of the output, summed over outputs
     */
    record Enumerated(double loss, double noise) {
    }

    private record Masked(double probability, double[][] map) {
    }

    private Masked masked(int masks) {
        final Weights w = weights.copy();
        int bit = 0;
        double probability = 1;
        for (int layer = 0; layer < 2; layer++) {
            final double[][] of = layer == 0 ? w.w1() : w.w2();
            final double[][] p = layer == 0 ? p1 : p2;
            for (int i = 0; i < of.length; i++) {
                for (int j = 0; j < of[i].length; j++) {
                    final boolean released = (masks >>> bit++ & 1) == 1;
                    probability *= released ? p[i][j] : 1 - p[i][j];
                    of[i][j] = released ? amplitude(of[i][j], p[i][j]) : 0;
                }
            }
        }
        return new Masked(probability, w.map());
    }

    /** Mean squared length of (a - b) x for inputs of this second moment. */
    static double power(double[][] a, double[][] b, double[][] moment) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < moment.length; j++) {
                for (int k = 0; k < moment.length; k++) {
                    sum += (a[i][j] - b[i][j]) * moment[j][k] * (a[i][k] - b[i][k]);
                }
            }
        }
        return sum;
    }

    static double[] apply(double[][] map, double[] x) {
        final double[] y = new double[map.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i] += map[i][j] * x[j];
            }
        }
        return y;
    }
}

package org.quantal.validation;

import org.ejml.simple.SimpleMatrix;

/**
 * Average loss of linear networks with given weights whose synapses fail, one probability for each synapse. Inputs x
 * enter by their second moment C and their diagonal D; the noise R is the variance of the output over failures, summed
 * over outputs.
 */
final class LinearLoss {
    private LinearLoss() {
    }

    /**
     * Half the squared error of a mean map B against a teacher A, averaged over inputs, without noise: tr[(A - B) C (A
     * - B)']/2.
     */
    static double bias(SimpleMatrix a, SimpleMatrix b, SimpleMatrix c) {
        return power(a.minus(b), c) / 2;
    }

    /** Mean squared length of B x. */
    static double power(SimpleMatrix b, SimpleMatrix c) {
        return b.mult(c).mult(b.transpose()).trace();
    }

    /** Noise of one layer: sum over synapses of (1 - p)/p W^2 C_jj. */
    static double noise(SimpleMatrix w, SimpleMatrix c, SimpleMatrix p) {
        double sum = 0;
        for (int i = 0; i < w.getNumRows(); i++) {
            for (int j = 0; j < w.getNumCols(); j++) {
                sum += q(p.get(i, j)) * w.get(i, j) * w.get(i, j) * c.get(j, j);
            }
        }
        return sum;
    }

    /** Noise of two layers: sum of W2_kh^2 [q2 w_h C w_h' + (1 + q2) sum_j q1 C_jj W1_hj^2]. */
    static double noise(SimpleMatrix w1, SimpleMatrix w2, SimpleMatrix c, SimpleMatrix p1, SimpleMatrix p2) {
        double sum = 0;
        for (int h = 0; h < w1.getNumRows(); h++) {
            final SimpleMatrix row = w1.extractVector(true, h);
            final double mean = power(row, c);
            final double failing = noise(row, c, p1.extractVector(true, h));
            for (int k = 0; k < w2.getNumRows(); k++) {
                final double q2 = q(p2.get(k, h));
                sum += w2.get(k, h) * w2.get(k, h) * (q2 * mean + (1 + q2) * failing);
            }
        }
        return sum;
    }

    /** Noise of two layers with one probability each. */
    static double noise(SimpleMatrix w1, SimpleMatrix w2, SimpleMatrix c, double p1, double p2) {
        return noise(w1, w2, c, filled(w1, p1), filled(w2, p2));
    }

    /** Covariance of the outputs of two layers for one input. */
    static SimpleMatrix covariance(SimpleMatrix w1, SimpleMatrix w2, double[] x, double p1, double p2) {
        final int units = w1.getNumRows();
        final SimpleMatrix covariance = new SimpleMatrix(w2.getNumRows(), w2.getNumRows());
        for (int h = 0; h < units; h++) {
            double a = 0;
            double v = 0;
            for (int j = 0; j < x.length; j++) {
                a += w1.get(h, j) * x[j];
                v += q(p1) * w1.get(h, j) * w1.get(h, j) * x[j] * x[j];
            }
            for (int k = 0; k < w2.getNumRows(); k++) {
                for (int l = 0; l < w2.getNumRows(); l++) {
                    final double product = w2.get(k, h) * w2.get(l, h);
                    covariance.set(k, l, covariance.get(k, l) + product * (v + (k == l ? q(p2) * (a * a + v) : 0)));
                }
            }
        }
        return covariance;
    }

    /** The best weights of one layer: row i is A_i C (C + diag(q_ij C_jj))^-1. */
    static SimpleMatrix bestLayer(SimpleMatrix a, SimpleMatrix c, SimpleMatrix p) {
        final SimpleMatrix w = new SimpleMatrix(a.getNumRows(), a.getNumCols());
        for (int i = 0; i < a.getNumRows(); i++) {
            final SimpleMatrix metric = c.copy();
            for (int j = 0; j < c.getNumCols(); j++) {
                metric.set(j, j, c.get(j, j) * (1 + q(p.get(i, j))));
            }
            w.setRow(i, 0, metric.solve(c.mult(a.extractVector(true, i).transpose())).getDDRM().getData());
        }
        return w;
    }

    /** (1 - p)/p, the variance of a scaled mask. */
    static double q(double p) {
        return (1 - p) / p;
    }

    static SimpleMatrix filled(SimpleMatrix shape, double value) {
        return SimpleMatrix.filled(shape.getNumRows(), shape.getNumCols(), value);
    }
}

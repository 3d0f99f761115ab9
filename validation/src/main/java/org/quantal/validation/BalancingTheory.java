package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.Complex_F64;
import org.ejml.simple.SimpleMatrix;

/**
 * Costs C_ij = |J_ij|^2 of weights J_ij from neuron j to neuron i, and networks in which they are balanced (Stock et
 * al. 2022; Osborne 1960).
 */
final class BalancingTheory {
    private static final int MOST_SWEEPS = 10_000;

    private BalancingTheory() {
    }

    /** Costs of weights. */
    static double[][] costs(double[][] weights) {
        final double[][] costs = new double[weights.length][weights.length];
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < costs.length; j++) {
                costs[i][j] = weights[i][j] * weights[i][j];
            }
        }
        return costs;
    }

    /** Sum of all costs. */
    static double total(double[][] costs) {
        double sum = 0;
        for (double[] row : costs) {
            for (double c : row) {
                sum += c;
            }
        }
        return sum;
    }

    /** g_i = Cin_i - Cout_i. */
    static double[] imbalance(double[][] costs) {
        final double[] g = new double[costs.length];
        for (int i = 0; i < g.length; i++) {
            for (int j = 0; j < g.length; j++) {
                g[i] += costs[i][j] - costs[j][i];
            }
        }
        return g;
    }

    /** Costs after J_ij -> exp(-h_i) J_ij exp(h_j). */
    static double[][] costs(double[][] costs, double[] h) {
        final double[][] changed = new double[h.length][h.length];
        for (int i = 0; i < h.length; i++) {
            for (int j = 0; j < h.length; j++) {
                changed[i][j] = costs[i][j] * Math.exp(2 * (h[j] - h[i]));
            }
        }
        return changed;
    }

    /** The costs of the balanced network: each neuron in turn makes its incoming and outgoing costs equal. */
    static double[][] balanced(double[][] costs) {
        final int n = costs.length;
        double[][] c = costs(costs, new double[n]);
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            double largest = 0;
            for (int i = 0; i < n; i++) {
                double in = -c[i][i];
                double out = -c[i][i];
                for (int j = 0; j < n; j++) {
                    in += c[i][j];
                    out += c[j][i];
                }
                final double factor = Math.sqrt(out / in);
                for (int j = 0; j < n; j++) {
                    c[i][j] *= j == i ? 1 : factor;
                    c[j][i] /= j == i ? 1 : factor;
                }
                largest = Math.max(largest, Math.abs(factor - 1));
            }
            if (largest < 1e-14) {
                break;
            }
        }
        return c;
    }

    /**
     * Second smallest eigenvalue of the Laplacian of the costs in both directions: imbalances decay at twice this rate
     * per tau_b.
     */
    static double connectivity(double[][] costs) {
        final int n = costs.length;
        final SimpleMatrix laplacian = new SimpleMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    final double s = costs[i][j] + costs[j][i];
                    laplacian.set(i, j, -s);
                    laplacian.set(i, i, laplacian.get(i, i) + s);
                }
            }
        }
        return laplacian.eig().getEigenvalues().stream().mapToDouble(Complex_F64::getReal).sorted().toArray()[1];
    }

    /** dh/dt = g by the method of Runge and Kutta, at given steps; returns h at each. */
    static double[][] path(double[][] costs, double step, int steps) {
        final double[][] h = new double[steps + 1][costs.length];
        for (int k = 0; k < steps; k++) {
            final double[] a = slope(costs, h[k], h[k], 0);
            final double[] b = slope(costs, h[k], a, step / 2);
            final double[] c = slope(costs, h[k], b, step / 2);
            final double[] d = slope(costs, h[k], c, step);
            for (int i = 0; i < costs.length; i++) {
                h[k + 1][i] = h[k][i] + step / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
            }
        }
        return h;
    }

    private static double[] slope(double[][] costs, double[] h, double[] direction, double length) {
        final double[] moved = h.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += length * direction[i];
        }
        return imbalance(costs(costs, moved));
    }

    /** Largest distance of an eigenvalue of one matrix from those of another, relative to the largest eigenvalue. */
    static double eigenvalueDistance(double[][] a, double[][] b) {
        final List<Complex_F64> left = new ArrayList<>(new SimpleMatrix(b).eig().getEigenvalues());
        double largest = 0;
        double radius = 0;
        for (Complex_F64 value : new SimpleMatrix(a).eig().getEigenvalues()) {
            final Complex_F64 nearest = left.stream().min(Comparator.comparingDouble(other -> distance(value, other)))
                    .orElseThrow();
            largest = Math.max(largest, distance(value, nearest));
            radius = Math.max(radius, value.getMagnitude());
            left.remove(nearest);
        }
        return largest / radius;
    }

    private static double distance(Complex_F64 a, Complex_F64 b) {
        return Math.hypot(a.getReal() - b.getReal(), a.getImaginary() - b.getImaginary());
    }

    /** The lowest cost of a list of synapses when some neurons keep their scale. */
    static double minimum(int[] source, int[] target, double[] cost, boolean[] free) {
        final double[] x = new double[free.length];
        Arrays.fill(x, 1);
        double change = 1;
        for (int sweep = 0; sweep < MOST_SWEEPS && change > 1e-13; sweep++) {
            // All neurons at once, half of the way on a logarithmic scale: neighbours that move together do not
            // overshoot.
            final double[] in = new double[free.length];
            final double[] out = new double[free.length];
            for (int s = 0; s < cost.length; s++) {
                if (source[s] != target[s]) {
                    final double c = cost[s] * x[source[s]] / x[target[s]];
                    in[target[s]] += c;
                    out[source[s]] += c;
                }
            }
            change = 0;
            for (int i = 0; i < x.length; i++) {
                if (free[i]) {
                    final double factor = Math.sqrt(Math.sqrt(in[i] / out[i]));
                    x[i] *= factor;
                    change = Math.max(change, Math.abs(factor - 1));
                }
            }
        }
        double sum = 0;
        for (int s = 0; s < cost.length; s++) {
            sum += cost[s] * x[source[s]] / x[target[s]];
        }
        return sum;
    }
}

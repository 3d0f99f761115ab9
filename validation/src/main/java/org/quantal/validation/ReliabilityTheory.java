package org.quantal.validation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;

/**
 * Boltzmann machines of visible units v, hidden units h and masks M of released synapses, summed over all their states
 * without any shortcut:
 * <pre>
 * -E = sum_ij v_i W_ij M_ij h_j + sum_i b_i v_i + sum_j c_j h_j,   p_ij = 1/(1 + exp(-alpha_ij))
 * </pre>
 *
 * @param weight  W
 * @param alpha   log-odds of release
 * @param visible b
 * @param hidden  c
 */
record ReliabilityTheory(double[][] weight, double[][] alpha, double[] visible, double[] hidden) {

    static ReliabilityTheory read(ResultFile file, String group) {
        return new ReliabilityTheory(file.matrix(group + "/weight"), file.matrix(group + "/alpha"),
                file.doubles(group + "/visible"), file.doubles(group + "/hidden"));
    }

    /**
     * Mean log-likelihood of data.
     *
     * @param data     share of each state of the visible units; the first unit is the highest bit
     * @param ensemble whether each mask has a partition function of its own, or all together have one
     */
    double logLikelihood(double[] data, boolean ensemble) {
        final int nv = visible.length;
        final int nh = hidden.length;
        final double[] marginal = new double[1 << nv];
        double z = 0;
        for (int mask = 0; mask < 1 << nv * nh; mask++) {
            double prior = 1;
            for (int s = 0; s < nv * nh; s++) {
                final double p = sigma(alpha[s / nh][s % nh]);
                prior *= (mask >> s & 1) == 1 ? p : 1 - p;
            }
            final double[] ofMask = new double[1 << nv];
            for (int v = 0; v < ofMask.length; v++) {
                for (int h = 0; h < 1 << nh; h++) {
                    ofMask[v] += Math.exp(-energy(v, h, mask));
                }
            }
            final double zOfMask = Arrays.stream(ofMask).sum();
            for (int v = 0; v < ofMask.length; v++) {
                marginal[v] += prior * ofMask[v] / (ensemble ? zOfMask : 1);
            }
            z += prior * (ensemble ? 1 : zOfMask);
        }
        double sum = 0;
        for (int v = 0; v < data.length; v++) {
            sum += data[v] > 0 ? data[v] * Math.log(marginal[v] / z) : 0;
        }
        return sum;
    }

    private double energy(int v, int h, int mask) {
        double sum = 0;
        for (int i = 0; i < visible.length; i++) {
            final int vi = v >> visible.length - 1 - i & 1;
            sum += vi * visible[i];
            for (int j = 0; j < hidden.length; j++) {
                sum += vi * (h >> j & 1) * (mask >> i * hidden.length + j & 1) * weight[i][j];
            }
        }
        for (int j = 0; j < hidden.length; j++) {
            sum += (h >> j & 1) * hidden[j];
        }
        return -sum;
    }

    /** Slope of the log-likelihood at one parameter, by central differences of the fourth order. */
    double slope(double[] row, int index, double[] data, boolean ensemble) {
        final double value = row[index];
        final double step = 1e-3;
        final IntToDoubleFunction at = k -> {
            row[index] = value + k * step;
            return logLikelihood(data, ensemble);
        };
        final double slope = (8 * (at.applyAsDouble(1) - at.applyAsDouble(-1)) - at.applyAsDouble(2)
                + at.applyAsDouble(-2)) / (12 * step);
        row[index] = value;
        return slope;
    }

    static double sigma(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** alpha + e^alpha - kappa (W + e^-W), which learning in small steps keeps; of a release probability. */
    static double invariant(double kappa, double weight, double p) {
        return Math.log(p / (1 - p)) + p / (1 - p) - kappa * (weight + Math.exp(-weight));
    }

    /** The release probability that belongs to a weight on the curve of an invariant, by bisection. */
    static double onCurve(double kappa, double weight, double invariant) {
        double low = 1e-12;
        double high = 1 - 1e-12;
        for (int k = 0; k < 60; k++) {
            final double middle = (low + high) / 2;
            if (invariant(kappa, weight, middle) < invariant) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Rank correlation of |weights| and probabilities. */
    static double spearman(double[] weight, double[] p) {
        final double[] a = ranks(Arrays.stream(weight).map(Math::abs).toArray());
        final double[] b = ranks(p);
        final double middle = (a.length + 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int s = 0; s < a.length; s++) {
            ab += (a[s] - middle) * (b[s] - middle);
            aa += (a[s] - middle) * (a[s] - middle);
            bb += (b[s] - middle) * (b[s] - middle);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double[] ranks(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final double[] rank = new double[values.length];
        for (int s = 0; s < rank.length; s++) {
            // Equal values share the mean of their ranks.
            rank[s] = (first(sorted, values[s], false) + first(sorted, values[s], true) + 1) / 2.0;
        }
        return rank;
    }

    /** Number of values below one, or not above it. */
    private static int first(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (sorted[middle] < value || orEqual && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Mean probabilities of the strongest 5 % of the synapses and of the others. */
    static double[] byStrength(double[] weight, double[] p) {
        final Integer[] order = new Integer[weight.length];
        Arrays.setAll(order, s -> s);
        Arrays.sort(order, Comparator.comparingDouble(s -> -Math.abs(weight[s])));
        final int few = (int) Math.round(0.05 * order.length);
        double strong = 0;
        double weak = 0;
        for (int k = 0; k < order.length; k++) {
            strong += k < few ? p[order[k]] / few : 0;
            weak += k < few ? 0 : p[order[k]] / (order.length - few);
        }
        return new double[] {strong, weak};
    }
}

package org.quantal.models.reliability;

import java.util.Arrays;
import java.util.Comparator;

/**
 * How much more reliable strong synapses are than weak ones.
 *
 * @param spearman  rank correlation of |W| and p over all synapses
 * @param strongest mean p of the strongest 5 % of synapses
 * @param rest      mean p of the others
 */
public record StrengthReliability(double spearman, double strongest, double rest) {
    private static final double STRONGEST_SHARE = 0.05;

    /** Of all synapses of a machine. */
    public static StrengthReliability of(Synapses synapses) {
        return of(flat(synapses.weight()), flat(synapses.probability()));
    }

    /**
     * Of a list of synapses.
     *
     * @param weight      of each synapse, in any unit
     * @param probability of release of each synapse
     */
    public static StrengthReliability of(double[] weight, double[] probability) {
        final int n = weight.length;
        if (n != probability.length || n < 2) {
            throw new IllegalArgumentException("needs weight and probability of at least two synapses: weights=" + n
                    + " probabilities=" + probability.length);
        }
        final double[] size = new double[n];
        for (int s = 0; s < n; s++) {
            size[s] = Math.abs(weight[s]);
        }
        final Integer[] order = ascending(size);
        final int few = Math.max(1, (int) Math.round(STRONGEST_SHARE * n));
        double weak = 0;
        double strong = 0;
        for (int k = 0; k < n; k++) {
            if (k < n - few) {
                weak += probability[order[k]];
            } else {
                strong += probability[order[k]];
            }
        }
        return new StrengthReliability(correlation(ranks(size), ranks(probability)), strong / few, weak / (n - few));
    }

    /** Ranks, with the mean rank where values are equal. */
    private static double[] ranks(double[] values) {
        final Integer[] order = ascending(values);
        final double[] rank = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int k = from; k < to; k++) {
                rank[order[k]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return rank;
    }

    private static double correlation(double[] x, double[] y) {
        final double mean = (x.length - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int s = 0; s < x.length; s++) {
            xy += (x[s] - mean) * (y[s] - mean);
            xx += (x[s] - mean) * (x[s] - mean);
            yy += (y[s] - mean) * (y[s] - mean);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static Integer[] ascending(double[] values) {
        final Integer[] order = new Integer[values.length];
        Arrays.setAll(order, s -> s);
        Arrays.sort(order, Comparator.comparingDouble(s -> values[s]));
        return order;
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }
}

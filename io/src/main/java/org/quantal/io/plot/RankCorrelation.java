package org.quantal.io.plot;

import java.util.Arrays;

/** Spearman's rank correlation. */
final class RankCorrelation {

    private RankCorrelation() {
    }

    /** Spearman's rho of pairs of values, with mean ranks for equal values; NaN if either are all equal. */
    static double spearman(float[] a, float[] b) {
        final double[] x = ranks(a);
        final double[] y = ranks(b);
        final double mean = (x.length - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /** Ranks from 0; equal values share the mean of theirs. */
    static double[] ranks(float[] values) {
        // Order of floats as that of ints, with the place behind.
        final long[] order = new long[values.length];
        for (int i = 0; i < order.length; i++) {
            final int bits = Float.floatToIntBits(values[i] + 0.0f);
            order[i] = (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | i;
        }
        Arrays.sort(order);
        final double[] ranks = new double[values.length];
        for (int from = 0, to; from < order.length; from = to) {
            for (to = from + 1; to < order.length && order[to] >> 32 == order[from] >> 32; to++) {
                // Equal values.
            }
            for (int k = from; k < to; k++) {
                ranks[(int) order[k]] = (from + to - 1) / 2.0;
            }
        }
        return ranks;
    }
}

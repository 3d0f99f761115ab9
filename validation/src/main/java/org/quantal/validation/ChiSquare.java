package org.quantal.validation;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Pearson's test of observed counts. */
final class ChiSquare {
    /** Cells with fewer expected counts are put together with the next ones. */
    private static final double LEAST_EXPECTED = 10;

    private ChiSquare() {
    }

    /**
     * The p-value of counts.
     *
     * @param observed counts of each outcome
     * @param expected counts expected, with the same sum up to what lies beyond the last outcome
     */
    static double pValue(double[] observed, double[] expected) {
        double statistic = 0;
        int cells = 0;
        double o = 0;
        double e = 0;
        double leftObserved = 0;
        double leftExpected = 0;
        for (int i = 0; i < observed.length; i++) {
            leftObserved += observed[i];
            leftExpected += expected[i];
        }
        for (int i = 0; i < observed.length; i++) {
            o += observed[i];
            e += expected[i];
            leftObserved -= observed[i];
            leftExpected -= expected[i];
            // The last cell takes all the rest, so that none is left with too few.
            if (e >= LEAST_EXPECTED && leftExpected >= LEAST_EXPECTED) {
                statistic += (o - e) * (o - e) / e;
                cells++;
                o = 0;
                e = 0;
            }
        }
        statistic += (o - e) * (o - e) / e;
        cells++;
        return ChiSquaredDistribution.of(cells - 1).survivalProbability(statistic);
    }
}

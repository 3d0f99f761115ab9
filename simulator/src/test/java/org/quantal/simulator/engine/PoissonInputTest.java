package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;

class PoissonInputTest {
    private static final int DRAWS = 2_000_000;

    /**
     * Mean within 4.5 standard errors sqrt(mean/n), and chi-square against the exact probabilities at 1e-4: together a
     * right sampler fails with probability 1.1e-4 for each mean, and the seeds are fixed.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1.28, 2.32, 12, 150})
    void numbersArePoisson(double mean) {
        final PoissonInput input = new PoissonInput(mean, 2.0);
        final int block = 997;
        final double[] sums = new double[block];
        final PoissonDistribution exact = PoissonDistribution.of(mean);
        final int low = exact.inverseCumulativeProbability(1e-5);
        final int high = exact.inverseCumulativeProbability(1 - 1e-5);
        final long[] counts = new long[high - low + 1];
        double total = 0;
        int n = 0;
        for (long key = 0; n < DRAWS; key++) {
            java.util.Arrays.fill(sums, 0);
            input.add(StreamKey.of(1, Purpose.DRIVE, key), sums);
            for (double sum : sums) {
                final int number = (int) Math.rint(sum / 2);
                total += number;
                counts[Math.min(Math.max(number, low), high) - low]++;
            }
            n += block;
        }
        assertEquals(mean, total / n, 4.5 * Math.sqrt(mean / n));
        final double[] expected = new double[counts.length];
        for (int k = low; k <= high; k++) {
            final double p = k == low ? exact.cumulativeProbability(low)
                    : k == high ? exact.survivalProbability(high - 1) : exact.probability(k);
            expected[k - low] = p * n;
        }
        assertTrue(ChiSquareTest.withDefaults().test(expected, counts).getPValue() > 1e-4);
    }

    /** The tail beyond what 12 bits can tell must come out right: P(N >= 9) = 1.2e-6 at mean 1.28. */
    @Test
    void tailIsExact() {
        final double mean = 1.28;
        final PoissonInput input = new PoissonInput(mean, 1);
        final double[] sums = new double[1000];
        long tail = 0;
        final int blocks = 20_000;
        for (int key = 0; key < blocks; key++) {
            java.util.Arrays.fill(sums, 0);
            input.add(StreamKey.of(2, Purpose.DRIVE, key), sums);
            for (double sum : sums) {
                tail += sum >= 8 ? 1 : 0;
            }
        }
        final double expected = PoissonDistribution.of(mean).survivalProbability(7) * blocks * 1000.0;
        assertEquals(expected, tail, 4 * Math.sqrt(expected));
    }
}

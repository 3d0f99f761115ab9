package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.random.StreamRandom;

/** Seeds are fixed; the probabilities of failure given are those of a right sampler with a new seed. */
class BernoulliSitesTest {
    private static final int DIGITS = 63;

    /** floor(p 2^k), exactly. */
    private static BigInteger floor(double p, int k) {
        return new BigDecimal(p).multiply(BigDecimal.valueOf(2).pow(k)).setScale(0, RoundingMode.FLOOR).toBigInteger();
    }

    /**
     * The definition: each lane compares a uniform number with p, digit by digit from the highest, until they differ.
     */
    private static long[] naive(double p, long key, int count) {
        final StreamRandom random = new StreamRandom(key);
        final BigInteger all = floor(p, DIGITS);
        final long[] mask = new long[(count + 63) / 64];
        for (int w = 0; w < mask.length; w++) {
            final boolean[] decided = new boolean[64];
            int open = 64;
            for (int k = DIGITS - 1; k >= 0 && open > 0; k--) {
                if (all.getLowestSetBit() > k) {
                    break; // No digit of p is left that could be above that of a uniform number.
                }
                final long word = random.nextLong();
                for (int lane = 0; lane < 64; lane++) {
                    final boolean digit = (word >>> lane & 1) != 0;
                    if (!decided[lane] && digit != all.testBit(k)) {
                        decided[lane] = true;
                        open--;
                        if (!digit && 64 * w + lane < count) {
                            mask[w] |= 1L << lane;
                        }
                    }
                }
            }
        }
        return mask;
    }

    /** Over 2e5 lanes for each p some 3 are open after 16 digits, so that a p rounded to 16 bits would be seen. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.25, 0.75, 0.2, 1 / 3.0, 0.05, 0.8, 0.999, 1 - 0x1p-53, 0x1p-40, 1e-12, 0x1p-63,
            0.5 + 0x1p-53})
    void equalsTheDefinitionLaneByLane(double p) {
        final BernoulliSites sites = new BernoulliSites(p);
        assertEquals(p, sites.probability(123), 0x1p-63);
        for (int count : new int[] {1, 2, 63, 64, 65, 127, 128, 1936}) {
            for (int source = 0; source < 90; source++) {
                final long key = Keys.of(1, 17, source);
                final long[] expected = naive(p, key, count);
                final long[] mask = new long[expected.length];
                Arrays.fill(mask, 0x5555555555555555L * source);
                final int released = sites.release(key, 1234567890123L, count, mask);
                assertArrayEquals(expected, mask, "count=" + count);
                assertEquals(Arrays.stream(expected).mapToInt(Long::bitCount).sum(), released);
            }
        }
    }

    /**
     * Released share against p, within 4 s.e. sqrt(p(1-p)/n); a right sampler fails with probability 6e-5. The number
     * of draws, at least 1e7, is such that a relative bias of 1e-3 of p and of 1-p is 8 s.e. and so is seen with
     * probability 0.99997.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.5, 0.8, 0.999})
    void releaseShareEqualsProbability(double p) {
        final double odds = Math.max(p / (1 - p), (1 - p) / p);
        final long draws = (long) Math.max(1e7, 64 * Math.min(odds, 20) * 1e6);
        final BernoulliSites sites = new BernoulliSites(p);
        final int row = 1 << 14;
        final long[] mask = new long[row / 64];
        long released = 0;
        long n = 0;
        for (int step = 0; n < draws; step++) {
            released += sites.release(Keys.of(3, step, 5), 0, row, mask);
            n += row;
        }
        assertEquals(p, (double) released / n, 4 * Math.sqrt(p * (1 - p) / n));
    }

    /**
     * p = 1/3 = 0.010101... in binary. After k words a lane has been released with probability floor(p 2^k)/2^k and is
     * open with 2^-k, exactly; those open after 16 words release with the fractional part of p 2^16. All within 4 s.e.
     * of a binomial number; of these 7 x 3 tests a right sampler fails one with probability 0.0013.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1 / 3.0, 0.2, 0.65})
    void lanesAreDecidedByDigitsOfTheExactProbability(double p) {
        final BernoulliSites sites = new BernoulliSites(p);
        final int[] after = {1, 2, 3, 5, 8};
        final long[] releasedBy = new long[after.length];
        long openAfter16 = 0;
        long releasedAfter16 = 0;
        final int rows = 1_500_000;
        final long[] digits = new long[17];
        Arrays.setAll(digits, k -> floor(p, k).testBit(0) ? -1 : 0);
        final long[] mask = new long[1];
        for (int step = 0; step < rows; step++) {
            final long key = Keys.of(4, step, 0);
            sites.release(key, 0, 64, mask);
            final StreamRandom random = new StreamRandom(key);
            long open = -1;
            for (int k = 1, a = 0; k <= 16; k++) {
                open &= ~(random.nextLong() ^ digits[k]);
                if (a < after.length && after[a] == k) {
                    releasedBy[a++] += Long.bitCount(mask[0] & ~open);
                }
            }
            openAfter16 += Long.bitCount(open);
            releasedAfter16 += Long.bitCount(open & mask[0]);
        }
        final double lanes = 64.0 * rows;
        for (int a = 0; a < after.length; a++) {
            final double expected = floor(p, after[a]).doubleValue() / (1 << after[a]);
            assertEquals(expected, releasedBy[a] / lanes, 4 * Math.sqrt(expected * (1 - expected) / lanes),
                    "word " + after[a]);
        }
        assertEquals(lanes / 65536, openAfter16, 4 * Math.sqrt(lanes / 65536));
        final double rest = new BigDecimal(p).multiply(BigDecimal.valueOf(65536)).remainder(BigDecimal.ONE)
                .doubleValue();
        assertEquals(rest * openAfter16, releasedAfter16, 4 * Math.sqrt(rest * (1 - rest) * openAfter16));
    }

    /**
     * Numbers of failures before each release, along rows of 1936 synapses and along the spikes of one synapse, are
     * geometric: chi-square at 1e-4, which is a right sampler's probability to fail each test.
     */
    @ParameterizedTest
    @CsvSource({"0.05, 0", "0.2, 0", "0.5, 0", "0.8, 0", "0.2, 1", "0.5, 1", "0.8, 1", "0.2, 64", "0.5, 1935"})
    void gapsAreGeometric(double p, int synapse) {
        final boolean alongRow = synapse == 0;
        final BernoulliSites sites = new BernoulliSites(p);
        final int count = alongRow ? 1936 : synapse + 1;
        final long[] mask = new long[count / 64 + 1];
        final int most = (int) Math.ceil(Math.log(50 / (2e5 * p)) / Math.log1p(-p));
        final long[] gaps = new long[most + 1];
        int gap = -1;
        for (int step = 0; step < (alongRow ? 500 : 200_000); step++) {
            sites.release(Keys.of(5, step, 9), 0, count, mask);
            // Gaps begin at a release; rows are joined as if they were one.
            for (int i = alongRow ? 0 : synapse; i < count; i++) {
                if ((mask[i / 64] >>> i & 1) != 0) {
                    if (gap >= 0) {
                        gaps[Math.min(gap, most)]++;
                    }
                    gap = 0;
                } else if (gap >= 0) {
                    gap++;
                }
            }
        }
        final double[] expected = new double[most + 1];
        for (int k = 0; k < most; k++) {
            expected[k] = p * Math.pow(1 - p, k);
        }
        expected[most] = Math.pow(1 - p, most);
        assertTrue(ChiSquareTest.withDefaults().test(expected, gaps).getPValue() > 1e-4, Arrays.toString(gaps));
    }

    /**
     * Pairs of releases over 4e5 spikes are uncorrelated: neighbours in a word and across words, the same synapse at
     * successive spikes, and the same synapse of two neurons that spike together. Correlations have a standard error of
     * 1/sqrt(n), bound 4 s.e.; of the 28 tests a right sampler fails one with probability 0.002.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.5, 0.8})
    void releasesAreUncorrelated(double p) {
        final BernoulliSites sites = new BernoulliSites(p);
        final int n = 400_000;
        final int[][] pairs = {{0, 1}, {31, 32}, {63, 64}, {0, 64}};
        final double[] covariance = new double[pairs.length + 3];
        long[] last = new long[2];
        long[] mask = new long[2];
        final long[] other = new long[2];
        for (int step = 0; step < n; step++) {
            sites.release(Keys.of(6, step, 2), 0, 128, mask);
            sites.release(Keys.of(6, step, 3), 0, 128, other);
            for (int k = 0; k < pairs.length; k++) {
                covariance[k] += (bit(mask, pairs[k][0]) - p) * (bit(mask, pairs[k][1]) - p);
            }
            covariance[pairs.length] += (bit(mask, 5) - p) * (bit(last, 5) - p);
            covariance[pairs.length + 1] += (bit(mask, 100) - p) * (bit(last, 100) - p);
            covariance[pairs.length + 2] += (bit(mask, 7) - p) * (bit(other, 7) - p);
            final long[] swap = last;
            last = mask;
            mask = swap;
        }
        for (double sum : covariance) {
            assertEquals(0, sum / n / (p * (1 - p)), 4 / Math.sqrt(n));
        }
    }

    private static long bit(long[] mask, int i) {
        return mask[i / 64] >>> i & 1;
    }

    @Test
    void clearsUnusedBitsOnly() {
        for (int count = 1; count <= 130; count++) {
            final long[] mask = {-1, -1, -1};
            BernoulliSites.clearUnused(mask, count);
            for (int i = 0; i < 64 * ((count + 63) / 64); i++) {
                assertEquals(i < count ? 1 : 0, bit(mask, i), "count=" + count + " bit=" + i);
            }
        }
    }
}

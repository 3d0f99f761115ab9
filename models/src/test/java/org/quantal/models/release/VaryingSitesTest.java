package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.random.StreamRandom;

class VaryingSitesTest {
    private static final int CHUNK = 1 << 20;
    private static final double UNIT = 0x1.0p-16;

    /**
     * The definition: each synapse releases if a uniform 16-bit number is below 65536 p, with four numbers to a word.
     */
    private static long[] naive(double[] p, long key, int from, int count) {
        final StreamRandom random = new StreamRandom(key);
        final long[] mask = new long[(count + 63) / 64];
        long word = 0;
        for (int i = 0; i < 64 * mask.length; i++) {
            word = i % 4 == 0 ? random.nextLong() : word >>> 16;
            if (i < count && (word & 0xffff) < 65536 * p[from + i]) {
                mask[i / 64] |= 1L << i;
            }
        }
        return mask;
    }

    private static double[] stored(int count, long seed) {
        final StreamRandom random = new StreamRandom(seed);
        final double[] p = new double[count];
        Arrays.setAll(p, i -> i % 50 == 0 ? 1 : i % 50 == 1 ? UNIT : VaryingSites.rounded(random.nextDouble()));
        return p;
    }

    /** Rows before, across and after the border between chunks of 2^20 probabilities, aligned and not. */
    @Test
    void equalsTheDefinitionAlsoAcrossChunks() {
        final double[] p = stored(2 * CHUNK + 500, 1);
        final VaryingSites sites = new VaryingSites();
        for (int from = 0; from < p.length;) {
            final int count = Math.min(3873, p.length - from);
            sites.append(Arrays.copyOfRange(p, from, from + count), count);
            from += count;
        }
        final int[] starts = {0, 1, 63, 1000, CHUNK - 200, CHUNK - 128, CHUNK - 65, CHUNK - 64, CHUNK - 63, CHUNK - 2,
                CHUNK - 1, CHUNK,
            CHUNK + 1, CHUNK + 7000, 2 * CHUNK - 77, 2 * CHUNK - 64, 2 * CHUNK};
        for (int from : starts) {
            for (int count : new int[] {1, 2, 5, 64, 65, 200, 400}) {
                final long key = Keys.of(1, from, count);
                final long[] expected = naive(p, key, from, count);
                final long[] mask = new long[expected.length];
                Arrays.fill(mask, -1L);
                assertEquals(Arrays.stream(expected).mapToInt(Long::bitCount).sum(),
                        sites.release(key, from, count, mask));
                assertArrayEquals(expected, mask, "from=" + from + " count=" + count);
            }
            assertEquals(p[from], sites.probability(from));
        }
        // In 1.2e6 lanes some 18 random numbers lie exactly on the border between release and failure.
        final long[] mask = new long[61];
        for (int row = 0; row < 300; row++) {
            sites.release(Keys.of(2, 0, row), 3873L * row, 3873, mask);
            assertArrayEquals(naive(p, Keys.of(2, 0, row), 3873 * row, 3873), mask, "row " + row);
        }
    }

    /** To the nearest multiple of 1/65536, but never to 0. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1e-9, 1", "1.5258e-5, 1", "2.3e-5, 2", "0.5, 32768", "0.2, 13107", "0.333333333, 21845",
            "0.99999, 65535",
        "0.999995, 65536", "1, 65536"})
    void probabilitiesAreRoundedToTheNearestLevel(double p, int level) {
        assertEquals(level * UNIT, VaryingSites.rounded(p));
        assertEquals(level * UNIT, VaryingSites.rounded(level * UNIT));
    }

    /**
     * Each of 193 synapses, over 1e5 spikes, releases with its stored p: all within 5 s.e. sqrt(p(1-p)/n), and the sum
     * of squared deviations chi-square distributed at 1e-4. A right sampler fails with probability 1e-4 for either. At
     * p = 1/65536, where the number is not nearly normal, p = 1 and the rest are covered by {@link
     * #equalsTheDefinitionAlsoAcrossChunks}.
     */
    @Test
    void eachSynapseReleasesWithItsOwnProbability() {
        final double[] p = stored(193, 2);
        Arrays.setAll(p, i -> Math.min(Math.max(p[i], 0.01), 0.99));
        final double[] rounded = Arrays.stream(p).map(VaryingSites::rounded).toArray();
        final VaryingSites sites = new VaryingSites();
        sites.append(p, p.length);
        final int spikes = 100_000;
        final long[] released = new long[p.length];
        final long[] mask = new long[4];
        for (int step = 0; step < spikes; step++) {
            sites.release(Keys.of(3, step, 77), 0, p.length, mask);
            for (int w = 0; w < mask.length; w++) {
                for (long word = mask[w]; word != 0; word &= word - 1) {
                    released[64 * w + Long.numberOfTrailingZeros(word)]++;
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            final double error = Math.sqrt(rounded[i] * (1 - rounded[i]) / spikes);
            final double z = ((double) released[i] / spikes - rounded[i]) / error;
            assertEquals(0, z, 5, "synapse " + i + " p=" + rounded[i]);
            sum += z * z;
        }
        final double belowShare = ChiSquaredDistribution.of(p.length).cumulativeProbability(sum);
        assertTrue(belowShare > 5e-5 && belowShare < 1 - 5e-5, "chi-square at " + belowShare);
    }

    /**
     * Neighbours (which share a random word) and successive spikes of one synapse: within 4 s.e. 1/sqrt(n) of 0, 6e-5
     * each to fail.
     */
    @Test
    void releasesAreUncorrelated() {
        final double p = 0.5;
        final VaryingSites sites = new VaryingSites();
        final double[] all = new double[128];
        Arrays.fill(all, p);
        sites.append(all, all.length);
        final int n = 200_000;
        final int[][] pairs = {{0, 1}, {0, 3}, {3, 4}, {63, 64}, {0, 64}};
        final double[] sum = new double[pairs.length + 1];
        final long[] mask = new long[2];
        double last = 0;
        for (int step = 0; step < n; step++) {
            sites.release(Keys.of(4, step, 0), 0, 128, mask);
            for (int k = 0; k < pairs.length; k++) {
                sum[k] += deviation(mask, pairs[k][0]) * deviation(mask, pairs[k][1]);
            }
            sum[pairs.length] += last * deviation(mask, 9);
            last = deviation(mask, 9);
        }
        for (double covariance : sum) {
            assertEquals(0, covariance / n / 0.25, 4 / Math.sqrt(n));
        }
    }

    private static double deviation(long[] mask, int i) {
        return (mask[i / 64] >>> i & 1) - 0.5;
    }
}

package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.LogNormal;
import org.quantal.simulator.random.StreamRandom;

/** What every release model promises to the engine. */
class ReleaseModelContractTest {
    private static final int SYNAPSES = 5000;
    private static final Distribution WEIGHTS = new LogNormal(1, 0.5);

    static Stream<ReleaseModel> models() {
        return Stream.of(new Reliable(), new BernoulliRelease(1), new BernoulliRelease(0.5), new BernoulliRelease(0.2),
                new BernoulliRelease(0.99), new BetaRelease(0.46, 0.26), new BetaRelease(0.5, 0.05),
                new WeightCorrelatedRelease(new BetaRelease(0.53, 0.22), 0.7));
    }

    private static ReleaseSites sites(ReleaseModel model) {
        final ReleaseSites sites = model.createSites();
        if (model.variesBySynapse()) {
            final StreamRandom random = new StreamRandom(1);
            final double[] weight = new double[SYNAPSES];
            WEIGHTS.fill(random, weight, SYNAPSES);
            final double[] p = new double[SYNAPSES];
            model.drawProbabilities(random, WEIGHTS, weight, p, SYNAPSES);
            assertTrue(Arrays.stream(p).allMatch(x -> x > 0 && x <= 1));
            // In rows of uneven length, some of them empty.
            for (int from = 0; from < SYNAPSES;) {
                final int count = Math.min(from % 97, SYNAPSES - from);
                sites.append(Arrays.copyOfRange(p, from, from + count + 1), count + 1);
                sites.append(p, 0);
                from += count + 1;
            }
        }
        return sites;
    }

    @ParameterizedTest
    @MethodSource("models")
    void maskHoldsTheReleasesAndNothingElse(ReleaseModel model) {
        final ReleaseSites sites = sites(model);
        for (int count : new int[] {1, 3, 63, 64, 65, 100, 128, 1000}) {
            for (int source = 0; source < 20; source++) {
                final long[] mask = new long[count / 64 + 3];
                Arrays.fill(mask, -1L);
                final int released = sites.release(Keys.of(2, 5, source), 17L * source, count, mask);
                final int words = (count + 63) / 64;
                assertEquals(released, Arrays.stream(mask, 0, words).mapToInt(Long::bitCount).sum());
                assertTrue(released <= count);
                assertEquals(0, count % 64 == 0 ? 0 : mask[words - 1] >>> count);
                assertEquals(-1L, mask[words]);
                assertTrue(!sites.alwaysRelease() || released == count);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void drawsAreAFunctionOfTheKey(ReleaseModel model) {
        final ReleaseSites one = sites(model);
        final ReleaseSites two = sites(model);
        final long[] first = new long[16];
        final long[] again = new long[16];
        final long[] other = new long[16];
        one.release(Keys.of(2, 5, 1), 100, 1000, first);
        one.release(Keys.of(2, 6, 1), 100, 1000, other);
        two.release(Keys.of(2, 9, 1), 700, 333, again);
        two.release(Keys.of(2, 5, 1), 100, 1000, again);
        assertArrayEquals(first, again);
        assertEquals(one.alwaysRelease(), Arrays.equals(first, other));
    }

    /**
     * Released share of all synapses over 2000 spikes: within 5 s.e. of the mean; a right model fails with probability
     * 6e-7.
     */
    @ParameterizedTest
    @MethodSource("models")
    void releaseShareEqualsTheMeanProbability(ReleaseModel model) {
        final ReleaseSites sites = sites(model);
        final long[] mask = new long[SYNAPSES / 64 + 1];
        long released = 0;
        final int spikes = 2000;
        for (int step = 0; step < spikes; step++) {
            released += sites.release(Keys.of(8, step, 0), 0, SYNAPSES, mask);
        }
        final double mean = model.meanProbability();
        // At most p(1-p): the variance over synapses of one p each is part of it.
        final double ofSynapses = model.variesBySynapse() ? mean * (1 - mean) / SYNAPSES : 0;
        final double bound = 5 * Math.sqrt(mean * (1 - mean) / ((double) spikes * SYNAPSES) + ofSynapses);
        assertEquals(mean, (double) released / ((long) spikes * SYNAPSES), bound);
    }

    @ParameterizedTest
    @MethodSource("models")
    void onlyModelsThatVaryDrawProbabilities(ReleaseModel model) {
        if (model.variesBySynapse()) {
            assertFalse(model.createSites().alwaysRelease());
            assertEquals(2, model.createSites().bytesPerSynapse());
        } else {
            assertEquals(0, model.createSites().bytesPerSynapse());
            assertThrows(IllegalStateException.class,
                    () -> model.drawProbabilities(new StreamRandom(0), WEIGHTS, new double[1], new double[1], 1));
        }
    }
}

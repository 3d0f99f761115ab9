package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.model.AmplitudeSites;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.random.StreamRandom;

/** Seeds are fixed; a bound of 4 s.e. fails a right sampler with a new seed with probability 6e-5. */
class BinomialReleaseTest {
    private static final int TRIALS = 200_000;

    private static float[] responses(BinomialRelease model) {
        final AmplitudeSites sites = (AmplitudeSites) model.createSites();
        Trials.append(sites, model.probability(), TRIALS);
        final float[] responses = new float[TRIALS];
        final int responding = sites.transmit(Keys.of(3, 7, 1), 0, 1, 0, TRIALS, responses);
        int positive = 0;
        for (float response : responses) {
            positive += response > 0 ? 1 : 0;
        }
        assertEquals(positive, responding);
        return responses;
    }

    /** Both ways of drawing against all probabilities, at a level of 1e-4 for each. */
    @ParameterizedTest
    @CsvSource({"1, 0.3", "5, 0.02", "5, 0.5", "7, 0.9", "20, 0.35", "255, 0.999", "255, 0.4"})
    void drawsAreBinomial(int trials, double p) {
        final BinomialDistribution law = BinomialDistribution.of(trials, p);
        final BinomialDraw draw = new BinomialDraw(trials + 3);
        draw.setProbability(0.77);
        draw.setProbability(p);
        for (boolean prepared : new boolean[] {true, false}) {
            final StreamRandom random = new StreamRandom(11);
            final long[] observed = new long[trials + 1];
            for (int i = 0; i < TRIALS; i++) {
                observed[prepared ? draw.draw(random, trials) : BinomialDraw.draw(random, trials, p)]++;
            }
            // Classes of at least 20 expected; the tails are put together at both ends.
            int low = 0;
            while (TRIALS * law.cumulativeProbability(low) < 20) {
                low++;
            }
            int high = trials;
            while (TRIALS * law.survivalProbability(high - 1) < 20) {
                high--;
            }
            final double[] expected = new double[high - low + 1];
            final long[] classes = new long[high - low + 1];
            for (int k = 0; k <= trials; k++) {
                final int at = Math.min(Math.max(k, low), high) - low;
                expected[at] += law.probability(k);
                classes[at] += observed[k];
            }
            assertTrue(ChiSquareTest.withDefaults().test(expected, classes).getPValue() > 1e-4,
                    Arrays.toString(classes));
        }
    }

    @Test
    void drawsWithoutChanceAreCertain() {
        final StreamRandom random = new StreamRandom(1);
        final BinomialDraw draw = new BinomialDraw(9);
        for (int i = 0; i < 100; i++) {
            draw.setProbability(0);
            assertEquals(0, draw.draw(random, 9));
            draw.setProbability(1);
            assertEquals(9, draw.draw(random, 9));
            assertEquals(0, draw.draw(random, 0));
            assertEquals(9, BinomialDraw.draw(random, 9, 1));
            assertEquals(0, BinomialDraw.draw(random, 9, 0));
        }
    }

    /**
     * Mean n p, variance n p (1 - p + c_q^2), failures (1 - p)^n, in quanta, within 4 s.e.; third central moment if
     * quanta are alike.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.5, 0", "1, 0.2, 0.4", "5, 0.3, 0", "5, 0.3, 0.3", "10, 0.85, 0", "10, 0.85, 1", "3, 1, 0.5",
            "100, 0.1, 0.2"})
    void momentsAreThoseOfTheTheory(int n, double p, double cv) {
        final float[] responses = responses(new BinomialRelease(new Quanta(n, cv, false), p, 0));
        final double mean = ShortTermTheory.mean(n, p);
        final double variance = ShortTermTheory.variance(n, p, cv);
        assertEquals(mean, Trials.mean(responses), 4 * Math.sqrt(variance / TRIALS));
        assertEquals(variance, Trials.moment(responses, mean, 2), 4 * Trials.momentError(responses, mean, 2));
        assertTrue(Trials.momentError(responses, mean, 2) < 0.02 * variance);
        final double failure = ShortTermTheory.failure(n, p);
        int failed = 0;
        for (float response : responses) {
            failed += response == 0 ? 1 : 0;
        }
        assertEquals(failure, (double) failed / TRIALS, 4 * Math.sqrt(failure * (1 - failure) / TRIALS));
        if (cv == 0) {
            assertEquals(ShortTermTheory.thirdCentralMoment(n, p), Trials.moment(responses, mean, 3),
                    4 * Trials.momentError(responses, mean, 3));
        }
    }

    /** With p = 1 every response is a sum of n quanta: its whole law, at a level of 1e-4. */
    @ParameterizedTest
    @CsvSource({"1, 0.3, false", "1, 1, true", "4, 0.7, false", "4, 0.7, true"})
    void quantaAreGammaDistributed(int n, double cv, boolean weightIsTotal) {
        final float[] responses = responses(new BinomialRelease(new Quanta(n, cv, weightIsTotal), 1, 0));
        final double[] sample = new double[20_000];
        Arrays.setAll(sample, i -> responses[i]);
        final GammaDistribution law = GammaDistribution.of(n / (cv * cv), cv * cv / (weightIsTotal ? n : 1));
        assertTrue(KolmogorovSmirnovTest.withDefaults().test(sample, law::cumulativeProbability).getPValue() > 1e-4);
    }

    /** A weight that means all sites gives 1/n of the responses of one that means a quantum, draw by draw. */
    @ParameterizedTest
    @CsvSource({"0", "0.4"})
    void weightIsAllSitesOrOneQuantum(double cv) {
        final float[] total = responses(new BinomialRelease(new Quanta(4, cv, true), 0.3, 0));
        final float[] quantum = responses(new BinomialRelease(new Quanta(4, cv, false), 0.3, 0));
        for (int i = 0; i < TRIALS; i++) {
            assertEquals(quantum[i], 4 * total[i], 1e-6f * quantum[i]);
        }
        assertEquals(0.3, new BinomialRelease(new Quanta(4, cv, true), 0.3, 0).meanFactor(new Constant(2)), 1e-15);
        assertEquals(1.2, new BinomialRelease(new Quanta(4, cv, false), 0.3, 0).meanFactor(new Constant(2)), 1e-15);
    }

    /** Correlation of neighbours in a row over 1e5 pairs is 0 within 4 s.e. of 1/sqrt(1e5). */
    @Test
    void synapsesAreIndependent() {
        final float[] responses = responses(new BinomialRelease(new Quanta(5, 0.3, false), 0.3, 0));
        double product = 0;
        for (int i = 0; i < TRIALS; i += 2) {
            product += (responses[i] - 1.5) * (responses[i + 1] - 1.5);
        }
        assertEquals(0, product / (TRIALS / 2) / ShortTermTheory.variance(5, 0.3, 0.3), 4 / Math.sqrt(TRIALS / 2));
    }

    /**
     * Synapses of a p each, drawn as bernoulli_beta draws them: 4000 spikes give each mean within 5 s.e. (400
     * synapses: 2e-4).
     */
    @Test
    void everySynapseHasItsProbability() {
        final BinomialRelease model = new BinomialRelease(new Quanta(3, 0, false), 0.46, 0.26);
        final double[] p = new double[400];
        model.drawProbabilities(new StreamRandom(5), new Constant(1), new double[400], p, 400);
        final double[] same = new double[400];
        new BetaRelease(0.46, 0.26).drawProbabilities(new StreamRandom(5), new Constant(1), new double[400], same, 400);
        assertEquals(Arrays.toString(same), Arrays.toString(p));
        final AmplitudeSites sites = (AmplitudeSites) model.createSites();
        sites.append(p, 150);
        sites.append(new double[0], 0);
        sites.append(Arrays.copyOfRange(p, 150, 400), 250);
        final double[] sum = new double[400];
        final float[] responses = new float[250];
        for (int k = 0; k < 4000; k++) {
            sites.transmit(Keys.of(1, k, 0), 0, k, 0, 150, responses);
            for (int i = 0; i < 150; i++) {
                sum[i] += responses[i];
            }
            sites.transmit(Keys.of(1, k, 2), 2, k, 150, 250, responses);
            for (int i = 0; i < 250; i++) {
                sum[150 + i] += responses[i];
            }
        }
        for (int i = 0; i < 400; i++) {
            assertEquals(p[i], sites.probability(i));
            assertEquals(3 * p[i], sum[i] / 4000, 5 * Math.sqrt(3 * p[i] * (1 - p[i]) / 4000) + 1e-12);
        }
        assertTrue(model.variesBySynapse());
        assertEquals(2, sites.bytesPerSynapse());
        assertEquals(0, new BinomialRelease(new Quanta(3, 0, false), 0.46, 0).createSites().bytesPerSynapse());
    }

    @Test
    void catalogueMakesIt() {
        final ReleaseModel model = BinomialRelease.ENTRY.create(Map.of("n", 5.0, "p", 0.3, "c_q", 0.2,
                "weight_is_total", 0.0, "p_sd", 0.1));
        assertEquals(new BinomialRelease(new Quanta(5, 0.2, false), 0.3, 0.1), model);
        assertEquals(new BinomialRelease(new Quanta(1, 0, true), 0.3, 0),
                BinomialRelease.ENTRY.create(Map.of("p", 0.3)));
        assertEquals("binomial", model.name());
        assertEquals(0.3, model.meanProbability());
        assertTrue(model.hasAmplitudes());
        assertFalse(BinomialRelease.ENTRY.create(Map.of("p", 0.3)).variesBySynapse());
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        refused("n must be a whole number: n=2.5", Map.of("p", 0.3, "n", 2.5));
        refused("n must be from 1 to 255: n=0", Map.of("p", 0.3, "n", 0.0));
        refused("n must be from 1 to 255: n=256", Map.of("p", 0.3, "n", 256.0));
        refused("n must be a whole number: n=NaN", Map.of("p", 0.3, "n", Double.NaN));
        refused("c_q must be in [0, 1]: c_q=1.5", Map.of("p", 0.3, "c_q", 1.5));
        refused("c_q must be in [0, 1]: c_q=-0.1", Map.of("p", 0.3, "c_q", -0.1));
        refused("p must be in (0, 1]: p=0.0", Map.of("p", 0.0));
        refused("p must be in (0, 1]: p=NaN", Map.of("p", Double.NaN));
        refused("p_sd must be 0 or in (0, 0.5), the largest spread of a probability of this mean: p_sd=0.5 p=0.5",
                Map.of("p", 0.5, "p_sd", 0.5));
        refused("p_sd must be 0 or in (0, 0.5), the largest spread of a probability of this mean: p_sd=-0.1 p=0.5",
                Map.of("p", 0.5, "p_sd", -0.1));
    }

    private static void refused(String message, Map<String, Double> values) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> BinomialRelease.ENTRY.create(values))
                .getMessage());
    }
}

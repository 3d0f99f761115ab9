package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.LogNormal;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.random.StreamRandom;

class WeightCorrelatedReleaseTest {
    private static final int DRAWS = 100_000;

    private static Stream<Distribution> weights() {
        return Stream.of(new Normal(87.8, 8.78, 0, Double.POSITIVE_INFINITY),
                new Normal(-351.2, 35.12, Double.NEGATIVE_INFINITY, 0),
                new Normal(1, 1.5, 0, 3), new LogNormal(0.5, 1.5), new LogNormal(1, 0.7).scaled(-4),
                new Uniform(-3, -1));
    }

    static Stream<Arguments> cases() {
        return weights().flatMap(w -> Stream.of(-0.6, 0.8).map(rho -> Arguments.of(w, rho)));
    }

    /** Weights and probabilities as drawn. */
    private record Sample(double[] weight, double[] probability) {
        static Sample of(WeightCorrelatedRelease release, Distribution weights, int count) {
            final StreamRandom random = new StreamRandom(77);
            final Sample sample = new Sample(new double[count], new double[count]);
            weights.fill(random, sample.weight, count);
            release.drawProbabilities(random, weights, sample.weight, sample.probability, count);
            return sample;
        }
    }

    /** Ranks from 0 on; ties share the middle of theirs. */
    private static double[] ranks(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(x -> 0.5 * (firstNotBelow(sorted, x) + firstNotBelow(sorted, Math.nextUp(x)) - 1)).toArray();
    }

    private static int firstNotBelow(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double correlation(double[] x, double[] y) {
        final double meanX = Arrays.stream(x).average().orElseThrow();
        final double meanY = Arrays.stream(y).average().orElseThrow();
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /**
     * Spearman correlation of |w| and p over 1e5 synapses, standard error about 1.1 (1 - rho^2)/sqrt(n) = 0.0022 at
     * most; bound 0.01, 4.5 s.e.: a right sampler fails with probability below 1e-5 for each. The marginal by
     * Kolmogorov-Smirnov at 1e-4, fixed seed.
     */
    @ParameterizedTest
    @MethodSource("cases")
    void rankCorrelationAndMarginalAreAsAskedFor(Distribution weights, double rho) {
        final WeightCorrelatedRelease release = new WeightCorrelatedRelease(new BetaRelease(0.46, 0.26), rho);
        final Sample sample = Sample.of(release, weights, DRAWS);
        final double[] strength = Arrays.stream(sample.weight).map(Math::abs).toArray();
        assertEquals(rho, correlation(ranks(strength), ranks(sample.probability)), 0.01);
        final BetaDistribution beta = BetaDistribution.of(release.marginal().alpha(), release.marginal().beta());
        final double value = KolmogorovSmirnovTest.withDefaults().test(sample.probability, beta::cumulativeProbability)
                .getPValue();
        assertTrue(value > 1e-4, "p-value " + value);
    }

    /**
     * A narrow marginal, of which a table in ranks would miss the ends: variance within 4 s.e. sqrt((m4 - sd^4)/n),
     * where m4 is 3 sd^4 for a nearly normal law; a right sampler fails with probability 6e-5.
     */
    @Test
    void narrowMarginalKeepsItsSpread() {
        final BetaRelease marginal = new BetaRelease(0.5, 0.05);
        final Sample sample = Sample.of(new WeightCorrelatedRelease(marginal, 0.5), new Uniform(0, 1), DRAWS);
        final double variance = Arrays.stream(sample.probability).map(p -> (p - 0.5) * (p - 0.5)).average()
                .orElseThrow();
        assertEquals(0.0025, variance, 4 * 0.0025 * Math.sqrt(2.0 / DRAWS));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1})
    void fullCorrelationOrdersProbabilitiesAsStrengths(double rho) {
        final Sample sample = Sample.of(new WeightCorrelatedRelease(new BetaRelease(0.65, 0.18), rho),
                new LogNormal(1, 0.5), 20_000);
        assertEquals(rho, correlation(ranks(sample.weight), ranks(sample.probability)), 1e-5);
    }

    @Test
    void noCorrelationLeavesTheMeanAlone() {
        final WeightCorrelatedRelease release = new WeightCorrelatedRelease(new BetaRelease(0.53, 0.22), 0);
        weights().forEach(w -> assertEquals(0.53, release.meanFactor(w), 1e-6));
    }

    /**
     * E[p w]/E[w] against its estimate from 4e5 draws; standard error by the delta method, sd(p w - R w)/(|E w|
     * sqrt(n)), 2e-4 to 4e-3 of R. Within 4 s.e.: a right factor fails with probability 6e-5 for each.
     */
    @ParameterizedTest
    @MethodSource("cases")
    void meanFactorIsTheMeanReleasedWeight(Distribution weights, double rho) {
        final WeightCorrelatedRelease release = new WeightCorrelatedRelease(new BetaRelease(0.46, 0.26), rho);
        final int n = 400_000;
        final Sample sample = Sample.of(release, weights, n);
        double product = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            product += sample.weight[i] * sample.probability[i];
            total += sample.weight[i];
        }
        final double ratio = product / total;
        double square = 0;
        for (int i = 0; i < n; i++) {
            final double deviation = sample.weight[i] * (sample.probability[i] - ratio);
            square += deviation * deviation;
        }
        final double error = Math.sqrt(square) / Math.abs(total);
        assertEquals(ratio, release.meanFactor(weights), 4 * error, "s.e. " + error);
        assertTrue(rho * (release.meanFactor(weights) - 0.46) > 0);
    }

    @Test
    void refusesWeightsThatHaveNoOrder() {
        final WeightCorrelatedRelease release = new WeightCorrelatedRelease(new BetaRelease(0.5, 0.2), 0.5);
        assertEquals("all weights are equal, so release probability cannot go with them: give the weights a spread, or"
                + " take bernoulli_beta",
                assertThrows(IllegalArgumentException.class, () -> release.checkWeights(new Constant(1))).getMessage());
        assertEquals("weights of both signs have no one order of strength: truncate them at 0",
                assertThrows(IllegalArgumentException.class, () -> release.checkWeights(new Normal(1, 1)))
                .getMessage());
        assertThrows(IllegalArgumentException.class, () -> release.meanFactor(new Normal(2, 0)));
        release.checkWeights(new Uniform(-1, 0));
        release.checkWeights(new Uniform(0, 1));
    }

    @Test
    void refusesImpossibleCorrelations() {
        final BetaRelease marginal = new BetaRelease(0.5, 0.2);
        assertEquals("rank_correlation must be in [-1, 1]: rank_correlation=1.01",
                assertThrows(IllegalArgumentException.class, () -> new WeightCorrelatedRelease(marginal, 1.01))
                .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new WeightCorrelatedRelease(marginal, Double.NaN));
    }
}

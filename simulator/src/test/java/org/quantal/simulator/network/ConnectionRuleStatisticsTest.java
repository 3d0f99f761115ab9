package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.random.StreamKey;

/** Degrees and end points in networks of some thousand neurons. */
class ConnectionRuleStatisticsTest {
    private static final long KEY = 8;
    private static final PairSpace PAIRS = new PairSpace(400, 1000, false);
    private static final PairSpace RECURRENT = new PairSpace(500, 500, true);

    /**
     * @param outFactor variance of an out-degree over that of a free (multinomial) draw; 0 if the rule fixes it
     * @param inFactor  the same for in-degrees
     */
    record Case(ConnectionRule rule, PairSpace pairs, double outFactor, double inFactor) {
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(new FixedIndegree(100), PAIRS, 1, 0),
                new Case(new FixedIndegree(100, true, false), PAIRS, factor(100, 400), 0),
                new Case(new FixedIndegree(300, true, false), PAIRS, factor(300, 400), 0),
                new Case(new FixedOutdegree(250), PAIRS, 0, 1),
                new Case(new FixedOutdegree(250, true, false), PAIRS, 0, factor(250, 1000)),
                new Case(new FixedTotalNumber(200_000), PAIRS, 1, 1),
                new Case(new FixedTotalNumber(100_000, true, false), PAIRS, factor(100_000, 400_000),
                        factor(100_000, 400_000)),
                new Case(new FixedTotalNumber(300_000, true, false), PAIRS, factor(300_000, 400_000),
                        factor(300_000, 400_000)),
                new Case(new FixedTotalNumber(50_000, false, true), RECURRENT, 1, 1));
    }

    /** Variance of a draw of k out of n without replacement over that with replacement. */
    private static double factor(double k, double n) {
        return (n - k) / (n - 1);
    }

    /**
     * Given the total, the degrees of n neurons are exchangeable with mean total/n, and chi-square, divided by the
     * factor, has n-1 degrees of freedom. Both tails are tested: too even is as wrong as too uneven. A right
     * implementation fails with probability 2e-5 a tail pair.
     */
    @ParameterizedTest
    @MethodSource("cases")
    void degreesHaveTheSpreadOfUniformDraws(Case c) {
        final long[] synapses = Connections.sorted(c.rule, c.pairs, KEY);
        checkDegrees(Connections.outdegrees(synapses, c.pairs), c.outFactor);
        checkDegrees(Connections.indegrees(synapses, c.pairs), c.inFactor);
    }

    private static void checkDegrees(long[] degrees, double factor) {
        if (factor == 0) {
            assertEquals(1, Arrays.stream(degrees).distinct().count());
            return;
        }
        final double chiSquare = ChiSquareTest.withDefaults().statistic(degrees) / factor;
        checkChiSquare(chiSquare, degrees.length - 1);
    }

    private static void checkChiSquare(double chiSquare, double degreesOfFreedom) {
        final ChiSquaredDistribution law = ChiSquaredDistribution.of(degreesOfFreedom);
        assertTrue(law.survivalProbability(chiSquare) > 1e-5 && law.cumulativeProbability(chiSquare) > 1e-5,
                () -> "chi-square " + chiSquare + " with " + degreesOfFreedom + " degrees of freedom");
    }

    /** Sources and targets are independent: a 10 x 10 table of blocks of the pair space; fails by chance with 2e-5. */
    @Test
    void freeDrawsCoverThePairSpaceEvenly() {
        final long[] blocks = new long[100];
        for (long synapse : Connections.sorted(new FixedTotalNumber(200_000), PAIRS, KEY)) {
            blocks[10 * (Connections.source(synapse) / 40) + Connections.target(synapse) / 100]++;
        }
        checkChiSquare(ChiSquareTest.withDefaults().statistic(blocks), 99);
    }

    /**
     * Each target, the first and the last included, has a binomial number of the 400 sources. Nothing is fixed, so that
     * the normalised squares add up to chi-square with 1000 degrees of freedom; fails by chance with 2e-5 for each p.
     */
    @Test
    void pairwiseDrawsReachEachTargetWithTheSameProbability() {
        for (double p : new double[] {0.02, 0.1, 0.5, 0.95}) {
            final long[] indegrees = Connections.indegrees(Connections.sorted(new PairwiseBernoulli(p), PAIRS, KEY),
                    PAIRS);
            final double expected = 400 * p;
            checkChiSquare(Arrays.stream(indegrees).mapToDouble(n -> (n - expected) * (n - expected)).sum()
                    / (expected * (1 - p)), 1000);
        }
    }

    /** Out-degrees of 4000 sources onto 50 targets against the binomial law; fails by chance with 1e-5. */
    @Test
    void pairwiseOutdegreesAreBinomial() {
        final PairSpace pairs = new PairSpace(4000, 50, false);
        final BinomialDistribution law = BinomialDistribution.of(50, 0.1);
        final long[] observed = new long[11];
        for (long degree : Connections.outdegrees(Connections.sorted(new PairwiseBernoulli(0.1), pairs, KEY), pairs)) {
            observed[(int) Math.min(degree, 10)]++;
        }
        final double[] expected = new double[11];
        for (int degree = 0; degree < 10; degree++) {
            expected[degree] = 4000 * law.probability(degree);
        }
        expected[10] = 4000 * law.survivalProbability(9);
        final double p = ChiSquareTest.withDefaults().test(expected, observed).getPValue();
        assertTrue(p > 1e-5, () -> "p-value of chi-square: " + p);
    }

    /**
     * The share of one of two sources in a total of 100 is Binomial(100, 1/2), from 20000 networks, by chi-square over
     * 38 to 62 and both tails; fails by chance with 2e-5.
     */
    @Test
    void sharesOfSourcesAreBinomial() {
        final PairSpace pairs = new PairSpace(2, 3, false);
        final BinomialDistribution law = BinomialDistribution.of(100, 0.5);
        final long[] observed = new long[27];
        for (int i = 0; i < 20_000; i++) {
            final long[] synapses = Connections.sorted(new FixedTotalNumber(100), pairs, StreamKey.with(KEY, i));
            assertEquals(100, synapses.length);
            observed[(int) Math.max(37, Math.min(63, Connections.outdegrees(synapses, pairs)[0])) - 37]++;
        }
        final double[] expected = new double[27];
        for (int n = 38; n <= 62; n++) {
            expected[n - 37] = 20_000 * law.probability(n);
        }
        expected[0] = 20_000 * law.cumulativeProbability(37);
        expected[26] = 20_000 * law.survivalProbability(62);
        checkChiSquare(ChiSquareTest.withDefaults().statistic(expected, observed), 26);
    }

    /**
     * With multapses, a source has two or more synapses onto a target as often as Poisson's law says: of 400 000 pairs
     * with mean 0.5 each, N2 = 400000 (1 - 1.5 e^-0.5) = 36081 are expected, with a standard error below sqrt(N2) =
     * 190. The bound of 5 s.e. is passed by chance with probability below 6e-7.
     */
    @Test
    void multapsesAreAsFrequentAsChanceSays() {
        final long[] synapses = Connections.sorted(new FixedTotalNumber(200_000), PAIRS, KEY);
        int several = 0;
        for (int i = 1; i < synapses.length; i++) {
            if (synapses[i] == synapses[i - 1] && (i == 1 || synapses[i - 2] != synapses[i])) {
                several++;
            }
        }
        final double expected = 400_000 * (1 - 1.5 * Math.exp(-0.5));
        assertEquals(expected, several, 5 * Math.sqrt(expected));
    }
}

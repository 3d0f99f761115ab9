package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.random.StreamKey;

/**
 * Tiny populations, many keys: each possible network must occur as often as the definition of the rule says. This tests
 * the joint law of all synapses, not only their means.
 */
class ConnectionRuleLawTest {
    private static final int NETWORKS = 20_000;

    /**
     * @param outcomes    number of networks that can occur
     * @param probability of a network, given how often each of its pairs is connected
     */
    record Case(ConnectionRule rule, PairSpace pairs, int outcomes, ToDoubleFunction<int[][]> probability) {
        @Override
        public String toString() {
            return rule + " " + pairs;
        }
    }

    static Stream<Case> cases() {
        final PairSpace pairs2x2 = new PairSpace(2, 2, false);
        final PairSpace pairs3x2 = new PairSpace(3, 2, false);
        final PairSpace pairs2x3 = new PairSpace(2, 3, false);
        final PairSpace pairs4x2 = new PairSpace(4, 2, false);
        final PairSpace pairs2x4 = new PairSpace(2, 4, false);
        final PairSpace pairs3x3 = new PairSpace(3, 3, false);
        final PairSpace self3 = new PairSpace(3, 3, true);
        return Stream.of(
                // Without multapses all networks are equally likely: products or binomials of small numbers.
                equallyLikely(new FixedIndegree(1, true, false), pairs4x2, 4 * 4),
                equallyLikely(new FixedIndegree(2, true, false), pairs4x2, 6 * 6),
                equallyLikely(new FixedIndegree(3, true, false), pairs4x2, 4 * 4),
                equallyLikely(new FixedIndegree(1, false, false), self3, 2 * 2 * 2),
                equallyLikely(new FixedOutdegree(2, true, false), pairs2x4, 6 * 6),
                equallyLikely(new FixedOutdegree(3, true, false), pairs2x4, 4 * 4),
                equallyLikely(new FixedOutdegree(1, false, false), self3, 2 * 2 * 2),
                equallyLikely(new FixedTotalNumber(4, true, false), pairs3x3, 126),
                equallyLikely(new FixedTotalNumber(6, true, false), pairs3x3, 84),
                equallyLikely(new FixedTotalNumber(2, false, false), self3, 15),
                equallyLikely(new FixedTotalNumber(4, false, false), self3, 15),
                // With multapses: multinomial, over all pairs or for each neuron.
                new Case(new FixedTotalNumber(3, true, true), pairs2x2, 20, n -> multinomial(0.25, n[0][0], n[0][1],
                        n[1][0], n[1][1])),
                new Case(new FixedTotalNumber(2, false, true), self3, 21, n -> multinomial(1.0 / 6, n[0][1], n[0][2],
                        n[1][0], n[1][2], n[2][0], n[2][1])),
                new Case(new FixedIndegree(2, true, true), pairs3x2, 36, n -> multinomial(1.0 / 3, n[0][0], n[1][0],
                        n[2][0]) * multinomial(1.0 / 3, n[0][1], n[1][1], n[2][1])),
                new Case(new FixedIndegree(2, false, true), self3, 27, n -> multinomial(0.5, n[1][0], n[2][0])
                        * multinomial(0.5, n[0][1], n[2][1]) * multinomial(0.5, n[0][2], n[1][2])),
                new Case(new FixedOutdegree(2, true, true), pairs2x3, 36, n -> multinomial(1.0 / 3, n[0])
                        * multinomial(1.0 / 3, n[1])),
                new Case(new PairwiseBernoulli(0.3, true), pairs2x3, 64, n -> bernoulli(0.3, 6, n)),
                new Case(new PairwiseBernoulli(0.7, true), pairs3x2, 64, n -> bernoulli(0.7, 6, n)),
                new Case(new PairwiseBernoulli(0.4, false), self3, 64, n -> bernoulli(0.4, 6, n)));
    }

    private static Case equallyLikely(ConnectionRule rule, PairSpace pairs, int outcomes) {
        return new Case(rule, pairs, outcomes, counts -> 1.0 / outcomes);
    }

    private static double multinomial(double p, int... counts) {
        double probability = 1;
        int total = 0;
        for (int count : counts) {
            for (int i = 1; i <= count; i++) {
                probability *= p * ++total / i;
            }
        }
        return probability;
    }

    private static double bernoulli(double p, int pairs, int[][] counts) {
        final int connected = Arrays.stream(counts).mapToInt(row -> Arrays.stream(row).sum()).sum();
        return Math.pow(p, connected) * Math.pow(1 - p, pairs - connected);
    }

    /** A right implementation fails with probability 1e-5 a case; keys are fixed, so that it fails always or never. */
    @ParameterizedTest
    @MethodSource("cases")
    void eachNetworkOccursAsOftenAsItShould(Case c) {
        final Map<String, Long> observed = new HashMap<>();
        final Map<String, Double> expected = new HashMap<>();
        for (int i = 0; i < NETWORKS; i++) {
            final int[][] counts = new int[c.pairs.sources()][c.pairs.targets()];
            for (long synapse : Connections.sorted(c.rule, c.pairs, StreamKey.with(4711, i))) {
                counts[Connections.source(synapse)][Connections.target(synapse)]++;
            }
            final String network = Arrays.deepToString(counts);
            observed.merge(network, 1L, Long::sum);
            expected.computeIfAbsent(network, unused -> NETWORKS * c.probability.applyAsDouble(counts));
        }
        // The rarest network has an expected count of 14.6, so that all occur but for a chance of 2e-6 in all cases.
        assertEquals(c.outcomes, observed.size());
        assertEquals(NETWORKS, expected.values().stream().mapToDouble(Double::doubleValue).sum(), 1e-6 * NETWORKS);
        final String[] networks = observed.keySet().toArray(String[]::new);
        final double p = ChiSquareTest.withDefaults().test(
                Arrays.stream(networks).mapToDouble(expected::get).toArray(),
                Arrays.stream(networks).mapToLong(observed::get).toArray()).getPValue();
        assertTrue(p > 1e-5, () -> "p-value of chi-square: " + p);
    }
}

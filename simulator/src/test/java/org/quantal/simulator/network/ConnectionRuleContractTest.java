package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.network.ConnectionRule.Plan;
import org.quantal.simulator.network.ConnectionRule.TargetRows;
import org.quantal.simulator.random.StreamRandom;

/** What every connection rule promises, over all rules, populations of unequal size and recurrent ones. */
class ConnectionRuleContractTest {
    private static final long KEY = 20240611;
    private static final PairSpace RECURRENT = new PairSpace(61, 61, true);
    private static final PairSpace WIDE = new PairSpace(23, 97, false);
    private static final PairSpace NARROW = new PairSpace(97, 23, false);

    /**
     * @param autapses  whether the rule may connect a neuron to itself
     * @param multapses whether the rule may connect a pair twice
     * @param error     standard error of the number of synapses, 0 if the rule fixes it
     */
    record Case(ConnectionRule rule, PairSpace pairs, boolean autapses, boolean multapses, double error) {
    }

    static Stream<Case> cases() {
        return Stream.concat(
                Stream.of(
                        new Case(new OneToOne(), RECURRENT, true, false, 0),
                        new Case(new OneToOne(), new PairSpace(30, 30, false), true, false, 0),
                        new Case(new ExplicitConnections(new int[] {3, 0, 22, 3, 3}, new int[] {96, 5, 0, 4, 96}, null,
                                null),
                                WIDE, true, true, 0)),
                Stream.of(RECURRENT, WIDE, NARROW).flatMap(pairs -> Stream.of(true, false).flatMap(
                        autapses -> Stream.concat(
                        Stream.of(
                                new Case(new AllToAll(autapses), pairs, autapses, false, 0),
                                bernoulli(0, autapses, pairs),
                                bernoulli(0.003, autapses, pairs),
                                bernoulli(0.3, autapses, pairs),
                                bernoulli(0.97, autapses, pairs),
                                bernoulli(1, autapses, pairs)),
                        Stream.of(true, false).flatMap(multapses -> Stream.concat(
                                // Sparse, just above half and complete: the ways to draw without replacement.
                                IntStream.of(0, 2, 12, 22).mapToObj(degree -> Stream.of(
                                        new Case(new FixedIndegree(degree, autapses, multapses), pairs, autapses,
                                                multapses, 0),
                                        new Case(new FixedOutdegree(degree, autapses, multapses), pairs, autapses,
                                                multapses, 0))).flatMap(s -> s),
                                Stream.of(0L, 1L, 300L, 1300L, 2170L).map(total -> new Case(
                                        new FixedTotalNumber(total, autapses, multapses), pairs, autapses, multapses,
                                        0))))))));
    }

    private static Case bernoulli(double p, boolean autapses, PairSpace pairs) {
        final double count = (double) pairs.sources() * pairs.targets();
        return new Case(new PairwiseBernoulli(p, autapses), pairs, autapses, false, Math.sqrt(count * p * (1 - p)));
    }

    /** Many cuttings: none, unequal, with an empty range, and each target on its own. */
    private static List<int[]> cuttings(int targets) {
        return List.of(new int[] {0, targets}, new int[] {0, 1, targets - 1, targets},
                new int[] {0, 0, targets / 2, targets / 2, targets},
                new int[] {0, targets / 3, targets / 3 + 2, targets},
                IntStream.rangeClosed(0, targets).toArray());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void synapsesDoNotDependOnTheCutting(Case c) {
        final Plan plan = c.rule.plan(c.pairs, KEY);
        final long[] whole = Connections.sorted(c.rule, c.pairs, KEY);
        for (int[] cuts : cuttings(c.pairs.targets())) {
            final long[] pieces = Connections.list(plan, c.pairs, cuts);
            Arrays.sort(pieces);
            assertArrayEquals(whole, pieces, () -> "cut at " + Arrays.toString(cuts));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rangeHoldsItsOwnTargetsInTheOrderOfTheWhole(Case c) {
        final Plan plan = c.rule.plan(c.pairs, KEY);
        final int from = c.pairs.targets() / 4;
        final int to = c.pairs.targets() - 3;
        final long[] expected = Arrays.stream(Connections.list(plan, c.pairs, 0, c.pairs.targets()))
                .filter(synapse -> Connections.target(synapse) >= from && Connections.target(synapse) < to).toArray();
        assertArrayEquals(expected, Connections.list(plan, c.pairs, from, to));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void targetsAreNeuronsOfTheTargetPopulation(Case c) {
        for (long synapse : Connections.sorted(c.rule, c.pairs, KEY)) {
            assertTrue(Connections.target(synapse) >= 0 && Connections.target(synapse) < c.pairs.targets());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void autapsesAndMultapsesOccurOnlyWhereAllowed(Case c) {
        final long[] synapses = Connections.sorted(c.rule, c.pairs, KEY);
        if (c.pairs.recurrent() && !c.autapses) {
            assertTrue(Arrays.stream(synapses).noneMatch(s -> Connections.source(s) == Connections.target(s)));
        }
        if (!c.multapses) {
            assertEquals(synapses.length, Arrays.stream(synapses).distinct().count());
        }
    }

    /** Binomial where it is not fixed; 5 s.e. are passed by chance with probability 6e-7 a case, 18 such cases. */
    @ParameterizedTest
    @MethodSource("cases")
    void numberOfSynapsesIsAsExpected(Case c) {
        final int synapses = Connections.sorted(c.rule, c.pairs, KEY).length;
        assertEquals(c.rule.expectedSynapses(c.pairs), synapses, 5 * c.error);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keyDecidesTheDraw(Case c) {
        final long[] synapses = Connections.sorted(c.rule, c.pairs, KEY);
        assertArrayEquals(synapses, Connections.sorted(c.rule, c.pairs, KEY));
        final int possible = c.pairs.sources() * c.pairs.targets();
        final boolean random = !(c.rule instanceof AllToAll || c.rule instanceof OneToOne
                || c.rule instanceof ExplicitConnections);
        // With at least 40 synapses, and as many pairs left out, there are more than 1e40 outcomes.
        if (random && synapses.length >= 40 && possible - c.pairs.targets() - synapses.length >= 40) {
            assertFalse(Arrays.equals(synapses, Connections.sorted(c.rule, c.pairs, KEY + 1)));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rowIsAppendedToWhatIsThereAndNeedsNoOtherRow(Case c) {
        final Plan plan = c.rule.plan(c.pairs, KEY);
        final long[] whole = Connections.list(plan, c.pairs, 0, c.pairs.targets());
        final int source = c.pairs.sources() - 4;
        final TargetRows rows = plan.rows(0, c.pairs.targets());
        final SynapseRow row = new SynapseRow();
        row.add(-7);
        rows.append(source, new StreamRandom(99), row);
        final int[] expected = Arrays.stream(whole).filter(s -> Connections.source(s) == source)
                .mapToInt(Connections::target).toArray();
        assertEquals(-7, row.targets()[0]);
        assertArrayEquals(expected, Arrays.copyOfRange(row.targets(), 1, row.size()));
    }

    @Test
    void namesAreThoseOfNest() {
        assertEquals(Set.of("all_to_all", "one_to_one", "fixed_indegree", "fixed_outdegree", "fixed_total_number",
                "pairwise_bernoulli", "explicit"), cases().map(c -> c.rule.name()).collect(Collectors.toSet()));
    }
}

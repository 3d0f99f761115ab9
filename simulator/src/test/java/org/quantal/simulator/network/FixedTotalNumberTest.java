package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.network.ConnectionRule.PairSpace;

/** Numbers of synapses from connection probabilities. */
class FixedTotalNumberTest {
    /** Neurons of 2/3E, 2/3I, 4E, 4I, 5E, 5I, 6E, 6I in the microcircuit of Potjans and Diesmann (2014), table 5. */
    private static final int[] SIZES = {20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948};
    /** Connection probabilities of the microcircuit: row is the target, column the source. */
    private static final double[][] PROBABILITIES = {
        {.1009, .1689, .0437, .0818, .0323, 0, .0076, 0},
        {.1346, .1371, .0316, .0515, .0755, 0, .0042, 0},
        {.0077, .0059, .0497, .135, .0067, .0003, .0453, 0},
        {.0691, .0029, .0794, .1597, .0033, 0, .1057, 0},
        {.1004, .0622, .0505, .0057, .0831, .3726, .0204, 0},
        {.0548, .0269, .0257, .0022, .06, .3158, .0086, 0},
        {.0156, .0066, .0211, .0166, .0572, .0197, .0396, .2252},
        {.0364, .001, .0034, .0005, .0277, .008, .0658, .1443}};

    private static long synapses(int target, int source) {
        final PairSpace pairs = new PairSpace(SIZES[source], SIZES[target], source == target);
        return FixedTotalNumber.ofProbability(PROBABILITIES[target][source], pairs).total();
    }

    /**
     * Expected numbers from 40-digit arithmetic. The formula in plain doubles, as commonly used, loses half of its
     * digits in 1-1/(N_pre N_post) and gives a sum of 298 880 968.
     */
    @Test
    void microcircuitHasItsNumberOfSynapses() {
        assertEquals(45_499_806, synapses(0, 0));
        assertEquals(7_003, synapses(2, 5));
        assertEquals(10_827_677, synapses(6, 7));
        assertEquals(1_354_320, synapses(7, 7));
        assertEquals(0, synapses(0, 7));
        long sum = 0;
        for (int target = 0; target < 8; target++) {
            for (int source = 0; source < 8; source++) {
                sum += synapses(target, source);
            }
        }
        assertEquals(298_880_970, sum);
    }

    /**
     * The number is such that a pair is connected with the given probability. Of 600 x 500 pairs with P = 0.3, 90 000
     * are expected; the number of empty pairs has a variance below that of independent pairs, 300000 * 0.3 * 0.7 =
     * 251^2. Five of these are passed by chance with probability below 6e-7.
     */
    @Test
    void pairsAreConnectedWithTheProbabilityAskedFor() {
        final PairSpace pairs = new PairSpace(600, 500, false);
        final FixedTotalNumber rule = FixedTotalNumber.ofProbability(0.3, pairs);
        assertTrue(rule.autapses() && rule.multapses());
        final long connected = Arrays.stream(Connections.sorted(rule, pairs, 3)).distinct().count();
        assertEquals(90_000, connected, 5 * 251);
    }
}

package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.quantal.simulator.network.ConnectionRule.PairSpace;

/** What connection rules refuse, and that they say why with both figures. */
class ConnectionRuleRefusalTest {
    private static final PairSpace PAIRS = new PairSpace(20, 30, false);
    private static final PairSpace RECURRENT = new PairSpace(20, 20, true);
    private static final PairSpace ALONE = new PairSpace(1, 1, true);

    private static void refused(Executable action, String... parts) {
        final String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + message + "' lacks '" + part + "'");
        }
    }

    @Test
    void degreesBeyondThePopulationAreRefusedWithoutMultapses() {
        refused(() -> new FixedIndegree(21, true, false).plan(PAIRS, 0), "indegree=21", "20 possible sources",
                "multapses");
        refused(() -> new FixedIndegree(20, false, false).plan(RECURRENT, 0), "indegree=20", "19 possible sources",
                "autapses");
        refused(() -> new FixedOutdegree(31, true, false).plan(PAIRS, 0), "outdegree=31", "30 possible targets");
        refused(() -> new FixedTotalNumber(601, true, false).plan(PAIRS, 0), "total=601", "600 possible pairs");
        refused(() -> new FixedTotalNumber(381, false, false).plan(RECURRENT, 0), "total=381", "380 possible pairs");
        // One less is possible.
        assertEquals(20 * 30, Connections.sorted(new FixedIndegree(20, true, false), PAIRS, 0).length);
        assertEquals(19 * 20, Connections.sorted(new FixedIndegree(19, false, false), RECURRENT, 0).length);
        assertEquals(380, Connections.sorted(new FixedTotalNumber(380, false, false), RECURRENT, 0).length);
    }

    @Test
    void loneNeuronWithoutAutapsesCannotBeConnected() {
        refused(() -> new FixedIndegree(1, false, true).plan(ALONE, 0), "indegree=1", "only 0 possible sources");
        refused(() -> new FixedOutdegree(1, false, true).plan(ALONE, 0), "outdegree=1", "only 0 possible targets");
        refused(() -> new FixedTotalNumber(1, false, true).plan(ALONE, 0), "total=1", "only 0 possible pairs");
        assertAll(
                () -> assertEquals(0, Connections.sorted(new FixedIndegree(0, false, true), ALONE, 0).length),
                () -> assertEquals(0, Connections.sorted(new FixedTotalNumber(0, false, true), ALONE, 0).length),
                () -> assertEquals(0, Connections.sorted(new PairwiseBernoulli(1, false), ALONE, 0).length),
                () -> assertEquals(0, Connections.sorted(new AllToAll(false), ALONE, 0).length));
    }

    @Test
    void negativeNumbersAndImpossibleProbabilitiesAreRefused() {
        refused(() -> new FixedIndegree(-1), "indegree=-1");
        refused(() -> new FixedOutdegree(-1), "outdegree=-1");
        refused(() -> new FixedTotalNumber(-1), "negative");
        refused(() -> new PairwiseBernoulli(1.3), "[0, 1]", "p=1.3");
        refused(() -> new PairwiseBernoulli(Double.NaN), "p=NaN");
        refused(() -> FixedTotalNumber.ofProbability(1, PAIRS), "[0, 1)", "all_to_all");
    }

    @Test
    void populationsMustFitTheRule() {
        refused(() -> new OneToOne().plan(PAIRS, 0), "sources=20", "targets=30");
        refused(() -> new AllToAll().plan(new PairSpace(3, 4, true), 0), "recurrent", "sources=3", "targets=4");
    }

    @Test
    void rowsTooLongForAnArrayAreRefused() {
        refused(() -> new FixedTotalNumber(20_000_000_000L).plan(PAIRS, 0), "20000000000", "20 sources");
        refused(() -> new FixedIndegree(100_000_000).plan(PAIRS, 0).rows(0, 30), "indegree=100000000", "targets=30",
                "partitions");
    }
}

package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.random.StreamRandom;

/** Connections by list: order, own weights and delays, and what is refused. */
class ExplicitConnectionsTest {
    private static final PairSpace PAIRS = new PairSpace(4, 6, false);

    private final ExplicitConnections rule = new ExplicitConnections(new int[] {2, 0, 2, 2}, new int[] {5, 1, 0, 5},
            new double[] {1.5, -3, 2.5, 7}, new double[] {0.3, 1, 0.1, 2});

    private static SynapseRow row(ConnectionRule rule, int source, int from, int to) {
        final SynapseRow row = new SynapseRow();
        rule.plan(PAIRS, 0).rows(from, to).append(source, new StreamRandom(0), row);
        return row;
    }

    @Test
    void rowsHoldWeightsAndDelaysInTheOrderOfTheList() {
        final SynapseRow row = row(rule, 2, 0, 6);
        assertArrayEquals(new int[] {5, 0, 5}, Arrays.copyOf(row.targets(), row.size()));
        assertArrayEquals(new double[] {1.5, 2.5, 7}, Arrays.copyOf(row.weights(), row.size()));
        assertArrayEquals(new double[] {0.3, 0.1, 2}, Arrays.copyOf(row.delaysMs(), row.size()));
        assertArrayEquals(new double[] {1.5, 7}, Arrays.copyOf(row(rule, 2, 1, 6).weights(), 2));
        assertEquals(0, row(rule, 1, 0, 6).size());
        assertEquals(0, row(rule, 3, 0, 6).size());
    }

    @Test
    void boundsAreThoseOfTheList() {
        assertArrayEquals(new double[] {-3, 7}, rule.weightBounds());
        assertArrayEquals(new double[] {0.1, 2}, rule.delayBounds());
        assertTrue(rule.definesWeights() && rule.definesDelays());
    }

    @Test
    void whatIsNotListedIsLeftToTheProjection() {
        final ExplicitConnections bare = new ExplicitConnections(new int[] {2}, new int[] {5}, null, null);
        assertFalse(bare.definesWeights() || bare.definesDelays());
        assertTrue(Double.isNaN(row(bare, 2, 0, 6).weights()[0]));
        assertThrows(IllegalStateException.class, bare::weightBounds);
        assertThrows(IllegalStateException.class, bare::delayBounds);
    }

    @Test
    void probabilitiesAreThoseOfTheList() {
        final ExplicitConnections listed = new ExplicitConnections(new int[] {2, 2}, new int[] {5, 0}, null, null,
                new double[] {0.3, 0.5});
        assertTrue(listed.definesProbabilities() && !rule.definesProbabilities());
        assertEquals(0.4, listed.meanProbability(), 1e-15);
        assertArrayEquals(new double[] {0.3, 0.5}, java.util.Arrays.copyOf(row(listed, 2, 0, 6).probabilities(), 2));
        assertTrue(listed.releasedWeights().isEmpty() && rule.releasedWeights().isEmpty());
        // Weights 10 and 2 of synapses that release in the ratio 1 : 3.
        final Moments released = new ExplicitConnections(new int[2], new int[2], new double[] {10, 2}, null,
                new double[] {0.2, 0.6})
                .releasedWeights().orElseThrow();
        assertEquals(4, released.mean(), 1e-14);
        assertEquals(12, released.variance(), 1e-13);
        assertThrows(IllegalStateException.class, rule::meanProbability);
        assertMessage("connection 1: release_probability must be in (0, 1]: release_probability=0.0",
                () -> new ExplicitConnections(new int[2], new int[2], null, null, new double[] {1, 0}));
    }

    @Test
    void listIsCopied() {
        final int[] source = {1};
        final ExplicitConnections connections = new ExplicitConnections(source, new int[] {5}, null, null);
        source[0] = 3;
        connections.source()[0] = 3;
        assertEquals(1, connections.source()[0]);
        assertEquals(connections, new ExplicitConnections(new int[] {1}, new int[] {5}, null, null));
        assertNotEquals(connections, new ExplicitConnections(new int[] {1}, new int[] {5}, new double[] {1}, null));
    }

    @Test
    void mistakesAreNamedWithTheirPlaceInTheList() {
        assertMessage("connection 1: source=4 is not a neuron of the source population; it has neurons 0 to 3",
                () -> new ExplicitConnections(new int[] {0, 4}, new int[] {0, 0}, null, null).plan(PAIRS, 0));
        assertMessage("connection 0: target=-1 is not a neuron of the target population; it has neurons 0 to 5",
                () -> new ExplicitConnections(new int[] {0}, new int[] {-1}, null, null).plan(PAIRS, 0));
        assertMessage("connection 0: delay must be positive: delay=0.0 ms",
                () -> new ExplicitConnections(new int[] {0}, new int[] {1}, null, new double[1]));
        assertMessage("connection 0: weight must be finite: weight=NaN",
                () -> new ExplicitConnections(new int[] {0}, new int[] {1}, new double[] {Double.NaN}, null));
        assertMessage("lists of connections must have the same length: source=1 target=2 weight=none delay=none",
                () -> new ExplicitConnections(new int[1], new int[2], null, null));
        assertMessage("a list of connections must not be empty; leave out the projection instead",
                () -> new ExplicitConnections(new int[0], new int[0], null, null));
    }

    private static void assertMessage(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}

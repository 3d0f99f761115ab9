package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quantal.models.balancing.Examples.assertClose;
import static org.quantal.models.balancing.Examples.largest;

import org.junit.jupiter.api.Test;

class OsborneTest {

    @Test
    void networkABalancesToTheTableForSquares() {
        check(2, 6.62839149773321, 1.65863000513,
                new double[] {-0.0263871641798, 0.0779342900500, -0.0466637002045, -0.0419018258765, 0.0370184002108},
                new double[] {0, 0, 0.5879565903226, -0.9846050706649, -0.4261835455173});
    }

    @Test
    void networkABalancesToTheTableForSizes() {
        check(1, 9.73586341521534, 3.49793685654,
                new double[] {-0.0390484880800, 0.1281922530642, -0.1079802712589, -0.0137824376892, 0.0326189439640},
                new double[] {0, 0, 0.5600342104974, -1.0255879423036, -0.4297192030221});
    }

    private static void check(double power, double total, double lambda, double[] h, double[] row) {
        final double[][] weights = Examples.networkA();
        final BalancingCost cost = BalancingCost.uniform(power);
        final Gauge gauge = Osborne.balance(weights, cost);
        final double[][] balanced = gauge.weights(weights);
        final CostMatrix c = cost.of(balanced);
        assertEquals(total, c.total(), 1e-14);
        assertEquals(lambda, c.algebraicConnectivity(), 6e-12);
        assertClose(h, gauge.log(), 6e-14);
        assertClose(row, balanced[0], 6e-14);
        assertTrue(largest(c.imbalance()) < 1e-14);
        assertEquals(4.368, Examples.traceOfPower(balanced, 3), 1e-13);
    }

    /** About 15 sweeps give 1e-15. */
    @Test
    void fewSweepsAreEnough() {
        final double[][] weights = Examples.networkA();
        final BalancingCost cost = BalancingCost.uniform(2);
        final Gauge gauge = Osborne.sweep(weights, cost, new boolean[5], 0, 15);
        assertTrue(largest(cost.of(gauge.weights(weights)).imbalance()) < 5e-15);
        final Gauge early = Osborne.sweep(weights, cost, new boolean[5], 0, 3);
        assertTrue(largest(cost.of(early.weights(weights)).imbalance()) > 1e-6);
    }

    @Test
    void selfCouplingDoesNotMatterAndDeadEndsStay() {
        final double[][] weights = new double[8][8];
        for (int i = 0; i < 5; i++) {
            System.arraycopy(Examples.networkA()[i], 0, weights[i], 0, 5);
            weights[i][i] = 3 + i;
        }
        // Neuron 6 only receives, from 5, which only sends; neuron 7 is alone.
        weights[6][5] = 2;
        final double[] h = Osborne.sweep(weights, BalancingCost.uniform(2), new boolean[8], 1e-15, 100).log();
        final double[] alone = Osborne.sweep(Examples.networkA(), BalancingCost.uniform(2), new boolean[5], 1e-15, 100)
                .log();
        for (int i = 0; i < 5; i++) {
            assertEquals(alone[i], h[i], 1e-14);
        }
        assertEquals(0, h[5]);
        assertEquals(0, h[6]);
        assertEquals(0, h[7]);
    }

    @Test
    void othersBalanceAroundAClampedNeuron() {
        final BalancingCost cost = BalancingCost.uniform(2);
        final Gauge gauge = Osborne.balance(Examples.networkA(), cost, new boolean[] {false, true, false, false, true});
        assertEquals(0, gauge.log(1));
        assertEquals(0, gauge.log(4));
        final double[] g = cost.of(gauge.weights(Examples.networkA())).imbalance();
        assertEquals(0, Math.abs(g[0]) + Math.abs(g[2]) + Math.abs(g[3]), 1e-14);
        assertTrue(Math.abs(g[1]) > 0.1);
    }

    @Test
    void clampedNeuronsStay() {
        final double[][] chain = new double[3][3];
        chain[1][0] = 4;
        chain[2][1] = 0.25;
        final Gauge gauge = Osborne.balance(chain, BalancingCost.uniform(2), new boolean[] {true, false, true});
        assertEquals(Math.log(4), gauge.log(1), 1e-14);
        assertEquals(1, gauge.weights(chain)[1][0], 1e-14);
        assertEquals(1, gauge.weights(chain)[2][1], 1e-14);
    }
}

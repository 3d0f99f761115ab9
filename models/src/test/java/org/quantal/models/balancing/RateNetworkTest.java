package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RateNetworkTest {

    /** One neuron onto itself, active: x(t) = x* + (x0 - x*) (1 - (1-J) dt/tau)^t, x* = (W u + b)/(1 - J). */
    @Test
    void oneNeuronFollowsItsEulerRecurrence() {
        final RateNetwork network = new RateNetwork(RectifiedPower.LINEAR, 10, new double[][] {{0.4}},
                new double[][] {{2, 1}}, new double[] {0.5}, new double[][] {{3}, {-1}});
        final double[][] u = new double[200][];
        Arrays.fill(u, new double[] {1, -0.3});
        final RateNetwork.Trajectory run = network.run(new double[] {5}, u, 0.5);
        final double target = (2 - 0.3 + 0.5) / 0.6;
        for (int t = 0; t < u.length; t++) {
            final double x = target + (5 - target) * Math.pow(1 - 0.6 * 0.5 / 10, t + 1);
            assertEquals(x, run.state()[t][0], 1e-12);
            assertEquals(3 * x, run.output()[t][0], 1e-12);
            assertEquals(-x, run.output()[t][1], 1e-12);
        }
    }

    @Test
    void weightsGoFromColumnToRow() {
        final RateNetwork network = new RateNetwork(new RectifiedPower(2), 1, new double[][] {{0, 0}, {7, 0}},
                new double[2][0], new double[2], new double[0][]);
        final double[] velocity = network.velocity(new double[] {3, -1}, new double[0]);
        assertEquals(-3, velocity[0]);
        assertEquals(1 + 7 * 9, velocity[1]);
    }

    @Test
    void transferIsHomogeneousAndHasItsSlope() {
        for (double k : new double[] {0.5, 1, 2, 3}) {
            final RectifiedPower phi = new RectifiedPower(k);
            assertEquals(Math.pow(2.5, k) * phi.value(1.7), phi.value(2.5 * 1.7), 1e-13);
            assertEquals(0, phi.value(-3));
            assertEquals(0, phi.slope(-3));
            assertEquals((phi.value(1.7001) - phi.value(1.6999)) / 2e-4, phi.slope(1.7), 1e-7);
        }
    }

    /**
     * A leaky neuron under noise of size s per root of time has the variance s^2 tau/2 (tau = 1), apart from the step.
     */
    @Test
    void noiseHasTheSizePerRootOfTime() {
        final RateNetwork network = new RateNetwork(RectifiedPower.LINEAR, 1, new double[1][1], new double[1][0],
                new double[1], new double[0][]);
        final double dt = 0.02;
        final int steps = 400_000;
        final double[][] state = network.run(new double[1], new double[steps][0], dt, new double[] {0.3},
                Examples.gaussian(8)).state();
        double square = 0;
        for (double[] x : state) {
            square += x[0] * x[0] / steps;
        }
        // Stationary variance of the recurrence; T = 8000 holds about 8000 independent squares, so 1 s.e. is 1.6 %.
        final double expected = 0.09 * dt / (1 - (1 - dt) * (1 - dt));
        assertEquals(expected, square, 4 * 0.016 * expected);
    }

    @Test
    void badNetworksAreRefused() {
        final double[][] one = {{1}};
        assertThrows(IllegalArgumentException.class, () -> new RectifiedPower(0));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new RateNetwork(RectifiedPower.LINEAR, 0, one,
                one, new double[1], one)).getMessage().contains("tau=0.0"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new RateNetwork(RectifiedPower.LINEAR, 1, one,
                one, new double[2], one)).getMessage().contains("bias must have 1 values"));
        assertThrows(IllegalArgumentException.class, () -> new RateNetwork(RectifiedPower.LINEAR, 1, one, one,
                new double[1], new double[][] {{1, 2}}));
        assertThrows(IllegalArgumentException.class, () -> new RateNetwork(RectifiedPower.LINEAR, 1, one, one,
                new double[1], one).run(new double[1], new double[1][1], 0));
    }
}

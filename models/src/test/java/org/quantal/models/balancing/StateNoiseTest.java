package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateNoiseTest {
    private static final int NEURONS = 40;
    private static final int STEPS = 1500;
    private static final double DT = 0.02;

    /**
     * Experiment 3: 20,000 small perturbations. |error|^2 varies by less than its mean, so the mean has a standard
     * error of less than 0.7 %; the recurrent input alone gives (9), the whole velocity has the leak besides.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 2})
    void perturbationsOfTheVelocityHaveTheSizeOfTheFormula(double degree) {
        final DoubleSupplier gaussian = Examples.gaussian(4);
        final RateNetwork network = Examples.network(new RectifiedPower(degree), NEURONS, 1, gaussian);
        final double sigma = 1e-6;
        final double[] x = Examples.normal(gaussian, NEURONS, 1);
        final double[] slope = new double[NEURONS];
        for (int i = 0; i < NEURONS; i++) {
            x[i] += Math.copySign(0.01, x[i]);
            slope[i] = network.transfer().slope(x[i]);
        }
        final double[] velocity = network.velocity(x, new double[3]);
        final int trials = 20_000;
        double whole = 0;
        double input = 0;
        for (int trial = 0; trial < trials; trial++) {
            final double[] xi = Examples.normal(gaussian, NEURONS, sigma);
            final double[] moved = x.clone();
            Arrays.setAll(moved, i -> x[i] + xi[i]);
            final double[] disturbed = network.velocity(moved, new double[3]);
            for (int i = 0; i < NEURONS; i++) {
                final double error = disturbed[i] - velocity[i];
                whole += error * error / trials;
                input += (error + xi[i]) * (error + xi[i]) / trials;
            }
        }
        final double[] squares = new double[NEURONS];
        Arrays.setAll(squares, i -> slope[i] * slope[i]);
        assertEquals(1, input / StateNoise.inputError(network.weights(), squares, sigma), 0.02);
        assertEquals(1, whole / StateNoise.velocityError(network.weights(), slope, sigma), 0.02);
    }

    /** The whole velocity: sigma^2 times the squared elements of -1 + J diag(phi'). */
    @Test
    void velocityErrorIsThatOfTheJacobian() {
        final double[][] weights = {{0.5, -2}, {3, 0.25}};
        final double[] slope = {1, 0.5};
        final double squares = 0.5 * 0.5 + 1 + 9 + 0.875 * 0.875;
        assertEquals(0.09 * squares, StateNoise.velocityError(weights, slope, 0.3), 1e-15);
        assertEquals(0.09 * (0.25 + 1 + 9 + 0.125 * 0.125),
                StateNoise.inputError(weights, new double[] {1, 0.25}, 0.3), 1e-15);
    }

    @Test
    void leakIsTheSameInAllGauges() {
        final DoubleSupplier gaussian = Examples.gaussian(5);
        final double[][] weights = Examples.normal(gaussian, 6, 6, 1);
        final double[] slope = {1, 0, 1, 1, 0, 1};
        final double[][] scaled = Examples.lognormalGauge(gaussian, 6, 1).weights(weights);
        assertEquals(StateNoise.velocityError(weights, slope, 1) - StateNoise.inputError(weights, slope, 1),
                StateNoise.velocityError(scaled, slope, 1) - StateNoise.inputError(scaled, slope, 1), 1e-12);
    }

    @Test
    void shareOfActiveTimeIsTheSameInAllGauges() {
        final DoubleSupplier gaussian = Examples.gaussian(6);
        final RateNetwork network = Examples.network(RectifiedPower.LINEAR, NEURONS, 1, gaussian);
        final Gauge gauge = Examples.lognormalGauge(gaussian, NEURONS, 1);
        final double[] start = Examples.normal(gaussian, NEURONS, 1);
        final double[] before = shares(network, start);
        assertArrayEquals(before, shares(gauge.apply(network), gauge.state(start)));
        assertTrue(Arrays.stream(before).anyMatch(r -> r > 0.1 && r < 0.9));
        assertArrayEquals(new double[] {0.5, 1},
                StateNoise.meanSquaredSlope(RectifiedPower.LINEAR, new double[][] {{1, 1}, {-1, 1}}));
        assertArrayEquals(new double[] {10, 0},
                StateNoise.meanSquaredSlope(new RectifiedPower(2), new double[][] {{1, -1}, {2, 0}}), 1e-14);
        assertEquals(12, StateNoise.cost(new double[] {0.5, 3}).of(new double[][] {{0, 2}, {1, 0}}).at(0, 1));
    }

    private static double[] shares(RateNetwork network, double[] start) {
        return StateNoise.meanSquaredSlope(network.transfer(),
                network.run(start, Examples.sines(STEPS, DT), DT).state());
    }

    /**
     * Experiment 2: cost from several hundreds to about 18, and a smaller output error in at least 9 of 10 networks.
     */
    @Test
    void balancingLowersCostAndOutputErrorUnderStateNoise() {
        final BalancingCost cost = BalancingCost.uniform(2);
        int improved = 0;
        for (int seed = 0; seed < 10; seed++) {
            final DoubleSupplier gaussian = Examples.gaussian(100 + seed);
            final RateNetwork badlyScaled = Examples.lognormalGauge(gaussian, NEURONS, 1)
                    .apply(Examples.network(RectifiedPower.LINEAR, NEURONS, 1, gaussian));
            final SynapticBalancing rule = SynapticBalancing.of(badlyScaled, cost);
            final double before = rule.costs().total();
            rule.balance(1e-8, 100_000);
            final double after = rule.costs().total();
            final double reference = cost.of(Osborne.balance(badlyScaled.weights(), cost)
                    .weights(badlyScaled.weights())).total();
            assertEquals(reference, after, 1e-9 * reference);
            assertTrue(before > 100, "cost before " + before);
            assertTrue(after > 14 && after < 22, "cost after " + after);
            final double factor = outputError(badlyScaled, seed) / outputError(rule.gauge().apply(badlyScaled), seed);
            improved += factor >= 2 ? 1 : 0;
        }
        assertTrue(improved >= 9, improved + " of 10 improved twofold");
    }

    /** Mean squared error of the output under noise of 0.3 per root of time on all states. */
    private static double outputError(RateNetwork network, long seed) {
        final double[] noise = new double[NEURONS];
        Arrays.fill(noise, 0.3);
        final double[][] u = Examples.sines(STEPS, DT);
        final double[][] clean = network.run(new double[NEURONS], u, DT).output();
        final double[][] noisy = network.run(new double[NEURONS], u, DT, noise, Examples.gaussian(200 + seed)).output();
        double sum = 0;
        for (int t = 0; t < STEPS; t++) {
            for (int l = 0; l < 2; l++) {
                sum += (noisy[t][l] - clean[t][l]) * (noisy[t][l] - clean[t][l]);
            }
        }
        return sum;
    }
}

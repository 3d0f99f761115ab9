package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

class ReleaseNoiseTest {
    private static final int NEURONS = 40;
    private static final double DT = 0.02;

    /**
     * Experiment 4: 20,000 draws. Each variance of a nearly normal sum has a standard error of sqrt(2/20000) = 1 %, the
     * mean ratio over 40 independent neurons 0.16 %; covariances of different neurons are zero, and the mean is that of
     * reliable synapses.
     */
    @Test
    void failuresHaveTheCovarianceOfTheFormula() {
        final DoubleSupplier gaussian = Examples.gaussian(20);
        final double[][] weights = Examples.normal(gaussian, NEURONS, NEURONS, 0.7 / Math.sqrt(NEURONS));
        final double[][] p = probabilities(21);
        final double[] rate = rates(gaussian);
        final double[] expected = ReleaseNoise.variance(weights, p, rate);
        final StreamRandom random = Examples.random(22);
        final int draws = 20_000;
        final double[] mean = times(weights, rate);
        final double[] square = new double[NEURONS];
        final double[] sum = new double[NEURONS];
        double cross = 0;
        for (int draw = 0; draw < draws; draw++) {
            final double[] input = times(ReleaseNoise.draw(weights, p, random), rate);
            for (int i = 0; i < NEURONS; i++) {
                sum[i] += input[i] / draws;
                square[i] += (input[i] - mean[i]) * (input[i] - mean[i]) / draws;
            }
            cross += (input[0] - mean[0]) * (input[1] - mean[1]) / draws;
        }
        double ratio = 0;
        for (int i = 0; i < NEURONS; i++) {
            ratio += square[i] / expected[i] / NEURONS;
            assertEquals(mean[i], sum[i], 4.5 * Math.sqrt(expected[i] / draws));
        }
        assertEquals(1, ratio, 4 * 0.0016);
        assertEquals(0, cross, 4 * Math.sqrt(expected[0] * expected[1] / draws));
    }

    @Test
    void gaugeMultipliesVarianceAndSquaredSignalAlike() {
        final DoubleSupplier gaussian = Examples.gaussian(23);
        final double[][] weights = Examples.normal(gaussian, NEURONS, NEURONS, 1);
        final double[][] p = probabilities(24);
        final double[] rate = rates(gaussian);
        final Gauge gauge = Examples.lognormalGauge(gaussian, NEURONS, 1);
        final double[] before = ReleaseNoise.variance(weights, p, rate);
        final double[] after = ReleaseNoise.variance(gauge.weights(weights), p, gauge.state(rate));
        for (int i = 0; i < NEURONS; i++) {
            assertEquals(gauge.scale(i) * gauge.scale(i), after[i] / before[i],
                    1e-14 * gauge.scale(i) * gauge.scale(i));
        }
    }

    /** Balancing does not help against failures: with the same draws in every step the output is the same. */
    @Test
    void outputUnderTheSameFailuresIsTheSameAfterBalancing() {
        final DoubleSupplier gaussian = Examples.gaussian(25);
        final RateNetwork network = Examples.lognormalGauge(gaussian, NEURONS, 1)
                .apply(Examples.network(RectifiedPower.LINEAR, NEURONS, 1, gaussian));
        final SynapticBalancing rule = SynapticBalancing.of(network, BalancingCost.uniform(2));
        rule.balance(1e-8, 100_000);
        final double[][] p = probabilities(26);
        final double[][] before = runWithFailures(network, p);
        final double[][] after = runWithFailures(rule.gauge().apply(network), p);
        final double[][] reliable = network.run(new double[NEURONS], Examples.sines(300, DT), DT).output();
        double scale = 0;
        for (double[] z : before) {
            scale = Math.max(scale, Examples.largest(z));
        }
        assertTrue(Examples.largestDifference(before, after) < 1e-13 * scale);
        assertTrue(Examples.largestDifference(before, reliable) > 0.05 * scale, "failures do disturb the output");
    }

    private static double[][] runWithFailures(RateNetwork network, double[][] p) {
        final double[][] u = Examples.sines(300, DT);
        final double[][] output = new double[u.length][];
        double[] x = new double[NEURONS];
        for (int t = 0; t < u.length; t++) {
            final StreamRandom random = new StreamRandom(StreamKey.of(27, StreamKey.Purpose.RELEASE, t));
            final RateNetwork masked = network.withWeights(ReleaseNoise.draw(network.weights(), p, random));
            final RateNetwork.Trajectory step = masked.run(x, new double[][] {u[t]}, DT);
            x = step.state()[0];
            output[t] = step.output()[0];
        }
        return output;
    }

    /** The cost with rho kept is well defined: at the start it is the sum of all variances, and it can be balanced. */
    @Test
    void costOfUnreliableSynapsesCanBeBalanced() {
        final DoubleSupplier gaussian = Examples.gaussian(28);
        final double[][] weights = Examples.normal(gaussian, NEURONS, NEURONS, 1);
        final double[][] p = probabilities(29);
        final double[] rate = rates(gaussian);
        final double[] squares = new double[NEURONS];
        Arrays.setAll(squares, j -> rate[j] * rate[j]);
        final BalancingCost cost = ReleaseNoise.cost(p, squares);
        assertEquals(Arrays.stream(ReleaseNoise.variance(weights, p, rate)).sum(), cost.of(weights).total(), 1e-9);
        final Gauge gauge = Osborne.balance(weights, cost);
        assertTrue(cost.of(gauge.weights(weights)).total() < 0.99 * cost.of(weights).total());
    }

    /** p -> c p, q -> q/c: the mean n p q is kept, the variance M^2 (1-p)/(n p) is not. */
    @Test
    void tradingAmplitudeForProbabilityKeepsTheMeanOnly() {
        final double mean = 5 * 0.3 * 2;
        assertEquals(mean * mean * 0.7 / (5 * 0.3), ReleaseNoise.responseVariance(5, 0.3, 2), 1e-14);
        assertEquals(mean * mean * 0.4 / (5 * 0.6), ReleaseNoise.responseVariance(5, 0.6, 1), 1e-14);
    }

    @Test
    void probabilitiesMustBePossible() {
        final double[][] never = {{0}};
        assertThrows(IllegalArgumentException.class, () -> ReleaseNoise.variance(never, never, new double[1]));
        assertThrows(IllegalArgumentException.class,
                () -> ReleaseNoise.draw(never, new double[][] {{1.1}}, Examples.random(1)));
    }

    private static double[][] probabilities(long seed) {
        final StreamRandom random = Examples.random(seed);
        final double[][] p = new double[NEURONS][NEURONS];
        for (double[] row : p) {
            Arrays.setAll(row, j -> 0.2 + 0.7 * random.nextDouble());
        }
        return p;
    }

    private static double[] rates(DoubleSupplier gaussian) {
        final double[] rate = Examples.normal(gaussian, NEURONS, 1);
        Arrays.setAll(rate, j -> Math.abs(rate[j]));
        return rate;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        final double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }
}

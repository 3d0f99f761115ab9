package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

class PoissonNoiseTest {
    private static final double[] RATE = {2, 5, 1, 20, 8};
    private static final double[] A = {0.4, -0.3, 0.1, 0.7, -0.9};

    @Test
    void powerIsThatOfTheSpikeTrainAndOfTheFailures() {
        final double[][] weights = Examples.networkA();
        final double[][] p = constant(0.4);
        final CostMatrix power = PoissonNoise.power(weights, p, RATE);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                final double train = RATE[j] * weights[i][j] * weights[i][j];
                assertEquals(train + train * 0.6 / 0.4, power.at(i, j), 1e-13);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> PoissonNoise.power(weights, constant(0), RATE));
    }

    /** Variance over 20,000 s of released spikes of a Poisson neuron: r J^2/p = 5 * 4/0.4 = 50. */
    @Test
    void releasedPoissonSpikesHaveThisPower() {
        final StreamRandom random = Examples.random(31);
        final double dt = 0.01;
        final int perSecond = 100;
        final int seconds = 20_000;
        double square = 0;
        for (int s = 0; s < seconds; s++) {
            double input = 0;
            for (int step = 0; step < perSecond; step++) {
                // Number of spikes in a step of mean 0.05, by inversion.
                double left = random.nextDouble();
                double term = Math.exp(-5 * dt);
                int spikes = 0;
                while (left >= term) {
                    left -= term;
                    spikes++;
                    term *= 5 * dt / spikes;
                }
                for (int k = 0; k < spikes; k++) {
                    input += random.nextDouble() < 0.4 ? 2 / 0.4 : 0;
                }
            }
            square += (input - 10) * (input - 10) / seconds;
        }
        // Two released spikes on average: kurtosis 3 + 1/2, so one s.e. is sqrt(2.5/20000) = 1.1 %.
        assertEquals(PoissonNoise.power(new double[][] {{2}}, new double[][] {{0.4}}, new double[] {5}).total(), square,
                4 * 0.011 * 50);
    }

    /** d_i^2/d_j in absolute units, 1/d_j relative to the squared signal. */
    @Test
    void rescalingRatesMultipliesThePower() {
        final double[][] weights = Examples.networkA();
        final double[][] p = constant(0.4);
        final double[] d = Arrays.stream(A).map(Math::exp).toArray();
        final Gauge gauge = Gauge.ofScale(d);
        final CostMatrix before = PoissonNoise.power(weights, p, RATE);
        final CostMatrix after = PoissonNoise.power(gauge.weights(weights), p, gauge.state(RATE));
        final CostMatrix scaled = PoissonNoise.scaled(before, A);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                assertEquals(after.at(i, j), scaled.at(i, j), 1e-12);
                final double signal = weights[i][j] * RATE[j];
                final double rescaled = gauge.weights(weights)[i][j] * gauge.state(RATE)[j];
                if (signal != 0) {
                    assertEquals(before.at(i, j) / (signal * signal) / d[j], after.at(i, j) / (rescaled * rescaled),
                            1e-12);
                }
            }
        }
    }

    @Test
    void gradientIsTwiceInMinusOut() {
        final CostMatrix start = start();
        final double[] gradient = PoissonNoise.gradient(PoissonNoise.scaled(start, A));
        for (int i = 0; i < 5; i++) {
            final double[] up = A.clone();
            final double[] down = A.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            assertEquals((PoissonNoise.scaled(start, up).total() - PoissonNoise.scaled(start, down).total()) / 2e-5,
                    gradient[i], 1e-6);
        }
        // All rates to zero: every term falls.
        assertTrue(PoissonNoise.scaled(start, new double[] {-1, -1, -1, -1, -1}).total() < start.total());
    }

    @Test
    void minimumHasEqualGradients() {
        final CostMatrix start = start();
        final double[] a = PoissonNoise.minimise(start, 1e-14, 7);
        final CostMatrix best = PoissonNoise.scaled(start, a);
        assertEquals(0, Arrays.stream(a).sum(), 1e-12);
        for (double slope : PoissonNoise.gradient(best)) {
            assertEquals(best.total() / 5, slope, 2e-14 * best.total());
        }
        final DoubleSupplier gaussian = Examples.gaussian(33);
        for (int trial = 0; trial < 100; trial++) {
            final double[] other = Examples.normal(gaussian, 5, 0.3);
            final double mean = Arrays.stream(other).sum() / 5;
            Arrays.setAll(other, i -> a[i] + other[i] - mean);
            assertTrue(PoissonNoise.scaled(start, other).total() > best.total());
        }
    }

    /** Two neurons: minimum of x e^(3a) + y e^(-3a) at a = ln(y/x)/6. */
    @Test
    void twoNeuronsHaveAClosedForm() {
        final double[] a = PoissonNoise.minimise(new CostMatrix(new double[][] {{0, 3}, {0.5, 0}}), 1e-14, 50);
        assertEquals(Math.log(0.5 / 3) / 6, a[0], 1e-12);
        assertEquals(-a[0], a[1], 1e-12);
    }

    @Test
    void neuronOnNoCycleHasNoMinimum() {
        final String message = assertThrows(IllegalStateException.class,
                () -> PoissonNoise.minimise(new CostMatrix(new double[][] {{0, 0}, {1, 0}}), 1e-9, 50)).getMessage();
        assertTrue(message.contains("no directed cycle"));
    }

    private static CostMatrix start() {
        return PoissonNoise.power(Examples.networkA(), constant(0.4), RATE);
    }

    private static double[][] constant(double p) {
        final double[][] values = new double[5][5];
        for (double[] row : values) {
            Arrays.fill(row, p);
        }
        return values;
    }
}

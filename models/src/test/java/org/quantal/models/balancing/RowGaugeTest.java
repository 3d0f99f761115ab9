package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

class RowGaugeTest {
    private static final int NEURONS = 60;
    private static final LifLoop.Setting NOISY = new LifLoop.Setting(0.1, 15, 0.5, 1.5, 41);

    /** Experiment 5: 2 s of 60 neurons, scales 2^-3 to 2^3: no spike differs. */
    @Test
    void powersOfTwoMoveNoSpike() {
        final LifArrays network = network();
        final StreamRandom random = Examples.random(42);
        final double[] d = new double[NEURONS];
        Arrays.setAll(d, i -> Math.scalb(1.0, random.nextInt(7) - 3));
        final List<Long> before = LifLoop.spikes(network, NOISY, 20_000);
        assertTrue(before.size() > 2500 && before.size() < 5000, before.size() + " spikes");
        assertEquals(before, LifLoop.spikes(new RowGauge(d).apply(network), NOISY, 20_000));
    }

    /** With any scales, rounding could decide a crossing: expected about 1e-13 per spike, so not in 200 ms. */
    @Test
    void arbitraryScalesMoveNoSpikeInAShortRun() {
        final LifArrays network = network();
        final double[] d = Examples.normal(Examples.gaussian(43), NEURONS, 1);
        Arrays.setAll(d, i -> Math.exp(d[i]));
        final List<Long> before = LifLoop.spikes(network, NOISY, 2_000);
        assertTrue(before.size() > 150, before.size() + " spikes");
        assertEquals(before, LifLoop.spikes(new RowGauge(d).apply(network), NOISY, 2_000));
    }

    /** The gauge of a rate network, incoming times d and outgoing over d, is not one of spiking neurons. */
    @Test
    void gaugeOfDegreeOneMovesSpikes() {
        final LifArrays network = network();
        final double[] d = new double[NEURONS];
        Arrays.setAll(d, i -> i % 2 == 0 ? 2 : 0.5);
        final LifArrays other = new MeanDriveGauge(Gauge.ofScale(d)).weightsOnly(network);
        assertNotEquals(LifLoop.spikes(network, NOISY, 2_000), LifLoop.spikes(other, NOISY, 2_000));
    }

    @Test
    void everyPotentialIsScaledAndNoTime() {
        final LifArrays network = new LifArrays(new double[][] {{1, 2}, {3, 4}}, new double[] {5, 6},
                new double[] {7, 8}, new double[] {9, 10}, new double[] {-1, 2}, new double[] {10, 20},
                new double[] {2, 3});
        final LifArrays scaled = new RowGauge(2, 0.5).apply(network);
        assertArrayEquals(new double[] {2, 4}, scaled.weights()[0]);
        assertArrayEquals(new double[] {1.5, 2}, scaled.weights()[1]);
        assertArrayEquals(new double[] {10, 3}, scaled.background());
        assertArrayEquals(new double[] {14, 4}, scaled.drive());
        assertArrayEquals(new double[] {18, 5}, scaled.threshold());
        assertArrayEquals(new double[] {-2, 1}, scaled.reset());
        assertArrayEquals(network.tau(), scaled.tau());
        assertArrayEquals(network.refractory(), scaled.refractory());
        final LifArrays equal = RowGauge.toThresholdDistance(network, 15).apply(network);
        assertArrayEquals(new double[] {13.5, 18.75}, equal.threshold());
        assertArrayEquals(new double[] {-1.5, 3.75}, equal.reset());
    }

    @Test
    void nearestPowersOfTwo() {
        final RowGauge gauge = new RowGauge(0.9, 1.4, 1.5, 5.7, 0.13).powersOfTwo();
        assertArrayEquals(new double[] {1, 1, 2, 8, 0.125}, gauge.scale(new double[] {1, 1, 1, 1, 1}));
    }

    @Test
    void badArraysAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RowGauge(1, -1));
        assertThrows(IllegalArgumentException.class, () -> new RowGauge(1, 2).apply(network()));
        final double[] one = {1};
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new LifArrays(new double[1][1], one, one, one, one, one, one)).getMessage()
                .contains("threshold[0]=1.0 mV"));
        assertThrows(IllegalArgumentException.class,
                () -> new LifArrays(new double[1][1], one, one, one, new double[1], one, new double[] {-1}));
    }

    /** Four fifths excitatory, driven near threshold, with failing synapses and background spikes. */
    private static LifArrays network() {
        final DoubleSupplier gaussian = Examples.gaussian(40);
        final double[][] weights = Examples.normal(gaussian, NEURONS, NEURONS, 0.1);
        for (double[] row : weights) {
            for (int j = 0; j < NEURONS; j++) {
                row[j] = (j < 48 ? 0.25 : -1) * Math.abs(1 + row[j]);
            }
        }
        final double[] background = filled(1);
        final double[] reset = Examples.normal(gaussian, NEURONS, 1);
        return new LifArrays(weights, background, filled(0), filled(15), reset, filled(10), filled(2));
    }

    private static double[] filled(double value) {
        final double[] values = new double[NEURONS];
        Arrays.fill(values, value);
        return values;
    }
}

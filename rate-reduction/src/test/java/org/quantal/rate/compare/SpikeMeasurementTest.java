package org.quantal.rate.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

class SpikeMeasurementTest {
    private static final double DURATION_MS = 10_000;
    private static final int NEURONS = 400;

    /** Poisson trains that share their rate in each stretch of 100 ms. */
    private static double[][] trains(long seed, double... ratesHz) {
        final StreamRandom random = new StreamRandom(seed);
        final double[] rates = new double[(int) (DURATION_MS / 100)];
        Arrays.setAll(rates, k -> ratesHz[random.nextInt(ratesHz.length)]);
        final double most = Arrays.stream(ratesHz).max().orElseThrow();
        final double[][] trains = new double[NEURONS][];
        for (int i = 0; i < NEURONS; i++) {
            final DoubleStream.Builder times = DoubleStream.builder();
            double time = 0;
            while ((time -= 1000 / most * Math.log(1 - random.nextDouble())) < DURATION_MS) {
                if (random.nextDouble() * most < rates[(int) (time / 100)]) {
                    times.add(time);
                }
            }
            trains[i] = times.build().toArray();
        }
        return trains;
    }

    private static void assertNear(double expected, Estimate found, double bias, String what) {
        assertTrue(Math.abs(found.value() - expected) <= 4 * found.error() + bias,
                what + ": expected " + expected + " within 4 errors and " + bias + ", found " + found);
    }

    @Test
    void poissonTrainsHaveTheirKnownStatistics() {
        final SpikeMeasurement measured = SpikeMeasurement.of(trains(1, 10), DURATION_MS, 1);
        assertNear(10, measured.rateHz(), 0, "rate");
        // The error of 400 trains of 10 s is sqrt(10 Hz / 4000 s) = 0.05 Hz; that over 30 batches is itself known
        // within 13 %.
        assertEquals(0.05, measured.timeErrorHz(), 4 * 0.13 * 0.05);
        assertEquals(0.05, measured.neuronErrorHz(), 4 * 0.035 * 0.05);
        assertEquals(Math.max(measured.timeErrorHz(), measured.neuronErrorHz()), measured.rateHz().error());
        assertNear(1, measured.fano(), 0, "Fano factor");
        // The CV of some 100 intervals is too low by about 1/100.
        assertNear(1, measured.cvIsi(), 0.015, "CV");
        assertEquals(NEURONS, measured.cvNeurons());
        assertNear(0, measured.correlation(), 0, "correlation");
        assertEquals(NEURONS / 2, measured.pairs());
        // 500 bins of 20 ms: a correlation has the error 1/sqrt(500), that of 200 pairs 0.0032.
        assertEquals(0.0032, measured.correlation().error(), 0.0008);
        assertEquals(0, measured.modulation());
    }

    @Test
    void neuronsThatFireTogetherMakeTheRateUncertain() {
        final SpikeMeasurement measured = SpikeMeasurement.of(trains(2, 5, 15), DURATION_MS, 1);
        // 100 stretches with a standard deviation of 5 Hz: an error of 0.5 Hz, ten times what 400 independent neurons
        // would have.
        assertEquals(0.5, measured.rateHz().error(), 0.2);
        assertEquals(0.05, measured.neuronErrorHz(), 0.015);
        // Counts in 20 ms have a mean of 0.2 and a common variance of 0.01. The error over pairs does not see that
        // rates are one draw.
        assertEquals(0.01 / 0.21, measured.correlation().value(), 0.01);
        assertEquals(0.5, measured.modulation(), 0.05);
        // Counts in 100 ms: 1 + 0.25 / 1.
        assertEquals(1.25, measured.fano().value(), 0.05);
    }

    @Test
    void regularTrainsDoNotVary() {
        final double[][] trains = new double[50][];
        Arrays.setAll(trains, i -> DoubleStream.iterate(i, t -> t + 50).takeWhile(t -> t <= DURATION_MS).toArray());
        final SpikeMeasurement measured = SpikeMeasurement.of(trains, DURATION_MS, 1);
        assertEquals(20, measured.rateHz().value(), 0.1);
        assertEquals(0, measured.cvIsi().value(), 1e-9);
        assertEquals(0, measured.fano().value(), 1e-3);
    }

    @Test
    void neuronsThatDifferMakeTheRateUncertain() {
        final double[][] slow = trains(3, 2);
        final double[][] fast = trains(4, 18);
        System.arraycopy(fast, 0, slow, 0, NEURONS / 2);
        final SpikeMeasurement measured = SpikeMeasurement.of(slow, DURATION_MS, 1);
        assertEquals(8 / Math.sqrt(NEURONS), measured.rateHz().error(), 0.02);
        assertTrue(measured.timeErrorHz() < 0.1, measured.toString());
    }

    @Test
    void silenceHasNoStatisticsButAnError() {
        final SpikeMeasurement measured = SpikeMeasurement.of(new double[10][0], 1000, 1);
        assertEquals(0, measured.rateHz().value());
        assertEquals(0.1, measured.rateHz().error(), 1e-12);
        assertFalse(measured.cvIsi().exists() || measured.fano().exists() || measured.correlation().exists());
        assertEquals(0, measured.modulation());
    }

    @Test
    void oneNeuronAndShortRecordingsAreMeasured() {
        final SpikeMeasurement measured = SpikeMeasurement.of(new double[][] {{1, 2, 3, 40, 50}}, 50, 1);
        assertEquals(100, measured.rateHz().value());
        assertTrue(measured.rateHz().error() >= 100 / Math.sqrt(5), measured.toString());
        assertEquals(5, measured.windowMs());
        assertEquals(0, measured.pairs());
    }

    @Test
    void pairsFollowFromTheSeed() {
        final double[][] trains = trains(5, 10);
        assertEquals(SpikeMeasurement.of(trains, DURATION_MS, 7), SpikeMeasurement.of(trains, DURATION_MS, 7));
        assertTrue(!SpikeMeasurement.of(trains, DURATION_MS, 7).correlation()
                .equals(SpikeMeasurement.of(trains, DURATION_MS, 8).correlation()));
    }

    @Test
    void membranePotentialOfUncorrelatedNoiseHasItsMoments() {
        final StreamRandom random = new StreamRandom(6);
        final float[][] potential = new float[50][2000];
        for (float[] trace : potential) {
            for (int k = 0; k < trace.length; k++) {
                trace[k] = (float) (-60 + random.nextDouble());
            }
        }
        final MembraneMeasurement measured = MembraneMeasurement.of(potential);
        assertNear(-59.5, measured.meanMv(), 0, "mean");
        assertNear(Math.sqrt(1 / 12.0), measured.sdMv(), 0, "SD");
        assertEquals(Math.sqrt(1 / 12.0 / 100_000), measured.meanMv().error(), 0.0007);
        assertEquals(50, measured.neurons());
    }
}

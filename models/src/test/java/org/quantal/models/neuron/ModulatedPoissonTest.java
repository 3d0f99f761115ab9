package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;

/** Sources whose rate changes in time. All seeds are fixed; chi-square tests are at 1e-4, other bounds 4 s.e. */
class ModulatedPoissonTest {
    private static final int SIZE = 1000;

    /** Spikes of all neurons by bins of 1 ms. */
    private static long[] histogram(NeuronModel source, int bins) {
        final NeuronGroup group = NeuronRuns.group(source, SIZE);
        final long[] counts = new long[bins];
        final int[] spiked = new int[SIZE];
        for (int step = 0; step < 10 * bins; step++) {
            counts[step / 10] += group.advance(step, null, spiked);
        }
        return counts;
    }

    /** Counts of independent bins against what is expected of 1000 neurons with p = 1 - exp(-rate h) in each step. */
    private static void check(NeuronModel source, int bins, IntToDoubleFunction rateOfStep) {
        final long[] observed = histogram(source, bins);
        double chiSquare = 0;
        for (int bin = 0; bin < bins; bin++) {
            double expected = 0;
            for (int step = 10 * bin; step < 10 * bin + 10; step++) {
                expected += SIZE * -Math.expm1(-1e-4 * rateOfStep.applyAsDouble(step));
            }
            if (expected == 0) {
                assertEquals(0, observed[bin], "bin " + bin);
            } else {
                // The variance of a binomial sum is a little smaller than its mean; at p < 0.06 that is within 3 %.
                chiSquare += (observed[bin] - expected) * (observed[bin] - expected) / expected;
            }
        }
        final double sigma = Math.sqrt(2.0 * bins);
        assertTrue(chiSquare < bins + 4.5 * sigma, "chi-square=" + chiSquare + " of " + bins);
        assertTrue(chiSquare > bins * 0.9 - 4.5 * sigma, "chi-square=" + chiSquare + " of " + bins);
    }

    @Test
    void sinusFollowsItsRate() {
        check(new SinusoidalPoissonSource(200, 150, 80, 90), 400,
                step -> 200 + 150 * Math.cos(2 * Math.PI * 0.08 * (step + 0.5) * 0.1));
    }

    /** Amplitude above the mean: the rate is cut at 0. */
    @Test
    void sinusIsCutAtZero() {
        check(new SinusoidalPoissonSource(100, 300, 10, 0), 300,
                step -> Math.max(0, 100 + 300 * Math.sin(2 * Math.PI * 0.01 * (step + 0.5) * 0.1)));
    }

    /** A modulation that is fast for the grid is averaged over each step, not sampled: 10 kHz at 0.1 ms vanishes. */
    @Test
    void fastModulationAveragesOut() {
        check(new SinusoidalPoissonSource(100, 100, 10_000, 90), 200, step -> 100);
    }

    @Test
    void stepsFollowTheirPattern() {
        final double[] rates = {100, 0, 500, 50};
        check(new StepPoissonSource(new double[] {10, 50, 60.5, 100}, rates), 200,
                step -> step < 100 ? 0 : step < 500 ? 100 : step < 605 ? 0 : step < 1000 ? 500 : 50);
    }

    @Test
    void pulsesComeAgain() {
        check(new PulsePoissonSource(20, 400, 30, 5, 40), 400,
                step -> step >= 300 && (step - 300) % 400 < 50 ? 400 : 20);
        check(new PulsePoissonSource(20, 400, 30, 5, 0), 200, step -> step >= 300 && step < 350 ? 400 : 20);
    }

    /** A constant profile is the constant source: geometric intervals, in 30 cells at p = 0.2. */
    @Test
    void intervalsAtConstantRateAreGeometric() {
        final NeuronGroup group = NeuronRuns.group(new PulsePoissonSource(-1e4 * Math.log(0.8), 0, 0, 0, 0), 100);
        final long[] last = new long[100];
        Arrays.fill(last, -1);
        final long[] observed = new long[30];
        final int[] spiked = new int[100];
        for (long step = 0; step < 3000; step++) {
            final int count = group.advance(step, null, spiked);
            for (int k = 0; k < count; k++) {
                observed[(int) Math.min(29, step - last[spiked[k]] - 1)]++;
                last[spiked[k]] = step;
            }
        }
        final double[] expected = new double[30];
        for (int k = 0; k < 29; k++) {
            expected[k] = 0.2 * Math.pow(0.8, k);
        }
        expected[29] = Math.pow(0.8, 29);
        assertTrue(ChiSquareTest.withDefaults().test(expected, observed).getPValue() > 1e-4);
    }

    @Test
    void recordedRateIsThatOfTheStep() {
        final NeuronGroup group = NeuronRuns.group(new PulsePoissonSource(20, 400, 0.1, 0.1, 0), 2);
        final double[] rates = new double[3];
        for (int step = 0; step < 3; step++) {
            group.advance(step, null, new int[2]);
            rates[step] = group.state("rate", 1);
        }
        assertEquals(20, rates[0]);
        assertEquals(400, rates[1]);
        assertEquals(20, rates[2]);
    }

    /**
     * Time 0 is the end of the warm-up: before it nothing but the rate outside pulses, and the phase of the sinus
     * counts on.
     */
    @Test
    void patternsReferToTheEndOfTheWarmUp() {
        final NeuronGroup group = NeuronRuns.group(new StepPoissonSource(new double[] {-2, 0}, new double[] {3, 4}), 0,
                1, -30, 1);
        final double[] rates = new double[31];
        for (int step = -30; step <= 0; step++) {
            group.advance(step, null, new int[1]);
            rates[step + 30] = group.state("rate", 0);
        }
        assertEquals(0, rates[9]);
        assertEquals(3, rates[10]);
        assertEquals(3, rates[29]);
        assertEquals(4, rates[30]);
    }
}

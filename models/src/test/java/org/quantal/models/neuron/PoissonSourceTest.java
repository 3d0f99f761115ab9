package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;

/** All seeds are fixed. Bounds are 4 s.e.: a right model fails one of them with probability 6e-5. */
class PoissonSourceTest {

    /**
     * Counts of 500 neurons in 4000 steps are binomial, p = 1 - exp(-rate h): total mean n p with s.e. sqrt(n p (1 -
     * p)), n = 2e6; and the variance over neurons within 4 x sqrt(2/499) = 25 % of 4000 p (1 - p) (plus 1/mean for
     * small counts).
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 8, 300, 9000})
    void countsAreBinomial(double rate) {
        final int[] counts = NeuronRuns.counts(new PoissonSource(rate), 500, 4000);
        final double p = -Math.expm1(-rate * 1e-4);
        assertEquals(4000 * p, NeuronRuns.mean(counts), 4 * Math.sqrt(4000 * p * (1 - p) / 500));
        assertEquals(1, NeuronRuns.variance(counts) / (4000 * p * (1 - p)), 4 * Math.sqrt((2 + 1 / (4000 * p)) / 499));
    }

    /** Intervals are geometric: chi-square of about 60000 intervals at p = 0.1 in 40 cells, at 1e-4. */
    @Test
    void intervalsAreGeometric() {
        final NeuronGroup group = NeuronRuns.group(new PoissonSource(-1e4 * Math.log(0.9)), 100);
        final long[] last = new long[100];
        Arrays.fill(last, -1);
        final long[] observed = new long[40];
        final int[] spiked = new int[100];
        // Intervals by the spike that ends them, with the first one from the start: none is preferred up to the last 40
        // steps.
        for (long step = 0; step < 6000; step++) {
            final int count = group.advance(step, null, spiked);
            for (int k = 0; k < count; k++) {
                observed[(int) Math.min(39, step - last[spiked[k]] - 1)]++;
                last[spiked[k]] = step;
            }
        }
        long total = 0;
        for (long n : observed) {
            total += n;
        }
        assertEquals(60_000, total, 4 * Math.sqrt(54_000));
        final double[] expected = new double[40];
        for (int k = 0; k < 39; k++) {
            expected[k] = 0.1 * Math.pow(0.9, k);
        }
        expected[39] = Math.pow(0.9, 39);
        assertTrue(ChiSquareTest.withDefaults().test(expected, observed).getPValue() > 1e-4);
    }

    /** The rate is given by neuron through initial values: 0 and 50 Hz side by side. */
    @Test
    void ratesCanDifferByNeuron() {
        final double[] rates = new double[400];
        Arrays.fill(rates, 200, 400, 50);
        final NeuronGroup group = new PoissonSource(7).createGroup(
                new GroupContext(0, 400, NeuronRuns.STEP, 0, 0, NeuronRuns.KEY, Map.of("rate", rates)));
        final int[] spiked = new int[400];
        int total = 0;
        for (long step = 0; step < 10_000; step++) {
            final int count = group.advance(step, null, spiked);
            for (int k = 0; k < count; k++) {
                assertTrue(spiked[k] >= 200, "spike at rate 0");
            }
            total += count;
        }
        final double p = -Math.expm1(-50 * 1e-4);
        assertEquals(2e6 * p, total, 4 * Math.sqrt(2e6 * p));
        assertEquals(50, group.state("rate", 399));
    }

    /** Rate 0 is silent for ever, and a rate that is hardly more does not overflow. */
    @Test
    void silenceIsSilent() {
        assertEquals(0, NeuronRuns.mean(NeuronRuns.counts(new PoissonSource(0), 10, 1000)));
        assertEquals(0, NeuronRuns.mean(NeuronRuns.counts(new PoissonSource(1e-300), 10, 1000)));
    }

    /** An immense rate spikes once in every step. */
    @Test
    void atMostOneSpikeAStep() {
        assertEquals(1000, NeuronRuns.mean(NeuronRuns.counts(new PoissonSource(1e7), 10, 1000)));
    }
}

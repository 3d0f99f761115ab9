package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.model.NeuronGroup;

/** All seeds are fixed. Bounds are 4 s.e.: a right model fails one of them with probability 6e-5. */
class LinearPoissonTest {
    private static final double STEP = 0.1;

    private static int spikes(NeuronGroup group, int size, long steps, double[][] arrivals) {
        int total = 0;
        final int[] spiked = new int[size];
        for (long step = 0; step < steps; step++) {
            total += group.advance(step, arrivals, spiked);
        }
        return total;
    }

    /**
     * Baseline: each step a coin of p = 1 - exp(-rate h), n = 1e6 coins, s.e. sqrt(n p (1 - p)). At 5 kHz p is 0.39,
     * not rate h = 0.5: one spike a step at most.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 40, 5000})
    void baselineIsABernoulliProcess(double rate) {
        final double p = -Math.expm1(-rate * 1e-4);
        final int n = 200 * 5000;
        assertEquals(n * p, spikes(NeuronRuns.group(new LinearPoisson(rate, 1, 10), 200), 200, 5000,
                new double[1][200]), 4 * Math.sqrt(n * p * (1 - p)));
    }

    /** A step of 20 pA by a drive, gain 3 Hz/pA: rate 5 + 60 Hz. */
    @Test
    void constantCurrentAddsGainTimesCurrent() {
        final double p = -Math.expm1(-65 * 1e-4);
        final int n = 200 * 5000;
        final NeuronGroup group = Groups.of(new LinearPoisson(5, 3, 10), 200, STEP, 20, Map.of());
        assertEquals(65, group.state("rate", 7), 1e-12);
        assertEquals(n * p, spikes(group, 200, 5000, new double[1][200]), 4 * Math.sqrt(n * p * (1 - p)));
    }

    /**
     * One arrival of weight J brings gain J tau_syn = 0.2 Hz/pA x 100 pA x 5 ms = 0.1 expected events, however long
     * the step: the spikes of 20000 neurons are Poisson with mean 20000 x 0.1 = 2000 less what falls upon another in a
     * step (sum over steps of x - (1 - e^-x), computed), s.e. below sqrt(2000) = 45.
     */
    @Test
    void anArrivalBringsTheStatedNumberOfEvents() {
        for (double step : new double[] {0.1, 2}) {
            final NeuronGroup group = Groups.of(new LinearPoisson(0, 0.2, 5), 20_000, step, 0, Map.of("I_syn", 100.0));
            double expected = 0;
            for (int k = 0; k < 1000; k++) {
                expected += 20_000 * -Math.expm1(-0.1 * (Math.exp(-k * step / 5) - Math.exp(-(k + 1) * step / 5)));
            }
            assertEquals(expected, spikes(group, 20_000, Math.round(60 / step), new double[1][20_000]),
                    4 * Math.sqrt(2000));
        }
    }

    /** The filter: arrivals act from the next step on and decay with tau_syn; the rate follows. */
    @Test
    void currentIsFilteredInput() {
        final NeuronGroup group = NeuronRuns.group(new LinearPoisson(8, 0.5, 4), 1);
        group.advance(0, new double[][] {{10}}, new int[1]);
        assertEquals(10, group.state("I_syn", 0));
        assertEquals(13, group.state("rate", 0));
        group.advance(1, new double[][] {{-30}}, new int[1]);
        assertEquals(10 * Math.exp(-0.025) - 30, group.state("I_syn", 0), 1e-14);
        assertEquals(0, group.state("rate", 0));
    }

    /** Below 0 the rate is cut: no spike in 1e6 steps of a neuron. */
    @Test
    void negativeRatesAreSilent() {
        assertEquals(0, spikes(NeuronRuns.group(new LinearPoisson(-5, 1, 10), 100), 100, 10_000, new double[1][100]));
    }

    /**
     * Neurons are independent: the spikes of 100 neurons in a step have the binomial variance n p (1 - p). Over 20000
     * steps the s.e. of a variance is below 1.5 % (near-Poisson counts of mean 0.6: sqrt((1/0.6 + 2)/20000) = 1.4 %).
     */
    @Test
    void neuronsAreIndependent() {
        final NeuronGroup group = NeuronRuns.group(new LinearPoisson(60, 1, 10), 100);
        final double p = -Math.expm1(-60 * 1e-4);
        final int[] spiked = new int[100];
        final int[] counts = new int[20_000];
        for (int step = 0; step < counts.length; step++) {
            counts[step] = group.advance(step, new double[1][100], spiked);
        }
        assertEquals(1, NeuronRuns.variance(counts) / (100 * p * (1 - p)), 4 * 0.014);
    }
}

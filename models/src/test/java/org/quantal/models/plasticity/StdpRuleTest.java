package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.models.release.Reliable;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.Projection;

class StdpRuleTest {
    private static final int[] DELAYS = {7, 7, 7, 15, 15, 40};

    @ParameterizedTest
    @CsvSource({"0, 0, 50", "1, 1, 50", "0.4, 0.02, -50", "0, 1, 99.9", "0.5, 0, 0.01", "1, 0.5, -3"})
    void weightsFollowTheDefinition(double muPlus, double muMinus, double start) {
        final StdpRule rule = new StdpRule(16.8, 33.7, 0.02, 1.1, muPlus, muMinus, 100);
        final Trains trains = Trains.poisson(1, 40_000, 30, 30, DELAYS.length);
        final LearningRow row = new LearningRow(rule, DELAYS, start, 1);
        row.run(trains);
        for (int i = 0; i < DELAYS.length; i++) {
            final PairSums expected = new PairSums(trains, i, DELAYS[i], Math.abs(start), 1) {
                @Override
                void onPost(double time) {
                    final double u = w / 100 + 0.02 * Math.pow(1 - w / 100, muPlus) * pre(16.8, time);
                    w = (float) (u < 1 ? 100 * u : 100);
                }

                @Override
                void onPre(double time) {
                    final double u = w / 100 - 1.1 * 0.02 * Math.pow(w / 100, muMinus) * post(33.7, time);
                    w = (float) (u > 0 ? 100 * u : 0);
                }
            }.run();
            assertEquals(Math.signum(start) * expected.w, row.run.weight[i], 3e-5);
        }
    }

    /** Weight after a presynaptic spike at 100 ms, a postsynaptic one and, to read it, a late presynaptic spike. */
    private static double change(StdpRule rule, double start, int delay, long postStep) {
        final LearningRow row = new LearningRow(rule, new int[] {delay}, start, 1);
        row.run(new Trains(3000, new long[] {1000}, new long[][] {{postStep}}));
        return row.run.weight[0] - (float) start;
    }

    /**
     * The window of NEST's stdp_synapse by hand: dt is the time from the presynaptic spike to the postsynaptic one at
     * the synapse.
     */
    @Test
    void pairsGiveTheWindow() {
        final StdpRule additive = new StdpRule(20, 25, 0.01, 1.05, 0, 0, 100);
        for (int delay : new int[] {1, 10, 37}) {
            for (int dt : new int[] {1, 5, 100, 333}) {
                assertEquals(100 * 0.01 * Math.exp(-dt * 0.1 / 20), change(additive, 50, delay, 1000 - delay + dt),
                        4e-6);
                assertEquals(-100 * 0.01 * 1.05 * Math.exp(-dt * 0.1 / 25),
                        change(additive, 50, delay, 1000 - delay - dt), 4e-6);
            }
            assertEquals(0, change(additive, 50, delay, 1000 - delay),
                    "a pair that meets at the synapse changes nothing");
        }
        final StdpRule multiplicative = new StdpRule(20, 20, 0.01, 1, 1, 1, 100);
        assertEquals(0.01 * 70 * Math.exp(-0.5), change(multiplicative, 30, 1, 1099), 4e-6);
        assertEquals(-0.01 * 30 * Math.exp(-0.5), change(multiplicative, 30, 1, 899), 4e-6);
        assertEquals(-0.01 * 70 * Math.exp(-0.5), change(multiplicative, -30, 1, 1099), 4e-6,
                "inhibition grows to the negative");
        final StdpRule power = new StdpRule(20, 20, 0.01, 1, 0.25, 0.5, 100);
        assertEquals(0.01 * 100 * Math.pow(0.7, 0.25) * Math.exp(-0.5), change(power, 30, 1, 1099), 4e-6);
        assertEquals(-0.01 * 100 * Math.pow(0.3, 0.5) * Math.exp(-0.5), change(power, 30, 1, 899), 4e-6);
    }

    /**
     * A postsynaptic spike that meets the synapse with the second of two presynaptic spikes pairs with the first alone.
     */
    @Test
    void meetingSpikesPairWithEarlierOnes() {
        final StdpRule rule = new StdpRule(20, 20, 0.01, 1, 0, 0, 100);
        final LearningRow row = new LearningRow(rule, new int[] {10}, 50, 1);
        row.run(new Trains(3000, new long[] {1000, 1200, 1201}, new long[][] {{1190}}));
        assertEquals(50 + Math.exp(-1) - Math.exp(-0.1 / 20), row.run.weight[0], 4e-6);
    }

    @Test
    void weightsStayBetweenZeroAndWmax() {
        final Trains trains = Trains.poisson(5, 20_000, 60, 60, 6);
        for (double alpha : new double[] {0, 3}) {
            final LearningRow row = new LearningRow(new StdpRule(20, 20, 0.3, alpha, 0.3, 0, 7.3), DELAYS, 3, 1);
            row.run(trains, step -> {
                for (float w : row.run.weight) {
                    assertTrue(w >= 0 && w <= 7.3f, "w " + w);
                }
            });
            assertEquals(alpha == 0 ? 7.3f : row.run.weight[0], row.run.weight[0]);
        }
    }

    @Test
    void strongerInitialWeightsAreRefused() {
        final StdpRule rule = new StdpRule(20, 20, 0.01, 1, 1, 1, 100);
        rule.check(LearningRow.projection(rule, -100, 1));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> rule.check(LearningRow.projection(rule, -101, 1)))
                .getMessage()
                .contains("Wmax=100.0 projection=S->T"));
        final Projection spread = new Projection("S->T", "S", "T", new AllToAll(), new Normal(87.8, 8.78),
                new Constant(1), new Reliable(), false);
        assertThrows(IllegalArgumentException.class, () -> rule.check(spread), "8 % are above 100");
        new StdpRule(20, 20, 0.01, 1, 1, 1, 110).check(spread);
    }

    @Test
    void badParametersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new StdpRule(0, 20, 0.01, 1, 1, 1, 100));
        assertThrows(IllegalArgumentException.class, () -> new StdpRule(20, -1, 0.01, 1, 1, 1, 100));
        assertThrows(IllegalArgumentException.class, () -> new StdpRule(20, 20, Double.NaN, 1, 1, 1, 100));
        assertThrows(IllegalArgumentException.class, () -> new StdpRule(20, 20, 0.01, -1, 1, 1, 100));
        assertThrows(IllegalArgumentException.class, () -> new StdpRule(20, 20, 0.01, 1, -0.1, 1, 100));
        assertThrows(IllegalArgumentException.class, () -> new StdpRule(20, 20, 0.01, 1, 1, -0.1, 100));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new StdpRule(20, 20, 0.01, 1, 1, 1, 0))
                .getMessage()
                .contains("Wmax=0.0"));
    }
}

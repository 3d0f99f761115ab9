package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.models.reliability.Logistic;
import org.quantal.models.reliability.SpikingContrastiveRule;
import org.quantal.simulator.model.LearningClock;

class ReliabilityLearningTest {
    private static final int[] DELAYS = {6, 6, 6, 25};
    private static final ProbabilityBounds BOUNDS = new ProbabilityBounds(0.05, 0.95);

    @Test
    void steppingInLogOddsNeedsNoLogarithm() {
        for (double p : new double[] {1e-6, 0.01, 0.5, 0.9, 1 - 1e-9}) {
            for (double by : new double[] {-800, -30, -1, -0.0624, -1e-3, -1e-9, 0, 1e-5, 0.01, 0.0624, 0.0626, 2, 30,
                    800}) {
                final double expected = Logistic.sigma(Logistic.logit(p) + by);
                assertEquals(expected, LogOdds.shifted(p, by), 1e-12 * expected);
            }
        }
    }

    /** Both phases, both signs, from a W near 0 and a large one: every change by the formulas of the single synapse. */
    @Test
    void synapsesFollowTheDefinition() {
        final Trains trains = Trains.poisson(7, 40_000, 30, 30, DELAYS.length);
        final SpikingContrastiveRule single = new SpikingContrastiveRule(0.01, 5);
        final ReliabilityLearning rule = new ReliabilityLearning(single, 12, 2, 90, 60, BOUNDS);
        for (double start : new double[] {0.05, -0.05, 3, -3}) {
            final LearningRow row = new LearningRow(rule, DELAYS, start, 0.4);
            row.run(trains);
            for (int i = 0; i < DELAYS.length; i++) {
                final PairSums expected = new PairSums(trains, i, DELAYS[i], Math.abs(start), 0.4) {
                    @Override
                    void onPre(double time) {
                        change(post(12, time), time);
                    }

                    @Override
                    void onPost(double time) {
                        change(pre(12, time), time);
                    }

                    private void change(double e, double time) {
                        final int phase = time % 1500 < 900 ? 1 : -1;
                        final double signed = Math.signum(start) * w / 2;
                        final double alpha = Logistic.logit(p);
                        final double next = 2 * Math.signum(start)
                                * (signed + single.weightChange(signed, alpha, e, phase));
                        w = (float) Math.max(0, next);
                        p = (float) Math.min(0.95, Math.max(0.05,
                                Logistic.sigma(alpha + single.alphaChange(signed, alpha, e, phase))));
                    }
                }.run();
                assertTrue(Math.abs(expected.w - Math.abs(start)) > 0.01, "w " + expected.w);
                assertEquals(Math.signum(start) * expected.w, row.run.weight[i], 3e-6);
                assertEquals(expected.p, row.run.probability[i], 3e-6);
            }
        }
    }

    /**
     * W and alpha of a synapse move along alpha + e^alpha - kappa (W + e^-W) = constant, up to O(eps); p itself rises
     * by far.
     */
    @Test
    void weightAndLogOddsStayOnOneCurve() {
        for (double start : new double[] {0.01, -2}) {
            final double[] drift = new double[2];
            for (int r = 0; r < 2; r++) {
                final double eps = r == 0 ? 0.02 : 0.005;
                final ReliabilityLearning rule = new ReliabilityLearning(new SpikingContrastiveRule(eps, 1), 15, 1, 100,
                        0, new ProbabilityBounds(0.001, 0.999));
                final LearningRow row = new LearningRow(rule, new int[] {10}, start, 0.5);
                final double constant = constant(start, 0.5);
                final double[] worst = new double[1];
                row.run(Trains.poisson(8, r == 0 ? 250_000 : 1_000_000, 30, 30, 1),
                        step -> worst[0] = Math.max(worst[0],
                        Math.abs(constant(row.run.weight[0], row.run.probability[0]) - constant)));
                assertTrue(Math.abs(row.run.weight[0] - start) > 0.6, "W " + row.run.weight[0]);
                assertTrue(Math.abs(row.run.probability[0] - 0.5) > 0.1, "p " + row.run.probability[0]);
                drift[r] = worst[0];
            }
            assertTrue(drift[1] < 0.02, "drift " + drift[1]);
            assertTrue(drift[1] < 0.4 * drift[0],
                    "a quarter of the rate, a quarter of the drift: " + drift[0] + " " + drift[1]);
        }
    }

    /** The conserved quantity for kappa = 1. */
    private static double constant(double w, double p) {
        final double alpha = Logistic.logit(p);
        return alpha + Math.exp(alpha) - (w + Math.exp(-w));
    }

    /**
     * In data phases excitation grows and becomes reliable, and inhibition vanishes and becomes unreliable on the way.
     */
    @Test
    void probabilitiesAndSignsKeepTheirBounds() {
        final Trains trains = Trains.poisson(9, 60_000, 40, 40, DELAYS.length);
        for (double start : new double[] {1, -1}) {
            final LearningRow row = new LearningRow(new ReliabilityLearning(new SpikingContrastiveRule(0.03, 5), 15, 1,
                    100, 0, new ProbabilityBounds(0.4, 0.9)), DELAYS, start, 0.5);
            row.run(trains, step -> {
                for (int i = 0; i < DELAYS.length; i++) {
                    final float p = row.run.probability[i];
                    assertTrue(p >= 0.4f && p <= 0.9f && start * row.run.weight[i] >= 0,
                            "p " + p + " w " + row.run.weight[i]);
                }
            });
            for (int i = 0; i < DELAYS.length; i++) {
                assertEquals(start > 0 ? 0.9f : 0.4f, row.run.probability[i]);
                assertTrue(start > 0 ? row.run.weight[i] > 2 : row.run.weight[i] == 0, "w " + row.run.weight[i]);
            }
        }
    }

    @Test
    void dataPhaseBeginsAtTimeZero() {
        final PhaseSchedule schedule = new PhaseSchedule(2, 1, LearningClock.grid(0.1));
        assertEquals(1, schedule.at(0));
        assertEquals(1, schedule.at(19));
        assertEquals(-1, schedule.at(20));
        assertEquals(-1, schedule.at(29));
        assertEquals(1, schedule.at(30));
        assertEquals(-1, schedule.at(-1));
        assertEquals(1, schedule.at(-11));
        assertEquals(1, new PhaseSchedule(2, 0, LearningClock.grid(0.1)).at(123456));
        assertThrows(IllegalArgumentException.class, () -> new PhaseSchedule(2.05, 1, LearningClock.grid(0.1)));
    }

    /** Also where a period is no whole number of ticks, after many of them. */
    @Test
    void phasesNeedNoGrid() {
        final LearningClock clock = LearningClock.continuous();
        final PhaseSchedule schedule = new PhaseSchedule(0.1, 0.2, clock);
        for (long period : new long[] {-7, 0, 1, 10_000_000}) {
            final double start = period * 0.3;
            assertEquals(-1, schedule.at(clock.ticks(start - 1e-6)));
            assertEquals(1, schedule.at(clock.ticks(start + 1e-6)));
            assertEquals(1, schedule.at(clock.ticks(start + 0.1 - 1e-6)));
            assertEquals(-1, schedule.at(clock.ticks(start + 0.1 + 1e-6)));
        }
        assertEquals(1, new PhaseSchedule(2, 0, clock).at(123_456_789_012L));
    }

    @Test
    void badParametersAreRefused() {
        assertEquals(new ReliabilityLearning(new SpikingContrastiveRule(0.01, 5), 15, 2, 100, 0,
                new ProbabilityBounds(0.01, 0.99)), ReliabilityLearning.ENTRY.create(Map.of("weight_scale", 2.0)));
        final SpikingContrastiveRule single = new SpikingContrastiveRule(0.01, 5);
        assertThrows(IllegalArgumentException.class, () -> new ReliabilityLearning(single, 0, 1, 100, 0, BOUNDS));
        assertThrows(IllegalArgumentException.class, () -> new ReliabilityLearning(single, 15, 0, 100, 0, BOUNDS));
        assertThrows(IllegalArgumentException.class, () -> new ReliabilityLearning(single, 15, 1, 0, 0, BOUNDS));
        assertThrows(IllegalArgumentException.class, () -> new ReliabilityLearning(single, 15, 1, 100, -1, BOUNDS));
        assertThrows(IllegalArgumentException.class,
                () -> new ReliabilityLearning(single, 15, 1, 100, 0, new ProbabilityBounds(0.1, 1)));
        final ReliabilityLearning rule = new ReliabilityLearning(single, 15, 1, 100, 0, BOUNDS);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> rule.check(LearningRow.projection(rule, 1, 1)))
                .getMessage()
                .contains("release model reliable start at 1.0; take 'bernoulli'"));
    }
}

package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.models.reliability.CostaRule;

class CostaPlasticityTest {
    private static final int[] DELAYS = {4, 9, 9};

    private static CostaPlasticity rule(double learningRate) {
        return (CostaPlasticity) CostaPlasticity.ENTRY.create(Map.of("learning_rate", learningRate));
    }

    /**
     * Ends at (P, q) when spikes meet at the synapse at these times (ms): postsynaptic ones are a delay of one step
     * earlier.
     */
    private static void check(double[] preMs, double[] postMs, double probability, double amplitude) {
        final long[] pre = new long[preMs.length];
        final long[] post = new long[postMs.length];
        for (int k = 0; k < pre.length; k++) {
            pre[k] = 10 + Math.round(10 * preMs[k]);
        }
        for (int k = 0; k < post.length; k++) {
            post[k] = 10 + Math.round(10 * postMs[k]) - 1;
        }
        final LearningRow row = new LearningRow(rule(1), new int[] {1}, 87.8, 0.5);
        row.run(new Trains(4000, pre, new long[][] {post}));
        assertEquals(probability, row.run.probability[0], 2e-7);
        assertEquals(87.8 * amplitude, row.run.weight[0], 5e-5);
    }

    private static double[] five(double start, double interval) {
        final double[] times = new double[5];
        for (int k = 0; k < 5; k++) {
            times[k] = start + k * interval;
        }
        return times;
    }

    @Test
    void spikeTrainsEndAtTheTable() {
        check(new double[] {0}, new double[] {10}, 0.5, 1);
        check(new double[] {10}, new double[] {0}, 0.3751062144, 1);
        check(five(0, 20), five(10, 20), 0.7063081194, 1.4674775294);
        check(five(10, 20), five(0, 20), 0.2686121363, 1.3828504265);
        check(five(0, 50), five(10, 50), 0.8668513028, 1.0941190561);
    }

    @Test
    void synapsesFollowTheDefinition() {
        final Trains trains = Trains.poisson(6, 30_000, 25, 20, DELAYS.length);
        for (double learningRate : new double[] {0.02, 1}) {
            for (double start : new double[] {12, -12}) {
                final LearningRow row = new LearningRow(rule(learningRate), DELAYS, start, 0.5);
                row.run(trains);
                for (int i = 0; i < DELAYS.length; i++) {
                    final PairSums expected = new PairSums(trains, i, DELAYS[i], 12, 0.5) {
                        @Override
                        void onPre(double time) {
                            final double change = (0.1548 * pre(66.6, time) - 0.1771 * post(32.7, time))
                                    * post(230.2, time);
                            p = (float) Math.min(1, Math.max(0.01, p + learningRate * change));
                        }

                        @Override
                        void onPost(double time) {
                            w = (float) (w + 12 * learningRate * 0.0618 * pre(66.6, time) * post(32.7, time));
                        }
                    }.run();
                    assertTrue(expected.w > 12.2, "w " + expected.w);
                    assertEquals(Math.signum(start) * expected.w, row.run.weight[i], 1e-6 * expected.w);
                    assertEquals(expected.p, row.run.probability[i], 1e-6);
                }
            }
        }
    }

    @Test
    void referenceWeightIsTheMeanUnlessGiven() {
        final Trains trains = Trains.poisson(6, 5_000, 25, 20, 1);
        final double[] change = new double[2];
        for (int r = 0; r < 2; r++) {
            final LearningRow row = new LearningRow(CostaPlasticity.ENTRY.create(Map.of("w_ref", r == 0 ? 0.0 : 36.0)),
                    new int[] {1}, 12, 0.5);
            row.run(trains);
            change[r] = row.run.weight[0] - 12;
        }
        assertEquals(3, change[1] / change[0], 1e-5);
    }

    @Test
    void badParametersAreRefused() {
        assertEquals(new CostaPlasticity(CostaRule.DEFAULT, new ProbabilityBounds(0.01, 1), 0), rule(1));
        assertThrows(IllegalArgumentException.class, () -> new ProbabilityBounds(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new ProbabilityBounds(0.5, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new ProbabilityBounds(0.5, 1.1));
        assertThrows(IllegalArgumentException.class,
                () -> new CostaPlasticity(CostaRule.DEFAULT, new ProbabilityBounds(0.1, 1), -1));
        assertThrows(IllegalArgumentException.class, () -> rule(1).check(LearningRow.projection(rule(1), 1, 0.001)));
        rule(1).check(LearningRow.projection(rule(1), 1, 1));
    }
}

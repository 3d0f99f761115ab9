package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VogelsSprekelerTest {
    private static final int[] DELAYS = {5, 5, 12};

    @Test
    void weightsFollowTheDefinition() {
        final Trains trains = Trains.poisson(3, 40_000, 40, 25, DELAYS.length);
        for (double start : new double[] {-5, -9.99, 0.001}) {
            for (double rho0 : new double[] {2, 25, 60}) {
                final LearningRow row = new LearningRow(new VogelsSprekeler(20, 0.05, rho0, 10), DELAYS, start, 1);
                row.run(trains);
                final double alpha = 2 * rho0 * 0.020;
                for (int i = 0; i < DELAYS.length; i++) {
                    final PairSums expected = new PairSums(trains, i, DELAYS[i], Math.abs(start), 1) {
                        @Override
                        void onPost(double time) {
                            w = (float) Math.min(10, w + 0.05 * pre(20, time));
                        }

                        @Override
                        void onPre(double time) {
                            w = (float) Math.max(0, Math.min(10, w + 0.05 * post(20, time)) - 0.05 * alpha);
                        }
                    }.run();
                    assertEquals(Math.signum(start) * expected.w, row.run.weight[i], 3e-6);
                }
            }
        }
    }

    @Test
    void pairsByHand() {
        final VogelsSprekeler rule = new VogelsSprekeler(20, 0.1, 5, 10);
        assertEquals(0.2, rule.alpha(), 1e-15);
        for (int dt : new int[] {-300, -50, -1, 0, 1, 50, 300}) {
            final LearningRow row = new LearningRow(rule, new int[] {10}, -1, 1);
            row.run(new Trains(3000, new long[] {1000}, new long[][] {{1000 + dt - 10}}));
            final double pair = dt == 0 ? 0 : Math.exp(-Math.abs(dt) * 0.1 / 20);
            assertEquals(-(1 + 0.1 * (pair - 0.2)), row.run.weight[0], 2e-7, "dt " + dt);
        }
    }

    /** At the target rate weights drift nowhere; above it inhibition grows, below it shrinks. */
    @Test
    void inhibitionGrowsAboveTheTargetRateOnly() {
        final VogelsSprekeler rule = new VogelsSprekeler(20, 0.001, 20, 100);
        final double[] change = new double[3];
        for (int r = 0; r < 3; r++) {
            final LearningRow row = new LearningRow(rule, new int[] {1, 1, 1, 1, 1, 1, 1, 1}, -50, 1);
            row.run(Trains.poisson(4, 200_000, 30, 10 * (r + 1), 8));
            for (float w : row.run.weight) {
                change[r] += (Math.abs(w) - 50) / 8;
            }
        }
        // 600 presynaptic spikes in 20 s move |w| by eta (2 rho tau - alpha) each.
        assertEquals(-0.001 * 600 * 0.4, change[0], 0.06);
        assertEquals(0, change[1], 0.06);
        assertEquals(0.001 * 600 * 0.4, change[2], 0.06);
    }

    @Test
    void badParametersAreRefused() {
        assertEquals(0.12, ((VogelsSprekeler) VogelsSprekeler.ENTRY.create(Map.of())).alpha(), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new VogelsSprekeler(0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new VogelsSprekeler(20, -1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new VogelsSprekeler(20, 1, 1, Double.POSITIVE_INFINITY));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new VogelsSprekeler(20, 1, -1, 1)).getMessage()
                .contains("rho0=-1.0 Hz"));
        final VogelsSprekeler rule = new VogelsSprekeler(20, 1, 1, 1);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> rule.check(LearningRow.projection(rule, 0, 1)))
                .getMessage()
                .contains("negative for inhibitory"));
        assertThrows(IllegalArgumentException.class, () -> rule.check(LearningRow.projection(rule, -2, 1)));
    }
}

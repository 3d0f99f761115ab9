package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.models.plasticity.TripletStdp.Amplitudes;

class TripletStdpTest {
    private static final int[] DELAYS = {3, 3, 20, 31};

    @Test
    void weightsFollowTheDefinition() {
        final Amplitudes all = new Amplitudes(4e-3, 3e-3, 6e-3, 2e-3);
        final TripletStdp rule = new TripletStdp(all, 16.8, 33.7, 101, 114, 40, 100);
        final Trains trains = Trains.poisson(2, 40_000, 25, 30, DELAYS.length);
        for (int sign = -1; sign <= 1; sign += 2) {
            final LearningRow row = new LearningRow(rule, DELAYS, sign * 50, 1);
            row.run(trains);
            for (int i = 0; i < DELAYS.length; i++) {
                final PairSums expected = new PairSums(trains, i, DELAYS[i], 50, 1) {
                    @Override
                    void onPost(double time) {
                        w = (float) Math.min(100, w + 40 * pre(16.8, time) * (4e-3 + 6e-3 * post(114, time)));
                    }

                    @Override
                    void onPre(double time) {
                        w = (float) Math.max(0, w - 40 * post(33.7, time) * (3e-3 + 2e-3 * pre(101, time)));
                    }
                }.run();
                assertTrue(Math.abs(expected.w - 50) > 1, "w " + expected.w);
                assertEquals(sign * expected.w, row.run.weight[i], 3e-5);
            }
        }
    }

    /** post-pre-post: o2 is the first postsynaptic spike alone, not the second itself. */
    @Test
    void tripletByHand() {
        final TripletStdp rule = new TripletStdp(Amplitudes.VISUAL_CORTEX, 16.8, 33.7, 101, 114, 0, 100);
        final LearningRow row = new LearningRow(rule, new int[] {10}, 20, 1);
        row.run(new Trains(3000, new long[] {1100}, new long[][] {{1040, 1140}}));
        final double down = 7.1e-3 * Math.exp(-5 / 33.7);
        final double up = 6.5e-3 * Math.exp(-5 / 16.8) * Math.exp(-10 / 114.0);
        assertEquals(20 * (1 - down + up), row.run.weight[0], 4e-6);
    }

    /**
     * The signature of the visual-cortex data: pairs of a presynaptic spike 10 ms before a postsynaptic one strengthen
     * the more, the more frequent.
     */
    @Test
    void potentiationGrowsWithFrequency() {
        double last = -1;
        for (double hz : new double[] {0.5, 10, 20, 40, 50}) {
            final long interval = Math.round(10_000 / hz);
            final long[] pre = new long[60];
            final long[] post = new long[60];
            for (int k = 0; k < 60; k++) {
                pre[k] = 1000 + k * interval;
                post[k] = pre[k] + 99;
            }
            final LearningRow row = new LearningRow(TripletStdp.ENTRY.create(Map.of("Wmax", 1e6)), new int[] {1},
                    1000, 1);
            row.run(new Trains(2000 + 60 * interval, pre, new long[][] {post}));
            final double change = row.run.weight[0] / 1000 - 1;
            assertTrue(change > last, hz + " Hz: " + change);
            last = change;
        }
        assertTrue(last > 0.3, "50 Hz: " + last);
    }

    @Test
    void presetsHaveTheValuesOfThePaper() {
        assertEquals(new TripletStdp(new Amplitudes(0, 7.1e-3, 6.5e-3, 0), 16.8, 33.7, 101, 114, 0, 100),
                TripletStdp.ENTRY.create(Map.of()));
        assertEquals(new TripletStdp(new Amplitudes(5.3e-3, 3.5e-3, 8e-3, 0), 16.8, 33.7, 101, 40, 0, 100),
                TripletStdp.PRESETS.get(0).create(Map.of()));
    }

    @Test
    void badParametersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Amplitudes(-1, 0, 0, 0));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new TripletStdp(Amplitudes.HIPPOCAMPUS, 16.8, 33.7, 0, 114, 0, 100)).getMessage()
                .contains("tau_x=0.0 ms"));
        final TripletStdp rule = new TripletStdp(Amplitudes.HIPPOCAMPUS, 16.8, 33.7, 101, 114, 0, 100);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> rule.check(LearningRow.projection(rule, 0, 1)))
                .getMessage()
                .contains("w_ref"));
    }
}

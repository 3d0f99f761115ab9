package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CostaRuleTest {

    @Test
    void spikeTrainsEndAtTheTable() {
        check(new double[] {0}, new double[] {10}, 0.5, 1);
        check(new double[] {10}, new double[] {0}, 0.3751062144, 1);
        check(train(0, 20), train(10, 20), 0.7063081194, 1.4674775294);
        check(train(10, 20), train(0, 20), 0.2686121363, 1.3828504265);
        check(train(0, 50), train(10, 50), 0.8668513028, 1.0941190561);
    }

    private static double[] train(double start, double interval) {
        final double[] times = new double[5];
        for (int k = 0; k < 5; k++) {
            times[k] = start + k * interval;
        }
        return times;
    }

    private static void check(double[] pre, double[] post, double probability, double amplitude) {
        final double[] end = run(CostaRule.DEFAULT, pre, post);
        assertEquals(probability, end[0], 6e-11);
        assertEquals(amplitude, end[1], 6e-11);
    }

    /** P and q after two spike trains without common times. */
    private static double[] run(CostaRule rule, double[] pre, double[] post) {
        double p = CostaRule.START_PROBABILITY;
        double q = CostaRule.START_AMPLITUDE;
        double x = 0;
        double yMinus = 0;
        double yPlus = 0;
        double now = 0;
        int a = 0;
        int b = 0;
        while (a < pre.length || b < post.length) {
            final boolean isPre = b == post.length || a < pre.length && pre[a] < post[b];
            final double next = isPre ? pre[a] : post[b];
            x = CostaRule.decayed(x, next - now, rule.tauX());
            yMinus = CostaRule.decayed(yMinus, next - now, rule.tauYDepression());
            yPlus = CostaRule.decayed(yPlus, next - now, rule.tauYPotentiation());
            now = next;
            if (isPre) {
                p = rule.probabilityAfterPre(p, x, yMinus, yPlus);
                x++;
                a++;
            } else {
                q = rule.amplitudeAfterPost(q, x, yMinus);
                yMinus++;
                yPlus++;
                b++;
            }
        }
        return new double[] {p, q};
    }

    /** Post before pre by 10 ms: P = 1/2 - d- exp(-10/tau_y-) exp(-10/tau_y+). */
    @Test
    void onePairHasAClosedForm() {
        final double[] end = run(CostaRule.DEFAULT, new double[] {10}, new double[] {0});
        assertEquals(0.5 - 0.1771 * Math.exp(-10 / 32.7 - 10 / 230.2), end[0], 1e-15);
    }

    @Test
    void valuesStayWithinTheirBounds() {
        assertEquals(1, CostaRule.DEFAULT.probabilityAfterPre(0.9, 10, 0, 1));
        assertEquals(0, CostaRule.DEFAULT.probabilityAfterPre(0.1, 0, 10, 1));
        assertEquals(1.0618, CostaRule.DEFAULT.amplitudeAfterPost(1, 1, 1), 1e-15);
    }

    @Test
    void learningRateScalesAllChanges() {
        final CostaRule slow = CostaRule.DEFAULT.withLearningRate(1e-3);
        final double[] full = {CostaRule.DEFAULT.probabilityAfterPre(0.5, 0.4, 0.3, 0.2) - 0.5,
            CostaRule.DEFAULT.amplitudeAfterPost(1, 0.4, 0.3) - 1};
        assertEquals(1e-3 * full[0], slow.probabilityAfterPre(0.5, 0.4, 0.3, 0.2) - 0.5, 1e-15);
        assertEquals(1e-3 * full[1], slow.amplitudeAfterPost(1, 0.4, 0.3) - 1, 1e-15);
        assertEquals(-0.1771 * 0.06 + 0.1548 * 0.08, full[0], 1e-15);
    }

    @Test
    void badParametersAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new CostaRule(0.1, 0.1, 0.1, 0, 1, 1)).getMessage().contains("tauYDepression=0.0 ms"));
        assertThrows(IllegalArgumentException.class, () -> new CostaRule(-0.1, 0.1, 0.1, 1, 1, 1));
    }
}

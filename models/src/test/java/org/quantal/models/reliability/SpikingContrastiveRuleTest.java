package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpikingContrastiveRuleTest {
    private final SpikingContrastiveRule rule = new SpikingContrastiveRule(0.01, 5);

    /** W = ln 3, alpha = 0: p+ = 3/4, p = 1/2. */
    @Test
    void changesHaveTheirClosedForm() {
        final double w = Math.log(3);
        assertEquals(0.01 * 0.8 * 0.75, rule.weightChange(w, 0, 0.8, 1), 1e-16);
        assertEquals(0.01 * 5 * 0.8 * 0.25, rule.alphaChange(w, 0, 0.8, 1), 1e-16);
        assertEquals(-rule.weightChange(w, 0, 0.8, 1), rule.weightChange(w, 0, 0.8, -1));
        assertEquals(-rule.alphaChange(w, 0, 0.8, 1), rule.alphaChange(w, 0, 0.8, -1));
        assertEquals(0, rule.alphaChange(0, 0.3, 1, 1));
        assertEquals(0, rule.weightChange(1, 0.3, 1, 0));
    }

    /** Both changes are in the ratio of the gradients (10) of the joint machine, whatever the trace. */
    @Test
    void changesAreInTheRatioOfTheGradients() {
        final Synapses s = Tiny.synapses();
        final LikelihoodGradient g = JointLikelihood.of(s, Tiny.DATA);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                final double w = s.weight()[i][j];
                final double a = s.alpha()[i][j];
                assertEquals(5 * g.alpha()[i][j] / g.weight()[i][j],
                        rule.alphaChange(w, a, 0.37, -1) / rule.weightChange(w, a, 0.37, -1), 1e-12);
            }
        }
    }

    @Test
    void strongSynapsesOfEitherSignBecomeReliable() {
        for (int sign : new int[] {1, -1}) {
            double w = 0.01 * sign;
            double a = 0;
            for (int spike = 0; spike < 2000; spike++) {
                final double dw = rule.weightChange(w, a, 0.5, sign);
                a += rule.alphaChange(w, a, 0.5, sign);
                w += dw;
            }
            assertTrue(sign * w > 1.5, "W " + w);
            assertTrue(Logistic.sigma(a) > 0.8, "p " + Logistic.sigma(a));
            assertEquals(ReliabilityCurve.through(5, 0.01 * sign, 0).alpha(w), a, 0.05);
        }
    }

    @Test
    void badRatesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SpikingContrastiveRule(0, 5));
        assertThrows(IllegalArgumentException.class, () -> new SpikingContrastiveRule(0.1, Double.NaN));
    }
}

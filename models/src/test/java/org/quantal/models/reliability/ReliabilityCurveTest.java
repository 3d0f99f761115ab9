package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReliabilityCurveTest {
    private static final ReliabilityCurve CURVE = ReliabilityCurve.through(1, 0, 0);

    @ParameterizedTest
    @CsvSource({"-3, 0.935137", "-2, 0.800088", "-1, 0.581486", "-0.5, 0.518241", "0, 0.5", "0.5, 0.513138",
            "1, 0.543824", "2, 0.621269", "4, 0.746188"})
    void probabilityIsThatOfTheTable(double weight, double expected) {
        assertEquals(expected, CURVE.probability(weight), 5e-7);
    }

    @Test
    void everyPointIsOnTheCurve() {
        for (double kappa : new double[] {0.1, 1, 5}) {
            for (double start : new double[] {-3, 0, 2}) {
                final ReliabilityCurve curve = ReliabilityCurve.through(kappa, 0.3, start);
                assertEquals(start, curve.alpha(0.3), 1e-14);
                for (double w = -12; w <= 12; w += 0.37) {
                    assertEquals(curve.constant(), ReliabilityCurve.invariant(kappa, w, curve.alpha(w)),
                            1e-13 * kappa * (Math.abs(w) + Math.exp(-w)) + 1e-13);
                }
            }
        }
    }

    @Test
    void slopeIsThatOfTheGradient() {
        final ReliabilityCurve curve = ReliabilityCurve.through(5, 0, 0.5);
        for (double w = -4; w <= 4; w += 0.5) {
            final double slope = (curve.alpha(w + 1e-5) - curve.alpha(w - 1e-5)) / 2e-5;
            assertEquals(5 * (1 - curve.probability(w)) * (1 - Math.exp(-w)), slope, 1e-8);
        }
    }

    @Test
    void farEndsAreLinearAndLogarithmic() {
        final ReliabilityCurve curve = ReliabilityCurve.through(5, 0, 0);
        assertEquals(30 + Math.log(5), curve.alpha(-30), 1e-9);
        // e^alpha = kappa W - alpha + constant.
        assertEquals(Math.log(5e6), curve.alpha(1e6), 1e-5);
    }

    /** Small steps along any sequence of D stay on the curve, but for an error of the order of eps. */
    @Test
    void smallStepsStayOnTheCurve() {
        final double coarse = drift(0.02);
        final double fine = drift(0.01);
        assertTrue(coarse < 0.2 && coarse > 0.001, "drift " + coarse);
        assertEquals(2, coarse / fine, 0.2);
    }

    private static double drift(double eps) {
        double weight = 0.1;
        double alpha = 0.2;
        final double start = ReliabilityCurve.invariant(5, weight, alpha);
        for (int step = 0; step < 4 / eps; step++) {
            final double d = Math.sin(3 * step * eps) - 0.5;
            final double coincident = Logistic.sigma(alpha + weight);
            final double prior = Logistic.sigma(alpha);
            weight += eps * coincident * d;
            alpha += eps * 5 * (coincident - prior) * d;
        }
        assertTrue(weight < -0.3, "weight " + weight);
        return Math.abs(ReliabilityCurve.invariant(5, weight, alpha) - start);
    }

    @Test
    void rateMustBePositive() {
        assertThrows(IllegalArgumentException.class, () -> new ReliabilityCurve(0, 1));
    }
}

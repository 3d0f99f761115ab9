package org.quantal.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.random.StreamRandom;

class LifExpExactTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private static double crossing(DenseSearch s) {
        return LifExpExact.crossing(s.v0, s.i1, s.vInf, s.threshold, s.tauM, s.tau1, s.capacitance);
    }

    /**
     * The reference table of crossing times (C = 250 pF, threshold 15 mV), with 18 digits by bisection in arithmetic
     * of 40 digits (mpmath), since the table's own 12 digits are too few for 1e-12.
     */
    @ParameterizedTest
    @CsvSource({"0, 10000, 10, 0.5, 0, 0.772959651692046691", "10, 1000, 10, 2, 0, Infinity",
            "14, 200, 10, 2, 0, Infinity",
        "14, -500, 10, 2, 400, 19.4561225489844208", "5, 800, 10, 10, 0, Infinity",
        "5, 800, 10, 10, 300, 3.52062218300207993", "0, 0, 10, 2, 500, 13.8629436111989062",
        "14.9, 5, 10, 2, 370, Infinity", "12, 1500, 10, 2, 0, 0.852774564851084721",
        "14, 1200, 10, 10, -100, 0.348861215428631757", "10, 1000, 5, 10, 0, Infinity"})
    void knownCrossings(double v0, double i0, double tauM, double tauS, double constant, double expected) {
        final double vInf = Propagators.steadyPotential(constant, tauM, 250);
        assertEquals(expected, LifExpExact.crossing(v0, i0, vInf, 15, tauM, tauS, 250),
                1e-12 * (expected < NEVER ? expected : 1));
    }

    @Test
    void noCrossingIsMissedOrSpurious() {
        final StreamRandom random = new StreamRandom(20);
        final double[] ratios = {0.05, 0.2, 0.5, 0.999, 1, 1 + 1e-9, 1.5, 2, 8};
        int spikes = 0;
        for (int k = 0; k < 10_000; k++) {
            final double tauM = 5 + 20 * random.nextDouble();
            final double tauS = tauM * ratios[k % ratios.length];
            final DenseSearch search = DenseSearch.random(random, tauM, tauS, tauS, false);
            final double answer = crossing(search);
            assertNull(search.judge(answer));
            spikes += answer < NEVER ? 1 : 0;
        }
        assertTrue(spikes > 3000 && spikes < 7000, "spikes=" + spikes);
    }

    /** Time constants that are equal but for the last digits: 500 states each. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 2.3e-16, -1e-15, 1e-12, -1e-9, 1e-7, -1e-5, 1e-3})
    void nearlyEqualTimeConstantsAreNoSpecialCase(double off) {
        final StreamRandom random = new StreamRandom(21);
        for (int k = 0; k < 500; k++) {
            final DenseSearch search = DenseSearch.random(random, 10, 10 * (1 + off), 10 * (1 + off), false);
            assertNull(search.judge(crossing(search)));
        }
    }

    /** A threshold 1e-9 mV below the highest V is crossed, one 1e-9 mV above is not. */
    @Test
    void tangencyIsDecidedRight() {
        final StreamRandom random = new StreamRandom(22);
        int tested = 0;
        for (int k = 0; k < 4000; k++) {
            final double tauS = new double[] {0.5, 2, 10, 10 + 1e-8, 25}[k % 5];
            final DenseSearch search = DenseSearch.random(random, 10, tauS, tauS, false);
            final double peak = search.firstMaximum();
            final double highest = search.distance(peak) + search.threshold;
            if (highest > search.v0 + 1e-3 && search.vInf < highest - 1e-3) {
                tested++;
                assertEquals(NEVER, crossing(search.withThreshold(highest + 1e-9)), search.toString());
                final double t = crossing(search.withThreshold(highest - 1e-9));
                assertTrue(t < peak, search.toString());
                assertNull(search.withThreshold(highest - 1e-9).judge(t));
            }
        }
        assertTrue(tested > 1000, "tested=" + tested);
    }

    /**
     * tauM/tauS = a/b makes V - threshold the trinomial A z^b + B z^a + c in z = exp(-t/(a b tau0)); the spike is its
     * largest root below 1. Closed forms for a = 2 b and b = 2 a, bisection otherwise.
     */
    @ParameterizedTest
    @CsvSource({"2, 1", "1, 2", "5, 1", "20, 1", "5, 2", "2, 3", "1, 4"})
    void trinomialHasTheSameRoots(int a, int b) {
        final StreamRandom random = new StreamRandom(23);
        final double tau0 = 10.0 / a;
        int spikes = 0;
        for (int k = 0; k < 2000; k++) {
            final DenseSearch s = DenseSearch.random(random, a * tau0, b * tau0, b * tau0, false);
            final double weightB = -s.i1 / s.capacitance * s.tauM * s.tau1 / (s.tauM - s.tau1);
            final double weightA = s.v0 - s.vInf - weightB;
            final double z = b * 2 == a || a * 2 == b
                    ? quadratic(a > b ? weightB : weightA, a > b ? weightA : weightB, s.vInf - s.threshold)
                    : trinomial(weightA, b, weightB, a, s.vInf - s.threshold);
            final double expected = a * 2 == b || b * 2 == a
                    ? -Math.max(a, b) * tau0 * Math.log(z) : -a * b * tau0 * Math.log(z);
            final double answer = crossing(s);
            if (Double.isNaN(z)) {
                assertEquals(NEVER, answer, s.toString());
            } else {
                final double slope =
                        Math.abs(Relaxation.slope(answer, s.v0, s.i1 / 250, 0, s.vInf, s.tauM, s.tau1, s.tau1));
                assertEquals(expected, answer,
                        1e-12 * expected + 1e-14 * (1 + Math.abs(weightA) + Math.abs(weightB)) / slope, s.toString());
                spikes++;
            }
        }
        assertTrue(spikes > 500 && spikes < 1500, "spikes=" + spikes);
    }

    /** The largest root below 1 of square z^2 + linear z + c; NaN if there is none in (0, 1). */
    private static double quadratic(double square, double linear, double c) {
        final double root = Math.sqrt(linear * linear - 4 * square * c);
        final double far = -0.5 * (linear + Math.copySign(root, linear));
        return largest(far / square, c / far);
    }

    private static double largest(double a, double b) {
        final boolean isA = a > 0 && a < 1;
        final boolean isB = b > 0 && b < 1;
        return isA && isB ? Math.max(a, b) : isA ? a : isB ? b : Double.NaN;
    }

    private static double trinomial(double weightA, int b, double weightB, int a, double c) {
        final double turn = Math.pow(-weightA * b / (weightB * a), 1.0 / (a - b));
        if (turn > 0 && turn < 1) {
            if (polynomial(turn, weightA, b, weightB, a, c) >= 0) {
                return root(turn, 1, weightA, b, weightB, a, c);
            }
            return c > 0 ? root(0, turn, weightA, b, weightB, a, c) : Double.NaN;
        }
        return c > 0 ? root(0, 1, weightA, b, weightB, a, c) : Double.NaN;
    }

    private static double polynomial(double z, double weightA, int b, double weightB, int a, double c) {
        return weightA * Math.pow(z, b) + weightB * Math.pow(z, a) + c;
    }

    private static double root(double positive, double negative, double weightA, int b, double weightB,
            int a, double c) {
        double low = positive;
        double high = negative;
        for (int i = 0; i < 200; i++) {
            final double middle = 0.5 * (low + high);
            if (polynomial(middle, weightA, b, weightB, a, c) >= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** In the first case V is concave until its peak: bare Newton from 0 rises to the crossing and never passes it. */
    @Test
    void newtonRisesToTheCrossingWithoutPassingIt() {
        final StreamRandom random = new StreamRandom(24);
        int cases = 0;
        int iterations = 0;
        for (int k = 0; k < 10_000; k++) {
            final DenseSearch s = DenseSearch.random(random, 10, new double[] {0.5, 2, 10, 30}[k % 4], 0, false);
            final double j = s.i1 / s.capacitance;
            final double crossing = crossing(s);
            final double turn = LifExpExact.turn(j + (s.vInf - s.v0) / s.tauM, j / s.tau1, 1 / s.tau1 - 1 / s.tauM);
            if (!(crossing < turn) || !(Relaxation.slope(0, s.v0, j, 0, s.vInf, s.tauM, s.tau1, s.tau1) > 0)) {
                continue;
            }
            cases++;
            double t = 0;
            double next = 0;
            do {
                t = next;
                next = t - Relaxation.value(t, s.v0, j, 0, s.vInf, s.threshold, s.tauM, s.tau1, s.tau1)
                        / Relaxation.slope(t, s.v0, j, 0, s.vInf, s.tauM, s.tau1, s.tau1);
                iterations++;
                final double blur = s.rounding()
                        / Relaxation.slope(crossing, s.v0, j, 0, s.vInf, s.tauM, s.tau1, s.tau1);
                assertTrue(next <= crossing * (1 + 1e-12) + blur, s.toString());
            } while (next > t * (1 + 1e-12));
        }
        assertTrue(cases > 1000, "cases=" + cases);
        assertTrue(iterations < 8 * cases, "iterations=" + iterations + " cases=" + cases);
    }

    /** Just below threshold the time is (threshold - v0)/slope, to all digits. */
    @Test
    void earlyCrossingsKeepTheirDigits() {
        final double below = 15 - 4 * Math.ulp(15.0);
        assertEquals(4 * Math.ulp(15.0) / (2 + 0.5), LifExpExact.crossing(below, 500, 20, 15, 10, 2, 250), 1e-27);
    }

    /**
     * d s/q just below 1: V overshoots vInf late and by little, and a threshold in between is crossed. Beyond 1 there
     * is no overshoot.
     */
    @Test
    void lateSmallOvershootsAreSeen() {
        for (double x : new double[] {0.9, 0.999, 0.99999}) {
            // j = 5 mV/ms, q = 2.5, d = 0.4, s = x q/d = j + vInf/tauM.
            final DenseSearch search = new DenseSearch(0, 1250, 0, 10 * (6.25 * x - 5), 0, 10, 2, 2, 250);
            final double highest = search.distance(search.firstMaximum());
            assertTrue(highest > search.vInf, "highest=" + highest);
            final DenseSearch between = search.withThreshold(0.5 * (highest + search.vInf));
            assertNull(between.judge(crossing(between)));
            assertTrue(crossing(between) < NEVER);
            assertEquals(NEVER, crossing(search.withThreshold(highest + 1e-12)));
        }
        assertEquals(NEVER, LifExpExact.crossing(0, 1250, 12.6, 12.6, 10, 2, 250));
    }

    @Test
    void stateAtThresholdSpikesNowAndNonsenseNever() {
        assertEquals(0, LifExpExact.crossing(15, -1000, 0, 15, 10, 2, 250));
        assertEquals(NEVER, LifExpExact.crossing(Double.NaN, 1000, 20, 15, 10, 2, 250));
        assertEquals(NEVER, LifExpExact.crossing(14, Double.NaN, 20, 15, 10, 2, 250));
    }

    /** A threshold that V approaches from below for ever is never reached. */
    @Test
    void steadyPotentialAtThresholdIsNoCrossing() {
        assertEquals(NEVER, LifExpExact.crossing(10, 0, 15, 15, 10, 2, 250));
        assertEquals(NEVER, LifExpExact.crossing(10, -500, 15, 15, 10, 2, 250));
    }
}

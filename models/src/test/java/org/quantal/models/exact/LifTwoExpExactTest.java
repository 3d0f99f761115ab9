package org.quantal.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.random.StreamRandom;

class LifTwoExpExactTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private static double crossing(DenseSearch s) {
        return LifTwoExpExact.crossing(s.v0, s.i1, s.i2, s.vInf, s.threshold, s.tauM, s.tau1, s.tau2, s.capacitance);
    }

    /** By scan and bisection in arithmetic of 40 digits (mpmath); C = 250 pF, threshold 15 mV. */
    @ParameterizedTest
    @CsvSource({"14, 2000, -1500, 0, 10, 2, 5, Infinity", "5, 3000, -2000, 380, 10, 0.5, 8, 72.1210414235713651",
        "14.5, -800, 600, 500, 10, 2, 20, 1.14951105855501067", "0, 4000, -1000, 0, 20, 2, 8, Infinity",
        "12, 900, -2000, 420, 10, 5, 1, 3.54994324743863288", "12, 2500, -2600, 300, 10, 2, 2.001, Infinity",
        "10, 1500, -300, 0, 10, 10, 3, 1.48424729438968175", "14.9, -3000, 2990, 400, 10, 5, 6, 0.572655120641946081",
        "13, 600, -500, 380, 5, 20, 10, Infinity", "0, -5000, 9000, 0, 10, 0.5, 2, 0.791405543059641474",
        "14.9, 100, -1000, 390, 10, 0.3, 40, 179.495429675267596"})
    void knownCrossings(double v0, double i1, double i2, double constant, double tauM, double tau1,
    double tau2, double expected) {
        final double vInf = Propagators.steadyPotential(constant, tauM, 250);
        assertEquals(expected, LifTwoExpExact.crossing(v0, i1, i2, vInf, 15, tauM, tau1, tau2, 250),
                1e-12 * (expected < NEVER ? expected : 1));
        assertEquals(expected, LifTwoExpExact.crossing(v0, i2, i1, vInf, 15, tauM, tau2, tau1, 250),
                1e-12 * (expected < NEVER ? expected : 1));
    }

    @Test
    void noCrossingIsMissedOrSpurious() {
        final StreamRandom random = new StreamRandom(30);
        final double[] ratios = {0.05, 0.2, 0.5, 0.9999, 1, 1 + 1e-9, 1.5, 4};
        int spikes = 0;
        int late = 0;
        for (int k = 0; k < 10_000; k++) {
            final double tauM = 5 + 20 * random.nextDouble();
            final double tau1 = tauM * ratios[k % 8];
            final double tau2 = tauM * ratios[k / 8 % 8] * (k % 3 == 0 ? 1.1 : 1);
            final DenseSearch search = DenseSearch.random(random, tauM, tau1, tau2, true);
            final double answer = crossing(search);
            assertNull(search.judge(answer));
            spikes += answer < NEVER ? 1 : 0;
            late += answer < NEVER && search.distance(answer / 3) < search.v0 - search.threshold - 0.1 ? 1 : 0;
        }
        assertTrue(spikes > 3000 && spikes < 8000, "spikes=" + spikes);
        assertTrue(late > 300, "spikes after a dip=" + late);
    }

    /**
     * The peak of V lies within 1e-9 mV of the threshold, also when it is the peak after a dip (currents of opposite
     * sign), where both zeros of the slope must have been found.
     */
    @Test
    void tangencyIsDecidedRight() {
        final StreamRandom random = new StreamRandom(31);
        int tested = 0;
        int afterDip = 0;
        for (int k = 0; k < 5000; k++) {
            final double tau1 = new double[] {0.5, 2, 10, 14}[k % 4];
            final double tau2 = new double[] {0.7, 2 + 1e-6, 5, 30}[k / 4 % 4];
            final DenseSearch search = DenseSearch.random(random, 10, tau1, tau2, true);
            final double peak = search.firstMaximum();
            final double highest = search.distance(peak) + search.threshold;
            if (highest > search.v0 + 1e-3 && search.vInf < highest - 1e-3) {
                tested++;
                afterDip += search.distance(1e-3 * peak) < search.v0 - search.threshold ? 1 : 0;
                assertEquals(NEVER, crossing(search.withThreshold(highest + 1e-9)), search.toString());
                final double t = crossing(search.withThreshold(highest - 1e-9));
                assertTrue(t < peak, search.toString());
                assertNull(search.withThreshold(highest - 1e-9).judge(t));
            }
        }
        assertTrue(tested > 800 && afterDip > 60, "tested=" + tested + " after a dip=" + afterDip);
    }

    /**
     * Nearly equal synaptic time constants give nearly the crossing of one current, down to the last digit of the
     * constant.
     */
    @Test
    void currentsOfNearlyEqualTimeConstantsActAsOne() {
        final StreamRandom random = new StreamRandom(32);
        for (int k = 0; k < 500; k++) {
            final DenseSearch s = DenseSearch.random(random, 10, 3, 3, true);
            final double one = LifExpExact.crossing(s.v0, s.i1 + s.i2, s.vInf, s.threshold, 10, 3, 250);
            assertEquals(one, crossing(s));
            for (double off : new double[] {2.3e-16, 1e-13, 1e-10}) {
                final DenseSearch near = new DenseSearch(s.v0, s.i1, s.i2, s.vInf, s.threshold, 10, 3, 3 * (1 + off),
                        250);
                assertNull(near.judge(crossing(near)));
            }
        }
    }

    @Test
    void stateAtThresholdSpikesNowAndNonsenseNever() {
        assertEquals(0, LifTwoExpExact.crossing(15, -1000, 10, 0, 15, 10, 2, 3, 250));
        assertEquals(NEVER, LifTwoExpExact.crossing(Double.NaN, 1000, 10, 20, 15, 10, 2, 3, 250));
        assertEquals(NEVER, LifTwoExpExact.crossing(14, Double.NaN, 10, 20, 15, 10, 2, 3, 250));
        assertEquals(NEVER, LifTwoExpExact.crossing(14, 10, Double.NaN, 20, 15, 10, 2, 3, 250));
    }

    /** No answer is far from the time scale of the neuron or takes for ever, even for absurd states. */
    @Test
    void extremeStatesEnd() {
        final double[] currents = {-1e12, -1, -1e-300, 0, 1e-300, 1, 1e12};
        for (double i1 : currents) {
            for (double i2 : currents) {
                for (double vInf : new double[] {-1e6, 0, Math.nextDown(15), 15, Math.nextUp(15), 1e6}) {
                    for (double tau : new double[] {1e-3, 3, 1e4}) {
                        final double t = LifTwoExpExact.crossing(14, i1, i2, vInf, 15, 10, 2, tau, 250);
                        assertTrue(t > 0, "t=" + t);
                    }
                }
            }
        }
    }
}

package org.quantal.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

class LifDeltaExactTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    /** Constant drive from reset 0: T = tau ln(vInf/(vInf - threshold)) = 10 ln 4 at vInf = 20, threshold 15. */
    @Test
    void regularFiringHasTheKnownInterval() {
        assertEquals(10 * Math.log(4), LifDeltaExact.crossing(0, 20, 15, 10), 1e-12 * 13.9);
        assertEquals(13.8629436111989062, LifDeltaExact.crossing(0, 20, 15, 10), 1e-14 * 13.9);
    }

    @Test
    void driveToThresholdNeverReachesIt() {
        assertEquals(NEVER, LifDeltaExact.crossing(14.999, 15, 15, 10));
        assertEquals(NEVER, LifDeltaExact.crossing(-3, 14, 15, 10));
        assertEquals(NEVER, LifDeltaExact.crossing(Double.NaN, 14, 15, 10));
    }

    @Test
    void aNeuronAtThresholdSpikesNow() {
        assertEquals(0, LifDeltaExact.crossing(15, 0, 15, 10));
        assertEquals(0, LifDeltaExact.crossing(15.5, 20, 15, 10));
    }

    /** Just below threshold the time is (threshold - v0)/slope, to all digits. */
    @Test
    void earlyCrossingsKeepTheirDigits() {
        final double below = 15 - Math.ulp(15.0);
        assertEquals(Math.ulp(15.0) / (5 / 10.0), LifDeltaExact.crossing(below, 20, 15, 10), 1e-27);
    }

    @Test
    void potentialIsAtThresholdAtTheCrossing() {
        final StreamRandom random = new StreamRandom(5);
        for (int k = 0; k < 10_000; k++) {
            final double v0 = 15 - 30 * random.nextDouble();
            final double vInf = 15 + 10 * (1 - random.nextDouble());
            final double t = LifDeltaExact.crossing(v0, vInf, 15, 10);
            assertTrue(t > 0 && t < 500, "t=" + t);
            assertEquals(15, LifDeltaExact.potential(v0, vInf, t, 10), 1e-13 * 15);
        }
    }
}

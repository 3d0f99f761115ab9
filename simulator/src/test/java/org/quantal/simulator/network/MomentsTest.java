package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

    @ParameterizedTest
    @CsvSource({"2, 0.5, 0", "2, 0.5, 0.3", "-3, 4, -20", "1, 1e-6, 1e-4", "0, 1, 1000", "0, 1, -1000"})
    void pointsHaveTheMoments(double mean, double variance, double third) {
        final Moments.Points points = new Moments(mean, variance, third).points();
        double[] central = new double[4];
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < 4; k++) {
                central[k] += points.shares()[i] * StrictMath.pow(points.values()[i] - mean, k);
            }
        }
        assertEquals(1, central[0], 1e-14);
        assertEquals(0, central[1], 1e-12 * Math.sqrt(variance));
        assertEquals(variance, central[2], 1e-12 * variance);
        assertEquals(third, central[3], 1e-9 * Math.max(Math.abs(third), Math.pow(variance, 1.5)));
    }

    @Test
    void pointsOfPositiveLawsArePositive() {
        for (double sd : new double[] {0.1, 1, 3}) {
            assertTrue(new LogNormal(1, sd).moments().points().values()[1] > 0);
        }
    }

    @Test
    void noVarianceIsOnePoint() {
        assertArrayEquals(new double[] {3}, Moments.of(3).points().values());
        assertEquals(Moments.of(0.1), Moments.ofRaw(0.1, 0.1 * 0.1, 0.1 * 0.1 * 0.1));
    }

    /** An exponential law: 1, 2, 6 about 0; 1, 1, 2 about its mean. */
    @Test
    void rawMomentsBecomeCentral() {
        assertEquals(new Moments(1, 1, 2), Moments.ofRaw(1, 2, 6));
        assertEquals(new Moments(-2, 4, -16), Moments.ofRaw(1, 2, 6).scaled(-2));
        assertThrows(IllegalArgumentException.class, () -> new Moments(1, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Moments(Double.NaN, 1, 0));
    }
}

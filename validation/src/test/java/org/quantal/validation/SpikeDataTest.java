package org.quantal.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpikeDataTest {

    @Test
    void ratesAndIntervals() {
        final SpikeData data = new SpikeData(2, 100, new double[][] {{10, 20, 30, 40}, {5, 10, 25}});
        assertEquals(35, data.rate(), 1e-12);
        // Intervals 10, 10, 10; and 5, 15 with mean 10 and standard deviation sqrt(50).
        assertArrayEquals(new double[] {0, Math.sqrt(50) / 10}, data.intervalVariations(1), 1e-14);
        assertArrayEquals(new double[] {0}, data.intervalVariations(3), 1e-14);
    }

    @Test
    void correlationIsTheMeanOverPairs() {
        final double[] a = {5, 15, 45};
        final double[] b = {25, 35};
        // Counts in five bins: a 1 1 0 0 1; b the other ones, correlation -1.
        assertEquals(1, new SpikeData(3, 50, new double[][] {a, a, {}}).correlation(), 1e-12);
        assertEquals(-1, new SpikeData(2, 50, new double[][] {a, b}).correlation(), 1e-12);
        assertEquals(-1.0 / 3, new SpikeData(3, 50, new double[][] {a, a, b}).correlation(), 1e-12);
    }
}

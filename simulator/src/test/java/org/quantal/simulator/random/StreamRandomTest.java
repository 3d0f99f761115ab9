package org.quantal.simulator.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamKey.Purpose;

class StreamRandomTest {

    /** First outputs of SplitMix64 seeded with 1234567, as published with the reference implementation in C. */
    @Test
    void isSplitMix64() {
        final StreamRandom random = new StreamRandom(1234567);
        assertEquals(6457827717110365317L, random.nextLong());
        assertEquals(3203168211198807973L, random.nextLong());
        assertEquals(Long.parseUnsignedLong("9817491932198370423"), random.nextLong());
    }

    @Test
    void resetReturnsToTheStartOfAStream() {
        final StreamRandom random = new StreamRandom(5);
        final long first = random.nextLong();
        random.nextLong();
        random.reset(5);
        assertEquals(first, random.nextLong());
    }

    /** Chi-square at 1e-4: a right generator fails with probability 1e-4, and the seed is fixed. */
    @Test
    void boundedIntegersAreUniform() {
        final StreamRandom random = new StreamRandom(StreamKey.of(1, Purpose.CONNECTION, 0));
        final long[] counts = new long[100];
        for (int i = 0; i < 1_000_000; i++) {
            counts[random.nextInt(100)]++;
        }
        final double[] expected = new double[100];
        java.util.Arrays.fill(expected, 10_000);
        assertTrue(ChiSquareTest.withDefaults().test(expected, counts).getPValue() > 1e-4);
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
    }

    @Test
    void keysOfDifferentCoordinatesDiffer() {
        final Set<Long> keys = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            for (int seed = 0; seed < 20; seed++) {
                for (int c = 0; c < 200; c++) {
                    keys.add(StreamKey.of(seed, purpose, c));
                    keys.add(StreamKey.with(StreamKey.of(seed, purpose, c), c));
                }
            }
        }
        assertEquals(2 * Purpose.values().length * 20 * 200, keys.size());
        assertNotEquals(StreamKey.with(StreamKey.with(1, 2), 3), StreamKey.with(StreamKey.with(1, 3), 2));
    }
}

package org.quantal.simulator.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

/** Draws without replacement, from empty to complete. */
class SubsetDrawTest {

    @Test
    void numbersAreDistinctAndInRangeForEachCount() {
        final SubsetDraw subset = new SubsetDraw(17);
        final StreamRandom random = new StreamRandom(5);
        final int[] chosen = new int[17];
        for (int count = 0; count <= 17; count++) {
            for (int repetition = 0; repetition < 20; repetition++) {
                subset.draw(random, count, chosen);
                final int[] distinct = Arrays.stream(chosen, 0, count).distinct().toArray();
                assertEquals(count, distinct.length);
                assertTrue(Arrays.stream(distinct).allMatch(n -> n >= 0 && n < 17));
            }
        }
    }

    @Test
    void drawDependsOnTheStreamAloneAndNotOnEarlierDraws() {
        final SubsetDraw used = new SubsetDraw(100);
        final int[] expected = new int[60];
        final int[] chosen = new int[60];
        for (int count : new int[] {7, 50, 60}) {
            new SubsetDraw(100).draw(new StreamRandom(9), count, expected);
            used.draw(new StreamRandom(9), count, chosen);
            assertArrayEquals(expected, chosen);
        }
    }

    @Test
    void completeDrawIsThePopulation() {
        final int[] chosen = new int[50];
        new SubsetDraw(50).draw(new StreamRandom(1), 50, chosen);
        assertArrayEquals(IntStream.range(0, 50).toArray(), chosen);
    }
}

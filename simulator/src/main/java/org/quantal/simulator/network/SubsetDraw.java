package org.quantal.simulator.network;

import java.util.Arrays;
import org.quantal.simulator.random.StreamRandom;

/**
 * Draws some of the numbers 0 to population-1, each at most once, all subsets being equally likely. Used by one thread,
 * for many draws.
 */
final class SubsetDraw {
    /** Number of the draw in which an element was last marked; saves clearing the marks before each draw. */
    private final int[] markedIn;
    private int draw;

    SubsetDraw(int population) {
        markedIn = new int[population];
    }

    /** Draws {@code count} numbers into the first entries of {@code chosen}. */
    void draw(StreamRandom random, int count, int[] chosen) {
        if (++draw == 0) {
            Arrays.fill(markedIn, 0);
            draw = 1;
        }
        final int left = markedIn.length - count;
        if (count <= left) {
            for (int i = 0; i < count; i++) {
                chosen[i] = markAnother(random);
            }
            return;
        }
        // Draw those left out: never more than half are marked, so that a draw needs fewer than two tries on average.
        for (int i = 0; i < left; i++) {
            markAnother(random);
        }
        int next = 0;
        for (int i = 0; i < markedIn.length; i++) {
            if (markedIn[i] != draw) {
                chosen[next++] = i;
            }
        }
    }

    private int markAnother(StreamRandom random) {
        int number;
        do {
            number = random.nextInt(markedIn.length);
        } while (markedIn[number] == draw);
        markedIn[number] = draw;
        return number;
    }
}

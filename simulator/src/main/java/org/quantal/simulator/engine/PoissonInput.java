package org.quantal.simulator.engine;

import java.util.Arrays;
import org.quantal.simulator.random.StreamRandom;

/**
 * Adds independent Poisson numbers of external spikes to the input of many neurons. A number is looked up by 12 random
 * bits in a table that stays in the first-level cache, five to a random word (of which four bits are left over); cells
 * of the table in which the distribution function jumps are settled by a second draw, so that the distribution is exact
 * to double precision, its tail included.
 *
 * <p>Immutable and shared by threads.
 */
final class PoissonInput {
    private static final int BITS = 12;
    private static final int CELLS = 1 << BITS;
    private static final int PER_WORD = 5;
    private static final double LARGEST_MEAN = 60;

    /** The number of spikes that a cell stands for; NaN if the distribution function jumps within the cell. */
    private final float[] table = new float[CELLS];
    private final double[] cumulative;
    private final double weight;
    private final int parts;

    /**
     * @param mean   mean number of spikes a step; large means are drawn as a sum of several
     * @param weight amplitude of one spike
     */
    PoissonInput(double mean, double weight) {
        this.weight = weight;
        this.parts = (int) Math.max(1, Math.ceil(mean / LARGEST_MEAN));
        this.cumulative = cumulative(mean / parts);
        for (int cell = 0; cell < CELLS; cell++) {
            final int low = find((double) cell / CELLS);
            final int high = find(Math.nextDown((cell + 1.0) / CELLS));
            table[cell] = low == high ? low : Float.NaN;
        }
    }

    /** P(N &le; k) for k = 0, 1, ... until it is 1 in double precision. */
    private static double[] cumulative(double mean) {
        double[] sums = new double[(int) (mean + 40 * Math.sqrt(mean + 1)) + 60];
        double term = StrictMath.exp(-mean);
        double sum = term;
        int k = 0;
        sums[0] = sum;
        while (k + 1 < sums.length && (k < mean || term > sum * 0x1.0p-54)) {
            k++;
            term *= mean / k;
            sum += term;
            sums[k] = Math.min(sum, 1);
        }
        sums = Arrays.copyOf(sums, k + 1);
        sums[k] = 1;
        return sums;
    }

    /** The number whose cell of the distribution function holds {@code u} in [0, 1). */
    private int find(double u) {
        int k = 0;
        while (cumulative[k] <= u) {
            k++;
        }
        return k;
    }

    /** Adds weight x Poisson number to each entry. */
    void add(long key, double[] input) {
        final StreamRandom random = new StreamRandom(key);
        for (int part = 0; part < parts; part++) {
            addOnce(random, input);
        }
    }

    private void addOnce(StreamRandom random, double[] input) {
        final float[] numbers = table;
        final int mask = numbers.length - 1;
        final double amplitude = weight;
        final int end = input.length - PER_WORD;
        int i = 0;
        for (; i <= end; i += PER_WORD) {
            final long word = random.nextLong();
            final float a = numbers[(int) word & mask];
            final float b = numbers[(int) (word >>> BITS) & mask];
            final float c = numbers[(int) (word >>> 2 * BITS) & mask];
            final float d = numbers[(int) (word >>> 3 * BITS) & mask];
            final float e = numbers[(int) (word >>> 4 * BITS) & mask];
            // One comparison for five look-ups: the sum is NaN if any of them is undecided.
            if (a + b + c + d + e >= 0) {
                input[i] += amplitude * a;
                input[i + 1] += amplitude * b;
                input[i + 2] += amplitude * c;
                input[i + 3] += amplitude * d;
                input[i + 4] += amplitude * e;
            } else {
                addSlowly(random, word, input, i, PER_WORD);
            }
        }
        if (i < input.length) {
            addSlowly(random, random.nextLong(), input, i, input.length - i);
        }
    }

    private void addSlowly(StreamRandom random, long word, double[] input, int from, int count) {
        for (int k = 0; k < count; k++) {
            final int cell = (int) (word >>> k * BITS) & CELLS - 1;
            final float number = table[cell];
            input[from + k] += weight * (number >= 0 ? number : find((cell + random.nextDouble()) / CELLS));
        }
    }
}

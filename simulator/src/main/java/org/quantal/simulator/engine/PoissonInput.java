package org.quantal.simulator.engine;

import java.util.Arrays;
import org.quantal.simulator.random.StreamRandom;

/**
 * Adds independent Poisson numbers of external spikes to the input of many neurons. A number is looked up by 12 random bits in a table that
 * stays in the first-level cache, five to a random word; cells of the table in which the distribution function jumps are
 * settled by a second draw, so that the distribution is exact to double precision, its tail included.
 *
 * <p>Immutable and shared by threads.
 */
final class PoissonInput {
    private static final int BITS = 12;
    private static final int CELLS = 1 << BITS;
    private static final int PER_WORD = 5;
    private static final byte UNDECIDED = -1;
    private static final double LARGEST_MEAN = 60;

    private final byte[] table = new byte[CELLS];
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
            table[cell] = low == high && low < Byte.MAX_VALUE ? (byte) low : UNDECIDED;
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
        final byte[] numbers = table;
        final double amplitude = weight;
        final int n = input.length;
        final int whole = n - n % PER_WORD;
        long word = 0;
        for (int i = 0; i < whole; i += PER_WORD) {
            word = random.nextLong();
            final int a = numbers[(int) word & CELLS - 1];
            final int b = numbers[(int) (word >>> BITS) & CELLS - 1];
            final int c = numbers[(int) (word >>> 2 * BITS) & CELLS - 1];
            final int d = numbers[(int) (word >>> 3 * BITS) & CELLS - 1];
            final int e = numbers[(int) (word >>> 4 * BITS) & CELLS - 1];
            if ((a | b | c | d | e) < 0) {
                addSlowly(random, word, input, i, PER_WORD);
            } else {
                input[i] += amplitude * a;
                input[i + 1] += amplitude * b;
                input[i + 2] += amplitude * c;
                input[i + 3] += amplitude * d;
                input[i + 4] += amplitude * e;
            }
        }
        if (whole < n) {
            addSlowly(random, random.nextLong(), input, whole, n - whole);
        }
    }

    private void addSlowly(StreamRandom random, long word, double[] input, int from, int count) {
        for (int k = 0; k < count; k++) {
            final int cell = (int) (word >>> k * BITS) & CELLS - 1;
            final int number = table[cell] != UNDECIDED ? table[cell] : find((cell + random.nextDouble()) / CELLS);
            input[from + k] += weight * number;
        }
    }
}

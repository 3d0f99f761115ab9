package org.quantal.models.release;

import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.random.StreamRandom;

/**
 * Synapses with one release probability: 64 draws at once by bit slicing.
 *
 * <p>Each of 64 lanes compares a uniform number U with p, from the highest binary digit down, one random word a digit.
 * A lane is decided at the first digit in which U and p differ: U &lt; p, a release, if that digit is 0 in U and 1 in
 * p. Half of the open lanes are decided by each word, so a few words serve 64 synapses (one if p = 1/2), and p is exact
 * to 2^-63, not rounded.
 */
final class BernoulliSites implements ReleaseSites {
    private final long digits;

    BernoulliSites(double probability) {
        // p in (0, 1) times 2^63 is below 2^63; the shift makes the first binary digit of p the sign bit.
        this.digits = (long) (probability * 0x1.0p63) << 1;
    }

    @Override
    public int release(long key, long from, int count, long[] mask) {
        final StreamRandom random = new StreamRandom(key);
        final long p = digits;
        final int words = (count + Long.SIZE - 1) / Long.SIZE;
        for (int w = 0; w < words; w++) {
            long released = 0;
            long open = -1;
            for (long rest = p; rest != 0 && open != 0; rest <<= 1) {
                final long u = random.nextLong();
                // All ones if the digit of p is 1: then lanes whose digit is 0 release, and lanes with 1 stay open.
                final long one = rest >> 63;
                released |= open & ~u & one;
                open &= ~(u ^ one);
            }
            mask[w] = released;
        }
        clearUnused(mask, count);
        int total = 0;
        for (int w = 0; w < words; w++) {
            total += Long.bitCount(mask[w]);
        }
        return total;
    }

    @Override
    public double probability(long synapse) {
        return (digits >>> 1) * 0x1.0p-63;
    }

    /** Clears the bits of the last word beyond {@code count}. */
    static void clearUnused(long[] mask, int count) {
        final int used = count & (Long.SIZE - 1);
        if (used != 0) {
            mask[count / Long.SIZE] &= -1L >>> (Long.SIZE - used);
        }
    }
}

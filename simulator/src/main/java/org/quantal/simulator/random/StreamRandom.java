package org.quantal.simulator.random;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A small, fast generator that can be set to the start of any of 2^64 streams at no cost: SplitMix64 (Steele, Lea &amp;
 * Flood, OOPSLA 2014). One instance serves a whole loop: {@link #reset(long)} it with a key from {@link StreamKey}
 * before each row, neuron block or time step, and results depend on the keys alone, never on threads or on the order of
 * work.
 *
 * <p>Not thread-safe.
 */
public final class StreamRandom implements UniformRandomProvider {
    private static final double DOUBLE_UNIT = 0x1.0p-53;

    private long state;

    /** Starts at the stream of the given key. */
    public StreamRandom(long key) {
        this.state = key;
    }

    /** Goes to the start of the stream of the given key. */
    public void reset(long key) {
        this.state = key;
    }

    @Override
    public long nextLong() {
        state += StreamKey.GOLDEN;
        return StreamKey.mix(state);
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /** A uniform integer in [0, bound) without bias (Lemire 2019). */
    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: bound=" + bound);
        }
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xffffffffL;
        if (low < bound) {
            final long threshold = (1L << 32) % bound;
            while (low < threshold) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xffffffffL;
            }
        }
        return (int) (product >>> 32);
    }
}

package org.quantal.simulator.random;

/**
 * Keys of random streams: pure functions of (seed, purpose, coordinates), so that every draw of a run is a function of
 * what it is for. Nothing depends on the number of threads, on how a run is cut into pieces, or on a restart.
 */
public final class StreamKey {
    static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private StreamKey() {
    }

    /** What a stream is drawn for; streams of different purposes never coincide by construction of the key. */
    public enum Purpose {
        /** Numbers of synapses and their end points. */
        CONNECTION,
        /** Weights. */
        WEIGHT,
        /** Delays. */
        DELAY,
        /** Release probabilities of synapses. */
        RELEASE_PROBABILITY,
        /** Initial values of neurons. */
        INITIAL_VALUE,
        /** Release or failure of transmission. */
        RELEASE,
        /** External Poisson input. */
        DRIVE,
        /** Spikes of stochastic sources and escape noise. */
        SOURCE,
        /** Draws of learning rules. */
        PLASTICITY
    }

    /** The finaliser of SplitMix64 (Stafford's variant 13): a bijection of 64-bit words with full avalanche. */
    public static long mix(long word) {
        long z = word;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The key of a purpose and up to one coordinate. */
    public static long of(long seed, Purpose purpose, long coordinate) {
        return with(with(mix(seed + GOLDEN), purpose.ordinal() + 1L), coordinate);
    }

    /** The key that belongs to one more coordinate. */
    public static long with(long key, long coordinate) {
        // Without the rotation a key and a coordinate would enter alike: seed 1, purpose 2 would be seed 2, purpose 1.
        return mix(Long.rotateLeft(key, 23) ^ mix(coordinate + GOLDEN));
    }
}

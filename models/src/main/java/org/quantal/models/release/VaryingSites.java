package org.quantal.models.release;

import java.util.ArrayList;
import java.util.List;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.random.StreamKey;

/**
 * Synapses with a release probability each, kept as 16-bit numbers k: p = (k + 1)/65536. A synapse releases if a uniform
 * 16-bit number is at most k, so the stored probability is met exactly. Four synapses share a random word.
 */
final class VaryingSites implements ReleaseSites {
    private static final int LEVELS = 1 << 16;
    private static final int CHUNK_BITS = 20;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final List<char[]> chunks = new ArrayList<>();
    private long size;

    /** The stored probability nearest to p, at least 1/65536. */
    static double rounded(double p) {
        return (level(p) + 1.0) / LEVELS;
    }

    private static int level(double p) {
        return (int) Math.min(Math.max(Math.round(p * LEVELS) - 1, 0), LEVELS - 1);
    }

    @Override
    public void append(double[] probabilities, int count) {
        for (int i = 0; i < count; i++) {
            final int at = (int) size & (CHUNK - 1);
            if (at == 0) {
                chunks.add(new char[CHUNK]);
            }
            chunks.get(chunks.size() - 1)[at] = (char) level(probabilities[i]);
            size++;
        }
    }

    @Override
    public int release(long key, long from, int count, long[] mask) {
        long state = key;
        int total = 0;
        long at = from;
        int done = 0;
        // A word of the mask at a time; a word rarely straddles two chunks, and then it is made in two pieces.
        for (int w = 0; done < count; w++) {
            final int lanes = Math.min(Long.SIZE, count - done);
            final int offset = (int) at & (CHUNK - 1);
            final int first = Math.min(lanes, CHUNK - offset);
            long word = word(state, chunks.get((int) (at >>> CHUNK_BITS)), offset, 0, first);
            if (first < lanes) {
                word |= word(state, chunks.get((int) (at >>> CHUNK_BITS) + 1), 0, first, lanes);
            }
            state += 16 * GOLDEN;
            mask[w] = word;
            total += Long.bitCount(word);
            done += lanes;
            at += lanes;
        }
        return total;
    }

    private static long word(long state, char[] level, int offset, int fromLane, int toLane) {
        long word = 0;
        for (int lane = fromLane; lane < toLane; lane++) {
            final long random = StreamKey.mix(state + ((lane >>> 2) + 1) * GOLDEN);
            final long u = (random >>> ((lane & 3) << 4)) & (LEVELS - 1);
            // The sign bit of u - (k + 1) is 1 exactly if u <= k.
            word |= ((u - level[offset + lane - fromLane] - 1) >>> 63) << lane;
        }
        return word;
    }

    @Override
    public int bytesPerSynapse() {
        return Character.BYTES;
    }
}

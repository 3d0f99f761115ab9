package org.quantal.models.release;

import java.util.ArrayList;
import java.util.List;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.random.StreamKey;

/**
 * Synapses with a release probability each, kept as 16-bit numbers k: p = (k + 1)/65536. A synapse releases if a
 * uniform 16-bit number is at most k, so the stored probability is met exactly. Four synapses share a random word.
 */
final class VaryingSites implements ReleaseSites {
    private static final int LEVELS = 1 << 16;
    /** Random words for a word of the mask. */
    private static final int WORDS = Long.SIZE / 4;
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
            final char[] level = chunks.get((int) (at >>> CHUNK_BITS));
            final int offset = (int) at & (CHUNK - 1);
            final int first = Math.min(lanes, CHUNK - offset);
            long word;
            if (first == Long.SIZE) {
                word = wholeWord(state, level, offset);
            } else {
                word = partOfWord(state, level, offset, 0, first);
                if (first < lanes) {
                    word |= partOfWord(state, chunks.get((int) (at >>> CHUNK_BITS) + 1), 0, first, lanes);
                }
            }
            state += WORDS * GOLDEN;
            mask[w] = word;
            total += Long.bitCount(word);
            done += lanes;
            at += lanes;
        }
        return total;
    }

    private static long wholeWord(long state, char[] level, int offset) {
        long word = 0;
        // From the last four synapses to the first, so that all shifts are by constants.
        for (int four = WORDS - 1; four >= 0; four--) {
            final long random = StreamKey.mix(state + (four + 1) * GOLDEN);
            final int i = offset + (four << 2);
            word = word << 4 | released(random, level[i]) | released(random >>> 16, level[i + 1]) << 1
                    | released(random >>> 32, level[i + 2]) << 2 | released(random >>> 48, level[i + 3]) << 3;
        }
        return word;
    }

    private static long partOfWord(long state, char[] level, int offset, int fromLane, int toLane) {
        long word = 0;
        for (int lane = fromLane; lane < toLane; lane++) {
            final long random = StreamKey.mix(state + ((lane >>> 2) + 1) * GOLDEN);
            word |= released(random >>> ((lane & 3) << 4), level[offset + lane - fromLane]) << lane;
        }
        return word;
    }

    /** 1 if the low 16 bits u of a random number are at most the level k: the sign bit of u - (k + 1). */
    private static long released(long random, char level) {
        return ((random & (LEVELS - 1)) - level - 1) >>> 63;
    }

    @Override
    public double probability(long synapse) {
        return (chunks.get((int) (synapse >>> CHUNK_BITS))[(int) synapse & CHUNK - 1] + 1.0) / LEVELS;
    }

    @Override
    public int bytesPerSynapse() {
        return Character.BYTES;
    }
}

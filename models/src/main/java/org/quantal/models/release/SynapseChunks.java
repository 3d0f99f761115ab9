package org.quantal.models.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What each synapse of a table keeps for itself, in chunks, so that a table may grow without being copied. */
final class SynapseChunks {
    private static final int BITS = 16;
    private static final int SIZE = 1 << BITS;
    private static final int LEVELS = 1 << Character.SIZE;

    /** A number that synapses may keep. */
    enum Kept {
        /** Initial release probability, as a 16-bit number k: (k + 1)/65536. */
        INITIAL(Character.BYTES),
        /** Release probability u at the last spike. */
        RELEASE(Float.BYTES),
        /** Resources x just before the last spike. */
        RESOURCES(Float.BYTES),
        /** Filled sites after the last spike. */
        VESICLES(Byte.BYTES);

        private final int bytes;

        Kept(int bytes) {
            this.bytes = bytes;
        }
    }

    /** Arrays of one length; {@code null} for what is not kept. */
    static final class Chunk {
        private char[] level;
        float[] u;
        float[] x;
        byte[] vesicles;

        /** Initial release probability of a synapse of the chunk. */
        double initial(int i) {
            return (level[i] + 1.0) / LEVELS;
        }

        private void resize(Set<Kept> kept, int length) {
            level = !kept.contains(Kept.INITIAL) ? null : level == null ? new char[length]
                    : Arrays.copyOf(level, length);
            u = !kept.contains(Kept.RELEASE) ? null : u == null ? new float[length] : Arrays.copyOf(u, length);
            x = !kept.contains(Kept.RESOURCES) ? null : x == null ? new float[length] : Arrays.copyOf(x, length);
            vesicles = !kept.contains(Kept.VESICLES) ? null : vesicles == null ? new byte[length]
                    : Arrays.copyOf(vesicles, length);
        }

        private void set(int i, double probability, int sites) {
            if (level != null) {
                level[i] = (char) Math.min(Math.max(Math.round(probability * LEVELS) - 1, 0), LEVELS - 1);
            }
            if (u != null) {
                u[i] = (float) probability;
            }
            if (x != null) {
                x[i] = 1;
            }
            if (vesicles != null) {
                vesicles[i] = (byte) sites;
            }
        }
    }

    private final Set<Kept> kept;
    private final List<Chunk> chunks = new ArrayList<>();
    private int capacity;
    private long synapses;

    SynapseChunks(Set<Kept> kept) {
        this.kept = kept.isEmpty() ? EnumSet.noneOf(Kept.class) : EnumSet.copyOf(kept);
    }

    /** Adds rested synapses. */
    void add(double[] probabilities, int count, int sites) {
        for (int i = 0; i < count; i++) {
            final int at = offset(synapses);
            if (at == 0) {
                chunks.add(new Chunk());
                capacity = 0;
            }
            final Chunk chunk = chunks.get(chunks.size() - 1);
            if (at == capacity) {
                // Small tables shall stay small: their only chunk grows; later ones are made whole.
                capacity = chunks.size() > 1 ? SIZE : Math.min(SIZE, Math.max(64, 2 * capacity));
                chunk.resize(kept, capacity);
            }
            chunk.set(at, probabilities[i], sites);
            synapses++;
        }
    }

    /** The chunk that a synapse lies in, at {@link #offset}. */
    Chunk chunk(long synapse) {
        return chunks.get((int) (synapse >>> BITS));
    }

    static int offset(long synapse) {
        return (int) synapse & (SIZE - 1);
    }

    /** How many of the next synapses lie in the same chunk. */
    static int run(long synapse, int count) {
        return Math.min(count, SIZE - offset(synapse));
    }

    int bytesPerSynapse() {
        return kept.stream().mapToInt(each -> each.bytes).sum();
    }

    /** Writes what changes; initial probabilities are drawn again when a network is built. */
    void save(DataOutput out) throws IOException {
        for (long synapse = 0; synapse < synapses; synapse++) {
            final Chunk chunk = chunk(synapse);
            final int i = offset(synapse);
            if (chunk.u != null) {
                out.writeFloat(chunk.u[i]);
            }
            if (chunk.x != null) {
                out.writeFloat(chunk.x[i]);
            }
            if (chunk.vesicles != null) {
                out.writeByte(chunk.vesicles[i]);
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (long synapse = 0; synapse < synapses; synapse++) {
            final Chunk chunk = chunk(synapse);
            final int i = offset(synapse);
            if (chunk.u != null) {
                chunk.u[i] = in.readFloat();
            }
            if (chunk.x != null) {
                chunk.x[i] = in.readFloat();
            }
            if (chunk.vesicles != null) {
                chunk.vesicles[i] = in.readByte();
            }
        }
    }
}

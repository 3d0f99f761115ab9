package org.quantal.io.hdf5;

import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * Packs chunks by byte shuffle and deflate; one serves all datasets of a file in turn.
 *
 * <p>The zlib stream of a chunk (RFC 1950, 1951) is put together from pieces, one for each plane: the first bytes of
 * all elements, the second ones, and so on. So planes of noise, such as the low digits of membrane potentials, can be
 * stored as they are; looking for repetitions in them takes more time than in all other planes and finds none.
 */
final class ChunkPacker implements AutoCloseable {

    private static final int MOST_STORED_AT_ONCE = 0xffff;
    private static final int BLOCK_HEADER = 5;
    private static final int ZLIB_OVERHEAD = 8;
    /** Deflate with a window of 32 KiB, packed quickly; a multiple of 31, as it has to be. */
    private static final byte[] ZLIB_HEADER = {0x78, 0x01};
    /** A last block without content. */
    private static final byte[] END = {0x03, 0x00};

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final Adler32 sum = new Adler32();
    private byte[] shuffled = new byte[0];
    private byte[] packed = new byte[0];
    private int size;

    /** What is known of the planes of a dataset from its chunks so far. */
    static final class Planes {
        /** How often a plane that is stored is looked at again: its data may have become regular. */
        private static final int PERIOD = 8;
        /** Of a plane's bytes, in a hundred: what packing must save at least. */
        private static final int LEAST_GAIN = 4;

        private final boolean[] noise;
        private int chunks;

        Planes(int elementBytes) {
            noise = new boolean[elementBytes];
        }
    }

    /**
     * Packs the bytes and returns the packed length; they lie in {@link #packed()} until the next call.
     *
     * @param planes those of the dataset, one for each byte of an element
     */
    int pack(byte[] raw, int length, Planes planes, int level) {
        int elementBytes = planes.noise.length;
        int elements = length / elementBytes;
        if (shuffled.length < length) {
            shuffled = new byte[length];
            packed = new byte[length + length / 8 + elementBytes * 64 + ZLIB_OVERHEAD];
        }
        shuffle(raw, length, elementBytes);
        deflater.setLevel(level);
        size = 0;
        put(ZLIB_HEADER, 0, ZLIB_HEADER.length);
        boolean look = planes.chunks++ % Planes.PERIOD == 0;
        for (int b = 0; b < elementBytes; b++) {
            if (planes.noise[b] && !look) {
                store(b * elements, elements);
            } else {
                int before = size;
                deflate(b * elements, elements);
                planes.noise[b] = size - before > elements - elements / 100 * Planes.LEAST_GAIN;
            }
        }
        put(END, 0, END.length);
        sum.reset();
        sum.update(shuffled, 0, length);
        int check = (int) sum.getValue();
        put(new byte[] {(byte) (check >>> 24), (byte) (check >>> 16), (byte) (check >>> 8), (byte) check}, 0, 4);
        return size;
    }

    /** As blocks that begin and end with a byte, so that any others may stand around them. */
    private void deflate(int from, int count) {
        deflater.reset();
        deflater.setInput(shuffled, from, count);
        int written;
        do {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, 2 * size);
            }
            written = deflater.deflate(packed, size, packed.length - size, Deflater.SYNC_FLUSH);
            size += written;
        } while (!deflater.needsInput() || size == packed.length);
    }

    private void store(int from, int count) {
        for (int done = 0; done < count; ) {
            int n = Math.min(MOST_STORED_AT_ONCE, count - done);
            int inverse = ~n;
            put(new byte[] {0, (byte) n, (byte) (n >>> 8), (byte) inverse, (byte) (inverse >>> 8)}, 0, BLOCK_HEADER);
            put(shuffled, from + done, n);
            done += n;
        }
    }

    private void put(byte[] bytes, int from, int count) {
        if (packed.length - size < count) {
            packed = Arrays.copyOf(packed, 2 * packed.length + count);
        }
        System.arraycopy(bytes, from, packed, size, count);
        size += count;
    }

    byte[] packed() {
        return packed;
    }

    /** Puts the first bytes of all elements first, then the second ones, and so on: like bytes come together. */
    private void shuffle(byte[] raw, int length, int elementBytes) {
        int elements = length / elementBytes;
        for (int b = 0; b < elementBytes; b++) {
            int to = b * elements;
            for (int i = 0, from = b; i < elements; i++, from += elementBytes) {
                shuffled[to + i] = raw[from];
            }
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}

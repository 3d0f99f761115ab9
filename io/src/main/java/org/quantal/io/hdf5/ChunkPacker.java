package org.quantal.io.hdf5;

import java.util.Arrays;
import java.util.zip.Deflater;

/** Packs chunks by byte shuffle and deflate; one serves all datasets of a file in turn. */
final class ChunkPacker implements AutoCloseable {

    private final Deflater deflater = new Deflater();
    private byte[] shuffled = new byte[0];
    private byte[] packed = new byte[0];

    /** Packs the bytes and returns the packed length; they lie in {@link #packed()} until the next call. */
    int pack(byte[] raw, int length, int elementBytes, int level) {
        if (shuffled.length < length) {
            shuffled = new byte[length];
            packed = new byte[length + length / 8 + 64];
        }
        shuffle(raw, length, elementBytes);
        deflater.reset();
        deflater.setLevel(level);
        deflater.setInput(shuffled, 0, length);
        deflater.finish();
        int size = 0;
        while (!deflater.finished()) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, 2 * size);
            }
            size += deflater.deflate(packed, size, packed.length - size);
        }
        return size;
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

package org.quantal.io.hdf5;

import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.indexing.ChunkImpl;
import io.jhdf.dataset.chunked.indexing.FixedArrayIndexWriter;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the chunks of one dataset lie, 12 bytes of memory each. Written as a "fixed array" when their number is known.
 */
final class ChunkIndex {

    /** The library's own page size, 2^10 entries; more chunks take a larger page, as jHDF writes no second one. */
    private static final int SMALLEST_PAGE_BITS = 10;

    private static final long[] NO_OFFSET = {};

    private long[] addresses = new long[16];
    private int[] sizes = new int[16];
    private int count;

    int count() {
        return count;
    }

    void add(long address, int size) {
        if (count == sizes.length) {
            addresses = Arrays.copyOf(addresses, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
        }
        addresses[count] = address;
        sizes[count++] = size;
    }

    /**
     * Writes the index and returns the message that points to it.
     *
     * @param chunkShape extents of a chunk, elements, and behind them the size of an element, bytes
     * @param chunkBytes size of a chunk before packing, bytes
     */
    DataLayoutMessage write(Output output, int[] chunkShape, int chunkBytes, boolean packed) {
        int pageBits = Math.max(SMALLEST_PAGE_BITS, 32 - Integer.numberOfLeadingZeros(count - 1));
        // The index holds its own address, which is the next one, and its length does not depend on it.
        long address = output.reserve(0);
        byte[] bytes = FixedArrayIndexWriter.createFixedArray(chunks(), address, chunkBytes, packed, pageBits)
                .array();
        output.append(bytes, bytes.length);
        return ChunkedDataLayoutMessageV4.createFixedArray(address, chunkShape, pageBits);
    }

    private List<Chunk> chunks() {
        return new AbstractList<>() {
            @Override
            public Chunk get(int i) {
                return new ChunkImpl(addresses[i], sizes[i], NO_OFFSET); // offsets follow from the order
            }

            @Override
            public int size() {
                return count;
            }
        };
    }
}

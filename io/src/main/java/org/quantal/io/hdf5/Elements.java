package org.quantal.io.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Reads the numbers of a dataset block by block. jHDF's own way makes an object of every uint64, the type of all SONATA
 * ids, and is more than ten times slower.
 */
final class Elements {

    private static final int BLOCK_BYTES = 1 << 20;
    /** Deflate packs 258 bytes into 2 bits at best. */
    private static final int BEST_RATIO = 1032;
    /** Rows of a chunk: jHDF keeps a number for each. */
    private static final long MOST_CHUNK_ROWS = 1 << 24;

    private final HdfFile file;
    private final Dataset dataset;
    private final DataType type;
    private final int size;
    private final int count;

    /**
     * @throws ArithmeticException if there are more elements than a Java array can hold
     * @throws IllegalArgumentException if the file is too short for them
     */
    Elements(HdfFile file, Dataset dataset) {
        this.file = file;
        this.dataset = dataset;
        this.type = dataset.getDataType();
        this.size = type.getSize();
        this.count = Math.toIntExact(dataset.getSize());
        if (size < 1 || size > Long.BYTES) {
            throw new IllegalArgumentException(typeName());
        }
        requireRoom(file, dataset);
    }

    /**
     * Refuses what cannot be in the file, before memory is taken: a damaged file may promise anything.
     *
     * @throws IllegalArgumentException if the file is too short for the elements, even if they are packed as well as
     *                                  can be
     */
    static void requireRoom(HdfFile file, Dataset dataset) {
        double bytes = dataset.getDataType().getSize();
        for (long extent : dataset.getDimensionsAsLong()) {
            if (extent < 0) {
                throw new IllegalArgumentException("an extent of " + extent);
            }
            bytes *= extent;
        }
        boolean chunked = dataset instanceof ChunkedDataset;
        if (bytes > (chunked ? BEST_RATIO : 1) * (double) file.size()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%.0f bytes in a file of %d", bytes,
                    file.size()));
        }
        if (chunked) {
            requireChunks((ChunkedDataset) dataset);
        }
    }

    /** A damaged extent reaches beyond the chunks that there are, so look for the last one. */
    private static void requireChunks(ChunkedDataset dataset) {
        int[] chunk = dataset.getChunkDimensions();
        double rows = 1;
        for (int d = 0; d < chunk.length; d++) {
            if (chunk[d] < 1) {
                throw new IllegalArgumentException("chunks of extent " + chunk[d]);
            }
            rows *= d < chunk.length - 1 ? chunk[d] : 1;
        }
        if (rows > MOST_CHUNK_ROWS) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "chunks of %.0f rows", rows));
        }
        long[] extents = dataset.getDimensionsAsLong();
        int[] last = new int[extents.length];
        for (int d = 0; d < last.length; d++) {
            if (extents[d] == 0) {
                return;
            }
            last[d] = Math.toIntExact((extents[d] - 1) / chunk[d] * chunk[d]);
        }
        dataset.getRawChunkBuffer(last);
    }

    /**
     * @throws IllegalArgumentException if they are no integers, or unsigned ones from 2^63 on
     */
    long[] longs() {
        if (!(type instanceof FixedPoint integer)) {
            throw new IllegalArgumentException(typeName());
        }
        boolean signed = integer.isSigned();
        long[] values = new long[count];
        int[] at = {0};
        blocks(block -> at[0] = decodeLongs(block, signed, values, at[0]));
        return values;
    }

    private int decodeLongs(ByteBuffer block, boolean signed, long[] values, int from) {
        int to = from + block.remaining() / size;
        for (int i = from; i < to; i++) {
            values[i] = switch (size) {
                case 8 -> block.getLong();
                case 4 -> signed ? block.getInt() : Integer.toUnsignedLong(block.getInt());
                case 2 -> signed ? block.getShort() : Short.toUnsignedLong(block.getShort());
                case 1 -> signed ? block.get() : Byte.toUnsignedLong(block.get());
                default -> throw new IllegalArgumentException(typeName());
            };
            if (!signed && values[i] < 0) {
                throw new IllegalArgumentException(Long.toUnsignedString(values[i]) + ", more than 2^63 - 1");
            }
        }
        return to;
    }

    /**
     * @throws IllegalArgumentException if they are neither integers nor 32- or 64-bit floating-point numbers
     */
    double[] doubles() {
        double[] values = new double[count];
        if (type instanceof FixedPoint) {
            long[] integers = longs();
            for (int i = 0; i < count; i++) {
                values[i] = integers[i];
            }
            return values;
        }
        if (!(type instanceof FloatingPoint) || size < 4) {
            throw new IllegalArgumentException(typeName());
        }
        int[] at = {0};
        blocks(block -> {
            for (int n = block.remaining() / size; n > 0; n--) {
                values[at[0]++] = size == 8 ? block.getDouble() : block.getFloat();
            }
        });
        return values;
    }

    private String typeName() {
        return size + "-byte " + type.getClass().getSimpleName();
    }

    private void blocks(Consumer<ByteBuffer> decoder) {
        if (count == 0) {
            return;
        }
        if (dataset instanceof ContiguousDataset contiguous) {
            contiguousBlocks(contiguous, decoder);
        } else if (dataset instanceof ChunkedDataset chunked && dataset.getDimensionsAsLong().length == 1) {
            int chunk = chunked.getChunkDimensions()[0];
            for (int from = 0; from < count; from += Math.min(chunk, count - from)) {
                byte[] bytes = chunked.getDecompressedChunk(new int[] {from});
                decoder.accept(ordered(ByteBuffer.wrap(bytes, 0, Math.min(chunk, count - from) * size)));
            }
        } else {
            decoder.accept(ordered(((DatasetBase) dataset).getDataBuffer()));
        }
    }

    /** Not all at once, as jHDF would: a mapping ends at 2 GiB. */
    private void contiguousBlocks(ContiguousDataset contiguous, Consumer<ByteBuffer> decoder) {
        long bytes = (long) count * size;
        int block = BLOCK_BYTES / size * size;
        for (long from = 0; from < bytes; from += block) {
            int length = (int) Math.min(block, bytes - from);
            decoder.accept(ordered(file.getHdfBackingStorage()
                    .map(contiguous.getDataAddress() + from, length)));
        }
    }

    private ByteBuffer ordered(ByteBuffer block) {
        return block.order(((OrderedDataType) type).getByteOrder());
    }
}

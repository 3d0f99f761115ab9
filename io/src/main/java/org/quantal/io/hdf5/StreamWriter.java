package org.quantal.io.hdf5;

import io.jhdf.object.message.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A dataset whose elements come bit by bit, as many as there will be. At most one chunk of it is in memory.
 *
 * <p>What fits in one chunk is stored as a plain block; otherwise each full chunk is packed and written when the next
 * one begins, and the index of the chunks when the file is closed. A chunk is 16,384 entries of a list, or about 1 MiB
 * of a table.
 *
 * <p>Every {@code append} throws {@link IllegalStateException} when the file is closed and
 * {@link java.io.UncheckedIOException} when it cannot be written; the file is then given up and removed.
 */
public final class StreamWriter extends DatasetWriter {

    /** Entries of a list in a chunk, and most rows of a table. */
    public static final int CHUNK_ENTRIES = 1 << 14;

    private static final int TABLE_CHUNK_BYTES = 1 << 20;
    private static final int LONGEST_ROW_BYTES = 1 << 28;
    private static final int FIRST_BUFFER_BYTES = 1 << 10;

    private final ElementType type;
    private final Compression compression;
    private final boolean table;
    private final int columns;
    private final int chunkRows;
    private final int chunkBytes;
    private final ChunkIndex chunks = new ChunkIndex();
    private final ChunkPacker.Planes planes;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long elements;

    private StreamWriter(
            Hdf5Writer file, String path, ElementType type, boolean table, int columns, Compression compression) {
        super(file, path, type.hdf());
        this.type = type;
        this.compression = compression;
        this.planes = new ChunkPacker.Planes(type.bytes());
        this.table = table;
        this.columns = columns;
        int rowBytes = Math.max(1, columns) * type.bytes();
        this.chunkRows = table ? Math.max(1, Math.min(CHUNK_ENTRIES, TABLE_CHUNK_BYTES / rowBytes)) : CHUNK_ENTRIES;
        this.chunkBytes = chunkRows * rowBytes;
    }

    static StreamWriter list(Hdf5Writer file, String path, ElementType type, Compression compression) {
        return new StreamWriter(file, path, type, false, 1, compression);
    }

    static StreamWriter table(Hdf5Writer file, String path, ElementType type, int columns, Compression compression) {
        if (columns < 0 || (long) columns * type.bytes() > LONGEST_ROW_BYTES) {
            throw new IllegalArgumentException(
                    "must be 0 to " + LONGEST_ROW_BYTES / type.bytes() + ": columns=" + columns);
        }
        return new StreamWriter(file, path, type, true, columns, compression);
    }

    /** Elements appended so far; for a table, rows times columns. */
    public long elements() {
        return elements;
    }

    /**
     * Appends the first {@code count} values to a {@link ElementType#FLOAT64} stream.
     *
     * @throws IllegalArgumentException if the stream has another type, or {@code count} is not a whole number of rows
     */
    public void append(double[] values, int count) {
        begin(values.length, count, ElementType.FLOAT64, ElementType.FLOAT64);
        for (int from = 0; from < count; ) {
            int n = room(count - from);
            buffer.asDoubleBuffer().put(values, from, n);
            from += advance(n);
        }
    }

    /** Appends to a {@link ElementType#FLOAT32} stream; otherwise as {@link #append(double[], int)}. */
    public void append(float[] values, int count) {
        begin(values.length, count, ElementType.FLOAT32, ElementType.FLOAT32);
        for (int from = 0; from < count; ) {
            int n = room(count - from);
            buffer.asFloatBuffer().put(values, from, n);
            from += advance(n);
        }
    }

    /** Appends to a stream of signed or unsigned 64-bit integers; otherwise as {@link #append(double[], int)}. */
    public void append(long[] values, int count) {
        begin(values.length, count, ElementType.INT64, ElementType.UINT64);
        for (int from = 0; from < count; ) {
            int n = room(count - from);
            buffer.asLongBuffer().put(values, from, n);
            from += advance(n);
        }
    }

    /**
     * Appends to a stream of 32-bit or, widening by sign, 64-bit integers; otherwise as {@link #append(double[], int)}.
     */
    public void append(int[] values, int count) {
        if (type == ElementType.INT64 || type == ElementType.UINT64) {
            appendWidened(values, count);
            return;
        }
        begin(values.length, count, ElementType.INT32, ElementType.UINT32);
        for (int from = 0; from < count; ) {
            int n = room(count - from);
            buffer.asIntBuffer().put(values, from, n);
            from += advance(n);
        }
    }

    private void appendWidened(int[] values, int count) {
        begin(values.length, count, ElementType.INT64, ElementType.UINT64);
        for (int from = 0; from < count; ) {
            int n = room(count - from);
            int start = buffer.position();
            for (int i = 0; i < n; i++) {
                buffer.putLong(values[from + i]);
            }
            buffer.position(start);
            from += advance(n);
        }
    }

    /** Appends to a stream of bytes; otherwise as {@link #append(double[], int)}. */
    public void append(byte[] values, int count) {
        begin(values.length, count, ElementType.INT8, ElementType.UINT8);
        for (int from = 0; from < count; ) {
            int n = room(count - from);
            buffer.slice().put(values, from, n);
            from += advance(n);
        }
    }

    private void begin(int available, int count, ElementType signed, ElementType unsigned) {
        file.output().requireOpen();
        if (type != signed && type != unsigned) {
            throw new IllegalArgumentException(path() + " holds " + type + ", given were " + signed);
        }
        if (count < 0 || count > available) {
            throw new IllegalArgumentException("must be 0 to " + available + ": count=" + count);
        }
        if (count > 0 && (columns == 0 || count % columns != 0)) {
            throw new IllegalArgumentException(path() + " has rows of " + columns + " elements, given were " + count);
        }
    }

    /** Makes room and returns for how many of {@code wanted} elements. A full chunk waits until more elements come. */
    private int room(int wanted) {
        int size = type.bytes();
        if (buffer.position() == chunkBytes) {
            flush();
        }
        long needed = Math.min(chunkBytes, buffer.position() + (long) wanted * size);
        if (needed > buffer.capacity()) {
            long grown = Math.max(Math.max(needed, FIRST_BUFFER_BYTES), 2L * buffer.capacity());
            ByteBuffer larger = ByteBuffer.allocate((int) Math.min(chunkBytes, grown));
            larger.order(ByteOrder.nativeOrder()).put(buffer.flip()); // jHDF's number types have the native order
            buffer = larger;
        }
        return Math.min(wanted, buffer.remaining() / size);
    }

    private int advance(int n) {
        buffer.position(buffer.position() + n * type.bytes());
        elements += n;
        return n;
    }

    private void flush() {
        byte[] bytes = buffer.array();
        int size = chunkBytes;
        if (!compression.isNone()) {
            ChunkPacker packer = file.packer();
            size = packer.pack(bytes, chunkBytes, planes, compression.level());
            bytes = packer.packed();
        }
        chunks.add(file.output().append(bytes, size), size);
        buffer.clear();
    }

    @Override
    long write() {
        long rows = columns == 0 ? 0 : elements / columns;
        long[] extents = table ? new long[] {rows, columns} : new long[] {rows};
        if (chunks.count() == 0) {
            storeContiguous(extents, buffer.array(), buffer.position());
        } else {
            // A chunk always has its full size in the file, also the last one.
            Arrays.fill(buffer.array(), buffer.position(), chunkBytes, (byte) 0);
            flush();
            storedAs(extents, chunked());
        }
        buffer = ByteBuffer.allocate(0);
        return super.write();
    }

    private List<Message> chunked() {
        int[] shape = table ? new int[] {chunkRows, columns, type.bytes()} : new int[] {chunkRows, type.bytes()};
        List<Message> messages = new ArrayList<>();
        if (!compression.isNone()) {
            messages.add(compression.message(type.bytes()));
        }
        messages.add(chunks.write(file.output(), shape, chunkBytes, !compression.isNone()));
        return messages;
    }
}

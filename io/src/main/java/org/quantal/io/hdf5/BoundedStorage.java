package org.quantal.io.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The bytes of a file as jHDF asks for them, within limits: a damaged file may claim headers and heaps of any size, and
 * jHDF takes memory for whatever is claimed. Refused is what reaches beyond the end of the file, and any description of
 * data larger than the format's own limits suggest, before memory is taken.
 *
 * <p>What is small is read; large blocks of data are mapped, which takes no memory of the Java heap.
 */
final class BoundedStorage implements HdfBackingStorage {

    /** Object headers, nodes of trees and blocks of heaps: messages have at most 64 KiB, and there are few of them. */
    private static final int LARGEST_HEADER = 1 << 20;
    /** Collections of texts, and indices of chunks. */
    private static final int LARGEST_LIST = 1 << 26;
    /** Signatures of lists of chunks: data blocks of fixed arrays, and of extensible arrays with their lists. */
    private static final Set<String> LISTS = Set.of("FADB", "EADB", "EASB", "EAIB");
    private static final String TEXTS = "GCOL";
    private static final int SIGNATURE_BYTES = 4;
    /** Where the superblock may begin if not at 0: here, or after any doubling. */
    private static final int FIRST_USER_BLOCK = 512;
    private static final int LARGEST_READ = 1 << 20;

    private static final long SIGNATURE = 0x894844460d0a1a0aL;

    private final FileChannel channel;
    private final long size;
    private final Superblock superblock;

    private BoundedStorage(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.superblock = superblock(channel, size);
    }

    /**
     * Opens a file. To be closed by {@link HdfFile#getHdfBackingStorage()}.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws HdfException if it is no HDF5 file
     */
    static HdfFile open(Path path) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            HdfFile file = file(new BoundedStorage(channel));
            channel = null;
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closeIfOpen(channel);
        }
    }

    private static void closeIfOpen(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // What led here is to be reported.
            }
        }
    }

    /** jHDF's public constructors bring storages of their own, which have no limits. */
    private static HdfFile file(HdfBackingStorage storage) {
        try {
            Constructor<HdfFile> constructor = HdfFile.class.getDeclaredConstructor(HdfBackingStorage.class);
            constructor.setAccessible(true);
            return constructor.newInstance(storage);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another version of jHDF than the one that Quantal is built with", e);
        }
    }

    private static Superblock superblock(FileChannel channel, long size) throws IOException {
        for (long at = 0; at + Long.BYTES < size; at = at == 0 ? FIRST_USER_BLOCK : 2 * at) {
            if (read(channel, at, Long.BYTES).getLong() == SIGNATURE) {
                Superblock found = Superblock.readSuperblock(channel, at);
                if (found.getBaseAddressByte() != at) {
                    throw new HdfException("the file begins at another byte than it says");
                }
                return found;
            }
        }
        throw new HdfException("no HDF5 signature");
    }

    /** Reads a description of data. */
    @Override
    public ByteBuffer readBufferFromAddress(long address, int length) {
        long from = address + superblock.getBaseAddressByte();
        requireInside(from, length);
        if (length > LARGEST_HEADER && (length > LARGEST_LIST || !isList(from))) {
            throw new IllegalArgumentException("a description of " + length + " bytes");
        }
        return read(from, length);
    }

    private boolean isList(long from) {
        // Collections of texts are read without their header.
        long header = from - Long.BYTES - superblock.getSizeOfLengths();
        return LISTS.contains(signature(from)) || header >= 0 && signature(header).equals(TEXTS);
    }

    private String signature(long from) {
        return StandardCharsets.ISO_8859_1.decode(read(from, SIGNATURE_BYTES)).toString();
    }

    /** Reads data. */
    @Override
    public ByteBuffer map(long address, long length) {
        return mapNoOffset(address + superblock.getBaseAddressByte(), length);
    }

    @Override
    public ByteBuffer mapNoOffset(long from, long length) {
        requireInside(from, length);
        if (length <= LARGEST_READ) {
            return read(from, (int) length);
        }
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, from, length).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireInside(long from, long length) {
        if (from < 0 || length < 0 || length > size - from) {
            throw new IllegalArgumentException(length + " bytes from " + from + " on in a file of " + size);
        }
    }

    private ByteBuffer read(long from, int length) {
        try {
            return read(channel, from, length).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    @Override
    public long getUserBlockSize() {
        return superblock.getBaseAddressByte();
    }

    @Override
    public Superblock getSuperblock() {
        return superblock;
    }

    @Override
    public FileChannel getFileChannel() {
        throw new UnsupportedOperationException("all is read by the storage");
    }

    @Override
    public int getSizeOfOffsets() {
        return superblock.getSizeOfOffsets();
    }

    @Override
    public int getSizeOfLengths() {
        return superblock.getSizeOfLengths();
    }

    @Override
    public void close() {
        closeIfOpen(channel);
    }

    @Override
    public long size() {
        return size;
    }

    /** As jHDF understands it: without links to other files. */
    @Override
    public boolean inMemory() {
        return true;
    }
}

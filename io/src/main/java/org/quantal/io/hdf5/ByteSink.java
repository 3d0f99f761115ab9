package org.quantal.io.hdf5;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Where the bytes of a file under construction go; tests put one that fails in its place. */
interface ByteSink {

    /** Opens the sink of an existing, empty file. */
    @FunctionalInterface
    interface Opener {
        ByteSink open(Path file) throws IOException;
    }

    /** Writes all {@code length} bytes at {@code address}, or throws. */
    void write(long address, byte[] bytes, int from, int length) throws IOException;

    /** Forces everything written to the disk. */
    void sync() throws IOException;

    void close() throws IOException;

    /**
     * Opens a file on disk.
     *
     * <p>Not a {@code FileChannel}: that one closes itself for good when its thread is interrupted, and a run that is
     * asked to stop must still be able to finish its files.
     */
    static ByteSink open(Path file) throws IOException {
        RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw");
        return new ByteSink() {
            @Override
            public void write(long address, byte[] bytes, int from, int length) throws IOException {
                disk.seek(address);
                disk.write(bytes, from, length);
            }

            @Override
            public void sync() throws IOException {
                disk.getFD().sync();
            }

            @Override
            public void close() throws IOException {
                disk.close();
            }
        };
    }
}

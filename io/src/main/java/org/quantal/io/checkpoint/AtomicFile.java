package org.quantal.io.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file that has its final name only when it is complete and on the disk. Counts its bytes and sums them up (CRC32C).
 * Unbuffered: to be wrapped.
 */
final class AtomicFile extends OutputStream {
    private static final String SUFFIX = ".part";

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream out;
    private final CRC32C crc = new CRC32C();
    private long length;

    AtomicFile(Path target) throws IOException {
        this.target = target;
        temporary = target.resolveSibling(target.getFileName() + SUFFIX);
        channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        out = java.nio.channels.Channels.newOutputStream(channel);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        crc.update(bytes, from, count);
        length += count;
    }

    /** Bytes written. */
    long length() {
        return length;
    }

    /** Sum of the bytes written. */
    int checksum() {
        return (int) crc.getValue();
    }

    /** Gives the file its final name. The file and its name survive a failure of power. */
    void publish() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Gives up, if the file is not published. */
    void discard() {
        try {
            if (channel.isOpen()) {
                channel.close();
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // What led here is to be reported; the next attempt writes over the rest.
        }
    }

    @Override
    public void close() {
        discard();
    }

    /** The failure as it is told to users. */
    static UncheckedIOException failure(Path file, IOException e) {
        final String reason = e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason() : e.getMessage();
        return new UncheckedIOException("cannot write " + file + ": " + reason, e);
    }
}

package org.quantal.io.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file under construction: it grows under a temporary name beside its target and takes the target's name only when it
 * is complete. The first failure to write removes it.
 */
final class Output {

    /** Room for the superblock, which is written last. */
    static final long START = 64;

    private final Path target;
    private final Path temporary;
    private final ByteSink sink;
    private long end = START;
    private boolean open = true;

    Output(Path target, ByteSink.Opener opener) {
        this.target = target.toAbsolutePath();
        try {
            this.temporary = createTemporary(this.target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + this.target + ": " + reason(e), e);
        }
        try {
            this.sink = opener.open(temporary);
        } catch (IOException e) {
            deleteQuietly();
            throw new UncheckedIOException("cannot create " + this.target + ": " + reason(e), e);
        }
    }

    /** The process number in the name lets two runs with the same target go on beside each other. */
    private static Path createTemporary(Path target) throws IOException {
        for (int i = 0; ; i++) {
            String suffix = "." + ProcessHandle.current().pid() + (i == 0 ? "" : "-" + i) + ".part";
            try {
                return Files.createFile(target.resolveSibling(target.getFileName() + suffix));
            } catch (FileAlreadyExistsException e) {
                // Another file of this process, or what a killed process of the same number left behind.
            }
        }
    }

    Path target() {
        return target;
    }

    boolean isOpen() {
        return open;
    }

    /** Address behind the last byte, bytes. */
    long end() {
        return end;
    }

    void requireOpen() {
        if (!open) {
            throw new IllegalStateException("already closed or given up: " + target);
        }
    }

    /** Keeps {@code length} bytes free for a later {@link #writeAt} and returns their address. */
    long reserve(long length) {
        requireOpen();
        long address = (end + 7) & ~7L;
        end = address + length;
        return address;
    }

    /** Writes the bytes behind all others and returns their address, a multiple of 8. */
    long append(byte[] bytes, int length) {
        long address = reserve(length);
        writeAt(address, bytes, length);
        return address;
    }

    void writeAt(long address, byte[] bytes, int length) {
        requireOpen();
        try {
            sink.write(address, bytes, 0, length);
        } catch (IOException e) {
            discard();
            throw new UncheckedIOException("cannot write " + target + ": " + reason(e), e);
        }
    }

    /** Closes the file and gives it its final name, replacing an older file of that name. */
    void publish() {
        requireOpen();
        try {
            // Without this a power failure could leave the final name on a file whose data never reached the disk.
            sink.sync();
            sink.close();
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            }
            open = false;
        } catch (IOException e) {
            discard();
            throw new UncheckedIOException("cannot write " + target + ": " + reason(e), e);
        }
    }

    /** Removes the unfinished file; does nothing once it is published or removed. */
    void discard() {
        if (!open) {
            return;
        }
        open = false;
        try {
            sink.close();
        } catch (IOException e) {
            // The file goes away: what could not be flushed into it does not matter.
        }
        deleteQuietly();
    }

    private void deleteQuietly() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // It stays under its temporary name; the failure that led here is the one to report.
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "the directory does not exist";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

package org.quantal.io.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps two runs from writing into one directory. The system gives the lock back when its holder ends, however that
 * happens; the file that is left then is taken over.
 */
public final class RunLock implements AutoCloseable {
    /** Name of the file that is locked. */
    public static final String FILE = "run.lock";
    /** Locks of this process, which must not open such a file again: closing it would give the lock back. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a directory.
     *
     * @return nothing if someone else has it
     * @throws IOException if the directory cannot be written
     */
    public static Optional<RunLock> take(Path directory) throws IOException {
        final Path file = directory.toRealPath().resolve(FILE);
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        Optional<RunLock> lock = Optional.empty();
        try {
            lock = lock(file);
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(file);
            }
        }
        return lock;
    }

    private static Optional<RunLock> lock(Path file) throws IOException {
        while (true) {
            FileChannel channel = null;
            boolean held = false;
            try {
                createIfAbsent(file);
                final Object before = key(file);
                channel = FileChannel.open(file, StandardOpenOption.WRITE);
                if (channel.tryLock() == null) {
                    return Optional.empty();
                }
                // The one before may have removed the file since we opened it; a lock on that excludes nobody.
                if (Objects.equals(before, key(file))) {
                    channel.truncate(0);
                    channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n")
                            .getBytes(StandardCharsets.UTF_8)));
                    held = true;
                    return Optional.of(new RunLock(file, channel));
                }
            } catch (NoSuchFileException e) {
                if (!Files.isDirectory(file.getParent())) {
                    throw e;
                }
            } finally {
                if (channel != null && !held) {
                    channel.close();
                }
            }
        }
    }

    private static void createIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Someone else's, or left by a process that was killed.
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Tells which process holds the lock of a directory, as far as that is known. */
    public static String holder(Path directory) {
        try {
            final Path file = directory.toRealPath().resolve(FILE);
            final String number = HELD.contains(file) ? String.valueOf(ProcessHandle.current().pid())
                    : Files.readString(file).strip();
            return number.isEmpty() ? "another process" : "process " + number;
        } catch (IOException e) {
            return "another process";
        }
    }

    @Override
    public void close() {
        try {
            // Removed while it is still locked: whoever has opened it in the meantime notices.
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + file + ": " + e.getMessage(), e);
        } finally {
            HELD.remove(file);
        }
    }
}

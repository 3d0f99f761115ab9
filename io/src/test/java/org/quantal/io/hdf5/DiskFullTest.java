package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever write fails, the unfinished file goes away and the failure names the file. */
class DiskFullTest {

    @TempDir
    Path directory;

    /** A disk on which only so many writes succeed. */
    private static ByteSink failingAfter(int writes, Path path) throws IOException {
        ByteSink disk = ByteSink.open(path);
        int[] left = {writes};
        return new ByteSink() {
            @Override
            public void write(long address, byte[] bytes, int from, int length) throws IOException {
                if (left[0]-- == 0) {
                    throw new IOException("No space left on device");
                }
                disk.write(address, bytes, from, length);
            }

            @Override
            public void sync() throws IOException {
                if (left[0]-- == 0) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void close() throws IOException {
                disk.close();
            }
        };
    }

    private void write(Path target, int writes) {
        try (Hdf5Writer file = new Hdf5Writer(target, path -> failingAfter(writes, path))) {
            file.root().text("scenario", "x".repeat(5_000));
            StreamWriter stream = file.root().stream("data", ElementType.INT32, Compression.QUICK);
            for (int i = 0; i < 5; i++) {
                stream.append(new int[StreamWriter.CHUNK_ENTRIES], StreamWriter.CHUNK_ENTRIES);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.toList();
        }
    }

    // Writes: 1 reference, 4 chunks; on close 1 chunk, the index, 3 headers, the texts, the superblock, the sync.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingIsLeft(int writes) throws IOException {
        Path target = directory.resolve("file.h5");
        UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> write(target, writes));
        assertTrue(failure.getMessage().contains(target.toString()), failure.getMessage());
        assertTrue(failure.getMessage().contains("No space left"), failure.getMessage());
        assertEquals(List.of(), files());
    }

    @Test
    void theLastCaseAboveIsTheLastWrite() throws IOException {
        Path target = directory.resolve("file.h5");
        write(target, 13);
        assertEquals(List.of(target), files());
    }

    @Test
    void anOlderFileStays() throws IOException {
        Path target = directory.resolve("file.h5");
        Files.writeString(target, "older");
        assertThrows(UncheckedIOException.class, () -> write(target, 7));
        assertEquals("older", Files.readString(target));
        assertEquals(List.of(target), files());
    }

    @Test
    void aFileThatFailedTakesNothingMore() {
        Hdf5Writer file = new Hdf5Writer(directory.resolve("file.h5"), path -> failingAfter(0, path));
        assertThrows(UncheckedIOException.class, () -> file.root().array("data", 1));
        assertThrows(IllegalStateException.class, () -> file.root().array("more", 1));
        file.close();
        file.abort();
    }
}

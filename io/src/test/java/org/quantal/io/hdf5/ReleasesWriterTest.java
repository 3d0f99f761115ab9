package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.ReleasesWriter.Source;

class ReleasesWriterTest {

    private static final List<Source> SOURCES = List.of(new Source("A->B", "A", "B"), new Source("silent", "B", "A"));

    @TempDir
    Path directory;

    @Test
    void releasesComeBack() {
        Path path = directory.resolve("releases.h5");
        int count = 40_000; // more than a chunk
        try (ReleasesWriter writer = new ReleasesWriter(path, SOURCES, Provenances.SOME)) {
            for (int k = 0; k < count; k++) {
                writer.append(0, new double[] {k * 0.1, -1}, new int[] {k % 7, -1}, new int[] {k % 5, -1},
                        new float[] {k % 3, -1}, 1);
            }
        }
        try (Hdf5Reader reader = Hdf5Reader.open(path)) {
            double[] times = reader.doubles("/releases/A->B/timestamps");
            assertEquals(count, times.length);
            assertEquals(12_345 * 0.1, times[12_345]);
            assertEquals(12_345 % 7, reader.longs("/releases/A->B/source_node_id")[12_345]);
            assertEquals(12_345 % 5, reader.longs("/releases/A->B/target_node_id")[12_345]);
            assertEquals(12_344 % 3, reader.doubles("/releases/A->B/response")[12_344]);
            assertArrayEquals(new long[] {0}, reader.dimensions("/releases/silent/response"));
            assertEquals(Optional.of("A"), reader.textAttribute("/releases/A->B/source_node_id", "node_population"));
            assertEquals(Optional.of("B"), reader.textAttribute("/releases/A->B/target_node_id", "node_population"));
            assertEquals(-42, Provenance.read(reader).orElseThrow().seed());
        }
    }

    @Test
    void nothingIsLeftOfAnAbortedOrRefusedFile() {
        Path path = directory.resolve("releases.h5");
        new ReleasesWriter(path, SOURCES, Provenances.SOME).abort();
        assertThrows(IllegalArgumentException.class,
                () -> new ReleasesWriter(path, List.of(SOURCES.get(0), SOURCES.get(0)), Provenances.SOME));
        assertFalse(Files.exists(path));
        assertEquals(0, directory.toFile().list().length);
    }
}

package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class Hdf5ReaderTest {

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void writeFile() {
        path = directory.resolve("file.h5");
        try (Hdf5Writer file = new Hdf5Writer(path)) {
            GroupWriter group = file.root().group("group");
            group.attribute("text", "hello");
            group.attribute("number", 7);
            group.group("b");
            group.group("a");
            group.array("floats", new float[] {1, 2});
            group.array("bytes", new byte[] {-1, 2});
            group.unsignedArray("huge", new long[] {-1});
            group.array("table", new double[][] {{1, 2}, {3, 4}, {5, 6}});
            group.texts("texts", "a", "b");
            group.text("text", "a");
            group.stream("stream", ElementType.FLOAT64, Compression.QUICK).append(new double[40_000], 40_000);
        }
    }

    private static void fails(String expected, Path path, Executable read) {
        DataFileException failure = assertThrows(DataFileException.class, read);
        assertTrue(failure.getMessage().contains(expected), failure.getMessage());
        assertTrue(failure.getMessage().contains(path.toString()), failure.getMessage());
        assertEquals(path, failure.file());
    }

    @Test
    void readsWhatIsThere() {
        try (Hdf5Reader file = Hdf5Reader.open(path)) {
            assertEquals(List.of("group"), file.groups("/"));
            assertEquals(List.of("a", "b"), file.groups("/group"));
            assertTrue(file.has("/group/floats"));
            assertFalse(file.has("/group/floats/deeper"));
            assertArrayEquals(new double[] {1, 2}, file.doubles("/group/floats"));
            assertArrayEquals(new double[] {-1, 2}, file.doubles("/group/bytes"));
            assertArrayEquals(new long[] {-1, 2}, file.longs("/group/bytes"));
            assertArrayEquals(new long[] {3, 2}, file.dimensions("/group/table"));
            assertArrayEquals(new float[][] {{4}, {6}}, file.table("/group/table", 1, 2, 1, 1));
            assertArrayEquals(new float[0][], file.table("/group/table", 3, 0, 0, 2));
            assertEquals("a", file.text("/group/text"));
            assertEquals(Optional.of("hello"), file.textAttribute("/group", "text"));
            assertEquals(Optional.of(7L), file.longAttribute("/group", "number"));
            assertEquals(Optional.empty(), file.textAttribute("/group", "none"));
            assertEquals(Optional.empty(), file.longAttribute("/group", "none"));
        }
    }

    /** Longer than a header may be, so that the reader must know them for what they are. */
    @Test
    void longTextsAndWideTablesAreRead() {
        int columns = 300_000;
        float[][] wide = new float[2][columns];
        wide[1][0] = 1;
        wide[1][columns - 1] = 2;
        String text = "0123456789".repeat(200_000);
        try (Hdf5Writer file = new Hdf5Writer(path)) {
            file.root().array("wide", wide);
            file.root().text("text", text);
        }
        try (Hdf5Reader file = Hdf5Reader.open(path)) {
            assertEquals(text, file.text("/text"));
            assertArrayEquals(wide, file.table("/wide", 0, 2, 0, columns));
            assertArrayEquals(new float[][] {{2}}, file.table("/wide", 1, 1, columns - 1, 1));
        }
    }

    @Test
    void saysWhatIsMissingOrOfAnotherKind() {
        try (Hdf5Reader file = Hdf5Reader.open(path)) {
            fails("expected a dataset /none, found none", path, () -> file.doubles("/none"));
            fails("expected a dataset /group, found something else", path, () -> file.doubles("/group"));
            fails("expected a group /group/text, found something else", path, () -> file.groups("/group/text"));
            fails("integers in /group/floats, found 4-byte FloatingPoint", path, () -> file.longs("/group/floats"));
            fails("expected numbers in /group/text", path, () -> file.doubles("/group/text"));
            fails("18446744073709551615", path, () -> file.longs("/group/huge"));
            fails("expected a text in /group/texts", path, () -> file.text("/group/texts"));
            fails("expected a text in attribute number", path, () -> file.textAttribute("/group", "number"));
            fails("expected an integer in attribute text", path, () -> file.longAttribute("/group", "text"));
            fails("expected a table /group/floats", path, () -> file.table("/group/floats", 0, 1, 0, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> file.table("/group/table", 2, 2, 0, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> file.table("/group/table", 0, 1, 1, 2));
        }
    }

    @Test
    void refusesWhatIsNoHdf5File() throws IOException {
        Path missing = directory.resolve("missing.h5");
        fails("found nothing", missing, () -> Hdf5Reader.open(missing));
        fails("found no plain file", directory, () -> Hdf5Reader.open(directory));
        Path text = Files.writeString(directory.resolve("text.h5"), "id time\n1 0.5\n".repeat(100));
        fails("expected an HDF5 file", text, () -> Hdf5Reader.open(text));
        Path empty = Files.createFile(directory.resolve("empty.h5"));
        fails("expected an HDF5 file", empty, () -> Hdf5Reader.open(empty));
    }

    @Test
    void damagedFilesFailInOneWayOnly() throws IOException {
        byte[] good = Files.readAllBytes(path);
        SplittableRandom random = new SplittableRandom(1);
        Path damaged = directory.resolve("damaged.h5");
        int failures = 0;
        for (int i = 0; i < 120; i++) {
            byte[] bytes = good.clone();
            if (i % 4 == 0) {
                bytes = Arrays.copyOf(good, random.nextInt(good.length));
            } else {
                // Half of the hits go to the end, where the description of the data lies.
                int from = i % 2 == 0 ? 0 : good.length - 2_500;
                bytes[random.nextInt(Math.max(0, from), good.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(damaged, bytes);
            try (Hdf5Reader file = Hdf5Reader.open(damaged)) {
                file.doubles("/group/stream");
                file.text("/group/text");
                file.textAttribute("/group", "text");
                file.table("/group/table", 0, 3, 0, 2);
            } catch (DataFileException e) {
                failures++;
            }
        }
        assertTrue(failures > 30, "only " + failures + " of 120 were noticed");
    }
}

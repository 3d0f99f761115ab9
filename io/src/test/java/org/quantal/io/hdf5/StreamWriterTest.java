package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamWriterTest {

    private static final int CHUNK = StreamWriter.CHUNK_ENTRIES;

    @TempDir
    Path directory;

    private Hdf5Writer file() {
        return new Hdf5Writer(directory.resolve("file.h5"));
    }

    private HdfFile read() {
        return new HdfFile(directory.resolve("file.h5"));
    }

    static int[][] lengthsAndLevels() {
        return Stream.of(1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 123)
                .flatMap(length -> Stream.of(0, 1, 9).map(level -> new int[] {length, level}))
                .toArray(int[][]::new);
    }

    @ParameterizedTest
    @MethodSource("lengthsAndLevels")
    void listsOfAnyLengthComeBack(int[] lengthAndLevel) {
        int length = lengthAndLevel[0];
        double[] times = new double[length];
        long[] ids = new long[length];
        for (int i = 0; i < length; i++) {
            times[i] = 0.1 * i;
            ids[i] = i * 7919L % 10_007;
        }
        Compression compression = new Compression(lengthAndLevel[1]);
        try (Hdf5Writer file = file()) {
            StreamWriter timeStream = file.root().stream("times", ElementType.FLOAT64, compression);
            StreamWriter idStream = file.root().stream("ids", ElementType.UINT64, compression);
            SplittableRandom random = new SplittableRandom(length);
            for (int from = 0; from < length; ) {
                int count = Math.min(length - from, random.nextInt(0, 3_000));
                timeStream.append(Arrays.copyOfRange(times, from, from + count + 5), count);
                idStream.append(Arrays.copyOfRange(ids, from, from + count + 5), count);
                from += count;
            }
            assertEquals(length, timeStream.elements());
        }
        try (HdfFile file = read();
                Hdf5Reader reader = Hdf5Reader.open(directory.resolve("file.h5"))) {
            boolean chunked = length > CHUNK;
            assertTrue(chunked
                    ? file.getChild("times") instanceof ChunkedDataset
                    : file.getChild("times") instanceof ContiguousDataset);
            assertArrayEquals(times, (double[]) file.getDatasetByPath("times").getData());
            assertArrayEquals(ids, reader.longs("/ids"));
            assertArrayEquals(times, reader.doubles("/times"));
        }
    }

    @Test
    void listsOfEveryTypeComeBack() {
        int length = 2 * CHUNK + 1;
        float[] floats = new float[length];
        int[] ints = new int[length];
        long[] longs = new long[length];
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            floats[i] = i * 0.5f;
            ints[i] = i - CHUNK;
            longs[i] = i - CHUNK;
            bytes[i] = (byte) i;
        }
        try (Hdf5Writer file = file()) {
            GroupWriter root = file.root();
            root.stream("f32", ElementType.FLOAT32, Compression.QUICK).append(floats, length);
            root.stream("i32", ElementType.INT32, Compression.QUICK).append(ints, length);
            root.stream("u32", ElementType.UINT32, Compression.NONE).append(ints, length);
            root.stream("i64", ElementType.INT64, Compression.QUICK).append(longs, length);
            root.stream("widened", ElementType.INT64, Compression.QUICK).append(ints, length);
            root.stream("i8", ElementType.INT8, Compression.QUICK).append(bytes, length);
            root.stream("u8", ElementType.UINT8, Compression.NONE).append(bytes, length);
        }
        try (HdfFile file = read()) {
            assertArrayEquals(floats, (float[]) file.getDatasetByPath("f32").getData());
            assertArrayEquals(ints, (int[]) file.getDatasetByPath("i32").getData());
            assertArrayEquals(longs, (long[]) file.getDatasetByPath("i64").getData());
            assertArrayEquals(longs, (long[]) file.getDatasetByPath("widened").getData());
            assertArrayEquals(bytes, (byte[]) file.getDatasetByPath("i8").getData());
            assertEquals(255, ((int[]) file.getDatasetByPath("u8").getData())[255]);
            assertEquals((1L << 32) - CHUNK, ((long[]) file.getDatasetByPath("u32").getData())[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,16384", "1,16385", "3,40000", "1000,262", "1000,263", "1000,1000", "300000,3"})
    void tablesComeBack(int columns, int rows) {
        try (Hdf5Writer file = file()) {
            StreamWriter table = file.root().rows("table", ElementType.FLOAT32, columns, Compression.QUICK);
            table.attribute("units", "mV");
            float[] row = new float[columns];
            for (int i = 0; i < rows; i++) {
                Arrays.fill(row, i);
                row[columns - 1] = -i;
                table.append(row, columns);
            }
        }
        try (HdfFile file = read()) {
            float[][] table = (float[][]) file.getDatasetByPath("table").getData();
            assertEquals(rows, table.length);
            for (int i = 0; i < rows; i++) {
                assertEquals(columns, table[i].length);
                assertEquals(columns == 1 ? -i : i, table[i][0]);
                assertEquals(-i, table[i][columns - 1]);
            }
            assertEquals("mV", file.getByPath("table").getAttribute("units").getData());
        }
    }

    @Test
    void severalRowsCanComeAtOnce() {
        try (Hdf5Writer file = file()) {
            file.root().rows("table", ElementType.FLOAT64, 2, Compression.NONE).append(new double[] {1, 2, 3, 4}, 4);
        }
        try (HdfFile file = read()) {
            assertArrayEquals(
                    new double[][] {{1, 2}, {3, 4}}, (double[][]) file.getDatasetByPath("table").getData());
        }
    }

    @Test
    void manyChunksComeBackAndGoToDiskAtOnce() throws IOException {
        int chunks = 1_500; // more than a page of the index holds by default
        byte[] part = new byte[CHUNK];
        try (Hdf5Writer file = file()) {
            StreamWriter stream = file.root().stream("data", ElementType.UINT8, Compression.QUICK);
            StreamWriter plain = file.root().stream("plain", ElementType.UINT8, Compression.NONE);
            for (int i = 0; i < chunks; i++) {
                Arrays.fill(part, (byte) i);
                stream.append(part, CHUNK);
                plain.append(part, CHUNK);
            }
            try (Stream<Path> list = Files.list(directory)) {
                assertTrue(Files.size(list.findFirst().orElseThrow()) > (chunks - 2) * (long) CHUNK);
            }
        }
        try (Hdf5Reader reader = Hdf5Reader.open(directory.resolve("file.h5"))) {
            for (String name : new String[] {"/data", "/plain"}) {
                long[] data = reader.longs(name);
                assertEquals(chunks * CHUNK, data.length);
                for (int i = 0; i < chunks; i++) {
                    assertEquals(i & 255, data[i * CHUNK]);
                    assertEquals(i & 255, data[(i + 1) * CHUNK - 1]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void countsBeyondTheArrayAreRefused(int count) {
        Hdf5Writer file = file();
        StreamWriter stream = file.root().stream("data", ElementType.INT32, Compression.NONE);
        assertThrows(IllegalArgumentException.class, () -> stream.append(new int[2], count));
        file.abort();
    }

    @Test
    void wrongTypesAndBrokenRowsAreRefused() {
        Hdf5Writer file = file();
        StreamWriter list = file.root().stream("list", ElementType.INT32, Compression.NONE);
        assertThrows(IllegalArgumentException.class, () -> list.append(new long[1], 1));
        assertThrows(IllegalArgumentException.class, () -> list.append(new double[1], 1));
        StreamWriter table = file.root().rows("table", ElementType.FLOAT32, 3, Compression.NONE);
        assertThrows(IllegalArgumentException.class, () -> table.append(new float[4], 4));
        StreamWriter columnless = file.root().rows("columnless", ElementType.FLOAT32, 0, Compression.NONE);
        assertThrows(IllegalArgumentException.class, () -> columnless.append(new float[1], 1));
        assertThrows(IllegalArgumentException.class,
                () -> file.root().rows("wide", ElementType.FLOAT32, Integer.MAX_VALUE, Compression.NONE));
        file.abort();
        assertThrows(IllegalStateException.class, () -> list.append(new int[1], 1));
    }
}

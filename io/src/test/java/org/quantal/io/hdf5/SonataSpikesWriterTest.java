package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.SonataSpikesWriter.Source;

class SonataSpikesWriterTest {

    private static final List<Source> SOURCES =
            List.of(new Source("exc", 10_000), new Source("silent", 10), new Source("one", 1), new Source("none", 0));

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = directory.resolve("spikes.h5");
    }

    private SonataSpikesWriter writer() {
        return new SonataSpikesWriter(path, SOURCES, Provenances.SOME);
    }

    @Test
    void spikesComeBack() {
        int steps = 1_000;
        double[] times = new double[40 * steps];
        long[] ids = new long[times.length];
        SplittableRandom random = new SplittableRandom(7);
        try (SonataSpikesWriter writer = writer()) {
            for (int step = 0; step < steps; step++) {
                double[] at = new double[40];
                int[] neurons = new int[40];
                Arrays.fill(at, step * 0.1);
                for (int i = 0; i < 40; i++) {
                    neurons[i] = random.nextInt(10_000);
                    times[40 * step + i] = at[i];
                    ids[40 * step + i] = neurons[i];
                }
                writer.append(0, at, neurons, 40);
                writer.append(2, at, new long[1], step % 100 == 0 ? 1 : 0);
            }
            assertEquals(times.length, writer.count(0));
        }
        try (SonataSpikesReader reader = SonataSpikesReader.open(path)) {
            assertEquals(List.of("exc", "none", "one", "silent"), reader.populations());
            assertArrayEquals(times, reader.spikes("exc").timesMs());
            assertArrayEquals(ids, reader.spikes("exc").neurons());
            assertArrayEquals(new long[10], reader.spikes("one").neurons());
            assertEquals(0, reader.spikes("silent").count());
            assertEquals(0, reader.spikes("none").count());
            assertEquals(SpikeOrder.BY_TIME, reader.order("silent"));
            assertEquals(Optional.of(10L), reader.size("silent"));
            assertEquals(Optional.of(Provenances.SOME), reader.provenance());
        }
    }

    @Test
    void theLayoutIsSonatas() {
        writer().close();
        try (HdfFile file = new HdfFile(path)) {
            assertEquals(0x0A7AL, file.getAttribute("magic").getData());
            assertArrayEquals(new long[] {0, 1}, (long[]) file.getAttribute("version").getData());
            EnumDataType sorting = (EnumDataType) file.getByPath("spikes/exc").getAttribute("sorting").getDataType();
            assertEquals(Map.of(0, "none", 1, "by_id", 2, "by_time"), sorting.getEnumMapping());
            assertEquals(1, sorting.getSize());
            assertEquals(double.class, file.getDatasetByPath("spikes/exc/timestamps").getDataType().getJavaType());
            assertEquals("ms", file.getByPath("spikes/exc/timestamps").getAttribute("units").getData());
            FixedPoint id = (FixedPoint) file.getDatasetByPath("spikes/exc/node_ids").getDataType();
            assertFalse(id.isSigned());
            assertEquals(8, id.getSize());
        }
    }

    @Test
    void identicalRunsMakeIdenticalFiles() throws IOException {
        byte[][] bytes = new byte[2][];
        for (int i = 0; i < 2; i++) {
            try (SonataSpikesWriter writer = writer()) {
                writer.append(0, new double[20_000], new int[20_000], 20_000);
            }
            bytes[i] = Files.readAllBytes(path);
        }
        assertArrayEquals(bytes[0], bytes[1]);
    }

    @Test
    void wrongSpikesAreRefusedWhole() {
        try (SonataSpikesWriter writer = writer()) {
            writer.append(0, new double[] {1, 2}, new int[] {0, 9_999}, 2);
            refuses(writer, new double[] {2, 1.9}, 0, 0);
            refuses(writer, new double[] {1.9}, 0);
            refuses(writer, new double[] {Double.NaN}, 0);
            refuses(writer, new double[] {3, 3}, 0, 10_000);
            refuses(writer, new double[] {3}, -1);
            writer.append(0, new double[] {2}, new int[] {5}, 1);
        }
        try (SonataSpikesReader reader = SonataSpikesReader.open(path)) {
            assertArrayEquals(new double[] {1, 2, 2}, reader.spikes("exc").timesMs());
            assertArrayEquals(new long[] {0, 9_999, 5}, reader.spikes("exc").neurons());
        }
    }

    private static void refuses(SonataSpikesWriter writer, double[] times, long... ids) {
        assertThrows(IllegalArgumentException.class, () -> writer.append(0, times, ids, ids.length));
    }

    @Test
    void aPopulationListedTwiceLeavesNothing() {
        List<Source> twice = List.of(new Source("a", 1), new Source("a", 1));
        assertThrows(IllegalArgumentException.class, () -> new SonataSpikesWriter(path, twice, Provenances.SOME));
        assertEquals(0, directory.toFile().list().length);
    }

    @Test
    void abortLeavesNothing() {
        SonataSpikesWriter writer = writer();
        writer.append(0, new double[20_000], new int[20_000], 20_000);
        writer.abort();
        writer.close();
        assertEquals(0, directory.toFile().list().length);
    }
}

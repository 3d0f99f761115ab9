package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.SonataReportWriter.Recording;
import org.quantal.io.hdf5.SonataReportWriter.Variable;

/** The report's writer and reader together. */
class SonataReportTest {

    private static final Variable V = new Variable("V", "mV");
    private static final Variable CURRENT = new Variable("I_syn_ex", "pA");

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = directory.resolve("states.h5");
    }

    private SonataReportWriter writer() {
        return new SonataReportWriter(path, Provenances.SOME);
    }

    @Test
    void recordedVariablesComeBack() {
        int rows = 6_000; // three chunks of 100 elements
        long[] neurons = new long[100];
        for (int i = 0; i < 100; i++) {
            neurons[i] = 3 * i;
        }
        try (SonataReportWriter writer = writer()) {
            Recording many = writer.recording("exc", 300, neurons, List.of(V, CURRENT), 5, 0.5);
            Recording one = writer.recording("one", 1, new long[1], List.of(V), 0, 1);
            float[] values = new float[100];
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < 100; i++) {
                    values[i] = row + i / 128f;
                }
                many.appendRow(0, values);
                one.appendRow(0, new float[] {row});
                if (row < 10) {
                    many.appendRow(1, values);
                }
            }
            assertEquals(rows, many.rows(0));
        }
        try (SonataReportReader reader = SonataReportReader.open(path)) {
            assertEquals(List.of("exc", "exc.I_syn_ex", "one"), reader.reports());
            assertEquals(Optional.of(Provenances.SOME), reader.provenance());
            SonataReport report = reader.report("exc", "V");
            assertEquals("V", report.variable());
            assertEquals("mV", report.units());
            assertArrayEquals(neurons, report.neurons());
            assertEquals(101, report.indexPointers().length);
            assertEquals(5, report.startMs());
            assertEquals(3_005, report.stopMs());
            assertEquals(0.5, report.stepMs());
            assertEquals(rows, report.rows());
            assertEquals(100, report.elements());
            assertEquals(2_500 + 3 / 128f, report.rows(2_499, 2)[1][3]);
            float[] trace = report.trace(64);
            assertEquals(rows, trace.length);
            for (int row = 0; row < rows; row++) {
                assertEquals(row + 0.5f, trace[row]);
            }
            SonataReport current = reader.report("exc.I_syn_ex");
            assertEquals("pA", current.units());
            assertEquals(10, current.rows());
            assertEquals(10, current.stopMs());
            assertEquals(5_999, reader.report("one").trace(0)[5_999]);
            assertThrows(IndexOutOfBoundsException.class, () -> report.rows(5_999, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> report.trace(100));
        }
    }

    @Test
    void theLayoutIsSonatas() {
        try (SonataReportWriter writer = writer()) {
            writer.recording("p", 9, new long[] {2, 4}, List.of(V), 0, 0.1);
        }
        try (HdfFile file = new HdfFile(path)) {
            assertEquals(0x0A7AL, file.getAttribute("magic").getData());
            assertArrayEquals(new int[] {0, 2}, file.getDatasetByPath("report/p/data").getDimensions());
            assertEquals("mV", file.getByPath("report/p/data").getAttribute("units").getData());
            assertEquals(1, file.getByPath("report/p/mapping/node_ids").getAttribute("sorted").getData());
            assertEquals("ms", file.getByPath("report/p/mapping/time").getAttribute("units").getData());
            assertArrayEquals(
                    new double[] {0, 0, 0.1}, (double[]) file.getDatasetByPath("report/p/mapping/time").getData());
            for (String name : List.of("index_pointers", "index_pointer")) {
                Dataset pointers = file.getDatasetByPath("report/p/mapping/" + name);
                assertArrayEquals(new int[] {3}, pointers.getDimensions());
                assertEquals(java.math.BigInteger.class, pointers.getDataType().getJavaType());
            }
            assertArrayEquals(new long[2], (long[]) file.getDatasetByPath("report/p/mapping/element_ids").getData());
            assertArrayEquals(new float[2], (float[]) file.getDatasetByPath("report/p/mapping/element_pos").getData());
        }
    }

    @Test
    void wrongRecordingsAreRefused() {
        try (SonataReportWriter writer = writer()) {
            refuses(writer, 3, new long[] {}, 0, 1, V);
            refuses(writer, 3, new long[] {3}, 0, 1, V);
            refuses(writer, 3, new long[] {1, 1}, 0, 1, V);
            refuses(writer, 3, new long[] {-1}, 0, 1, V);
            refuses(writer, 3, new long[] {0}, Double.NaN, 1, V);
            refuses(writer, 3, new long[] {0}, 0, 0, V);
            refuses(writer, 3, new long[] {0}, 0, 1, V, V);
            refuses(writer, 3, new long[] {0}, 0, 1, V, new Variable("a/b", ""));
            Recording recording = writer.recording("p", 3, new long[] {0, 1}, List.of(V), 0, 1);
            refuses(writer, 3, new long[] {0}, 0, 1, CURRENT, V);
            assertThrows(IllegalArgumentException.class, () -> recording.appendRow(0, new float[1]));
            assertThrows(IllegalArgumentException.class, () -> recording.appendRow(0, new float[3]));
        }
        try (SonataReportReader reader = SonataReportReader.open(path)) {
            assertEquals(List.of("p"), reader.reports());
        }
    }

    private static void refuses(
            SonataReportWriter writer, long size, long[] neurons, double start, double step, Variable... variables) {
        assertThrows(IllegalArgumentException.class,
                () -> writer.recording("p", size, neurons, List.of(variables), start, step));
    }

    @Test
    void abortLeavesNothing() {
        SonataReportWriter writer = writer();
        writer.recording("p", 3, new long[] {0}, List.of(V), 0, 1).appendRow(0, new float[1]);
        writer.abort();
        writer.close();
        assertEquals(0, directory.toFile().list().length);
    }

    @Test
    void readsTheOtherDialect() {
        try (Hdf5Writer file = new Hdf5Writer(path)) {
            GroupWriter report = file.root().group("report").group("p");
            report.array("data", new double[][] {{1, 2, 3}, {4, 5, 6}});
            GroupWriter mapping = report.group("mapping");
            mapping.array("node_ids", new int[] {7, 9});
            mapping.array("index_pointer", new int[] {0, 1});
            mapping.array("time", new double[] {0, 2, 1});
        }
        try (SonataReportReader reader = SonataReportReader.open(path)) {
            SonataReport report = reader.report("p");
            assertEquals("", report.units());
            assertEquals("", report.variable());
            assertArrayEquals(new long[] {7, 9}, report.neurons());
            assertArrayEquals(new long[] {0, 1}, report.indexPointers());
            assertArrayEquals(new float[] {3, 6}, report.trace(2));
            DataFileException failure = assertThrows(DataFileException.class, () -> reader.report("q"));
            assertTrue(failure.getMessage().contains("reports [p]"), failure.getMessage());
        }
    }

    @Test
    void saysWhatIsWrong() {
        try (Hdf5Writer file = new Hdf5Writer(path)) {
            GroupWriter report = file.root().group("report").group("p");
            report.array("data", new double[][] {{1, 2, 3}, {4, 5, 6}});
            GroupWriter mapping = report.group("mapping");
            mapping.array("node_ids", new int[] {7, 9});
            mapping.array("index_pointers", new int[] {0, 1, 2});
            mapping.array("time", new double[] {0, 2});
        }
        try (SonataReportReader reader = SonataReportReader.open(path)) {
            DataFileException failure = assertThrows(DataFileException.class, () -> reader.report("p"));
            assertTrue(failure.getMessage().contains("start, stop and step"), failure.getMessage());
        }
        try (SonataSpikesWriter spikes = new SonataSpikesWriter(path, List.of(), Provenances.SOME)) {
            assertTrue(Files.exists(path));
        }
        assertThrows(DataFileException.class, () -> SonataReportReader.open(path));
    }
}

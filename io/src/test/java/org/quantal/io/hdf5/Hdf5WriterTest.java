package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hdf5WriterTest {

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = directory.resolve("file.h5");
    }

    private HdfFile written(Consumer<GroupWriter> content) {
        try (Hdf5Writer file = new Hdf5Writer(target)) {
            content.accept(file.root());
        }
        return new HdfFile(target);
    }

    private List<Path> files() {
        try (Stream<Path> list = Files.list(directory)) {
            return list.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object data(HdfFile file, String path) {
        return file.getDatasetByPath(path).getData();
    }

    @Test
    void arraysOfEveryTypeComeBack() {
        try (HdfFile file = written(root -> {
            root.array("f64", new double[] {1.5, -2, Double.NaN});
            root.array("f32", new float[] {1.5f, -2});
            root.array("i64", new long[] {Long.MIN_VALUE, 7});
            root.array("i32", new int[] {Integer.MIN_VALUE, 7});
            root.array("i8", new byte[] {-128, 7});
            root.unsignedArray("u64", new long[] {-1, 7});
            root.unsignedArray("u32", new int[] {-1, 7});
            root.unsignedArray("u8", new byte[] {-1, 7});
        })) {
            assertArrayEquals(new double[] {1.5, -2, Double.NaN}, (double[]) data(file, "f64"));
            assertArrayEquals(new float[] {1.5f, -2}, (float[]) data(file, "f32"));
            assertArrayEquals(new long[] {Long.MIN_VALUE, 7}, (long[]) data(file, "i64"));
            assertArrayEquals(new int[] {Integer.MIN_VALUE, 7}, (int[]) data(file, "i32"));
            assertArrayEquals(new byte[] {-128, 7}, (byte[]) data(file, "i8"));
            assertArrayEquals(
                    new BigInteger[] {BigInteger.TWO.pow(64).subtract(BigInteger.ONE), BigInteger.valueOf(7)},
                    (BigInteger[]) data(file, "u64"));
            assertArrayEquals(new long[] {(1L << 32) - 1, 7}, (long[]) data(file, "u32"));
            assertArrayEquals(new int[] {255, 7}, (int[]) data(file, "u8"));
        }
    }

    @Test
    void scalarsAndTablesComeBack() {
        try (HdfFile file = written(root -> {
            root.array("scalar", 42L);
            root.array("table", new double[][] {{1, 2, 3}, {4, 5, 6}});
            root.unsignedArray("ranges", new long[][] {{1, 2}, {3, 4}, {5, 6}});
            root.array("cube", new int[2][3][4]);
        })) {
            assertEquals(42L, data(file, "scalar"));
            assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}}, (double[][]) data(file, "table"));
            assertArrayEquals(new int[] {3, 2}, file.getDatasetByPath("ranges").getDimensions());
            assertArrayEquals(new int[] {2, 3, 4}, file.getDatasetByPath("cube").getDimensions());
        }
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void emptyDatasetsOfEveryTypeAndRankComeBack(ElementType type) {
        try (HdfFile file = written(root -> {
            root.empty("list", type, 0);
            root.empty("table", type, 0, 5);
            root.empty("cube", type, 3, 0, 2);
            root.stream("stream", type, Compression.QUICK);
            root.rows("rows", type, 5, Compression.QUICK);
            root.rows("columnless", type, 0, Compression.QUICK);
        })) {
            assertArrayEquals(new int[] {0}, file.getDatasetByPath("list").getDimensions());
            assertArrayEquals(new int[] {0, 5}, file.getDatasetByPath("table").getDimensions());
            assertArrayEquals(new int[] {3, 0, 2}, file.getDatasetByPath("cube").getDimensions());
            assertArrayEquals(new int[] {0}, file.getDatasetByPath("stream").getDimensions());
            assertArrayEquals(new int[] {0, 5}, file.getDatasetByPath("rows").getDimensions());
            assertArrayEquals(new int[] {0, 0}, file.getDatasetByPath("columnless").getDimensions());
            assertEquals(type.bytes(), file.getDatasetByPath("stream").getDataType().getSize());
        }
    }

    @Test
    void emptyArraysComeBack() {
        try (HdfFile file = written(root -> {
            root.array("list", new double[0]);
            root.unsignedArray("table", new long[0][2]);
            root.array("narrow", new float[3][0]);
            root.texts("texts");
        })) {
            assertArrayEquals(new int[] {0}, file.getDatasetByPath("list").getDimensions());
            assertArrayEquals(new int[] {0, 0}, file.getDatasetByPath("table").getDimensions());
            assertArrayEquals(new int[] {3, 0}, file.getDatasetByPath("narrow").getDimensions());
            assertArrayEquals(new int[] {0}, file.getDatasetByPath("texts").getDimensions());
        }
    }

    @Test
    void textsComeBack() {
        String scenario = "populations: µ …\n".repeat(20_000);
        String[] many = new String[5_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i % 3 == 0 ? "layer " + i % 7 : "neuron " + i;
        }
        try (HdfFile file = written(root -> {
            root.text("long", scenario);
            root.text("empty", "");
            root.texts("few", "L4", "", "L2/3 µ", "L4");
            root.texts("many", many);
        })) {
            assertEquals(scenario, data(file, "long"));
            assertEquals("", data(file, "empty"));
            assertArrayEquals(new String[] {"L4", "", "L2/3 µ", "L4"}, (String[]) data(file, "few"));
            assertArrayEquals(many, (String[]) data(file, "many"));
        }
    }

    @Test
    void attributesComeBackOnRootGroupsAndDatasets() {
        EnumType sorting = EnumType.of("none", "by_id", "by_time");
        try (HdfFile file = written(root -> {
            GroupWriter group = root.group("group");
            for (NodeWriter node : List.of(root, group, group.array("data", new int[3]))) {
                node.attribute("units", "µm");
                node.attribute("names", new String[] {"a", "", "ccc"});
                node.attribute("level", 0.5);
                node.attribute("levels", new double[] {1, 2});
                node.unsignedAttribute("magic", 0xFFFF_FFFF);
                node.unsignedAttribute("version", new int[] {0, 1});
                node.attribute("sorting", sorting, "by_time");
            }
        })) {
            for (Node node : List.of(file, file.getChild("group"), file.getByPath("group/data"))) {
                assertEquals("µm", node.getAttribute("units").getData());
                assertArrayEquals(new String[] {"a", "", "ccc"}, (String[]) node.getAttribute("names").getData());
                assertEquals(0.5, node.getAttribute("level").getData());
                assertArrayEquals(new double[] {1, 2}, (double[]) node.getAttribute("levels").getData());
                assertEquals((1L << 32) - 1, node.getAttribute("magic").getData());
                assertArrayEquals(new long[] {0, 1}, (long[]) node.getAttribute("version").getData());
                assertEquals("by_time", node.getAttribute("sorting").getData());
            }
        }
    }

    @Test
    void aGroupHoldsManyChildren() {
        try (HdfFile file = written(root -> {
            for (int i = 0; i < 2_000; i++) {
                root.group("population " + i).array("id", i);
            }
        })) {
            assertEquals(2_000, file.getChildren().size());
            assertEquals(1_234, data(file, "population 1234/id"));
        }
    }

    @Test
    void longestNamesComeBack() {
        String name = "µ".repeat(NodeWriter.LONGEST_NAME / 2);
        try (HdfFile file = written(root -> root.group(name).attribute(name, 7))) {
            assertEquals(Set.of(name), file.getChildren().keySet());
            assertEquals(7, ((Group) file.getChild(name)).getAttribute(name).getData());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "/", "zero\0"})
    void impossibleNamesAreRefused(String name) {
        refuses(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 300})
    void namesThatAreTooLongAreRefused(int length) {
        refuses("n".repeat(length));
    }

    private void refuses(String name) {
        Hdf5Writer file = new Hdf5Writer(target);
        GroupWriter root = file.root();
        assertThrows(IllegalArgumentException.class, () -> root.group(name));
        assertThrows(IllegalArgumentException.class, () -> root.array(name, 1));
        assertThrows(IllegalArgumentException.class, () -> root.text(name, "text"));
        assertThrows(IllegalArgumentException.class, () -> root.stream(name, ElementType.UINT8, Compression.NONE));
        assertThrows(IllegalArgumentException.class, () -> root.attribute(name, "value"));
        assertThrows(IllegalArgumentException.class, () -> root.unsignedAttribute(name, 1));
        file.abort();
    }

    @Test
    void namesThatAreTakenAreRefused() {
        Hdf5Writer file = new Hdf5Writer(target);
        file.root().group("twice");
        file.root().attribute("twice", 1);
        assertThrows(IllegalArgumentException.class, () -> file.root().array("twice", 1));
        assertThrows(IllegalArgumentException.class, () -> file.root().attribute("twice", 2));
        file.abort();
    }

    @Test
    void attributesUpTo64KiBComeBackAndLargerOnesAreRefused() {
        double[] large = new double[8_000];
        large[7_999] = 3;
        try (HdfFile file = written(root -> {
            root.attribute("large", large);
            root.attribute("text", "x".repeat(100_000));
            for (Object tooLarge : List.of(new double[8_192], new byte[65_536], new long[9_000])) {
                assertThrows(IllegalArgumentException.class, () -> root.attribute("too large", tooLarge));
            }
        })) {
            assertArrayEquals(large, (double[]) file.getAttribute("large").getData());
            assertEquals(100_000, ((String) file.getAttribute("text").getData()).length());
            assertEquals(2, file.getAttributes().size());
        }
    }

    @Test
    void unfitDataAreRefused() {
        Hdf5Writer file = new Hdf5Writer(target);
        GroupWriter root = file.root();
        assertThrows(IllegalArgumentException.class, () -> root.array("ragged", new double[][] {{1, 2}, {3}}));
        assertThrows(IllegalArgumentException.class, () -> root.array("hole", new double[][] {{1}, null}));
        assertThrows(IllegalArgumentException.class, () -> root.array("object", new Object()));
        assertThrows(IllegalArgumentException.class, () -> root.unsignedArray("unsigned", new double[1]));
        assertThrows(IllegalArgumentException.class, () -> root.empty("not empty", ElementType.INT32, 2));
        assertThrows(IllegalArgumentException.class, () -> root.attribute("member", EnumType.of("a"), "b"));
        assertThrows(IllegalArgumentException.class, () -> new Compression(10));
        file.abort();
    }

    @Test
    void nothingHasTheFinalNameBeforeClose() {
        Hdf5Writer file = new Hdf5Writer(target);
        file.root().array("data", new double[10]);
        assertFalse(Files.exists(target));
        Path unfinished = files().get(0);
        assertThrows(DataFileException.class, () -> Hdf5Reader.open(unfinished));
        file.close();
        file.close();
        assertEquals(List.of(target), files());
    }

    @Test
    void abortLeavesNothing() {
        Hdf5Writer file = new Hdf5Writer(target);
        file.root().array("data", new double[10]);
        file.abort();
        file.close();
        assertEquals(List.of(), files());
        assertThrows(IllegalStateException.class, () -> file.root().group("late"));
        assertThrows(IllegalStateException.class, () -> file.root().attribute("late", 1));
    }

    @Test
    void anOlderFileIsReplacedOnlyByClose() throws IOException {
        Files.writeString(target, "older ".repeat(1_000));
        Hdf5Writer given = new Hdf5Writer(target);
        given.abort();
        assertEquals(6_000, Files.size(target));
        try (HdfFile file = written(root -> root.array("data", 1))) {
            assertEquals(1, data(file, "data"));
        }
    }

    @Test
    void twoFilesWithTheSameTargetGoOnBesideEachOther() {
        Hdf5Writer first = new Hdf5Writer(target);
        Hdf5Writer second = new Hdf5Writer(target);
        first.root().array("data", 1);
        second.root().array("data", 2);
        first.close();
        second.close();
        assertEquals(List.of(target), files());
        try (HdfFile file = new HdfFile(target)) {
            assertEquals(2, data(file, "data"));
        }
    }

    @Test
    void theSameCallsMakeTheSameBytes() throws IOException {
        byte[][] bytes = new byte[2][];
        for (int i = 0; i < 2; i++) {
            try (HdfFile file = written(root -> {
                root.attribute("text", "a");
                root.group("b").attribute("c", 1);
                root.stream("data", ElementType.INT32, Compression.QUICK).append(new int[40_000], 40_000);
            })) {
                assertTrue(file.size() > 0);
            }
            bytes[i] = Files.readAllBytes(target);
        }
        assertArrayEquals(bytes[0], bytes[1]);
    }

    @Test
    void aMissingDirectoryIsNamed() {
        Path nowhere = directory.resolve("missing").resolve("file.h5");
        UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> new Hdf5Writer(nowhere));
        assertTrue(failure.getMessage().contains(nowhere.toString()), failure.getMessage());
    }

    @Test
    void namesInTheFileAreUtf8() throws IOException {
        written(root -> root.group("neurônio")).close();
        String bytes = new String(Files.readAllBytes(target), StandardCharsets.UTF_8);
        assertTrue(bytes.contains("neurônio"));
    }
}

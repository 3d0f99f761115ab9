package org.quantal.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.SonataEdgesWriter.Nodes;
import org.quantal.io.hdf5.SonataEdgesWriter.Population;
import org.quantal.io.hdf5.SonataEdgesWriter.Property;

class SonataEdgesWriterTest {

    private static final Property WEIGHT = new Property("syn_weight", "pA");
    private static final Property X = new Property("x", "");

    /** Edges as a simulator may hold them; the two from 2 to 0 differ in delay. */
    private static final int[] SOURCES = {2, 0, 2, 1, 2};
    private static final int[] TARGETS = {0, 1, 0, 0, 1};
    private static final double[] DELAYS = {1.5, 2, 0.5, 3, 4};

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = directory.resolve("weights.h5");
    }

    private static Map<Property, double[]> properties(double... weights) {
        Map<Property, double[]> properties = new LinkedHashMap<>();
        properties.put(WEIGHT, weights);
        properties.put(X, new double[weights.length]);
        return properties;
    }

    private Population population(SonataEdgesWriter writer) {
        return writer.population("A->B", new Nodes("A", 4), new Nodes("B", 2));
    }

    @Test
    void edgesAreSortedByTargetThenSource() {
        try (SonataEdgesWriter writer = new SonataEdgesWriter(path, Provenances.SOME)) {
            population(writer).snapshot(10, SOURCES, TARGETS, DELAYS, properties(1, 2, 3, 4, 5));
        }
        try (SonataEdgesReader reader = SonataEdgesReader.open(path)) {
            assertEquals(List.of("A->B"), reader.populations());
            assertEquals(5, reader.count("A->B"));
            assertArrayEquals(new long[] {1, 2, 2, 0, 2}, reader.sources("A->B"));
            assertArrayEquals(new long[] {0, 0, 0, 1, 1}, reader.targets("A->B"));
            assertArrayEquals(new double[] {4, 1, 3, 2, 5}, reader.property("A->B", "syn_weight").orElseThrow());
            assertArrayEquals(new double[] {3, 1.5, 0.5, 2, 4}, reader.property("A->B", "delay").orElseThrow());
            assertEquals(Optional.empty(), reader.property("A->B", "y"));
            assertEquals("pA", reader.units("A->B", "syn_weight"));
            assertEquals("", reader.units("A->B", "x"));
            assertEquals(10, reader.timeMs("A->B"));
            assertEquals(0, reader.historyMs("A->B").length);
            assertEquals(-42, reader.provenance().orElseThrow().seed());
        }
        try (Hdf5Reader reader = Hdf5Reader.open(path)) {
            assertEquals(Optional.of("A"), reader.textAttribute("/edges/A->B/source_node_id", "node_population"));
            assertEquals(Optional.of("B"), reader.textAttribute("/edges/A->B/target_node_id", "node_population"));
            assertArrayEquals(new long[] {0, 1, 2, 3, 4}, reader.longs("/edges/A->B/edge_group_index"));
            assertArrayEquals(new long[5], reader.longs("/edges/A->B/edge_group_id"));
            assertFalse(reader.has("/edges/A->B/history"));
        }
    }

    @Test
    void indicesOfSmallGraphAreThoseOfTheSpecification() {
        try (SonataEdgesWriter writer = new SonataEdgesWriter(path, Provenances.SOME)) {
            population(writer).snapshot(10, SOURCES, TARGETS, DELAYS, properties(1, 2, 3, 4, 5));
        }
        try (Hdf5Reader reader = Hdf5Reader.open(path)) {
            String bySource = "/edges/A->B/indices/source_to_target/";
            // Edges by source: 0 has [3, 4), 1 has [0, 1), 2 has [1, 3) and [4, 5), 3 has none.
            assertArrayEquals(new long[] {0, 1, 1, 2, 2, 4, 4, 4}, reader.longs(bySource + "node_id_to_ranges"));
            assertArrayEquals(new long[] {0, 1, 1, 2, 2, 4, 4, 4}, reader.longs(bySource + "node_id_to_range"));
            assertArrayEquals(new long[] {3, 4, 0, 1, 1, 3, 4, 5}, reader.longs(bySource + "range_to_edge_id"));
            assertArrayEquals(new long[] {4, 2}, reader.dimensions(bySource + "range_to_edge_id"));
            String byTarget = "/edges/A->B/indices/target_to_source/";
            assertArrayEquals(new long[] {0, 1, 1, 2}, reader.longs(byTarget + "node_id_to_ranges"));
            assertArrayEquals(new long[] {0, 3, 3, 5}, reader.longs(byTarget + "range_to_edge_id"));
        }
    }

    @Test
    void indicesLeadToTheEdgesOfEveryNeuron() {
        int sources = 150;
        int targets = 90;
        SplittableRandom random = new SplittableRandom(3);
        int[] source = random.ints(40_000, 0, sources - 1).toArray(); // the last neuron has no edges
        int[] target = random.ints(40_000, 0, targets).toArray();
        try (SonataEdgesWriter writer = new SonataEdgesWriter(path, Provenances.SOME)) {
            writer.population("many", new Nodes("A", sources), new Nodes("B", targets)).snapshot(0, source, target,
                    new double[source.length], properties(new double[source.length]));
        }
        try (Hdf5Reader reader = Hdf5Reader.open(path)) {
            assertLeads(reader, "source_to_target", reader.longs("/edges/many/source_node_id"), sources);
            assertLeads(reader, "target_to_source", reader.longs("/edges/many/target_node_id"), targets);
        }
    }

    private static void assertLeads(Hdf5Reader reader, String index, long[] neuronOfEdge, int neurons) {
        long[] ranges = reader.longs("/edges/many/indices/" + index + "/node_id_to_ranges");
        long[] edges = reader.longs("/edges/many/indices/" + index + "/range_to_edge_id");
        int found = 0;
        for (int neuron = 0; neuron < neurons; neuron++) {
            for (long range = ranges[2 * neuron]; range < ranges[2 * neuron + 1]; range++) {
                for (long edge = edges[2 * (int) range]; edge < edges[2 * (int) range + 1]; edge++) {
                    assertEquals(neuron, neuronOfEdge[(int) edge]);
                    found++;
                }
            }
        }
        assertEquals(neuronOfEdge.length, found);
    }

    @Test
    void historyHoldsAllSnapshotsAndTheGroupTheLast() {
        try (SonataEdgesWriter writer = new SonataEdgesWriter(path, Provenances.SOME)) {
            Population population = population(writer);
            population.snapshot(0, SOURCES, TARGETS, DELAYS, properties(1, 2, 3, 4, 5));
            population.snapshot(5, SOURCES, TARGETS, new double[5], properties(10, 20, 30, 40, 50));
        }
        try (SonataEdgesReader reader = SonataEdgesReader.open(path)) {
            assertArrayEquals(new double[] {0, 5}, reader.historyMs("A->B"));
            assertArrayEquals(new float[] {4, 1, 3, 2, 5}, reader.history("A->B", "syn_weight", 0));
            assertArrayEquals(new float[] {40, 10, 30, 20, 50}, reader.history("A->B", "syn_weight", 1));
            assertArrayEquals(new double[] {40, 10, 30, 20, 50}, reader.property("A->B", "syn_weight").orElseThrow());
            assertArrayEquals(new double[] {3, 1.5, 0.5, 2, 4}, reader.property("A->B", "delay").orElseThrow());
            assertEquals(5, reader.timeMs("A->B"));
        }
    }

    @Test
    void populationsWithoutEdgesOrSnapshotsCanBeRead() {
        try (SonataEdgesWriter writer = new SonataEdgesWriter(path, Provenances.SOME)) {
            Population empty = population(writer);
            empty.snapshot(0, new int[0], new int[0], new double[0], properties());
            empty.snapshot(1, new int[0], new int[0], new double[0], properties());
            writer.population("never", new Nodes("A", 1), new Nodes("A", 1));
        }
        try (SonataEdgesReader reader = SonataEdgesReader.open(path)) {
            assertEquals(List.of("A->B"), reader.populations());
            assertEquals(0, reader.count("A->B"));
            assertEquals(0, reader.historyMs("A->B").length);
        }
    }

    @Test
    void wrongSnapshotsAreRefused() {
        List<String> messages = new ArrayList<>();
        try (SonataEdgesWriter writer = new SonataEdgesWriter(path, Provenances.SOME)) {
            Population population = population(writer);
            messages.add(assertThrows(IllegalArgumentException.class,
                    () -> population.snapshot(0, new int[] {4}, new int[] {0},
                    new double[1], properties(1))).getMessage());
            population.snapshot(0, SOURCES, TARGETS, DELAYS, properties(1, 2, 3, 4, 5));
            messages.add(assertThrows(IllegalArgumentException.class,
                    () -> population.snapshot(1, TARGETS, SOURCES, DELAYS, properties(1, 2, 3, 4, 5))).getMessage());
            messages.add(assertThrows(IllegalArgumentException.class, () -> population(writer)).getMessage());
            writer.abort();
        }
        assertEquals(List.of("the source population has 4 neurons: neuron=4",
                "the edges of A->B are not those of its first snapshot",
                "there is already a population of edges A->B"), messages);
        assertFalse(Files.exists(path));
    }

    @Test
    void otherFilesAreRefused() {
        try (SonataSpikesWriter writer = new SonataSpikesWriter(path, List.of(), Provenances.SOME)) {
            assertTrue(writer != null);
        }
        assertEquals(path + ": expected a SONATA edge file with a group /edges, found none",
                assertThrows(DataFileException.class, () -> SonataEdgesReader.open(path)).getMessage());
    }
}

package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.io.hdf5.Hdf5Writer;
import org.quantal.io.hdf5.SonataEdgesReader;
import org.quantal.models.BuiltInModels;

/** Files that once hung a reader, filled the memory, or ended in an exception that is not for users. */
class HostileFilesTest {
    @TempDir
    private Path folder;
    private Watch watch;
    private SmallCircuit circuit;

    @BeforeEach
    void setUp() {
        watch = new Watch();
        circuit = new SmallCircuit(folder);
    }

    @AfterEach
    void tearDown() {
        watch.close();
    }

    private String refusal() throws IOException, InterruptedException {
        return refusal(circuit.write());
    }

    private String refusal(Path file) throws InterruptedException {
        final String message = watch.read(() -> Scenarios.read(file, BuiltInModels.catalogue(), List.of()));
        assertNotNull(message, "is read");
        return message;
    }

    /** Each variable names the next one twice. */
    @Test
    void billionVariablesOfAManifestAreRefused() throws Exception {
        final Path file = circuit.write();
        final StringBuilder manifest = new StringBuilder("\"$HERE\": \".\"");
        for (int i = 40; i > 0; i--) {
            manifest.append(", \"$v%d\": \"$v%d/$v%d\"".formatted(i, i - 1, i - 1));
        }
        Files.writeString(file, Files.readString(file).replace("\"$HERE\": \".\"", manifest + ", \"$v0\": \"x\"")
                .replace("$HERE/in.csv", "$v40"));
        assertTrue(refusal(file).contains("more than 100000 characters"));
    }

    /** Each set names the next one ten times, and no node is in the last. */
    @Test
    void billionNodeSetsAreReadQuickly() throws Exception {
        final Path file = circuit.write();
        final StringBuilder sets = new StringBuilder("\"s0\": {\"population\": \"none\"}");
        for (int i = 1; i < 10; i++) {
            sets.append(", \"s%d\": [%s]".formatted(i, ("\"s" + (i - 1) + "\", ").repeat(9) + "\"s" + (i - 1) + "\""));
        }
        Files.writeString(file, Files.readString(file).replace("\"node_sets\": {", "\"node_sets\": {" + sets + ", ")
                .replace("\"cells\": \"all_cells\"", "\"cells\": \"s9\""));
        assertTrue(refusal(file).contains("reports.v.cells: no node of the circuit is in this node set"));
    }

    @Test
    void namesThatAreNoPathsAreRefused() throws Exception {
        circuit.reports = circuit.reports.replace("{\"v\"", "{\"v\\u0000\"");
        assertTrue(refusal().contains("cannot name a file of results"));
        circuit.reports = "{}";
        circuit.nodeTypes = circuit.nodeTypes.replace("slow.json", "sl\0w.json");
        assertTrue(refusal().contains("is no path"));
        circuit.nodeTypes = circuit.nodeTypes.replace("sl\0w.json", "slow.json");
        circuit.edgeTypes = "edge_type_id dynamics_params delay syn_weight\n3 a\0b.json 1 1\n";
        assertTrue(refusal().contains("is no path"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"spike-times gid;x|in.csv:2: is no line of spikes: x",
                "node_ids,timestamps;0.5,1|is no line of spikes: 0.5 1",
        "node_ids,timestamps;NaN,1|is no line of spikes: NaN 1"})
    void linesThatAreNoSpikesAreRefused(String lines, String message) throws Exception {
        final Path file = circuit.write();
        Files.writeString(folder.resolve("in.csv"), lines.replace(';', '\n') + "\n");
        assertTrue(refusal(file).contains(message));
    }

    @Test
    void typesAreWholeNumbers() throws Exception {
        circuit.edgeTypes = circuit.edgeTypes.replace("\n3 ", "\n3.5 ");
        assertTrue(refusal().endsWith("edge_types.csv:2: edge_type_id must be a whole number, but is '3.5'"));
    }

    /** A neuron without spikes is a line with its id alone, wherever the columns stand. */
    @Test
    void silentNeuronIsRead() throws Exception {
        final Path file = circuit.write();
        Files.writeString(folder.resolve("in.csv"), "spike-times gid\n1\n");
        assertNull(watch.read(() -> Scenarios.read(file, BuiltInModels.catalogue(), List.of())));
    }

    @Test
    void typesInOneNumberAreRefused() throws Exception {
        final Path file = circuit.write();
        try (Hdf5Writer writer = new Hdf5Writer(folder.resolve("nodes.h5"))) {
            final GroupWriter nodes = writer.root().group("nodes").group("cells");
            nodes.array("node_type_id", 7);
        }
        assertTrue(refusal(file)
                .contains("expected a list of numbers in /nodes/cells/node_type_id, found another shape"));
    }

    /** A claim of 2^40 nodes in a file of some kilobytes. */
    @Test
    void claimedSizesAreRefusedBeforeMemoryIsTaken() throws Exception {
        final Path file = circuit.write();
        final Path nodes = folder.resolve("nodes.h5");
        final byte[] bytes = Files.readAllBytes(nodes);
        int claims = 0;
        for (long claim : new long[] {Integer.MAX_VALUE, 1L << 28, 1L << 40, Long.MAX_VALUE}) {
            final byte[] claiming = bytes.clone();
            for (int i = 0; i + 8 <= bytes.length; i++) {
                if (bytes[i] == 6 && bytes[i + 1] == 0 && bytes[i + 2] == 0 && bytes[i + 3] == 0 && bytes[i + 4] == 0
                        && bytes[i + 5] == 0
                        && bytes[i + 6] == 0 && bytes[i + 7] == 0) {
                    java.nio.ByteBuffer.wrap(claiming).order(java.nio.ByteOrder.LITTLE_ENDIAN).putLong(i, claim);
                    claims++;
                }
            }
            Files.write(nodes, claiming);
            refusal(file);
        }
        assertTrue(claims >= 8, "claims=" + claims);
    }

    /** jHDF's channel read the same bytes again and again until a claimed header of 600 MB was full. */
    @Test
    void claimedHeaderIsRefused() throws Exception {
        final Path cells = Files.createDirectory(folder.resolve("all"));
        HostileCircuits.write(cells);
        final Path file = cells.resolve("cells/network/post_nodes.h5");
        final byte[] good = Files.readAllBytes(file);
        for (Damage damage : List.of(new Damage(Damage.Kind.COPY_BLOCK, 827060, 319470, 191398),
                new Damage(Damage.Kind.COPY_LONG, 826916, 319470, 191398))) {
            Files.write(file, Damage.apply(List.of(damage), good));
            assertNotNull(watch.read(() -> HostileCircuits.readAbout(cells, file)));
        }
    }

    @Test
    void edgesInOneNumberAreRefused() throws Exception {
        final Path file = folder.resolve("edges.h5");
        try (Hdf5Writer writer = new Hdf5Writer(file)) {
            writer.root().group("edges").group("a").array("source_node_id", 7);
        }
        final String message = watch.read(() -> {
            try (SonataEdgesReader reader = SonataEdgesReader.open(file)) {
                reader.count("a");
            }
        });
        assertEquals(file + ": expected 1 dimensions of /edges/a/source_node_id, found 0", message);
    }

    @Test
    void hugeSpikeSourceIsRefused() throws Exception {
        Files.writeString(folder.resolve("times.csv"), "time_ms,node_id\n1,0\n");
        for (String spikes : List.of("file: times.csv", "times: [1 ms]", "times: [[1 ms]]")) {
            final Path file = Files.writeString(folder.resolve("s.yaml"),
                    "duration: 1 s\npopulations: {S: {model: spike_source, size: 2000000000, " + spikes + "}}\n");
            assertTrue(refusal(file)
                    .contains("s.yaml:2: populations.S.size: '2000000000' must be a whole number of at most 5000000"));
        }
    }

    /** Many neurons are no reason to take memory when a scenario is read. */
    @ParameterizedTest
    @CsvSource({"fixed_indegree,indegree: 10", "pairwise_bernoulli,p: 0.1", "one_to_one,",
            "fixed_total_number,total: 10", "fixed_outdegree,outdegree: 3"})
    void hugePopulationsAreReadOrRefused(String rule, String parameter) throws Exception {
        final Path file = Files.writeString(folder.resolve("s.yaml"), """
                duration: 1 s
                populations: {E: {model: iaf_psc_exp, size: 2000000000}}
                projections:
                  - {from: E, to: E, weight: 1 pA, delay: 1 ms, rule: {rule: %s%s}}
                record: {states: [{population: E, neurons: 0..9, interval: 1 ms}]}
                """.formatted(rule, parameter == null ? "" : ", " + parameter));
        watch.read(() -> Scenarios.read(file, BuiltInModels.catalogue(), List.of()));
    }
}

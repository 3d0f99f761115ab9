package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.SonataReportReader;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.network.ExplicitConnections;

class SonataCircuitTest {
    @TempDir
    private Path folder;

    private static LoadedScenario read(SmallCircuit circuit, String... settings) throws IOException {
        return Scenarios.read(circuit.write(), BuiltInModels.catalogue(), List.of(settings));
    }

    /** Nodes of two types become two populations; ids, multiplicity, types' values and probabilities arrive. */
    @Test
    void unequalNodesBecomePopulations() throws IOException {
        final LoadedScenario loaded = read(new SmallCircuit(folder));
        final var network = loaded.scenario().network();
        assertEquals(List.of("cells-0", "cells-1", "drive"),
                network.populations().stream().map(p -> p.name()).toList());
        assertEquals("iaf_psc_delta", network.population("cells-1").model().name());
        assertEquals(12, loaded.scenario().seed());
        final var toExc = (ExplicitConnections) network.projection("in.out.drive->cells-0").rule();
        assertArrayEquals(new int[] {0, 0, 1}, toExc.source());
        assertArrayEquals(new int[] {0, 1, 2}, toExc.target());
        assertArrayEquals(new double[] {1600, 1600, 1600}, toExc.weight());
        assertArrayEquals(new double[] {1, 0.5, 0.25}, toExc.probability());
        assertEquals("bernoulli_listed", network.projection("in.out.drive->cells-0").release().name());
    }

    /** Results have the circuit's names, ids and order, and lead back to the scenario's populations. */
    @Test
    void resultsHaveTheCircuitsNames() throws IOException {
        final LoadedScenario loaded = read(new SmallCircuit(folder), "edges.in.out.release.model=reliable");
        assertEquals(folder.resolve("out").toAbsolutePath(), ScenarioRun.defaultDirectory(loaded).toAbsolutePath());
        final Path out = folder.resolve("out");
        ScenarioRun.of(loaded, out).execute();
        try (SonataSpikesReader reader = SonataSpikesReader.open(out.resolve("mine.h5"))) {
            assertEquals(List.of("cells", "drive"), reader.populations());
            final Spikes spikes = reader.spikes("cells");
            // The delta neuron with a jump of 1600 mV, and those driven by strong currents.
            assertTrue(Arrays.stream(spikes.neurons()).anyMatch(id -> id == 13) && Arrays.stream(spikes.neurons())
                    .anyMatch(id -> id == 10));
            assertTrue(Arrays.stream(spikes.neurons()).allMatch(id -> List.of(10L, 12L, 13L, 14L).contains(id)));
            final long[] sorted = spikes.neurons().clone();
            Arrays.sort(sorted);
            assertArrayEquals(sorted, spikes.neurons());
            final double[][][] again = RecordedRun.open(out).spikes();
            assertArrayEquals(new double[] {8.5}, again[1][1], 1e-9);
        }
        try (SonataReportReader report = SonataReportReader.open(out.resolve("v.h5"))) {
            assertEquals(6, report.report("cells").elements());
            final float[] first = report.report("cells").rows(0, 1)[0];
            // Slow cells begin at -60 mV, the others at rest.
            assertEquals(-70 + 10 * Math.exp(-1 / 20.0), first[0], 1e-5);
            assertEquals(-70, first[1], 1e-5);
            assertEquals(first[0], first[4], 0);
        }
        assertEquals(2, RunPlots.draw(out, folder.resolve("plots"), RunPlots.Options.DEFAULT).size());
    }

    @Test
    void clampsCutPopulationsAndMustLastTheWholeRun() throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        circuit.inputs = """
                {"c": {"input_type": "current_clamp", "module": "IClamp", "node_set": {"node_id": [10, 11],
                  "population": "cells"},
                 "amp": 150.0, "delay": 0.0, "duration": 40.0}}""";
        final var network = read(circuit).scenario().network();
        assertEquals(5, network.populations().size());
        assertEquals(2, network.currentDrives().size());
        assertEquals(150, network.currentDrives().get(0).amplitudePA());
        circuit.inputs = circuit.inputs.replace("\"delay\": 0.0", "\"delay\": 10.0");
        assertRefused(circuit, "simulation_config.json", "inputs.c", "from 10.0 to 50.0 ms");
        circuit.inputs = "{\"c\": {\"input_type\": \"voltage_clamp\", \"node_set\": \"all_cells\"}}";
        assertRefused(circuit, "inputs.c.input_type", "voltage_clamp", "spikes, current_clamp");
        circuit.inputs = "{\"c\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"in.csv\","
                + " \"node_set\": \"all_cells\"}}";
        assertRefused(circuit, "inputs.c", "node 10", "no virtual node");
    }

    private static void assertRefused(SmallCircuit circuit, String... words) throws IOException {
        final String message = assertThrows(ScenarioException.class, () -> read(circuit)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
    }

    @Test
    void whatCannotBeSimulatedIsNamed() throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        final String types = circuit.nodeTypes;
        circuit.nodeTypes = types.replace("point_process", "biophysical");
        assertRefused(circuit, "nodes.h5", "node type 9", "biophysical");
        circuit.nodeTypes = types.replace("iaf_psc_delta", "glif_psc");
        assertRefused(circuit, "nodes.h5", "node type 9", "nest:glif_psc", "nest:iaf_psc_alpha");
        circuit.nodeTypes = types;
        circuit.cellParams = "{\"tau_n\": 20.0}";
        assertRefused(circuit, "slow.json: tau_n", "did you mean 'tau_m'");
        circuit.cellParams = "{\"tau_m\": -20.0}";
        assertRefused(circuit, "tau_m", "positive");
        circuit.cellParams = "{}";
        final String edges = circuit.edgeTypes;
        circuit.edgeTypes = edges.replace("static_synapse", "stdp_synapse");
        assertRefused(circuit, "edges.h5", "edge type 3", "stdp_synapse");
        circuit.edgeTypes = edges.replace("static_synapse", "Gap1");
        assertRefused(circuit, "edges.h5", "edge type 3", "gap junction");
        circuit.edgeTypes = edges.replace("2 NULL", "2 gaussianLL");
        assertRefused(circuit, "edge type 3", "gaussianLL");
        circuit.edgeTypes = edges.replace("1.0 800", "NULL 800");
        assertRefused(circuit, "edge type 3", "lacks 'delay'");
        circuit.edgeTypes = edges.replace("\n3 ", "\n4 ");
        assertRefused(circuit, "edges.h5", "type 3");
        circuit.edgeTypes = edges;
        circuit.reports = circuit.reports.replace("all_cells", "al_cells");
        assertRefused(circuit, "reports.v.cells", "did you mean 'all_cells'");
        circuit.reports = circuit.reports.replace("al_cells", "some").replace("membrane_report", "ecp");
        assertRefused(circuit, "reports.v.module", "ecp");
        circuit.reports = "{}";
        circuit.inputs = circuit.inputs.replace("$HERE", "$THERE");
        assertRefused(circuit, "simulation_config.json", "$THERE", "manifest");
    }

    /** All datasets of all samples, those of other makers too if {@code quantal.samples} names a folder with more. */
    @Test
    void sampleFilesAreReadWhole() throws IOException {
        int files = 0;
        for (String samples : List.of(System.getProperty("quantal.samples", "src/test/resources/sonata"),
                TenCellsTest.CIRCUIT.toString())) {
            try (Stream<Path> all = Files.walk(Path.of(samples))) {
                for (Path sample : all.filter(file -> file.toString().endsWith(".h5")).toList()) {
                    try (Hdf5Reader reader = Hdf5Reader.open(sample)) {
                        assertTrue(count(reader, "") > 0, sample.toString());
                    }
                    files++;
                }
            }
        }
        assertTrue(files >= 6, "files=" + files);
    }

    private static long count(Hdf5Reader reader, String group) {
        long count = 0;
        for (String dataset : reader.datasets(group.isEmpty() ? "/" : group)) {
            final String path = group + "/" + dataset;
            final long[] size = reader.dimensions(path);
            final double[] values = reader.doubles(path);
            assertEquals(Arrays.stream(size).reduce(1, (a, b) -> a * b), values.length, path);
            count += values.length;
        }
        for (String child : reader.groups(group.isEmpty() ? "/" : group)) {
            count += count(reader, group + "/" + child);
        }
        return count;
    }
}

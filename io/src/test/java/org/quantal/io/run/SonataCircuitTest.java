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
import java.util.stream.IntStream;
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
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.CurrentDrive.Change;
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

    private static String clamp(String module, String rest) {
        return """
                {"input_type": "current_clamp", "module": "%s",
                 "node_set": {"node_id": [10, 11], "population": "cells"}, %s}"""
                .formatted(module, rest);
    }

    @Test
    void clampsCutPopulations() throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        circuit.inputs = "{\"c\": " + clamp("IClamp", "\"amp\": 150.0, \"delay\": 0.0, \"duration\": 40.0") + "}";
        final var network = read(circuit).scenario().network();
        assertEquals(5, network.populations().size());
        assertEquals(List.of(new CurrentDrive("cells-0", 150), new CurrentDrive("cells-1", 150)),
                network.currentDrives());
        circuit.inputs = "{\"c\": {\"input_type\": \"voltage_clamp\", \"node_set\": \"all_cells\"}}";
        assertRefused(circuit, "inputs.c.input_type", "voltage_clamp", "spikes, current_clamp");
        circuit.inputs = "{\"c\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"in.csv\","
                + " \"node_set\": \"all_cells\"}}";
        assertRefused(circuit, "inputs.c", "node 10", "no virtual node");
    }

    /** Clamps of equal times add up to one current; others are currents of their own. */
    @Test
    void clampsBeginAndEndWhenTheySay() throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        circuit.inputs = "{\"a\": " + clamp("IClamp", "\"amp\": 150.0, \"delay\": 10.1, \"duration\": 20.2")
                + ", \"b\": " + clamp("IClamp", "\"amp\": 50.0, \"delay\": 10.1, \"duration\": 20.2")
                + ", \"c\": " + clamp("linear", "\"amp_start\": -30.0, \"amp_end\": -30.0, \"delay\": 25,"
                + " \"duration\": 1e9") + ", \"d\": " + clamp("IClamp", "\"amp\": 7, \"duration\": 5") + "}";
        assertEquals(List.of(new CurrentDrive("cells-0", 7, List.of(new Change(5, 0))),
                new CurrentDrive("cells-0", 0, List.of(new Change(10.1, 200), new Change(30.3, 0))),
                new CurrentDrive("cells-0", 0, List.of(new Change(25, -30)))),
                read(circuit).scenario().network().currentDrives().subList(0, 3));
        circuit.inputs = "{\"c\": " + clamp("IClamp", "\"amp\": 1, \"delay\": 10.05, \"duration\": 5") + "}";
        assertRefused(circuit, "simulation_config.json", "inputs.c.delay", "whole number of steps of 0.1 ms");
        circuit.inputs = circuit.inputs.replace("10.05", "10").replace("5}", "5.01}");
        assertRefused(circuit, "inputs.c.duration", "whole number of steps of 0.1 ms");
        circuit.inputs = circuit.inputs.replace("5.01}", "0}");
        assertRefused(circuit, "inputs.c.duration", "must be positive");
        circuit.inputs = "{\"c\": " + clamp("linear", "\"amp_start\": 1, \"amp_end\": 2") + "}";
        assertRefused(circuit, "inputs.c.amp_end", "cannot be ramps");
    }

    /**
     * 400 pA from 100 to 900 ms of a second into a cell of 250 pF and 20 ms from rest at -70 mV: V_inf is 32 mV above,
     * the threshold 15 mV. First spike at 20 ln(32/17), then intervals of 2 ms and that, on the grid. The report is
     * kept from 90 to 110 ms only.
     */
    @Test
    void clampDrivesCellsWhileItLasts() throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        circuit.tstopMs = 1000;
        circuit.cellParams = "{\"tau_m\": 20.0}";
        circuit.inputs = "{\"c\": " + clamp("IClamp", "\"amp\": 400.0, \"delay\": 100.0, \"duration\": 800.0") + "}";
        circuit.reports = circuit.reports.replace("1.0}", "0.5, \"start_time\": 90, \"end_time\": 110}");
        ScenarioRun.of(read(circuit), folder.resolve("out")).execute();
        final double wait = Math.ceil(10 * 20 * Math.log(32 / 17.0)) / 10;
        try (SonataSpikesReader reader = SonataSpikesReader.open(folder.resolve("out/mine.h5"))) {
            final Spikes spikes = reader.spikes("cells");
            final double[] times = IntStream.range(0, spikes.count()).filter(k -> spikes.neurons()[k] == 10)
                    .mapToDouble(k -> spikes.timesMs()[k]).toArray();
            assertEquals(1 + (int) ((800 - wait) / (2 + wait)), times.length);
            for (int k = 0; k < times.length; k++) {
                assertEquals(100 + wait + k * (2 + wait), times[k], 1e-9);
            }
            assertTrue(times.length > 50 && Arrays.stream(spikes.neurons()).allMatch(id -> id == 10 || id == 11));
        }
        try (SonataReportReader report = SonataReportReader.open(folder.resolve("out/v.h5"))) {
            final float[][] rows = report.report("cells").rows(0, 40);
            assertEquals(40, report.report("cells").rows());
            assertEquals(-70, rows[19][0], 0);
            for (int k = 0; k < 20; k++) {
                assertEquals(-70 + 32 * (1 - Math.exp(-0.5 * (k + 1) / 20)), rows[20 + k][0], 1e-5);
            }
        }
        try (Hdf5Reader reader = Hdf5Reader.open(folder.resolve("out/v.h5"))) {
            assertArrayEquals(new double[] {90.5, 110.5, 0.5}, reader.doubles("/report/cells/mapping/time"));
        }
        circuit.reports = circuit.reports.replace("90", "1100");
        assertRefused(circuit, "reports.v", "covers no time");
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
        try (Stream<Path> samples =
                Files.walk(Path.of(System.getProperty("quantal.samples", "src/test/resources/sonata")))) {
            for (Path sample : samples.filter(file -> file.toString().endsWith(".h5")).toList()) {
                try (Hdf5Reader reader = Hdf5Reader.open(sample)) {
                    assertTrue(count(reader, "") > 0, sample.toString());
                }
                files++;
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

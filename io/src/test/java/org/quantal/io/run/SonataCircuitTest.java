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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.Hdf5Writer;
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

    /** What would change a simulation is refused with its name, and with the way to leave it out if there is one. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "connection_overrides=[{name: a, source: drive, target: cells, weight: 0.5}] ; connection_overrides: cannot be",
        "conditions={modifications: {a: {type: TTX, node_set: cells}}} ; conditions.modifications: cannot be simulated",
        "node_set=some ; node_set: leaves out node 11 of population 'cells'",
        "run={tstop: 40, duration: 50, dt: 0.1} ; run: has both tstop and duration",
        "run={tstop: 40, dt: 0.1, tstart: 5} ; run.tstart: runs begin at 0 ms",
        "run={tstop: 40, dt: 0.1, calc_ecp: true} ; run.calc_ecp: extracellular potentials cannot be",
        "run={tstop: 40, dt: 0.1, tstopp: 5} ; run: unknown key 'tstopp'; did you mean 'tstop'?",
        "inputs.in.delay=3 ; inputs.in: spikes are given from 0 to tstop",
        "inputs.a={input_type: syn_activity, module: x, node_set: cells} ; 'syn_activity' cannot be simulated",
        "inputs.a={input_type: spikes, module: function, input_file: a, node_set: drive} ; spikes of module 'function'",
        "inputs.a={input_type: current_clamp, module: IClamp, amp: 0, node_sett: cells} ; inputs.a: unknown key",
        "reports.a={module: membrane_report, variable_name: V_m, transform: f, cells: cells} ; unknown key 'transform'",
        "output.spikes_file_nwb=a.nwb ; spikes are not written as NWB; --set output.spikes_file_nwb=null",
        "output.spikes_file_csv=a.txt ; must be the name of a file that ends with .csv",
        "nodes.cells.7.model_template=nest:glif_psc ; model_template 'nest:glif_psc' cannot be simulated",
        "nodes.cells.7.model_template=nest:glif_lif_asc_psc ; 'nest:glif_lif_asc_psc' cannot be simulated",
        "nodes.cells.7.model_template=null ; node type 7: lacks 'model_template'; allowed are nest:aeif_psc_exp",
        "edges.in.out.model_template=tsodyks2_synapse ; model_template 'tsodyks2_synapse' cannot be simulated",
        "edges.in.out.weight_function=gaussianLL ; so does --set edges.in.out.weight_function=null",
        "edges.in.out.syn_weight=null ; lacks 'syn_weight'",
    })
    void settingIsRefusedByName(String setting, String words) throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        final String message = assertThrows(ScenarioException.class, () -> read(circuit, setting)).getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void processedAndMisspeltPartsAreRefused() throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        Files.writeString(circuit.write().resolveSibling("node_types.csv"), """
                node_type_id model_type model_template model_processing
                7 point_neuron nest:iaf_psc_exp aibs
                9 point_neuron nest:iaf_psc_delta NULL
                1 virtual NULL NULL
                """);
        final String message = assertThrows(ScenarioException.class, () -> Scenarios.read(
                folder.resolve("simulation_config.json"), BuiltInModels.catalogue(), List.of())).getMessage();
        assertTrue(message.contains("node type 7: model_processing 'aibs'"), message);
        final Path file = circuit.write();
        final String text = Files.readString(file);
        Files.writeString(file, text.replace("\"inputs\"", "\"imputs\""));
        assertTrue(assertThrows(ScenarioException.class, () -> Scenarios.read(file, BuiltInModels.catalogue(),
                List.of())).getMessage().endsWith("unknown key 'imputs'; did you mean 'inputs'?"));
        Files.writeString(file, text.replace("\"manifest\"", "\"notes\": 1, \"metadata\": {}, \"manifest\""));
        assertEquals(3, Scenarios.read(file, BuiltInModels.catalogue(), List.of()).scenario().network().populations()
                .size());
    }

    /** Configurations as other makers write them: all in one, in three files, without naming the circuit. */
    @Test
    void configurationsOfAllKindsAreRead() throws IOException {
        final Path simulation = new SmallCircuit(folder).write();
        final String expected = read(new SmallCircuit(folder)).resolved();
        final Path three = Files.writeString(folder.resolve("three.json"), """
                {"manifest": {"$BASE": "${configdir}"}, "network": "$BASE/circuit_config.json",
                 "simulation": "${BASE}/simulation_config.json"}""");
        assertEquals(expected.replace("simulation_config", "three"),
                Scenarios.read(three, BuiltInModels.catalogue(), List.of()).resolved());
        final String text = Files.readString(simulation);
        Files.writeString(simulation, text.replace("\"network\": \"$HERE/circuit_config.json\", ", ""));
        assertEquals(expected, Scenarios.read(simulation, BuiltInModels.catalogue(), List.of()).resolved());
        final Path one = Files.writeString(folder.resolve("one.json"),
                text.replace("\"network\": \"$HERE/circuit_config.json\"",
                Files.readString(folder.resolve("circuit_config.json")).replaceAll("^\\{|}$", "")));
        assertEquals(expected.replace("simulation_config", "one"),
                Scenarios.read(one, BuiltInModels.catalogue(), List.of()).resolved());
        Files.writeString(simulation, text.replace("\"tstop\": 40.0", "\"duration\": 40.0"));
        assertEquals(expected, Scenarios.read(simulation, BuiltInModels.catalogue(), List.of()).resolved());
        final Path beside = Files.writeString(folder.resolve("beside.json"), Files.readString(three)
                .replaceFirst("^\\{", "{\"run\": {\"dt\": 1}, "));
        assertTrue(assertThrows(ScenarioException.class, () -> Scenarios.read(beside, BuiltInModels.catalogue(),
                List.of())).getMessage().contains("'run' stands beside 'simulation', but belongs into that file"));
    }

    /** The unit of currents hangs on the simulator, which may stand in the circuit's file alone. */
    @Test
    void simulatorOfTheCircuitsFileCounts() throws IOException {
        final Path file = new SmallCircuit(folder).write();
        final String clamp = "inputs.c={input_type: current_clamp, module: IClamp, node_set: cells, amp: 2.0}";
        Files.writeString(file, Files.readString(file).replace("\"target_simulator\": \"NEST\",", ""));
        assertEquals(new CurrentDrive("cells-0", 2000), drive(file, clamp));
        final Path circuit = folder.resolve("circuit_config.json");
        Files.writeString(circuit, Files.readString(circuit)
                .replaceFirst("^\\{", "{\"target_simulator\": \"NEST\", "));
        assertEquals(new CurrentDrive("cells-0", 2), drive(file, clamp));
    }

    private static CurrentDrive drive(Path file, String clamp) {
        return Scenarios.read(file, BuiltInModels.catalogue(), List.of(clamp)).scenario().network().currentDrives()
                .get(0);
    }

    /** All cells of a report are those that have states. */
    @Test
    void reportsOfAllCellsLeaveOutVirtualNodes() throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        final var states = read(circuit, "reports.v.cells=all").scenario().states();
        assertEquals(List.of("cells-0", "cells-1"), states.stream().map(state -> state.population()).toList());
        assertEquals(2, read(circuit, "reports.v.cells=null").scenario().states().size());
        final String message = assertThrows(ScenarioException.class, () -> read(circuit, "reports.v.cells=drive"))
                .getMessage();
        assertTrue(message.contains("virtual nodes of population 'drive' have no states"), message);
    }

    /** Several files of edges, one of them switched off; edges with parameters of their own. */
    @Test
    void filesOfEdges() throws IOException {
        final Path file = new SmallCircuit(folder).write();
        try (Hdf5Writer writer = new Hdf5Writer(folder.resolve("more.h5"))) {
            final GroupWriter edges = writer.root().group("edges").group("rec");
            edges.array("source_node_id", new long[] {10, 11}).attribute("node_population", "cells");
            edges.array("target_node_id", new long[] {12, 13}).attribute("node_population", "cells");
            edges.array("edge_type_id", new long[] {3, 3});
            edges.group("0").group("dynamics_params").array("sign", new double[] {1, -1});
        }
        final String more = "{edges_file: %s, edge_types_file: %s}".formatted(folder.resolve("more.h5"),
                folder.resolve("edge_types.csv"));
        final String first = more.replace("more.h5", "edges.h5");
        final var both = Scenarios.read(file, BuiltInModels.catalogue(),
                List.of("networks.edges=[" + first + ", " + more + "]")).scenario().network();
        assertEquals(List.of("in.out.drive->cells-0", "in.out.drive->cells-1", "rec.cells-0->cells-0",
                "rec.cells-1->cells-1"), both.projections().stream().map(p -> p.name()).toList());
        assertArrayEquals(new double[] {-1600},
                ((ExplicitConnections) both.projection("rec.cells-1->cells-1").rule()).weight());
        final var one = Scenarios.read(file, BuiltInModels.catalogue(), List.of("networks.edges=["
                + first.replace("{", "{enabled: false, ") + ", " + more + "]")).scenario().network();
        assertEquals(2, one.projections().size());
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

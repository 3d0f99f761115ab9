package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.sweep.Sweep;
import org.quantal.io.sweep.Variation;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.ExplicitConnections;

/** Changes of a circuit from the command line, before it is read. */
class CircuitChangesTest {
    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = new SmallCircuit(folder).write();
    }

    private LoadedScenario read(String... settings) {
        return Scenarios.read(file, BuiltInModels.catalogue(), List.of(settings));
    }

    private String refusal(String... settings) {
        final String message = assertThrows(ScenarioException.class, () -> read(settings)).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private static void assertHas(String message, String... words) {
        for (String word : words) {
            assertTrue(message.contains(word), message + "\nlacks: " + word);
        }
    }

    /** What the message proposes is what mends it. */
    @Test
    void misplacedFolderIsNamedAndMended() throws IOException {
        Files.createDirectory(folder.resolve("network"));
        for (String name : List.of("nodes.h5", "edges.h5", "node_types.csv", "edge_types.csv")) {
            Files.move(folder.resolve(name), folder.resolve("network").resolve(name));
        }
        final Path circuit = folder.resolve("circuit_config.json");
        Files.writeString(circuit, Files.readString(circuit).replaceAll("_file\": \"", "_file\": \"\\$NET/")
                .replaceFirst("\\{", "{\"manifest\": {\"\\$BASE\": \"../input\", \"\\$NET\": \"\\$BASE/network\"}, "));
        assertHas(refusal(), "circuit_config.json: networks.nodes[0].nodes_file: there is no file "
                + folder.getParent().resolve("input/network/nodes.h5"), "'$NET/nodes.h5'", "NET='$BASE/network'",
                "BASE='../input'", folder.resolve("network/nodes.h5").toString(),
                "--set 'manifest.NET=$configdir/network'");
        final LoadedScenario mended = read("manifest.NET=$configdir/network");
        assertEquals(3, mended.scenario().network().populations().size());
        assertTrue(mended.resolved().contains("\"manifest.NET=$configdir/network\""), mended.resolved());
        assertEquals(mended.scenario().network().populations().size(),
                read("manifest.NET=" + folder.resolve("network")).scenario().network().populations().size());
        // A relative path counts from the working directory, and the message names both places.
        assertHas(refusal("manifest.NET=nowhere"), "there is no file " + Path.of("nowhere/nodes.h5").toAbsolutePath(),
                "working directory " + Path.of("").toAbsolutePath(), "$configdir",
                "--set 'manifest.NET=$configdir/network'");
    }

    @Test
    void valuesOfTheConfigurationAreChanged() throws IOException {
        Files.writeString(folder.resolve("other.csv"), "timestamps population node_ids\n9.5 drive 1\n");
        final LoadedScenario loaded = read("run.tstop=30.5", "run.dt=0.05", "run.random_seed=77",
                "inputs.in.input_file=" + folder.resolve("other.csv"), "reports.v.dt=0.5", "reports.v.cells=some",
                "node_sets.some={node_id: [10, 12]}", "output.spikes_file=changed.h5",
                "inputs.clamp={input_type: current_clamp, module: IClamp, node_set: some, amp: 5.0, delay: 0,"
                + " duration: 100}");
        assertEquals(30.5, loaded.scenario().durationMs());
        assertEquals(0.05, loaded.scenario().grid().stepMs());
        assertEquals(77, loaded.scenario().seed());
        assertEquals("changed.h5", loaded.layout().orElseThrow().spikesFile());
        assertEquals(1, loaded.scenario().states().size());
        assertEquals(new CurrentDrive("cells-0", 5), loaded.scenario().network().currentDrives().get(0));
        final var drive = (SpikeTrainSource) loaded.scenario().network().population("drive").model();
        assertEquals(0, drive.timesMs(0).length);
        assertArrayEquals(new double[] {9.5}, drive.timesMs(1));
        assertFalse(loaded.resolved().contains("changed.h5"), "names of files are no part of the scenario");
        final var silent = (SpikeTrainSource) read("inputs.in=null").scenario().network().population("drive").model();
        assertEquals(0, silent.timesMs(0).length);
    }

    @Test
    void nodesAndEdgesAreChanged() throws IOException {
        Files.delete(folder.resolve("slow.json"));
        assertHas(refusal(), "dynamics_params 'slow.json' of nodes 'cells', type 7",
                folder.resolve("slow.json").toString(), "--set nodes.cells.dynamics_params=FILE");
        final String parameters = "nodes.cells.7.dynamics_params={tau_m: 12.0, V_m: -61.0}";
        final var network = read(parameters, "nodes.cells.dynamics_params.t_ref=4",
                "nodes.cells.9.model_template=nest:iaf_psc_exp",
                "edges.in.out.syn_weight=-3", "edges.in.out.3.delay=2.5", "edges.in.out.nsyns=1").scenario().network();
        assertEquals("iaf_psc_exp", network.population("cells-1").model().name());
        final var toFirst = (ExplicitConnections) network.projection("in.out.drive->cells-0").rule();
        assertArrayEquals(new double[] {-3, -3, -3}, toFirst.weight());
        assertArrayEquals(new double[] {2.5, 2.5, 2.5}, toFirst.delayMs());
        final String resolved = read(parameters, "nodes.cells.dynamics_params.t_ref=4").resolved();
        assertHas(resolved, "\"tau_m\" : \"12 ms\"", "\"t_ref\" : \"4 ms\"", "\"V_m\" : \"-61 mV\"");
        Files.writeString(folder.resolve("elsewhere.json"), "{\"tau_m\": 13.0}");
        assertHas(read("nodes.cells.7.dynamics_params=" + folder.resolve("elsewhere.json")).resolved(),
                "\"tau_m\" : \"13 ms\"");
        assertEquals(3, read("nodes.cells.dynamics_params=null").scenario().network().populations().size());
        assertHas(refusal(parameters, "edges.in.out.dynamics_params={tau: 3.0}"), "--set edges.in.out.dynamics_params",
                "tau", "no such parameter");
        assertEquals(1600, ((ExplicitConnections) read(parameters, "edges.in.out.dynamics_params={receptor_type: 0}")
                .scenario().network().projection("in.out.drive->cells-0").rule()).weight()[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "manifest.HERA=/x | the manifest has no variable 'HERA'; did you mean 'HERE'? (allowed: HERE)",
        "manifes.HERE=/x | there is no 'manifes'; did you mean 'manifest'?",
        "run.tstopp=4 | run: there is no 'tstopp'; did you mean 'tstop'? (allowed: tstop, dt, random_seed",
        "inputs.inn.input_file=x | inputs: there is no 'inn'; did you mean 'in'?",
        "inputs.in.ampl=4 | inputs.in: there is no 'ampl'; did you mean 'amp'?",
        "inputs.in=4 | inputs.in has keys of its own",
        "networks.nodes[3].nodes_file=x | networks.nodes: there is no '3'; the list has 1, counted from 0",
        "networks.nodes.nodes_file=x | networks.nodes is a list: name a place in it, such as networks.nodes[0]",
        "run.dt.x=4 | run.dt is a single value",
        "run..dt=4 | 'run..dt' is no path",
        "run.dt=[4 | the value cannot be read",
        "nodes.cell.model_type=virtual | there are no nodes 'cell'; did you mean 'cells'?; there are [cells, drive]",
        "nodes.cells.8.model_type=virtual | 'cells' has no type 8; it has [7, 9]",
        "nodes.cells.model_typ=virtual | there is no attribute 'model_typ'; did you mean 'model_type'?",
        "nodes.cells.dynamics_params.tau_n=4 | iaf_psc_exp has no such parameter; did you mean 'tau_m'?",
        "nodes.cells.dynamics_params=none.json | there is no file ",
        "edges.in.ou.delay=4 | there are no edges 'in.ou'; did you mean 'in.out'?",
        "edges.in.ou.release.p=4 | there are no such edges; did you mean 'in.out'?",
        "edges.in.out.delay={a: 1} | must be a single value",
        "circuit=[] | there is no 'circuit'",
    })
    void mistakeIsTold(String setting, String words) {
        assertHas(refusal(setting), "--set " + setting, words);
    }

    @Test
    void mistakeInTheReleaseIsTold() {
        assertHas(refusal("edges.in.out.relase.p=1"), "relase: unknown key; did you mean 'release'?");
    }

    /** What a run leaves leads back to the changed circuit. */
    @Test
    void recordLeadsBackToTheChangedCircuit() {
        final LoadedScenario loaded = read("edges.in.out.delay=2.5", "run.tstop=50",
                "edges.in.out.release.probability=0.5");
        ScenarioRun.of(loaded, folder.resolve("out")).figures(false).execute();
        final LoadedScenario again = RecordedRun.open(folder.resolve("out")).scenario(BuiltInModels.catalogue());
        assertEquals(loaded.resolved(), again.resolved());
        assertEquals(2.5, ((ExplicitConnections) again.scenario().network().projection("in.out.drive->cells-0").rule())
                .delayMs()[0]);
        assertEquals(loaded.scenario().network().projections(), again.scenario().network().projections());
    }

    @Test
    void sweepVariesCircuits() {
        final Sweep sweep = new Sweep(file, BuiltInModels.catalogue(), List.of("run.tstop=50"),
                List.of(Variation.parse("edges.in.out.release.probability=0.2,0.5"),
                Variation.parse("edges.in.out.syn_weight=100,200"), Variation.parse("run.dt=0.1,0.05")));
        final List<LoadedScenario> all = sweep.combinations().stream().map(sweep::load).toList();
        assertEquals(8, all.stream().map(LoadedScenario::resolved).distinct().count());
        final var last = all.get(7).scenario().network().projection("in.out.drive->cells-0");
        assertEquals(0.5, last.release().meanProbability());
        assertEquals(400, ((ExplicitConnections) last.rule()).weight()[0]);
        assertEquals(0.05, all.get(7).scenario().grid().stepMs());
    }

    /** The key of the resolved scenario is nothing that a scenario of one's own may have for nothing. */
    @Test
    void changesOfNoCircuitAreRefused() {
        final String text = "duration: 10 ms\npopulations: {E: {size: 1, model: iaf_psc_exp}}\n"
                + "circuit: [run.tstop=4]\n";
        final String message = assertThrows(ScenarioException.class, () -> {
            Scenarios.read(Files.writeString(folder.resolve("s.yaml"), text), BuiltInModels.catalogue(), List.of());
        }).getMessage();
        assertHas(message, "s.yaml:3: circuit: no population or projection is a part of a circuit");
    }
}

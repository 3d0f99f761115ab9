package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.checkpoint.CheckpointException;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.CheckpointSchedule;

/** Runs with checkpoints, cut off at any of them, end with the files of a run that was left alone. */
class ResumedRunTest {
    private static final String[] LEARNING = {"projections[0].plasticity={rule: unified_pre_post, learning_rate: 0.05}",
        "record.synapses=[{projection: E->E, times: [0 ms, 50 ms, 100 ms]}, {projection: {from: I, to: all}}]",
        "record.releases=[E->E, {from: I, to: I}]"};
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** What a run leaves when it is killed after each checkpoint: copies of its directory. */
    private List<Path> killed(LoadedScenario loaded, CheckpointSchedule schedule, Path out) throws IOException {
        final Path copies = Files.createDirectory(folder.resolve("copies"));
        final List<Path> made = new ArrayList<>();
        ScenarioRun.of(loaded, out).checkpoints(schedule).afterCheckpoint(() -> {
            made.add(copies.resolve("run-" + made.size()));
            copy(out, made.get(made.size() - 1));
        }).execute();
        return made;
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.endsWith("run.lock")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSameResults(Path expected, Path found) throws IOException {
        try (Stream<Path> files = Files.list(expected)) {
            final List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
            try (Stream<Path> others = Files.list(found)) {
                assertEquals(names, others.map(file -> file.getFileName().toString()).sorted().toList());
            }
            for (String name : names) {
                if (name.equals(RunFiles.RUN)) {
                    assertEquals(record(expected), record(found));
                } else if (!name.equals(RunFiles.SUMMARY)) {
                    assertArrayEquals(Files.readAllBytes(expected.resolve(name)),
                            Files.readAllBytes(found.resolve(name)), name);
                }
            }
        }
    }

    /** The figures of a run that do not depend on the machine. */
    private static ObjectNode record(Path directory) throws IOException {
        final ObjectNode record = (ObjectNode) JSON.readTree(Files.readAllBytes(directory.resolve(RunFiles.RUN)));
        return record.remove(List.of("started", "wall_s", "real_time_factor", "peak_memory_bytes", "threads"));
    }

    private void check(LoadedScenario loaded) throws IOException {
        final Path alone = folder.resolve("alone");
        ScenarioRun.of(loaded, alone).threads(1).execute();
        final Path out = folder.resolve("run");
        final List<Path> copies = killed(loaded, CheckpointSchedule.model(47.3), out);
        assertSameResults(alone, out);
        assertTrue(copies.size() >= 4, copies.toString());
        for (Path copy : copies) {
            for (String file : loaded.layout().map(OutputLayout::files).orElse(List.of("spikes.h5"))) {
                Files.createFile(copy.resolve(file + ".4711.part"));
            }
            ScenarioRun.resume(copy, BuiltInModels.catalogue()).threads(2).execute();
            assertSameResults(alone, copy);
        }
    }

    @Test
    void filesAreThoseOfARunLeftAlone() throws IOException {
        check(TestScenario.load(folder, LEARNING));
    }

    @Test
    void filesOfNetworkRules() throws IOException {
        check(RestoredScenarios.balancing(folder));
    }

    @Test
    void filesInTheExactMode() throws IOException {
        check(TestScenario.load(folder, "integration=exact", "record.releases=[E->E]"));
    }

    /** A circuit under the names of its own, whose configuration, nodes, edges and input the command line changes. */
    @Test
    void filesOfACircuitWithChanges() throws IOException {
        final SmallCircuit circuit = new SmallCircuit(folder);
        final StringBuilder spikes = new StringBuilder("timestamps population node_ids\n");
        for (int i = 0; i < 100; i++) {
            spikes.append(1.7 + 2.3 * i).append(" drive ").append(i % 2).append('\n');
        }
        Files.writeString(folder.resolve("many.csv"), spikes);
        Files.delete(circuit.write().resolveSibling("slow.json"));
        final LoadedScenario loaded = Scenarios.read(folder.resolve("simulation_config.json"),
                BuiltInModels.catalogue(), List.of("run.tstop=240", "manifest.HERE=" + folder,
                "inputs.in.input_file=" + folder.resolve("many.csv"),
                "nodes.cells.7.dynamics_params={tau_m: 15.0, V_m: -60.0}", "nodes.cells.dynamics_params.t_ref=3",
                "edges.in.out.delay=1.5", "output.spikes_file=other.h5", "output.spikes_file_csv=other.csv"));
        assertEquals(List.of("other.h5", "other.csv", "v.h5"), loaded.layout().orElseThrow().files());
        check(loaded);
        assertTrue(RecordedRun.open(folder.resolve("alone")).spikes()[0][0].length > 5);
    }

    @Test
    void filesOfLearningInTheExactMode() throws IOException {
        final String[] exact = Arrays.copyOf(LEARNING, LEARNING.length + 1);
        exact[LEARNING.length] = "integration=exact";
        check(TestScenario.load(folder, exact));
    }

    private Path cutOff(Path copies, String... overrides) throws IOException {
        final List<Path> made = killed(TestScenario.load(folder, overrides), CheckpointSchedule.model(50), copies);
        return made.get(made.size() - 2);
    }

    private static Path state(Path directory, int which) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("checkpoints"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("state-")).sorted().toList()
                    .get(which);
        }
    }

    private static void damage(Path file, int at) throws IOException {
        final byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static String refusal(Path directory) {
        return assertThrows(CheckpointException.class, () -> ScenarioRun.resume(directory, BuiltInModels.catalogue())
                .execute()).getMessage();
    }

    @Test
    void damagedStateIsToldAndTheOneBeforeTaken() throws IOException {
        final Path alone = folder.resolve("alone");
        ScenarioRun.of(TestScenario.load(folder), alone).execute();
        final Path copy = cutOff(folder.resolve("run"));
        damage(state(copy, 1), 2000);
        final RunReport report = ScenarioRun.resume(copy, BuiltInModels.catalogue()).execute();
        assertEquals(1, report.warnings().size());
        assertTrue(report.warnings().get(0).contains("is damaged: its checksum is wrong; went on from state-"),
                report.warnings().get(0));
        assertArrayEquals(Files.readAllBytes(alone.resolve("spikes.h5")),
                Files.readAllBytes(copy.resolve("spikes.h5")));
    }

    @Test
    void damagedAndForeignStatesAreRefused() throws IOException {
        final Path copy = cutOff(folder.resolve("run"));
        damage(state(copy, 0), 2000);
        final Path latest = state(copy, 1);
        final byte[] whole = Files.readAllBytes(latest);
        for (int cut : new int[] {0, 4, 30, whole.length / 2, whole.length - 1}) {
            Files.write(latest, java.util.Arrays.copyOf(whole, cut));
            final String message = refusal(copy);
            assertTrue(message.contains(cut < 8 ? "is no checkpoint of Quantal" : "is damaged"), message);
        }
        Files.write(latest, whole);
        Files.copy(copy.resolve("checkpoints/job.json"), folder.resolve("job.json"));
        final ObjectNode job = (ObjectNode) JSON.readTree(folder.resolve("job.json").toFile());
        JSON.writeValue(copy.resolve("checkpoints/job.json").toFile(),
                job.deepCopy().put("resolved", job.get("resolved").asText().replace("\"seed\" : 3", "\"seed\" : 4")));
        assertTrue(refusal(copy).contains("is of another scenario than"), refusal(copy));
        JSON.writeValue(copy.resolve("checkpoints/job.json").toFile(), job.deepCopy().put("quantal", "0.0.1"));
        assertTrue(refusal(copy).contains("belongs to a run of Quantal 0.0.1, and this is"), refusal(copy));
        Files.copy(folder.resolve("job.json"), copy.resolve("checkpoints/job.json"),
                StandardCopyOption.REPLACE_EXISTING);
        damage(copy.resolve("checkpoints/record-1.log"), 50);
        assertTrue(refusal(copy).endsWith("record-1.log: is damaged: its checksum is wrong"), refusal(copy));
        assertTrue(Files.exists(latest), "what is refused is left as it is");
    }

    @Test
    void directoryOfAnotherRunIsNotTouched() throws IOException {
        final LoadedScenario loaded = TestScenario.load(folder, "duration=100 s");
        final Path out = folder.resolve("run");
        final ScenarioRun first = ScenarioRun.of(loaded, out).figures(false);
        final Thread thread = new Thread(first::execute);
        thread.start();
        while (thread.isAlive() && !first.hasResults()) {
            Thread.onSpinWait();
        }
        final String message = assertThrows(OutputException.class,
                () -> ScenarioRun.of(loaded, out).force(true).execute()).getMessage();
        first.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertEquals(out + ": is in use by process " + ProcessHandle.current()
                .pid() + "; name another directory with --out, or wait", message);
        assertTrue(Files.exists(out.resolve(RunFiles.RUN)));
        assertFalse(Files.exists(out.resolve("run.lock")));
    }

    @Test
    void stoppedRunGoesOn() throws IOException {
        final LoadedScenario loaded = TestScenario.load(folder, LEARNING);
        final Path alone = folder.resolve("alone");
        ScenarioRun.of(loaded, alone).execute();
        final Path out = folder.resolve("run");
        final ScenarioRun run = ScenarioRun.of(loaded, out).checkpoints(CheckpointSchedule.wall(3600));
        run.stop();
        assertFalse(run.execute().complete());
        assertTrue(Files.exists(out.resolve(RunFiles.RUN)), "what was simulated can be looked at");
        assertTrue(ScenarioRun.resume(out, BuiltInModels.catalogue()).execute().complete());
        assertSameResults(alone, out);
        final String message = assertThrows(OutputException.class,
                () -> ScenarioRun.resume(out, BuiltInModels.catalogue())).getMessage();
        assertEquals(out + ": holds no checkpoints; the run in it is complete", message);
    }
}

package org.quantal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two live processes and one directory: the second is refused, and takes over what a killed one has left. */
@Timeout(120)
class TwoProcessesTest {
    private static final String SCENARIO = """
            duration: 50 ms
            populations:
              E: {size: 10, model: iaf_psc_exp}
            poisson:
              - {to: E, rate: 2000 Hz, weight: 400 pA}
            """;
    /** Years, so that only a kill ends it. */
    private static final String ENDLESS = "100000000 s";

    private final StringWriter err = new StringWriter();
    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder;
    private String scenario;
    private Path results;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO).toString();
        results = folder.resolve("results");
    }

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private int execute(String... arguments) {
        err.getBuffer().setLength(0);
        final CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(new StringWriter()));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    /** Starts a run in a virtual machine of its own and waits until a file of it is there. */
    private Process start(Path awaited, String... more) throws IOException, InterruptedException {
        final List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx256m", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "run",
                scenario, "--out", results.toString(), "--threads", "1",
                "--quiet", "--duration", ENDLESS, "--set", "record={spikes: false}"));
        line.addAll(List.of(more));
        final Path said = folder.resolve("said-" + started.size() + ".txt");
        final Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile())
                .start();
        started.add(process);
        while (!Files.exists(awaited) || !lock().equals(String.valueOf(process.pid()))) {
            assertTrue(process.isAlive(), Files.readString(said));
            Thread.sleep(10);
        }
        return process;
    }

    /** What the lock says; nothing if there is none. */
    private String lock() throws IOException {
        final Path file = results.resolve("run.lock");
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private void assertRefused(Process holder, String... arguments) throws IOException {
        assertEquals(2, execute(arguments), err.toString());
        assertEquals("quantal: " + results + ": is in use by process " + holder.pid()
                + "; name another directory with --out, or wait", err.toString().strip());
        assertTrue(holder.isAlive());
        assertEquals(String.valueOf(holder.pid()), lock());
    }

    @Test
    void secondRunIsRefusedUntilTheFirstIsGone() throws IOException, InterruptedException {
        final Process first = start(results.resolve("run.lock"));
        assertRefused(first, "run", scenario, "--out", results.toString(), "--force", "--quiet");
        assertRefused(first, "run", scenario, "--out", results.toString(), "--force", "--quiet", "--checkpoint",
                "every=1s");
        first.destroyForcibly().waitFor();
        assertEquals(String.valueOf(first.pid()), lock(), "a kill leaves the file");
        assertEquals(0, execute("run", scenario, "--out", results.toString(), "--force", "--quiet"), err.toString());
        assertTrue(Files.exists(results.resolve("run.json")));
        assertFalse(Files.exists(results.resolve("run.lock")));
    }

    @Test
    void checkpointsOfALiveRunAreItsOwnUntilItIsKilled() throws IOException, InterruptedException {
        final Process first = start(results.resolve("checkpoints/job.json"), "--checkpoint", "every=100s:model");
        assertRefused(first, "resume", results.toString(), "--quiet");
        assertRefused(first, "run", scenario, "--out", results.toString(), "--force", "--quiet");
        first.destroyForcibly().waitFor();
        assertEquals(0, execute("run", scenario, "--out", results.toString(), "--force", "--quiet"), err.toString());
        assertFalse(Files.exists(results.resolve("checkpoints")), "the run that was replaced is not to be resumed");
        assertFalse(Files.exists(results.resolve("run.lock")));
    }

    @Test
    void resultsThatCannotBeWrittenAreBadInput() throws IOException {
        final String blocked = Files.writeString(folder.resolve("file"), "").resolve("in").toString();
        for (String[] more : new String[][] {{}, {"--checkpoint", "every=1s"}}) {
            final List<String> line = new ArrayList<>(List.of("run", scenario, "--quiet", "--out", blocked));
            line.addAll(List.of(more));
            assertEquals(2, execute(line.toArray(String[]::new)));
            assertEquals(1, err.toString().lines().count(), err.toString());
        }
        Files.createFile(Files.createDirectories(results.resolve("spikes.h5")).resolve("in the way"));
        assertEquals(2, execute("run", scenario, "--quiet", "--out", results.toString(), "--force"));
        assertTrue(err.toString().contains("cannot write " + results.resolve("spikes.h5")), err.toString());
        assertFalse(Files.exists(results.resolve("run.json")));
    }

    @Test
    void statesThatNoDiskHoldsAreBadInput() {
        assertEquals(2, execute("run", scenario, "--quiet", "--out", results.toString(), "--duration", ENDLESS, "--set",
                "record.states=[{population: E, neurons: all, interval: 0.1 ms}]"), err.toString());
        assertTrue(err.toString().contains("need at least") && err.toString().contains(" free; record fewer neurons"),
                err.toString());
        assertFalse(Files.exists(results));
    }
}

package org.quantal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private static final String SCENARIO = """
            duration: 50 ms
            populations:
              E: {size: 10, model: iaf_psc_exp}
            poisson:
              - {to: E, rate: 2000 Hz, weight: 400 pA}
            projections:
              - {from: E, to: E, rule: all_to_all, weight: 10 pA, delay: 1 ms, release: {model: bernoulli, p: 0.5}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;
    private String scenario;
    private String results;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO).toString();
        results = folder.resolve("results").toString();
    }

    private int execute(String... arguments) {
        final CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    /** The only line on the error stream. */
    private String message() {
        final List<String> lines = err.toString().lines().toList();
        assertEquals(1, lines.size(), err.toString());
        return lines.get(0);
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), part + " in: " + text);
        }
    }

    @Test
    void runWritesResultsAndShowsTheSummary() throws IOException {
        assertEquals(0, execute("run", scenario, "--out", results, "--seed", "7", "--threads", "1", "--set",
                "projections[0].release.p=1"));
        assertContains(out.toString(), "tiny: p = 1, seed 7", "population", "1.0000", "spikes.h5");
        assertTrue(Files.exists(folder.resolve("results/run.json")));
        assertContains(Files.readString(folder.resolve("results/run.json")), "quantal run " + scenario + " --out");
    }

    @Test
    void quietRunSaysNothing() {
        assertEquals(0, execute("run", scenario, "--out", results, "--quiet"));
        assertEquals("", out.toString() + err);
    }

    @Test
    void existingOutputIsRefusedWithTheRemedy() {
        assertEquals(0, execute("run", scenario, "--out", results, "--quiet"));
        assertEquals(2, execute("run", scenario, "--out", results, "--quiet"));
        assertContains(message(), results, "--force");
        assertEquals(0, execute("run", scenario, "--out", results, "--quiet", "--force"));
    }

    @Test
    void missingFileIsOneLine() {
        assertEquals(2, execute("run", folder.resolve("none.yaml").toString()));
        assertContains(message(), "none.yaml", "no such file");
    }

    @Test
    void unknownKeyIsNamedWithItsPlaceAndTheNearest() throws IOException {
        Files.writeString(Path.of(scenario), SCENARIO.replace("rate:", "rat:"));
        assertEquals(2, execute("run", scenario, "--out", results));
        assertContains(message(), "tiny.yaml", "5", "rat", "rate");
        assertFalse(Files.exists(Path.of(results)));
    }

    @Test
    void stackTraceOnlyIfAskedFor() {
        assertEquals(2, execute("run", folder.resolve("none.yaml").toString(), "--verbose"));
        assertContains(err.toString(), "\tat org.quantal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--thread 2", "--threads 0", "--threads two", "--seed x", "--duration 5",
            "--set nonsense=1",
        "--set p", "--duration 0ms", "--out /dev/null/x"})
    void wrongOptionIsBadInput(String options) {
        final String[] given = options.split(" ");
        assertEquals(2, execute("run", scenario, given[0], given[1], "--quiet"));
        message();
    }

    @Test
    void misspeltOptionsAndCommandsGetSuggestions() {
        assertEquals(2, execute("run", scenario, "--thread"));
        assertContains(message(), "--threads");
        err.getBuffer().setLength(0);
        assertEquals(2, execute("describ"));
        assertContains(message(), "describe");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (String command : List.of("run", "resume", "describe", "sweep", "compare", "export", "plot", "list")) {
            out.getBuffer().setLength(0);
            assertEquals(0, execute(command, "--help"));
            assertContains(out.toString(), "Examples:", "quantal " + command + " ");
        }
        out.getBuffer().setLength(0);
        assertEquals(0, execute("--help"));
        assertContains(out.toString(), "Examples:", "run", "describe", "plot", "list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10min", "every=10", "every=-1s", "every=0s", "every=10s:wal", "every=1e3s",
            "every=10 years"})
    void timesBetweenCheckpointsAreChecked(String often) {
        assertEquals(2, execute("run", scenario, "--out", results, "--checkpoint", often));
        assertContains(message(), "--checkpoint", often,
                often.equals("every=0s") ? "must be positive" : "every=TIME:model");
        assertFalse(Files.exists(folder.resolve("results")));
    }

    @Test
    void modelTimeBetweenCheckpointsIsAWholeNumberOfSteps() {
        assertEquals(2, execute("run", scenario, "--out", results, "--checkpoint", "every=0.25ms:model"));
        assertContains(message(), "checkpoint interval must be a whole number of steps of 0.1 ms");
    }

    @Test
    void checkpointsLeaveNoTraceAndThereIsNothingToResume() {
        assertEquals(0, execute("run", scenario, "--out", results, "--checkpoint", "every=10ms:model", "--quiet"));
        assertFalse(Files.exists(folder.resolve("results/checkpoints")));
        assertEquals(2, execute("resume", results));
        assertContains(message(), results + ": holds no checkpoints; the run in it is complete");
        err.getBuffer().setLength(0);
        assertEquals(2, execute("resume", folder.resolve("nowhere").toString()));
        assertContains(message(), "nowhere: holds no checkpoints; 'quantal run --checkpoint' keeps them");
    }

    @Test
    void warmStateIsKeptAndRunsBeginFromIt() throws IOException {
        final String state = folder.resolve("warm.bin").toString();
        assertEquals(0, execute("run", scenario, "--out", results, "--save-state", state, "--quiet"));
        assertEquals(0, execute("run", scenario, "--out", results + "2", "--from", state, "--seed", "2", "--quiet"));
        assertContains(Files.readString(folder.resolve("results2/run.json")), "\"network_seed\" : 1");
        assertEquals(2, execute("run", scenario, "--out", results + "3", "--from", scenario));
        assertContains(message(), scenario + ": is no checkpoint of Quantal");
    }

    @Test
    void anExportedCircuitIsDescribedLikeAScenario(@TempDir Path folder) {
        final String circuit = folder.resolve("circuit").toString();
        assertEquals(0, execute("export", scenario, "--out", circuit), err.toString());
        assertEquals(2, execute("export", scenario, "--out", circuit));
        assertContains(message(), "exists and is not empty");
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        assertEquals(0, execute("describe", circuit + "/simulation_config.json"), err.toString());
        assertContains(out.toString(), "explicit(file=circuit:edges/0/0/0");
    }

    @Test
    void versionIsTold() {
        assertEquals(0, execute("--version"));
        assertContains(out.toString(), "quantal 0.", "Java");
    }

    @Test
    void describeShowsTheTables() {
        assertEquals(0, execute("describe", scenario));
        assertContains(out.toString(), "Populations", "iaf_psc_exp", "Projections", "all_to_all", "100 in 1 projection",
                "memory");
    }

    @Test
    void listShowsModelsAndRules() {
        assertEquals(0, execute("list"));
        assertContains(out.toString(), "iaf_psc_exp", "tau_syn_ex", "2 ms", "bernoulli_beta", "fixed_total_number",
                "lognormal", "Learning rules", "vogels_sprekeler", "rho0", "3 Hz", "poisson_source");
    }

    @Test
    void learningIsDescribedRunAndDrawnAgain() {
        final String[] learning = {"--set", "projections[0].plasticity=stdp", "--set",
            "record.synapses=[{projection: E->E, times: [0 ms]}]"};
        assertEquals(0, execute("describe", scenario, learning[0], learning[1], learning[2], learning[3]));
        assertContains(out.toString(), "learns by", "Learning rule stdp of E->E", "E->E at 1 time and at the end");
        assertEquals(0, execute("run", scenario, "--out", results, learning[0], learning[1], learning[2], learning[3]));
        assertContains(out.toString(), "weights.h5", "weights.png");
        out.getBuffer().setLength(0);
        assertEquals(0, execute("plot", results, "--out", folder.resolve("figures").toString()));
        assertContains(out.toString(), "weights.png");
    }

    @Test
    void ruleThatCannotActIsOneLineWithItsPlace() {
        assertEquals(2, execute("run", scenario, "--out", results, "--set",
                "projections[0].plasticity={rule: stdp, Wmax: 5 pA}"));
        assertContains(message(), "tiny.yaml: --set",
                "projections[0].plasticity: initial weights are stronger than Wmax", "Wmax=5.0");
        err.getBuffer().setLength(0);
        assertEquals(2, execute("run", scenario, "--out", results, "--set", "projections[0].plasticity=stdp", "--set",
                "projections[0].weight={distribution: normal, mean: 1 pA, sd: 2 pA}"));
        assertContains(message(),
                "tiny.yaml:7: projections[0]: synapses that learn must be all excitatory or all inhibitory");
        assertFalse(Files.exists(Path.of(results)));
    }

    @Test
    void plotDrawsAgain() {
        assertEquals(0, execute("run", scenario, "--out", results, "--quiet"));
        final Path figures = folder.resolve("figures");
        assertEquals(0, execute("plot", results, "--from", "10ms", "--to", "0.04 s", "--neurons", "5", "--out",
                figures.toString()));
        assertTrue(Files.exists(figures.resolve("raster.png")) && Files.exists(figures.resolve("rates.png")));
    }

    @Test
    void plotOfSomethingElseIsBadInput() {
        assertEquals(2, execute("plot", folder.toString()));
        assertContains(message(), "run.json");
        err.getBuffer().setLength(0);
        assertEquals(0, execute("run", scenario, "--out", results, "--quiet"));
        assertEquals(2, execute("plot", results, "--from", "1s"));
        assertContains(message(), "window");
    }

    @Test
    void reduceShowsRatesAndWritesThem() {
        assertEquals(0, execute("reduce", scenario, "--out", results));
        assertContains(out.toString(), "tiny: stationary rates, method siegert", "population", "J/sigma", "stable",
                "large-jumps", "rates.h5");
        assertTrue(Files.exists(folder.resolve("results/rates.h5")));
        assertEquals(2, execute("reduce", scenario, "--out", results));
        assertContains(message(), results, "--force");
        assertEquals(0, execute("reduce", scenario, "--out", results, "--force"));
    }

    @Test
    void reduceNamesWhatItCannotReduce() throws IOException {
        assertEquals(2, execute("reduce", scenario, "--method", "exact"));
        assertContains(message(), "--method", "exact", "siegert");
        err.getBuffer().setLength(0);
        assertEquals(2, execute("reduce", scenario, "--method", "finite-jump-formula", "--out", results));
        assertContains(message(), "tiny.yaml", "population 'E'", "delta synapses");
        err.getBuffer().setLength(0);
        Files.writeString(Path.of(scenario), SCENARIO.replace("iaf_psc_exp", "aeif_psc_exp"));
        assertEquals(2, execute("reduce", scenario, "--out", results));
        assertContains(message(), "tiny.yaml", "population 'E'", "aeif_psc_exp", "iaf_psc_delta");
        assertFalse(Files.exists(Path.of(results)));
    }
}

package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.SonataReport;
import org.quantal.io.hdf5.SonataReportReader;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.models.BuiltInModels;

class ScenarioRunTest {
    private static final Set<String> ALL = Set.of("spikes.h5", "states.h5", "run.json", "summary.txt", "raster.png",
            "rates.png");

    @TempDir
    private Path folder;

    private Path out() {
        return folder.resolve("out/run");
    }

    private static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out().resolve("run.json").toFile());
    }

    @Test
    void writesAllFilesAndNothingElse() throws IOException {
        final RunReport report = ScenarioRun.of(TestScenario.load(folder), out()).threads(2).execute();
        assertEquals(ALL, files(out()));
        assertEquals(ALL, new HashSet<>(report.files()));
        assertTrue(report.complete());
        assertEquals(List.of(), report.warnings());
        assertEquals(SummaryText.of(report), Files.readString(out().resolve("summary.txt")));
    }

    @Test
    void recordHasTheKeysThatScriptsRelyOn() throws IOException {
        final RunReport report = ScenarioRun.of(TestScenario.load(folder, "p=0.25"), out()).threads(1)
                .commandLine("quantal run x")
                .execute();
        final JsonNode run = json();
        for (String key : List.of("build", "warmup", "run", "deliver", "update", "drive", "exchange", "record")) {
            assertTrue(run.path("wall_s").path(key).isNumber(), key);
        }
        for (String key : List.of("real_time_factor", "neurons", "synapses", "bytes_per_synapse", "peak_memory_bytes",
                "spikes")) {
            assertTrue(run.path(key).asDouble() > 0, key);
        }
        assertEquals(report.summary().offered(), run.path("synaptic_events").path("offered").asLong());
        assertEquals(report.summary().released(), run.path("synaptic_events").path("released").asLong());
        final JsonNode e = run.path("populations").path("E");
        assertEquals(80, e.path("size").asInt());
        assertTrue(e.path("spikes").asLong() > 100);
        assertEquals(e.path("spikes").asLong() / 0.2 / 80, e.path("rate_hz").asDouble(), 1e-9);
        assertTrue(e.path("cv_isi").asDouble() > 0);
        assertEquals(0.25, e.path("released_fraction").asDouble(), 0.1);
        assertEquals(1, run.path("populations").path("I").path("released_fraction").asDouble());
        final JsonNode quiet = run.path("populations").path("quiet");
        assertEquals(0, quiet.path("rate_hz").asDouble());
        assertTrue(quiet.path("cv_isi").isNull() && quiet.path("released_fraction").isNull());
        assertTrue(run.path("complete").asBoolean());
        assertEquals(200, run.path("recorded_ms").asDouble());
        assertEquals(3, run.path("seed").asLong());
        assertEquals(3, run.path("partitions").asInt());
        assertEquals(1, run.path("threads").asInt());
        assertEquals("quantal run x", run.path("command").asText());
        assertEquals("200 ms", run.path("scenario").path("duration").asText());
        assertEquals(Runtime.version().toString(), run.path("versions").path("java").asText());
        assertTrue(QuantalVersion.get().matches("\\d+\\..*"), QuantalVersion.get());
    }

    @Test
    void spikesAreTheSameOnAnyNumberOfThreads() throws IOException {
        final LoadedScenario loaded = TestScenario.load(folder);
        ScenarioRun.of(loaded, folder.resolve("one")).threads(1).execute();
        ScenarioRun.of(loaded, folder.resolve("three")).threads(3).execute();
        try (SonataSpikesReader one = SonataSpikesReader.open(folder.resolve("one/spikes.h5"));
                SonataSpikesReader three = SonataSpikesReader.open(folder.resolve("three/spikes.h5"))) {
            assertEquals(List.of("E", "I", "quiet"), one.populations());
            for (String population : one.populations()) {
                final Spikes expected = one.spikes(population);
                final Spikes found = three.spikes(population);
                assertArrayEquals(expected.timesMs(), found.timesMs());
                assertArrayEquals(expected.neurons(), found.neurons());
                assertEquals(population.equals("quiet"), expected.count() == 0);
            }
            assertEquals(3, one.provenance().orElseThrow().seed());
            assertEquals(loaded.resolved(), one.provenance().orElseThrow().scenario());
        }
    }

    @Test
    void statesBeginAtTheFirstInterval() throws IOException {
        ScenarioRun.of(TestScenario.load(folder), out()).execute();
        try (SonataReportReader reader = SonataReportReader.open(out().resolve("states.h5"))) {
            final SonataReport report = reader.report("E");
            assertArrayEquals(new long[] {0, 1, 2}, report.neurons());
            assertEquals(200, report.rows());
            assertEquals(1, report.startMs());
            assertEquals(1, report.stepMs());
            assertEquals("mV", report.units());
            assertTrue(report.trace(0)[199] < -40 && report.trace(0)[199] > -100);
        }
    }

    @Test
    void refusesADirectoryThatHoldsSomething() throws IOException {
        Files.createDirectories(out());
        Files.writeString(out().resolve("notes.txt"), "mine");
        final OutputException refused = assertThrows(OutputException.class,
                () -> ScenarioRun.of(TestScenario.load(folder), out()).execute());
        assertTrue(refused.getMessage().contains("--force"), refused.getMessage());
        assertEquals(Set.of("notes.txt"), files(out()));
    }

    @Test
    void forceReplacesOnlyWhatQuantalWrites() throws IOException {
        ScenarioRun.of(TestScenario.load(folder), out()).execute();
        Files.writeString(out().resolve("notes.txt"), "mine");
        final LoadedScenario withoutStates = TestScenario.load(folder, "record={}", "seed=4");
        ScenarioRun.of(withoutStates, out()).force(true).execute();
        assertEquals(4, json().path("seed").asInt());
        assertEquals(Set.of("spikes.h5", "run.json", "summary.txt", "raster.png", "rates.png", "notes.txt"),
                files(out()));
        assertEquals("mine", Files.readString(out().resolve("notes.txt")));
    }

    /** Circuits name their files themselves; another run in their place leaves none of them. */
    @Test
    void forceReplacesFilesUnderTheNamesOfACircuit() throws IOException {
        ScenarioRun.of(Scenarios.read(new SmallCircuit(folder).write(), BuiltInModels.catalogue(), List.of()), out())
                .figures(false).execute();
        assertEquals(Set.of("mine.h5", "v.h5", "run.json", "summary.txt"), files(out()));
        Files.writeString(out().resolve("other.h5"), "mine");
        ScenarioRun.of(TestScenario.load(folder, "record={}"), out()).force(true).figures(false).execute();
        assertEquals(Set.of("spikes.h5", "run.json", "summary.txt", "other.h5"), files(out()));
    }

    @Test
    void refusesAFileInPlaceOfTheDirectory() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertThrows(OutputException.class, () -> ScenarioRun.of(TestScenario.load(folder), folder.resolve("file"))
                .execute());
        assertThrows(OutputException.class, () -> ScenarioRun.of(TestScenario.load(folder), folder.resolve("file/in"))
                .execute());
    }

    @Test
    void networkThatCannotBeBuiltLeavesNothing() throws IOException {
        final LoadedScenario huge = TestScenario.load(folder, "populations.E.size=4000000");
        final ScenarioException refused = assertThrows(ScenarioException.class,
                () -> ScenarioRun.of(huge, out()).execute());
        assertTrue(refused.getMessage().contains("GB"), refused.getMessage());
        assertFalse(Files.exists(out().getParent()));
    }

    @Test
    void stoppedRunKeepsWhatWasSimulated() throws IOException {
        final ScenarioRun run = ScenarioRun.of(TestScenario.load(folder, "duration=100 s"), out()).threads(1);
        run.stop();
        final RunReport report = run.execute();
        assertFalse(report.complete());
        assertFalse(json().path("complete").asBoolean());
        assertTrue(json().path("recorded_ms").asDouble() < 100_000);
        try (SonataSpikesReader reader = SonataSpikesReader.open(out().resolve("spikes.h5"))) {
            assertEquals(List.of("E", "I", "quiet"), reader.populations());
        }
    }

    @Test
    void figuresCanBeDrawnAgainFromTheDirectory() throws IOException {
        ScenarioRun.of(TestScenario.load(folder), out()).execute();
        RunPlots.draw(out(), folder.resolve("again"), RunPlots.Options.DEFAULT);
        for (String name : List.of("raster.png", "rates.png")) {
            final BufferedImage image = ImageIO.read(out().resolve(name).toFile());
            assertTrue(colours(image) > 20, name);
            assertArrayEquals(Files.readAllBytes(out().resolve(name)),
                    Files.readAllBytes(folder.resolve("again").resolve(name)));
        }
        assertThrows(IllegalArgumentException.class,
                () -> RunPlots.draw(out(), folder, new RunPlots.Options(150, 300, 10)));
    }

    private static int colours(BufferedImage image) {
        assertNotNull(image);
        final Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }

    @Test
    void descriptionNamesEveryPart() throws IOException {
        final String text = ScenarioDescription.of(TestScenario.load(folder));
        for (String part : List.of("small: p = 0.5 to 1, seed 3", "101 in 3 populations", "fixed_indegree(indegree=5)",
                "bernoulli(p=0.5), mean kept", "-200 pA", "tau_m", "inhibitory", "V_m of 3 neurons of E every 1 ms")) {
            assertTrue(text.contains(part), part + " in\n" + text);
        }
    }

    @Test
    void spikesOfARunCanFeedAnother() throws IOException {
        ScenarioRun.of(TestScenario.load(folder), out()).execute();
        final double[][] trains = new SonataSpikeTrains().read(out().resolve("spikes.h5"), "I", 20);
        try (SonataSpikesReader reader = SonataSpikesReader.open(out().resolve("spikes.h5"))) {
            int count = 0;
            for (double[] train : trains) {
                count += train.length;
            }
            assertEquals(reader.spikes("I").count(), count);
        }
        final IllegalArgumentException several = assertThrows(IllegalArgumentException.class,
                () -> new SonataSpikeTrains().read(out().resolve("spikes.h5"), null, 20));
        assertTrue(several.getMessage().contains("file_population"), several.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new SonataSpikeTrains()
                .read(out().resolve("spikes.h5"), "I", 2));
    }
}

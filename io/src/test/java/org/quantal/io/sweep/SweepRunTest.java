package org.quantal.io.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.run.OutputException;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.models.BuiltInModels;

class SweepRunTest {
    private static final String SCENARIO = """
            name: tiny
            parameters: {p: 0.5}
            duration: 40 ms
            populations:
              E: {size: 20, model: iaf_psc_exp}
              I: {size: 5, model: iaf_psc_exp}
            poisson:
              - {to: all, rate: 2000 Hz, weight: 400 pA}
            projections:
              - {from: E, to: all, rule: all_to_all, weight: 10 pA, delay: 1 ms, release: {model: bernoulli, p: "${p}"}}
            """;

    @TempDir
    private Path folder;
    private Path scenario;
    private final List<String> finished = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO);
    }

    private Sweep sweep(String... vary) {
        return new Sweep(scenario, BuiltInModels.catalogue(), List.of(),
                Arrays.stream(vary).map(Variation::parse).toList());
    }

    private SweepRun run(String directory, String... vary) {
        return SweepRun.of(sweep(vary), folder.resolve(directory)).figures(false).commandLine("quantal sweep")
                .listener((name, seconds, done, total) -> finished.add(done + "/" + total + " " + name));
    }

    private byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    @Test
    void tableHasARowForEachPopulationInEachRun() throws IOException {
        final SweepReport report = run("out", "p=0.5,1", "seed=1..2").execute().orElseThrow();
        final List<String> lines = Files.readAllLines(folder.resolve("out/sweep.csv"));
        assertEquals("run,p,seed,population,size,recorded (ms),spikes,rate (Hz),cv_isi,released_fraction",
                lines.get(0));
        assertEquals(1 + 2 * 2 * 2, lines.size());
        assertTrue(lines.get(4).startsWith("p=0.5_seed=2,0.5,2,I,5,40,"), lines.get(4));
        try (Hdf5Reader file = Hdf5Reader.open(folder.resolve("out/sweep.h5"))) {
            assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5, 1, 1, 1, 1}, file.doubles("/sweep/p"));
            assertArrayEquals((double[]) report.table().column("rate").data(), file.doubles("/sweep/rate"));
            assertEquals(Optional.of("Hz"), file.textAttribute("/sweep/rate", "units"));
        }
        assertEquals(List.of("sweep.csv", "sweep.h5", "times.csv", "sweep.png"), report.files());
        for (String file : report.files()) {
            assertTrue(Files.size(folder.resolve("out").resolve(file)) > 0, file);
        }
        assertFalse(Files.exists(folder.resolve("out/runs/p=1_seed=1/raster.png")));
    }

    @Test
    void stoppedSweepEndsWithTheSameFilesAsOneInOneGo() throws IOException {
        run("whole", "p=0.5,1", "seed=1..3").execute();
        finished.clear();
        final SweepRun begun = run("cut", "p=0.5,1", "seed=1..3");
        begun.listener((name, seconds, done, total) -> {
            if (done == 2) {
                begun.stop();
            }
        });
        assertTrue(begun.execute().isEmpty());
        assertFalse(Files.exists(folder.resolve("cut/sweep.csv")));
        assertTrue(run("cut", "p=0.5,1", "seed=1..3").jobs(2).execute().isPresent());
        assertEquals(4, finished.size(), finished.toString());
        for (String file : List.of("sweep.csv", "sweep.h5", "sweep.png")) {
            assertArrayEquals(bytes("whole/" + file), bytes("cut/" + file), file);
        }
    }

    @Test
    void onlyWhatIsUnfinishedIsSimulatedAgain() throws IOException {
        run("out", "p=0.5,1").execute();
        final byte[] table = bytes("out/sweep.csv");
        final byte[] record = bytes("out/runs/p=0.5/run.json");
        finished.clear();
        Files.delete(folder.resolve("out/runs/p=1/run.json"));
        final Path left = Files.writeString(folder.resolve("out/runs/p=1/spikes.h5.77.part"), "half");
        run("out", "p=0.5,1").execute();
        assertEquals(List.of("2/2 p=1"), finished);
        assertArrayEquals(record, bytes("out/runs/p=0.5/run.json"));
        assertArrayEquals(table, bytes("out/sweep.csv"));
        assertFalse(Files.exists(left));
    }

    @Test
    void directoryOfAnotherSweepIsRefusedWithTheDifference() throws IOException {
        run("out", "p=0.5,1", "seed=1..2").execute();
        assertRefused("varies p=0.5,1 where this one varies p=0.5", "p=0.5", "seed=1..2");
        assertRefused("varies seed=1,2 where this one varies nothing more", "p=0.5,1");
        Files.writeString(scenario, SCENARIO.replace("size: 20", "size: 21"));
        assertRefused("scenario: populations.E.size is 20 there and 21 here", "p=0.5,1", "seed=1..2");
        assertEquals(4, finished.size());
    }

    private void assertRefused(String difference, String... vary) {
        final OutputException e = assertThrows(OutputException.class, () -> run("out", vary).execute());
        assertTrue(e.getMessage().contains(difference), e.getMessage());
    }

    @Test
    void directoryOfSomethingElseIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("out"));
        Files.writeString(folder.resolve("out/letter.txt"), "dear");
        assertThrows(OutputException.class, () -> run("out", "p=0.5,1").execute());
        assertFalse(Files.exists(folder.resolve("out/sweep.json")));
    }

    @Test
    void twoProcessesDoNotShareADirectory() throws IOException {
        run("out", "p=0.5,1").execute();
        try (FileChannel other = FileChannel.open(folder.resolve("out/sweep.json"), StandardOpenOption.WRITE)) {
            other.lock();
            assertRefused("another process", "p=0.5,1");
        }
    }

    @Test
    void mistakeInOneCombinationIsFoundBeforeAnythingRuns() {
        final ScenarioException e = assertThrows(ScenarioException.class,
                () -> run("out", "p=0.5,2", "seed=1..2").execute());
        assertTrue(e.getMessage().contains("release.p") && e.getMessage().endsWith("(in the run p=2, seed=1)"),
                e.getMessage());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void moreRunsAtATimeThanMemoryHoldsAreRefused() {
        final ScenarioException e = assertThrows(ScenarioException.class,
                () -> run("out", "p=0.5,1").jobs(1_000_000).execute());
        assertTrue(e.getMessage().contains("lower --jobs"), e.getMessage());
    }

    @Test
    void valueIsNotVariedTwiceNorAlsoSet() {
        assertThrows(ScenarioException.class, () -> sweep("p=0.5,1", "p=0.2,0.3"));
        final List<Variation> vary = List.of(Variation.parse("p=0.5,1"));
        assertThrows(ScenarioException.class,
                () -> new Sweep(scenario, BuiltInModels.catalogue(), List.of("p=0.2"), vary));
    }

    @Test
    void directoriesAreNumberedWhereNamesWouldBeAlike() {
        final String vary = "projections[0].release={model: bernoulli, p: 0.5},{model: bernoulli; p: 0.5}";
        assertEquals(List.of("run-1", "run-2"), sweep(vary).combinations().stream().map(Sweep.Combination::name)
                .toList());
    }

    @Test
    void theoryStandsBesideWhatWasSimulated() throws IOException {
        final List<Long> asked = new ArrayList<>();
        final RateTheory theory = new RateTheory() {
            @Override
            public String name() {
                return "guess";
            }

            @Override
            public Optional<double[]> ratesHz(LoadedScenario loaded) {
                asked.add(loaded.scenario().seed());
                return loaded.parameters().get("p").doubleValue() == 1 ? Optional.of(new double[] {7, Double.NaN})
                        : Optional.empty();
            }
        };
        run("out", "p=0.5,1", "seed=1..2").theories(List.of(theory)).execute();
        assertEquals(2, asked.size(), "once for runs that differ by their seed alone");
        final List<String> lines = Files.readAllLines(folder.resolve("out/sweep.csv"));
        assertTrue(lines.get(0).endsWith(",rate_guess (Hz)"));
        assertTrue(lines.get(1).endsWith(",") && lines.get(5).endsWith(",7") && lines.get(6).endsWith(","),
                lines.toString());
    }
}

package org.quantal.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SweepCommandTest {
    private static final String SCENARIO = """
            duration: 300 ms
            parameters: {p: 1}
            populations:
              E: {size: 200, model: iaf_psc_exp}
            poisson:
              - {to: E, rate: 2000 Hz, weight: 400 pA}
            projections:
              - {from: E, to: E, rule: all_to_all, weight: 1 pA, delay: 1 ms, release: {model: bernoulli, p: "${p}"}}
            """;
    private static final String[] VARY = {"--vary", "p=0.2,0.4,...,1", "--vary", "seed=1..4", "--no-plots"};

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;
    private String scenario;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO).toString();
    }

    private int execute(String... arguments) {
        final CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private int sweep(Path directory, String... vary) {
        return execute(Stream.concat(Stream.of("sweep", scenario, "--out", directory.toString()), Stream.of(vary))
                .toArray(String[]::new));
    }

    private static long finished(Path sweep) throws IOException {
        if (!Files.isDirectory(sweep.resolve("runs"))) {
            return 0;
        }
        try (Stream<Path> runs = Files.list(sweep.resolve("runs"))) {
            return runs.filter(run -> Files.exists(run.resolve("run.json"))).count();
        }
    }

    @Test
    void killedSweepEndsWithTheSameTableAsOneInOneGo() throws IOException, InterruptedException {
        final Path killed = folder.resolve("killed");
        final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx512m", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "sweep",
                scenario, "--out", killed.toString()));
        command.addAll(List.of(VARY));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile()).start();
        while (finished(killed) < 3 && process.isAlive()) {
            Thread.sleep(1);
        }
        process.destroyForcibly().waitFor();
        final long before = finished(killed);
        assertTrue(before >= 3 && before < 20, before + " finished: " + Files.readString(folder.resolve("log")));

        assertEquals(0, sweep(killed, VARY), err.toString());
        assertEquals(20 - before, err.toString().lines().count(), "a line for each run that was left");
        assertEquals(0, sweep(folder.resolve("whole"), VARY));
        assertArrayEquals(Files.readAllBytes(folder.resolve("whole/sweep.csv")),
                Files.readAllBytes(killed.resolve("sweep.csv")));
        assertArrayEquals(Files.readAllBytes(folder.resolve("whole/sweep.png")),
                Files.readAllBytes(killed.resolve("sweep.png")));
    }

    @Test
    void tableIsShownAndRunsTellHowToMakeThem() throws IOException {
        assertEquals(0, sweep(folder.resolve("out"), "--vary", "p=0.5,1", "--set", "duration=20ms"));
        assertTrue(out.toString().contains("p=0.5") && out.toString().contains("rate (Hz)") && out.toString()
                .contains("sweep.csv"), out.toString());
        assertEquals(List.of("1/2   p=0.5", "2/2   p=1"),
                err.toString().lines().map(line -> line.substring(0, line.lastIndexOf("   "))).toList());
        final String record = Files.readString(folder.resolve("out/runs/p=0.5/run.json"));
        assertTrue(record.contains("quantal run " + scenario + " --set duration=20ms --set p=0.5"), record);
        assertTrue(Files.exists(folder.resolve("out/runs/p=0.5/raster.png")));
    }

    @Test
    void badInputIsOneLineThatNamesTheCombination() {
        assertEquals(2, sweep(folder.resolve("out"), "--vary", "p=0.5,3"));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("(in the run p=3)"), err.toString());
        assertEquals(2, sweep(folder.resolve("out"), "--vary", "q=1,2"));
        assertTrue(err.toString().contains("there is no 'q'"), err.toString());
        assertEquals(2, sweep(folder.resolve("out"), "--vary", "p=0.5", "--jobs", "0"));
        assertEquals(2, sweep(folder.resolve("out")));
        assertTrue(err.toString().contains("--vary"), err.toString());
    }
}

package org.quantal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {
    private static final String SCENARIO = """
            duration: 200 ms
            populations:
              E: {size: 20, model: iaf_psc_exp}
            poisson:
              - {to: E, rate: 2000 Hz, weight: 400 pA}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;
    private String scenario;
    private Path run;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO).toString();
        run = folder.resolve("run");
    }

    private int execute(String... arguments) {
        final CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @Test
    void comparisonIsShownAndWritten() throws IOException {
        assertEquals(0, execute("run", scenario, "--out", run.toString(), "--quiet"));
        assertEquals(0, execute("compare", run.toString()), err.toString());
        assertTrue(out.toString().contains("Siegert") && out.toString().contains("finite-jump "), out.toString());
        for (String file : new String[] {"compare.txt", "compare.h5", "compare.png"}) {
            assertTrue(Files.size(run.resolve(file)) > 0, file);
        }
        assertTrue(out.toString().startsWith(Files.readString(run.resolve("compare.txt"))));
        assertEquals(2, execute("compare", run.toString(), "--method", "guess"));
        assertTrue(err.toString().contains("--method: there is no method 'guess'"), err.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, execute("compare", run.toString(), "--method", "finite-jump-formula"));
        assertTrue(out.toString().contains("theory does not apply") && !out.toString().contains("Siegert"),
                out.toString());
        assertEquals(0, execute("compare", run.toString(), "--method", "siegert"));
        final Path elsewhere = folder.resolve("a/b");
        assertEquals(0, execute("compare", run.toString(), "--out", elsewhere.toString()));
        assertTrue(Files.exists(elsewhere.resolve("compare.png")));
        assertEquals(0, execute("run", scenario, "--out", run.toString(), "--quiet", "--force"));
        assertFalse(Files.exists(run.resolve("compare.h5")), "a new run has not been compared");
    }

    @Test
    void whatIsNoRunIsBadInput() throws IOException {
        assertEquals(2, execute("compare", folder.toString()));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("run.json"), err.toString());
        Files.createDirectories(run);
        Files.writeString(run.resolve("run.json"), "{\"a\": ");
        assertEquals(2, execute("compare", run.toString()));
        Files.writeString(run.resolve("run.json"), "{}");
        assertEquals(2, execute("compare", run.toString()));
        assertEquals(3, err.toString().lines().count(), err.toString());
    }
}

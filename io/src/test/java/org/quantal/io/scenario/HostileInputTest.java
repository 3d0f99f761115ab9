package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final Duration QUICKLY = Duration.ofSeconds(5);

    @TempDir
    Path folder;
    private ScenarioFiles files;

    @BeforeEach
    void setUp() {
        files = new ScenarioFiles(folder);
    }

    private String refusal(String text) {
        return assertTimeoutPreemptively(QUICKLY, () -> files.error(text));
    }

    @Test
    void billionLaughsAreRefused() {
        final StringBuilder text = new StringBuilder("definitions:\n  a0: &a0 [lol, lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            text.append("  a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
        }
        assertTrue(refusal(text.toString()).endsWith("aliases expand to more than 500000 values"));
    }

    @Test
    void billionMergesAreRefused() {
        final StringBuilder text = new StringBuilder("definitions:\n  a0: &a0 {x: 1}\n");
        for (int i = 1; i < 60; i++) {
            text.append("  a%d: &a%d {<<: [*a%d, *a%d], y%d: *a%d}\n".formatted(i, i, i - 1, i - 1, i, i - 1));
        }
        assertTrue(refusal(text.toString()).endsWith("aliases expand to more than 500000 values"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void deepNestingIsRefused(String opening) {
        assertEquals("s.yaml:1: nested more than 50 deep", refusal(opening.repeat(10_000)));
    }

    @Test
    void deepBlocksAreRefused() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        assertEquals("s.yaml:51: nested more than 50 deep", refusal(text.toString()));
    }

    @Test
    void cyclicAnchorIsRefused() {
        assertEquals("s.yaml:2: '*a' lies within its own anchor '&a'; anchors must not be cyclic",
                refusal("definitions: &a\n  b: *a\n"));
        assertEquals("s.yaml:1: there is no anchor '&b' above", refusal("definitions: {c: *b}\n"));
    }

    @Test
    void cycleByMergeIsRefused() {
        assertEquals("s.yaml:2: '*a' lies within its own anchor '&a'; anchors must not be cyclic",
                refusal("definitions: &a\n  <<: *a\n"));
    }

    @Test
    void mergeOfAWordIsRefused() {
        assertEquals("s.yaml:1: '<<' merges a mapping or a list of mappings, not 'lif'; write '<<: *name' with a star",
                refusal("definitions: {<<: lif}\n"));
    }

    @Test
    void largeFileIsRefused() {
        assertTrue(refusal("# " + "x".repeat(4_000_000)).contains("has more than 4000000 bytes"));
        assertTrue(refusal("name: " + "x ".repeat(1_000_000)).startsWith("s.yaml: not valid YAML: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9^9^9^9", "1e999999999 + 1", "floor(1e99999999)", "2^100000000", "exp(exp(exp(9)))"})
    void expensiveExpressionsAreRefused(String expression) {
        assertTrue(refusal("duration: \"${" + expression + "} s\"\npopulations: {}\n")
                .startsWith("s.yaml:1: duration: '${"));
    }

    @Test
    void longAndDeepExpressionsAreRefused() {
        assertTrue(refusal("duration: \"${" + "(".repeat(100_000) + "1" + ")".repeat(100_000)
                + "} s\"\npopulations: {}\n")
                .contains("an expression has more than 500 characters"));
    }

    /** Whatever is wrong with a scenario, it is refused by a message and never by another exception. */
    @Test
    void damagedScenarioIsReadOrRefused() throws IOException {
        final String example = Files.readString(ScenarioFiles.EXAMPLES.resolve("quickstart.yaml"));
        final String[] pieces = {"${", "}", "{", "[", "]", ": ", "- ", "*neuron", "<<: ", "%", "-1", "null", "'",
                "\n  ", "mV", "!!int ",
            "{table: x}", "${exp(\"a\")}", "\t", "1e308"};
        final Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            final StringBuilder text = new StringBuilder(example);
            final int at = random.nextInt(text.length() - 8);
            if (random.nextBoolean()) {
                text.insert(at, pieces[random.nextInt(pieces.length)]);
            } else {
                text.delete(at, at + 1 + random.nextInt(6));
            }
            try {
                files.read(text.toString());
            } catch (ScenarioException e) {
                assertTrue(e.getMessage().contains("s.yaml:"), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 50 && refused < 450, "refused " + refused);
    }

    @Test
    void hugeExponentsAreRefused() {
        assertEquals("s.yaml:1: duration: '1e99999999999' is too large or too small a number",
                refusal("duration: 1e99999999999 s\npopulations: {}\n"));
        assertEquals("s.yaml:2: populations.E.size: '1e999999999' must be a whole number of at least 1",
                refusal("duration: 1 s\npopulations: {E: {model: iaf_psc_exp, size: 1e999999999}}\n"));
    }
}

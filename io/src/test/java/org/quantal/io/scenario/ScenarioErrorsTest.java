package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.model.ModelEntry;

class ScenarioErrorsTest {
    @TempDir
    Path folder;
    private ScenarioFiles files;

    @BeforeEach
    void setUp() {
        files = new ScenarioFiles(folder);
    }

    /** What is replaced in the base scenario, by what, and what the reader says. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                // Keys.
                mistake("p: 0.5", "probability: 0.5", "s.yaml:12: projections[0].release.probability: unknown key;"
                        + " did you mean 'p'? (allowed: model, p, keep_mean)"),
                mistake("{size: 25, model", "{sise: 25, model", "s.yaml:5: populations.I.sise: unknown key;"
                        + " did you mean 'size'? (allowed: model, size, params, initial)"),
                mistake("duration: 1 s", "time: 1 s",
                "s.yaml:2: time: unknown key (allowed: name, description, parameters,"
                        + " definitions, tables, duration, warmup, step, integration, seed, partitions, populations,"
                        + " downscale, poisson, current, projections, record, circuit)"),
                mistake("duration: 1 s", "", "s.yaml:1: lacks the key 'duration' (recorded time)"),
                mistake("{size: 25, model", "{model",
                "s.yaml:5: populations.I: lacks the key 'size' (number of neurons)"),
                mistake("duration: 1 s", "duration: 1 s\nduration: 2 s",
                        "s.yaml:3: duplicate key 'duration'; it is already at s.yaml:2"),
                // Units and numbers.
                mistake("delay: 1.5 ms", "delay: 1.5 mV",
                        "s.yaml:11: projections[0].delay: '1.5 mV' has the wrong unit 'mV'"
                        + " (allowed units: ms, s, us, min, h)"),
                mistake("delay: 1.5 ms", "delay: 1.5", "s.yaml:11: projections[0].delay: '1.5' has no unit;"
                        + " did you mean '1.5 ms'? (allowed units: ms, s, us, min, h)"),
                mistake("${J} pA", "${J} mV", "s.yaml:10: projections[0].weight: '80 mV' has the wrong unit 'mV'"
                        + " (allowed units: pA, nA, uA)"),
                mistake("duration: 1 s", "duration: long", "s.yaml:2: duration: 'long' is not a number"
                        + " (allowed units: ms, s, us, min, h)"),
                mistake("duration: 1 s", "duration: .nan", "s.yaml:2: duration: '.nan' is not a number"
                        + " (allowed units: ms, s, us, min, h)"),
                mistake("duration: 1 s", "duration: 1e400 s",
                "s.yaml:2: duration: '1e400 s' is too large or too small a number"),
                mistake("duration: 1 s", "duration: 1.00005 s",
                "s.yaml:2: duration: duration must be a whole number of steps of"
                        + " 0.1 ms: duration=1000.05 ms"),
                mistake("duration: 1 s", "duration: -1 s", "s.yaml:2: duration: must not be negative, but is -1 s"),
                mistake("duration: 1 s", "duration: 0 s", "s.yaml:2: duration: must be positive, but is 0 s"),
                mistake("duration: 1 s", "duration:", "s.yaml:2: duration: has no value"),
                mistake("size: 100", "size: -5",
                "s.yaml:4: populations.E.size: '-5' must be a whole number of at least 1"),
                mistake("size: 100", "size: 10.5",
                "s.yaml:4: populations.E.size: '10.5' must be a whole number of at least 1"),
                mistake("size: 100", "size: 1e10",
                        "s.yaml:4: populations.E.size: '1e10' must be a whole number of at most 2147483647"),
                mistake("p: 0.5", "p: 1.3",
                "s.yaml:12: projections[0].release.p: a probability must be in (0, 1], but is 1.3"),
                mistake("p: 0.5", "p: 0", "s.yaml:12: projections[0].release.p: p must be in (0, 1]: p=0.0"),
                mistake("delay: 1.5 ms", "delay: 0.05 ms",
                "s.yaml:11: projections[0].delay: a delay must be at least the step of"
                        + " 0.1 ms, but is 0.05 ms; lengthen it or shorten the step"),
                // Names.
                mistake("from: E", "from: EE",
                        "s.yaml:7: projections[0].from: there is no population 'EE'; did you mean 'E'?"
                        + " (allowed: E, I)"),
                mistake("to: [E, I]", "to: [E, E]", "s.yaml:8: projections[0].to[1]: population 'E' is named twice"),
                mistake("iaf_psc_exp}\nprojections", "iaf_psc_expo}\nprojections",
                "s.yaml:5: populations.I.model: there is no neuron"
                        + " model 'iaf_psc_expo'; did you mean 'iaf_psc_exp'? (allowed: "
                        + String.join(", ", neuronModels()) + ", spike_source)"),
                mistake("rule: fixed_indegree,", "rule: fixed_in_degree,",
                "s.yaml:9: projections[0].rule.rule: there is no connection"
                        + " rule 'fixed_in_degree'; did you mean 'fixed_indegree'? (allowed: all_to_all, one_to_one,"
                        + " fixed_indegree, fixed_outdegree, fixed_total_number, pairwise_bernoulli, explicit)"),
                mistake("{rule: fixed_indegree, indegree: 10}", "one_to_one",
                "s.yaml:9: projections[0].rule: one_to_one needs"
                        + " populations of the same size: sources=100 targets=25"),
                // Expressions.
                mistake("${J}", "${JJ}", "s.yaml:10: projections[0].weight: '${JJ}': there is no parameter 'JJ';"
                        + " did you mean 'J'? (allowed: scale, J)"),
                mistake("${J}", "${J / 0}",
                "s.yaml:10: projections[0].weight: '${J / 0}' has no value: division by zero"),
                mistake("${J}", "${J", "s.yaml:10: projections[0].weight: '${J pA' has '${' without its own '}'"),
                // Tables.
                mistake("\"${J} pA\"", "{table: w}", "s.yaml:10: projections[0].weight.table: there is no table 'w'"
                        + " (there are none)"),
                mistake("duration: 1 s", "duration: 1 s\ntables: {w: {columns: [E, I], E: [1]}}",
                "s.yaml:3: tables.w.E:"
                        + " has 1 entries, but the table has 2 columns"),
                mistake("duration: 1 s", "duration: 1 s\ntables: {w: {E: [1, 2]}}",
                "s.yaml:3: tables.w.E: must be a number;"
                        + " for a row of numbers the table needs the key 'columns'"),
                // What the network's own checks find.
                mistake("model: iaf_psc_exp}\n  I", "model: iaf_psc_exp, params: {tau_m: -1 ms}}\n  I",
                        "s.yaml:4: populations.E.params.tau_m: tau_m must be positive: tau_m=-1.0 ms"),
                mistake("model: iaf_psc_exp}\n  I", "model: iaf_psc_exp, params: {t_ref: 0.25 ms}}\n  I",
                        "s.yaml:4: populations.E: t_ref must be a whole number of steps of 0.1 ms: t_ref=0.25 ms"));
    }

    private static List<String> neuronModels() {
        return BuiltInModels.catalogue().neurons().stream().map(ModelEntry::name).toList();
    }

    /** An entry of {@code current}, and what the reader says of it. */
    static Stream<Arguments> currents() {
        return Stream.of(
                Arguments.of("start: 5 ms", "[0]: lacks the key 'amplitude', or 'times' and 'amplitudes'"),
                Arguments.of("amplitude: 1 pA, start: 5.05 ms", "[0].start: time must be a whole number of steps of"
                        + " 0.1 ms: time=5.05 ms"),
                Arguments.of("amplitude: 1 pA, start: 5 ms, stop: 5 ms",
                        "[0].stop: must be later than 'start' (5 ms), but is 5 ms"),
                Arguments.of("amplitude: 1 pA, strat: 5 ms", "[0].strat: unknown key; did you mean 'start'? (allowed:"
                        + " to, amplitude, start, stop, times, amplitudes)"),
                Arguments.of("amplitude: 1 pA, stop: 5", "[0].stop: '5' has no unit; did you mean '5 ms'? (allowed"
                        + " units: ms, s, us, min, h)"),
                Arguments.of("times: [5 ms], amplitudes: [1 pA], stop: 9 ms", "[0].stop: does not go with 'times' and"
                        + " 'amplitudes'; give 'amplitude' with 'start' and 'stop', or those"),
                Arguments.of("times: [5 ms]", "[0]: lacks the key 'amplitudes' (the current from each of 'times' on)"),
                Arguments.of("times: [5 ms], amplitudes: [1 pA, 2 pA]", "[0].amplitudes: must be as many as 'times',"
                        + " at least one: there are 2 amplitudes and 1 times"),
                Arguments.of("times: [5 ms, 4 ms], amplitudes: [1 pA, 2 pA]",
                        "[0].times[1]: must be later than 5.0 ms, but is 4.0 ms"),
                Arguments.of("times: [5 ms, 6.01 ms], amplitudes: [1 pA, 2 pA]", "[0].times[1]: time must be a whole"
                        + " number of steps of 0.1 ms: time=6.01 ms"));
    }

    @ParameterizedTest
    @MethodSource("currents")
    void currentsAreCheckedWhereTheyStand(String entry, String message) {
        assertEquals("s.yaml:3: current" + message, files.error(ScenarioFiles.BASE.replace("duration: 1 s",
                "duration: 1 s\ncurrent: [{to: E, " + entry + "}]")));
    }

    static Stream<Arguments> partsOfARun() {
        return Stream.of(Arguments.of("from: -1 ms", ".from: must not be negative, but is -1 ms"),
                Arguments.of("from: 0.05 ms", ".from: from must be a whole number of steps of 0.1 ms: from=0.05 ms"),
                Arguments.of("to: 0 ms", ".to: must be later than 'from' (0 ms), but is 0 ms"),
                Arguments.of("from: 1 s", ": no sample lies in it: they are taken at multiples of 1.0 ms, up to 1000.0"
                        + " ms; change 'from', 'to' or 'interval'"),
                Arguments.of("from: 1.1 ms, to: 1.9 ms", ": no sample lies in it: they are taken at multiples of 1.0"
                        + " ms, up to 1000.0 ms; change 'from', 'to' or 'interval'"));
    }

    @ParameterizedTest
    @MethodSource("partsOfARun")
    void partOfTheRunThatIsRecordedMustBeOne(String keys, String message) {
        assertEquals("s.yaml:3: record.states[0]" + message, files.error(ScenarioFiles.BASE.replace("duration: 1 s",
                "duration: 1 s\nrecord: {states: [{population: E, " + keys + "}]}")));
    }

    private static Arguments mistake(String right, String wrong, String message) {
        return Arguments.of(right, wrong, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsToldInOneLine(String right, String wrong, String message) {
        assertTrue(ScenarioFiles.BASE.contains(right), right);
        assertEquals(message, files.error(ScenarioFiles.BASE.replace(right, wrong)));
    }

    @Test
    void tableWithoutTheEntryIsNamed() {
        final String text = ScenarioFiles.BASE.replace("\"${J} pA\"", "{table: w}");
        assertEquals("s.yaml:10: projections[0].weight: table 'w' has no entry 'I' (allowed: E)",
                files.error(text + "tables: {w: {unit: pA, E: 80}}\n"));
        assertEquals("s.yaml:10: projections[0].weight: table 'w' has no column 'E' (allowed: X)",
                files.error(text + "tables: {w: {columns: [X], E: [1], I: [2]}}\n"));
        assertEquals("s.yaml:13: tables.w.I: '2' has no unit; did you mean '2 pA'? (allowed units: pA, nA, uA)",
                files.error(text + "tables: {w: {E: 80 pA, I: 2}}\n"));
    }

    @Test
    void missingFileIsNamed() {
        assertEquals("none.yaml: there is no such file", files.error(folder.resolve("none.yaml")));
    }

    @Test
    void directoryIsNoScenario() throws IOException {
        assertEquals("d: is a directory; name a scenario file in it",
                files.error(Files.createDirectory(folder.resolve("d"))));
    }

    @Test
    void binaryFileIsNoScenario() throws IOException {
        final Path file = Files.write(folder.resolve("b.yaml"),
                new byte[] {(byte) 0x89, 'H', 'D', 'F', (byte) 0xff, 0});
        assertEquals("b.yaml: is not a text file in UTF-8, and so no scenario", files.error(file));
    }

    @Test
    void controlCharactersAreNotYaml() {
        assertTrue(files.error("a: \u0001").startsWith("s.yaml: not valid YAML: "), files.error("a: \u0001"));
    }

    @Test
    void emptyFileIsNoScenario() {
        assertEquals("s.yaml: is empty; a scenario needs at least 'duration' and 'populations'",
                files.error("# nothing\n"));
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        assertEquals("s.yaml:3: not valid YAML: expected ',' or ']', but got <stream end> (while parsing a flow"
                + " sequence)", files.error("duration: 1 s\npopulations: [1, 2\n"));
    }

    @Test
    void plainTextIsNoScenario() {
        assertEquals("s.yaml:1: must be an object with keys and values, but is 'hello world'",
                files.error("hello world"));
    }

    @Test
    void secondDocumentIsRefused() {
        assertEquals("s.yaml:2: a second document ('---'); a scenario is one document",
                files.error("a: 1\n---\nb: 2\n"));
    }

    @Test
    void explicitRuleNamesTheLineOfItsFile() {
        files.write("c.csv", "source,target\n0,0\n0,25\n");
        assertEquals("s.yaml:9: projections[0].rule.file: c.csv:3: target must be a neuron from 0 to 24, but is 25",
                files.error(ScenarioFiles.BASE.replace("{rule: fixed_indegree, indegree: 10}",
                "{rule: explicit, file: c.csv}")
                        .replace("to: [E, I]", "to: I")));
    }

    @Test
    void missingDataFileIsNamed() {
        assertEquals("s.yaml:4: populations.E.file: there is no file 'in.csv' beside the scenario",
                files.error(ScenarioFiles.BASE.replace("size: 100, model: iaf_psc_exp",
                "size: 100, model: spike_source, file: in.csv")));
    }

    @Test
    void spikeSourceTakesNoInput() {
        files.write("in.csv", "time_ms,node_id\n");
        assertEquals("s.yaml:8: projections[0].to[0]: population 'E' is a spike_source and takes no input",
                files.error(ScenarioFiles.BASE.replace("size: 100, model: iaf_psc_exp",
                        "size: 100, model: spike_source, file: in.csv")));
    }

    @Test
    void parameterMayNotHideAFunctionOrKey() {
        assertEquals("s.yaml:1: parameters.exp: 'exp' is a function or constant of expressions; take another name",
                files.error(ScenarioFiles.BASE.replace("J: 80", "exp: 80")));
        assertEquals("s.yaml:1: parameters.seed: 'seed' is a key of scenarios; take another name",
                files.error(ScenarioFiles.BASE.replace("J: 80", "seed: 80")));
    }
}

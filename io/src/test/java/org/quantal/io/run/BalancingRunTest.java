package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.record.RuleFigures;

class BalancingRunTest {
    private static final String TEXT = """
            name: scales
            duration: 300 ms
            warmup: 20 ms
            seed: 3
            partitions: 3
            populations:
              S: {size: 20, model: poisson_source, params: {rate: 30 Hz}}
              A: {size: 20, model: linear_poisson, params: {rate_0: 0 Hz}}
              R: {size: 4, model: linear_poisson, params: {rate_0: 0 Hz}}
            projections:
              - {from: S, to: A, rule: {rule: fixed_indegree, indegree: 5}, weight: 40 pA, delay: 1 ms, \
                plasticity: &b {rule: balancing, tau: 5 ms, interval: 20 ms}}
              - {from: A, to: A, rule: {rule: fixed_indegree, indegree: 5}, weight: 8 pA, delay: 1 ms, \
                release: {model: bernoulli, p: 0.5, keep_mean: true}, plasticity: *b}
              - {from: A, to: R, rule: all_to_all, weight: 1 pA, delay: 1 ms, plasticity: *b}
            record:
              synapses: [{projection: A->R, times: [0 ms, 100 ms]}]
            """;

    @TempDir
    private Path folder;

    private LoadedScenario load(String text, String... overrides) throws IOException {
        return ScenarioReader.read(Files.writeString(folder.resolve("scales.yaml"), text), BuiltInModels.catalogue(),
                List.of(overrides));
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    @Test
    void costsAreInTheirFileInTheSummaryAndInTheRecord() throws IOException {
        final RunReport report = ScenarioRun.of(load(TEXT), out("run")).execute();
        assertTrue(report.files().containsAll(List.of("balancing.h5", "balancing.png")), report.files().toString());
        final double[] cost;
        final double minimum;
        try (Hdf5Reader file = Hdf5Reader.open(out("run").resolve("balancing.h5"));
                Hdf5Reader weights = Hdf5Reader.open(out("run").resolve("weights.h5"))) {
            final double[] time = file.doubles("/balancing/time");
            assertEquals(16, time.length);
            for (int k = 0; k < time.length; k++) {
                assertEquals(20 * k, time[k]);
            }
            assertArrayEquals(time, file.doubles("/balancing/neuron_time"));
            cost = file.doubles("/balancing/cost");
            minimum = file.doubleAttribute("/balancing", "cost_minimum").orElseThrow();
            assertEquals(100 * 40 * 40 + 100 * 16 * 16 + 80, cost[0], 1e-6);
            assertTrue(cost[15] < 0.5 * cost[0] && cost[15] >= minimum, cost[15] + " " + minimum);
            assertEquals(List.of("A", "R", "S"), file.groups("/balancing/neurons"));
            // 80 weights of 1 at the start; a snapshot shows those after the step of its time.
            final float[][] h = file.table("/balancing/neurons/A/h", 0, 16, 0, 20);
            final double[] sources = weights.doubles("/edges/A->R/source_node_id");
            final float[][] snapshots = weights.table("/edges/A->R/history/syn_weight", 0, 3, 0, 80);
            for (int e = 0; e < 80; e++) {
                assertEquals(1, snapshots[0][e]);
                assertEquals(Math.exp(h[5][(int) sources[e]]), snapshots[1][e], 1e-6 * snapshots[1][e]);
                assertEquals(Math.exp(h[15][(int) sources[e]]), snapshots[2][e], 1e-6 * snapshots[2][e]);
            }
            final float[][] in = file.table("/balancing/neurons/A/cost_in", 0, 1, 0, 20);
            final float[][] g = file.table("/balancing/neurons/A/g", 0, 1, 0, 20);
            final float[][] outgoing = file.table("/balancing/neurons/A/cost_out", 0, 1, 0, 20);
            double squares = 0;
            for (int i = 0; i < 20; i++) {
                assertEquals(in[0][i] - outgoing[0][i], g[0][i], 1e-2);
                squares += g[0][i] * g[0][i];
            }
            assertEquals(squares, file.doubles("/balancing/squared_imbalance")[0], 1e-6 * squares);
        }
        final JsonNode run = new ObjectMapper().readTree(Files.readString(out("run").resolve("run.json"))).path("rules")
                .path("balancing");
        assertEquals(minimum, run.path("cost_minimum").asDouble());
        assertEquals(cost[0], run.path("first").path("cost").asDouble());
        assertEquals(cost[15], run.path("last").path("cost").asDouble());
        final String line = "balancing cost " + Numbers.significant(cost[0], 4) + " before, "
                + Numbers.significant(cost[15], 4) + " after; minimum " + Numbers.significant(minimum, 4);
        assertTrue(SummaryText.of(report).contains(line + "\n"), line + " in\n" + SummaryText.of(report));
    }

    /** Many steps are all there as totals; neurons are told of less often, but of the last step always. */
    @Test
    void manyStepsThinOutNeurons() throws IOException {
        final Scenario scenario = load(TEXT.replace("interval: 20 ms", "interval: 0.2 ms")).scenario();
        final NetworkRule rule = (NetworkRule) scenario.network().projections().get(0).plasticity().get(0);
        final Provenance provenance = new Provenance("1", 1, "", "", "", Optional.empty());
        for (int steps : new int[] {1500, 1499}) {
            final Path path = folder.resolve(steps + ".h5");
            try (RuleFileRecorder recorder = new RuleFileRecorder(path, scenario, rule, provenance)) {
                for (int k = 0; k <= steps; k++) {
                    recorder.onRule(2L * k, new RuleFigures("balancing", Map.of(), Map.of("cost", (double) k),
                            Map.of("time", Map.of("h", new double[] {k, -k}))));
                    recorder.onRule(2L * k, new RuleFigures("another rule", Map.of(), Map.of(), Map.of()));
                }
            }
            try (Hdf5Reader file = Hdf5Reader.open(path)) {
                assertEquals(steps + 1, file.doubles("/balancing/time").length);
                assertEquals(steps, file.doubles("/balancing/cost")[steps]);
                final double[] time = file.doubles("/balancing/neuron_time");
                assertEquals(751, time.length);
                assertEquals(0.4, time[1]);
                assertEquals(0.2 * steps, time[750], 1e-12);
                assertArrayEquals(new float[] {steps, -steps},
                        file.table("/balancing/neurons/time/h", 750, 1, 0, 2)[0]);
            }
        }
    }

    @Test
    void filesAreTheSameOnAnyNumberOfThreadsAndDrawnAgain() throws IOException {
        final LoadedScenario loaded = load(TEXT);
        ScenarioRun.of(loaded, out("one")).threads(1).execute();
        ScenarioRun.of(loaded, out("three")).threads(3).execute();
        RunPlots.draw(out("one"), out("again"), RunPlots.Options.DEFAULT);
        for (String name : List.of("balancing.h5", "weights.h5", "spikes.h5", "balancing.png")) {
            assertArrayEquals(Files.readAllBytes(out("one").resolve(name)),
                    Files.readAllBytes(out("three").resolve(name)), name);
        }
        assertArrayEquals(Files.readAllBytes(out("one").resolve("balancing.png")),
                Files.readAllBytes(out("again").resolve("balancing.png")));
    }

    @Test
    void runWithoutTheRuleReplacesItsFiles() throws IOException {
        ScenarioRun.of(load(TEXT), out("run")).execute();
        ScenarioRun.of(TestScenario.load(folder), out("run")).force(true).execute();
        assertFalse(Files.exists(out("run").resolve("balancing.h5")));
        assertFalse(Files.exists(out("run").resolve("balancing.png")));
        assertFalse(Files.readString(out("run").resolve("run.json")).contains("\"rules\""));
    }

    /** What is replaced, by what, and what the reader says, with the line. */
    static Stream<Arguments> mistakes() {
        final String gain = "balancing needs a gain that is homogeneous of degree 1 (twice the input, twice the rate),"
                + " and so model linear_poisson with rate_0 = 0 Hz, not ";
        final String see = "; for integrate-and-fire neurons see RowGauge and MeanDriveGauge in"
                + " org.quantal.models.balancing: projection=S->A population=A";
        return Stream.of(
                Arguments.of("A: {size: 20, model: linear_poisson, params: {rate_0: 0 Hz}}",
                "A: {size: 20, model: iaf_psc_exp}",
                        ":11: projections[0].plasticity: " + gain + "iaf_psc_exp" + see),
                Arguments.of("A: {size: 20, model: linear_poisson, params: {rate_0: 0 Hz}}",
                "A: {size: 20, model: linear_poisson}",
                        ":11: projections[0].plasticity: " + gain + "rate_0 = 10.0 Hz" + see),
                Arguments.of("tau: 5 ms", "tau: 0 ms",
                ":11: projections[0].plasticity.tau: tau must be positive: tau=0.0 ms"),
                Arguments.of("tau: 5 ms", "taus: 5 ms",
                ":11: projections[0].plasticity.taus: unknown key; did you mean 'tau'? (allowed: rule,"
                        + " tau, interval, power, start)"),
                Arguments.of("plasticity: *b}\nrec", "plasticity: [*b, stdp]}\nrec",
                ":11: projections[2].plasticity[0]: balancing computes weights"
                        + " from those at the start, which would undo what other rules learn; let it stand alone, or"
                        + " leave it out: projection=A->R rules=[balancing, stdp]"),
                Arguments.of(", plasticity: *b}\nrec", "}\nrec",
                ":11: projections[0].plasticity: balancing would shrink these weights for ever,"
                        + " because they lie neither on a loop nor on a way from sources to read-outs; let a"
                        + " population that only sends and one that only receives take part: projection=S->A"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsToldWhereItWasMade(String right, String wrong, String message) {
        assertTrue(TEXT.contains(right), right);
        final String said = assertThrows(ScenarioException.class, () -> load(TEXT.replace(right, wrong))).getMessage();
        assertEquals(folder.resolve("scales.yaml") + message, said);
    }

    @Test
    void whatOnlyTheNetworkShowsIsToldWithItsPlace() throws IOException {
        final LoadedScenario offGrid = load(TEXT.replace("interval: 20 ms", "interval: 0.25 ms"));
        final LoadedScenario exact = load(TEXT.replace("seed: 3", "integration: exact"), "record={}");
        assertEquals(folder.resolve("scales.yaml") + ":11: projections[0]: interval must be a whole number of steps of"
                + " 0.1 ms: interval=0.25 ms rule=balancing projection=S->A",
                assertThrows(ScenarioException.class, () -> ScenarioRun.of(offGrid, out("run")).execute())
                .getMessage());
        final String message = assertThrows(ScenarioException.class, () -> ScenarioRun.of(exact, out("run")).execute())
                .getMessage();
        assertTrue(message.contains("has no closed form between events"), message);
    }
}

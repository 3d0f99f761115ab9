package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.LogNormal;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;

class ScenarioReaderTest {
    @TempDir
    Path folder;
    private ScenarioFiles files;

    @BeforeEach
    void setUp() {
        files = new ScenarioFiles(folder);
    }

    private Network network(String text, String... overrides) {
        return files.read(text, overrides).scenario().network();
    }

    private Distribution weight(String value) {
        return network(ScenarioFiles.BASE.replace("\"${J} pA\"", value)).projections().get(0).weight();
    }

    @Test
    void leastScenarioHasDefaults() {
        final LoadedScenario loaded = files.read("duration: 100 ms\npopulations: {A: {size: 1, model: iaf_psc_exp}}\n");
        final Scenario scenario = loaded.scenario();
        assertEquals("s", scenario.name());
        assertEquals(100, scenario.durationMs());
        assertEquals(0, scenario.warmupMs());
        assertEquals(0.1, scenario.grid().stepMs());
        assertEquals(1, scenario.seed());
        assertEquals(0, scenario.partitions());
        assertTrue(loaded.recordSpikes());
        assertTrue(scenario.states().isEmpty());
    }

    @Test
    void projectionIsMadeForEachPair() {
        final List<Projection> projections = network(ScenarioFiles.BASE).projections();
        assertEquals(List.of("E->E", "E->I"), projections.stream().map(Projection::name).toList());
        assertEquals(new FixedIndegree(10), projections.get(1).rule());
        assertEquals(new Constant(80), projections.get(1).weight());
        assertEquals(new Constant(1.5), projections.get(1).delayMs());
        assertEquals("bernoulli", projections.get(1).release().name());
        assertFalse(projections.get(1).keepMean());
    }

    @Test
    void exceptionsReplaceWhatTheyName() {
        final List<Projection> projections = network(ScenarioFiles.BASE.replace("delay: 1.5 ms", """
                delay: 1.5 ms
                    exceptions:
                      - {to: I, weight: 160 pA, release: cortex_l23_a}
                      - {from: E, to: I, release: reliable, rule: all_to_all}""")).projections();
        assertEquals(new Constant(80), projections.get(0).weight());
        assertEquals(new Constant(160), projections.get(1).weight());
        assertEquals("reliable", projections.get(1).release().name());
        assertEquals(new AllToAll(true), projections.get(1).rule());
    }

    @Test
    void secondProjectionOfAPairGetsANumber() {
        final String again = "  - {from: E, to: I, rule: all_to_all, weight: 1 pA, delay: 1 ms}\n";
        assertEquals(List.of("E->E", "E->I", "E->I#2"),
                network(ScenarioFiles.BASE + again).projections().stream().map(Projection::name).toList());
    }

    @Test
    void weightCanBeAnyDistribution() {
        assertEquals(new Normal(87.8, 8.78, 0, Double.POSITIVE_INFINITY),
                weight("{distribution: normal, mean: 87.8 pA, sd: 10 %, min: 0 pA}"));
        assertEquals(new Normal(-87.8, 8.78, Double.NEGATIVE_INFINITY, 0),
                weight("{distribution: normal, mean: -87.8 pA, sd: 10 %, max: 0}"));
        assertEquals(new Uniform(-1, 2000), weight("{distribution: uniform, low: -1 pA, high: 2 nA}"));
        assertEquals(new Constant(3), weight("{distribution: constant, value: 3 pA}"));
        assertEquals(new LogNormal(10, 5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
                weight("{distribution: lognormal, mean: 10 pA, sd: 50 %}"));
        final Distribution inhibitory = weight("{distribution: lognormal, mean: -10 pA, sd: 5 pA, min: -40 pA}");
        assertEquals(-40, inhibitory.minimum());
        assertTrue(inhibitory.maximum() < 0 && inhibitory.mean() < 0);
    }

    @Test
    void mergedKeysGiveWayToWrittenOnes() {
        final Network network = network("""
                duration: 1 s
                definitions:
                  a: &a {model: iaf_psc_exp, size: 5, initial: {V_m: -60 mV}}
                  b: &b {size: 7, params: {tau_m: 20 ms}}
                populations:
                  A: {<<: *a, size: 3}
                  B: {<<: [*b, *a]}
                  C: *a
                """);
        assertEquals(List.of(3, 7, 5), network.populations().stream().map(Population::size).toList());
        assertEquals(new Constant(-60), network.population("B").initialValues().get("V_m"));
    }

    @Test
    void tablesGiveEntriesByPopulationAndPair() {
        final Network network = network("""
                duration: 1 s
                tables:
                  size: {A: 10, B: 20}
                  K: {columns: [B, A], A: [0, 1], B: [3, "${2 * 2}"]}
                  w: {unit: pA, A: 50, B: -0.2 nA}
                populations:
                  A: {size: {table: size}, model: iaf_psc_exp}
                  B: {size: {table: size}, model: iaf_psc_exp}
                poisson:
                  - {to: all, indegree: {table: size}, rate: 8 Hz, weight: {table: w}}
                projections:
                  - from: all
                    to: all
                    rule: {rule: fixed_indegree, indegree: {table: K}}
                    weight: {distribution: normal, mean: {table: w, by: source}, sd: 10 %}
                    delay: 1 ms
                """);
        assertEquals(List.of("A->A", "A->B", "B->B"), network.projections().stream().map(Projection::name).toList());
        assertEquals(List.of(new FixedIndegree(1), new FixedIndegree(4), new FixedIndegree(3)),
                network.projections().stream().map(Projection::rule).toList());
        assertEquals(List.of(50.0, 50.0, -200.0), network.projections().stream().map(p -> p.weight().mean()).toList());
        assertEquals(List.of(new PoissonDrive("A", 10, 8, 50), new PoissonDrive("B", 20, 8, -200)),
                network.poissonDrives());
    }

    @Test
    void spikeTrainsComeFromAFile() {
        files.write("in.csv", "# input\nnode_id, time_ms\n2, 7.5\n\n0, 3\n2, 1.5\n");
        final Network network = network("""
                duration: 1 s
                populations:
                  in: {size: 4, model: spike_source, file: in.csv}
                  A: {size: 4, model: iaf_psc_exp}
                projections:
                  - {from: all, to: all, rule: all_to_all, weight: 1 pA, delay: 1 ms}
                """);
        assertEquals(4, assertInstanceOf(SpikeTrainSource.class, network.population("in").model()).trains());
        assertEquals(List.of("in->A", "A->A"), network.projections().stream().map(Projection::name).toList());
    }

    @Test
    void sonataFilesGoToTheirReader() {
        final Path file = files.write("s.yaml", """
                duration: 1 s
                populations: {in: {size: 2, model: spike_source, file: in.h5, file_population: thalamus}}
                """);
        files.write("in.h5", "");
        final LoadedScenario loaded = ScenarioReader.read(file, BuiltInModels.catalogue(), List.of(),
                (path, population, size) -> {
            assertEquals("in.h5 thalamus 2", path.getFileName() + " " + population + " " + size);
            return new double[][] {{1}, {}};
        });
        assertEquals(2, loaded.scenario().network().neurons());
    }

    @Test
    void synapsesComeFromAFile() {
        files.write("c.csv", "source,target,weight,delay_ms\n0,1,80,1.5\n3,0,-2.5,0.2\n");
        final String text = ScenarioFiles.BASE.replace("{rule: fixed_indegree, indegree: 10}",
                "{rule: explicit, file: c.csv}")
                .replace("    weight: \"${J} pA\"\n    delay: 1.5 ms\n", "");
        final Projection projection = network(text).projections().get(0);
        assertEquals(new ExplicitConnections(new int[] {0, 3}, new int[] {1, 0}, new double[] {80, -2.5},
                new double[] {1.5, 0.2}), projection.rule());
    }

    @Test
    void releaseProbabilitiesComeFromTheFile() {
        files.write("p.csv", "source,target,weight,delay_ms,release_probability\n0,1,80,1.5,0.25\n3,0,-2.5,0.2,1\n");
        final String text = ScenarioFiles.BASE.replace("{rule: fixed_indegree, indegree: 10}",
                "{rule: explicit, file: p.csv}")
                .replace("    weight: \"${J} pA\"\n    delay: 1.5 ms\n", "")
                .replace("{model: bernoulli, p: 0.5}", "bernoulli_listed");
        final LoadedScenario loaded = files.read(text);
        assertEquals(0.625, loaded.scenario().network().projections().get(0).release().meanProbability());
        try (Simulation simulation = Simulation.of(loaded.scenario()).threads(1)) {
            final double[] p = simulation.synapses(loaded.scenario().network().projections().get(0).name())
                    .probability();
            Arrays.sort(p);
            assertArrayEquals(new double[] {0.25, 1}, p);
        }
        assertMessageHolds("needs a list of connections with release probabilities",
                ScenarioFiles.BASE.replace("{model: bernoulli, p: 0.5}", "bernoulli_listed"));
        assertMessageHolds("use 'bernoulli_listed', or remove the column",
                text.replace("bernoulli_listed", "reliable"));
        assertMessageHolds("keep_mean must be false", text.replace("release: bernoulli_listed",
                "release: {model: bernoulli_listed, keep_mean: true}"));
    }

    private void assertMessageHolds(String part, String scenario) {
        final String message = assertThrows(ScenarioException.class, () -> files.read(scenario)).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void statesAreRecordedAsAsked() {
        final List<Scenario.StateRecording> states = files.read(ScenarioFiles.BASE + """
                record:
                  spikes: false
                  states:
                    - {population: E, neurons: 2..4, variables: [V_m, I_syn], interval: 0.5 ms}
                    - {population: I, neurons: [7, 3]}
                    - {population: I}
                """).scenario().states();
        assertArrayEquals(new int[] {2, 3, 4}, states.get(0).neurons());
        assertEquals(List.of("V_m", "I_syn"), states.get(0).variables());
        assertEquals(0.5, states.get(0).intervalMs());
        assertArrayEquals(new int[] {3, 7}, states.get(1).neurons());
        assertEquals(List.of("V_m"), states.get(1).variables());
        assertEquals(25, states.get(2).neurons().length);
        assertEquals(1, states.get(2).intervalMs());
    }

    @Test
    void textIsKeptAndParametersAreTold() {
        final LoadedScenario loaded = files.read(ScenarioFiles.BASE, "J=3");
        assertEquals(ScenarioFiles.BASE, loaded.text());
        assertEquals(Map.of("scale", "0.5", "J", "3").toString(),
                Map.of("scale", loaded.parameters().get("scale").toString(), "J",
                loaded.parameters().get("J").toString()).toString());
    }
}

package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.SonataEdgesReader;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;

class LearningRunTest {
    private static final String[] LEARNING = {"projections[0].plasticity={rule: unified_pre_post, learning_rate: 0.05}",
        "record.synapses=[{projection: E->E, times: [0 ms, 50 ms]}, {projection: {from: I, to: all}}]",
        "record.releases=[E->E, {from: I, to: I}]"};

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

    @Test
    void synapsesAreLookedAtWhenAsked() throws IOException {
        final RunReport report = ScenarioRun.of(TestScenario.load(folder, LEARNING), out()).execute();
        assertTrue(report.files().containsAll(List.of("weights.h5", "releases.h5", "weights.png")),
                report.files().toString());
        assertEquals(new HashSet<>(report.files()), files(out()));
        try (SonataEdgesReader reader = SonataEdgesReader.open(out().resolve("weights.h5"))) {
            assertEquals(List.of("E->E", "I->E", "I->I"), reader.populations());
            assertArrayEquals(new double[] {0, 50, 200}, reader.historyMs("E->E"));
            assertEquals(0, reader.historyMs("I->E").length);
            assertEquals(80 * 5, reader.count("I->E"));
            assertArrayEquals(filled(400, -200), reader.property("I->E", "syn_weight").orElseThrow());
            assertArrayEquals(filled(400, 1), reader.property("I->E", "delay").orElseThrow());
            assertArrayEquals(filled(400, 1), reader.property("I->E", "release_probability").orElseThrow());
            assertTrue(Arrays.stream(reader.property("E->E", "release_probability").orElseThrow()).distinct()
                    .count() > 10, "probabilities");
            assertEquals(0.5, mean(reader.history("E->E", "release_probability", 0)), 0.1);
            assertEquals(200, reader.timeMs("I->I"));
            assertEquals(3, reader.provenance().orElseThrow().seed());
        }
    }

    private static double[] filled(int count, double value) {
        final double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void releasesAreInOrderAndThoseOfTheSpikes() throws IOException {
        final RunReport report = ScenarioRun.of(TestScenario.load(folder, LEARNING), out()).execute();
        assertTrue(report.summary().released() > 1000);
        try (Hdf5Reader reader = Hdf5Reader.open(out().resolve("releases.h5"));
                SonataSpikesReader spikes = SonataSpikesReader.open(out().resolve("spikes.h5"))) {
            final double[] times = reader.doubles("/releases/E->E/timestamps");
            final long[] sources = reader.longs("/releases/E->E/source_node_id");
            final Set<String> spiked = new HashSet<>();
            final Spikes of = spikes.spikes("E");
            for (int k = 0; k < of.count(); k++) {
                spiked.add(of.timesMs()[k] + " " + of.neurons()[k]);
            }
            assertTrue(times.length > 100);
            for (int k = 0; k < times.length; k++) {
                assertTrue(k == 0 || times[k] >= times[k - 1], "time " + k);
                assertTrue(spiked.contains(times[k] + " " + sources[k]), times[k] + " " + sources[k]);
            }
            // Every synapse of these always releases, and each neuron of I gets five of them.
            assertEquals(100, reader.longs("/releases/I->I/target_node_id").length * 20 / spikes.spikes("I").count(),
                    25);
        }
    }

    @Test
    void learningIsTheSameOnAnyNumberOfThreads() throws IOException {
        final LoadedScenario loaded = TestScenario.load(folder, LEARNING);
        ScenarioRun.of(loaded, folder.resolve("one")).threads(1).execute();
        ScenarioRun.of(loaded, folder.resolve("three")).threads(3).execute();
        for (String name : List.of("weights.h5", "releases.h5", "spikes.h5", "weights.png")) {
            assertArrayEquals(Files.readAllBytes(folder.resolve("one").resolve(name)),
                    Files.readAllBytes(folder.resolve("three").resolve(name)), name);
        }
        RunPlots.draw(folder.resolve("one"), folder.resolve("again"), RunPlots.Options.DEFAULT);
        assertArrayEquals(Files.readAllBytes(folder.resolve("one/weights.png")),
                Files.readAllBytes(folder.resolve("again/weights.png")));
    }

    @Test
    void replacedRunLeavesNoSynapses() throws IOException {
        ScenarioRun.of(TestScenario.load(folder, LEARNING), out()).execute();
        ScenarioRun.of(TestScenario.load(folder), out()).force(true).execute();
        assertEquals(Set.of("spikes.h5", "states.h5", "run.json", "summary.txt", "raster.png", "rates.png"),
                files(out()));
    }

    @Test
    void whatTheEngineRefusesIsToldWithItsPlace() throws IOException {
        final LoadedScenario mixed = TestScenario.load(folder, "projections[0].plasticity=stdp",
                "projections[0].weight={distribution: normal, mean: 10 pA, sd: 10 pA}");
        assertEquals(folder.resolve("small.yaml") + ":15: projections[0]: synapses that learn must be all excitatory"
                + " or all inhibitory; truncate the weights at 0: projection=E->E weight from -140.0 to 180.0",
                assertThrows(ScenarioException.class, () -> ScenarioRun.of(mixed, out()).execute()).getMessage());
        assertFalse(Files.exists(out().getParent()));
    }

    @Test
    void descriptionNamesRulesAndRecordings() throws IOException {
        final String text = ScenarioDescription.of(TestScenario.load(folder,
                "projections[0].plasticity=[{rule: stdp, Wmax: 0.2 nA}, {rule: stdp_triplet, Wmax: 200}]",
                "record.synapses=[{projection: E->E, interval: 20 ms}]", "record.releases=[I->E]"));
        for (String part : List.of("learns by", "stdp, stdp_triplet", "Learning rule stdp of E->E, E->I",
                "tau_plus    20 ms",
                "synapses    E->E at 10 times and at the end", "releases    I->E")) {
            assertTrue(text.contains(part), part + " in\n" + text);
        }
    }
}

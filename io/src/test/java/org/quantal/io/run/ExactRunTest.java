package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.hdf5.SonataEdgesReader;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.Integration;

class ExactRunTest {
    @TempDir
    private Path folder;

    private Path out() {
        return folder.resolve("out/run");
    }

    private LoadedScenario load(String... more) throws IOException {
        final String[] exact = {"integration=exact"};
        final String[] all = Arrays.copyOf(exact, exact.length + more.length);
        System.arraycopy(more, 0, all, exact.length, more.length);
        return TestScenario.load(folder, all);
    }

    @Test
    void spikesHaveTimesOfTheirOwn() throws IOException {
        final LoadedScenario loaded = load();
        assertEquals(Integration.EXACT, loaded.scenario().integration());
        final RunReport report = ScenarioRun.of(loaded, out()).execute();
        try (SonataSpikesReader reader = SonataSpikesReader.open(out().resolve("spikes.h5"))) {
            final Spikes spikes = reader.spikes("E");
            assertTrue(spikes.count() > 100);
            assertEquals(report.populations().get(0).statistics().spikes(), spikes.count());
            final long onGrid = Arrays.stream(spikes.timesMs()).filter(t -> Math.abs(10 * t - Math.rint(10 * t)) < 1e-9)
                    .count();
            assertTrue(onGrid < spikes.count() / 10, onGrid + " of " + spikes.count());
        }
        assertEquals("exact", new ObjectMapper().readTree(out().resolve("run.json").toFile()).path("integration")
                .asText());
        assertTrue(loaded.resolved().contains("\"integration\" : \"exact\""), loaded.resolved());
        assertTrue(ScenarioDescription.of(loaded).contains("exactly, from event to event"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"static", "{rule: stdp, Wmax: 300 pA}", "unified_pre_post",
            "[{rule: hedonistic, target_rate: 800 Hz, interval: 25 ms}, {rule: stdp_triplet, Wmax: 300 pA}]"})
    void filesAreTheSameOnAnyNumberOfThreads(String rule) throws IOException {
        final LoadedScenario loaded = load("record.synapses=[{projection: E->E, times: [0 ms, 33.3 ms]}]",
                "record.releases=[E->E]", "projections[0].delay={distribution: uniform, low: 0.5 ms, high: 4 ms}",
                "projections[0]." + (rule.equals("static") ? "weight=60 pA" : "plasticity=" + rule));
        ScenarioRun.of(loaded, folder.resolve("one")).threads(1).execute();
        ScenarioRun.of(loaded, folder.resolve("three")).threads(3).execute();
        for (String name : new String[] {"spikes.h5", "states.h5", "weights.h5", "releases.h5"}) {
            assertArrayEquals(Files.readAllBytes(folder.resolve("one").resolve(name)),
                    Files.readAllBytes(folder.resolve("three").resolve(name)), name);
        }
    }

    /** Weights after learning, with the delays that were drawn and not rounded to a grid. */
    @Test
    void weightsAreLearntWithoutGrid() throws IOException {
        final RunReport report = ScenarioRun.of(load("projections[0].plasticity={rule: stdp, Wmax: 300 pA}",
                "projections[0].delay={distribution: uniform, low: 0.5 ms, high: 4 ms}",
                "record.synapses=[{projection: E->E, times: [0 ms, 33.3 ms]}]"), out()).execute();
        assertTrue(report.files().contains("weights.png"), report.files().toString());
        try (SonataEdgesReader reader = SonataEdgesReader.open(out().resolve("weights.h5"))) {
            assertArrayEquals(new double[] {0, 33.3, 200}, reader.historyMs("E->E"));
            final double[] weights = reader.property("E->E", "syn_weight").orElseThrow();
            assertTrue(Arrays.stream(weights).distinct().count() > 300, "weights have changed");
            assertTrue(Arrays.stream(weights).allMatch(w -> w >= 0 && w <= 300));
            final double[] delays = reader.property("E->E", "delay").orElseThrow();
            assertTrue(Arrays.stream(delays).filter(d -> Math.abs(10 * d - Math.rint(10 * d)) < 1e-9).count() < 5);
        }
    }

    /** Every release has the time of a spike of its presynaptic neuron, to the last digit, and they are in order. */
    @Test
    void releasesHaveTheTimesOfTheirSpikes() throws IOException {
        ScenarioRun.of(load("record.releases=[E->E]"), out()).execute();
        try (Hdf5Reader reader = Hdf5Reader.open(out().resolve("releases.h5"));
                SonataSpikesReader spikeReader = SonataSpikesReader.open(out().resolve("spikes.h5"))) {
            final Spikes spikes = spikeReader.spikes("E");
            final Set<String> fired = new HashSet<>();
            for (int k = 0; k < spikes.count(); k++) {
                fired.add(spikes.timesMs()[k] + " " + spikes.neurons()[k]);
            }
            final double[] times = reader.doubles("/releases/E->E/timestamps");
            final long[] sources = reader.longs("/releases/E->E/source_node_id");
            assertTrue(times.length > 100, "too few to tell: " + times.length);
            for (int k = 0; k < times.length; k++) {
                assertTrue(fired.contains(times[k] + " " + sources[k]), times[k] + " " + sources[k]);
                assertTrue(k == 0 || times[k] >= times[k - 1]);
            }
        }
    }

    @Test
    void timesNeedNotBeWholeSteps() throws IOException {
        assertEquals(77.77, load("duration=77.77 ms", "warmup=3.33 ms").scenario().durationMs());
        assertEquals(folder.resolve("small.yaml") + ": --set duration=77.77 ms: duration: duration must be a whole"
                + " number of steps of 0.1 ms: duration=77.77 ms",
                assertThrows(ScenarioException.class, () -> load("duration=77.77 ms",
                        "record.synapses=[{projection: E->E}]")).getMessage());
    }

    @Test
    void whatIsNotExactIsToldWithItsPlace() throws IOException {
        final String file = folder.resolve("small.yaml").toString();
        final LoadedScenario model = load("populations.quiet.model=linear_poisson");
        assertEquals(file + ":11: populations.quiet: population quiet: model linear_poisson has no closed form between"
                + " events, which 'integration: exact' needs; take a model that has one (iaf_psc_delta, iaf_psc_exp,"
                + " and all sources of spikes), or 'integration: grid'", refusal(model));
    }

    /** Every kind of source drives a network without a grid, the same on any number of threads. */
    @Test
    void sourcesNeedNoGrid() throws IOException {
        final Path file = Files.writeString(folder.resolve("sources.yaml"), """
                integration: exact
                duration: 200 ms
                warmup: 20 ms
                partitions: 3
                populations:
                  poisson: {size: 20, model: poisson_source, params: {rate: 200 Hz}}
                  sinus: {size: 20, model: sinusoidal_poisson_source, params: {rate: 200 Hz, amplitude: 100 Hz,
                    frequency: 10 Hz}}
                  pulses: {size: 20, model: pulse_poisson_source, params: {rate: 100 Hz, pulse_rate: 400 Hz,
                    start: 33.33 ms}}
                  steps: {size: 20, model: step_poisson_source, params: {times: [-20 ms, 77.77 ms], rates: [100 Hz,
                    300 Hz]}}
                  regular: {size: 20, model: regular_source, params: {interval: 5 ms, jitter: 1 ms}}
                  given: {size: 20, model: spike_source, times: [10.123 ms, 50 ms]}
                  E: {size: 30, model: iaf_psc_exp}
                projections:
                  - {from: [poisson, sinus, pulses, steps, regular, given], to: E, rule: {rule: fixed_indegree,
                    indegree: 10},
                     weight: 150 pA, delay: 1.234 ms, release: {model: bernoulli, p: 0.5}}
                """);
        final LoadedScenario loaded = ScenarioReader.read(file, BuiltInModels.catalogue(), List.of());
        final RunReport report = ScenarioRun.of(loaded, folder.resolve("one")).threads(1).execute();
        ScenarioRun.of(loaded, folder.resolve("three")).threads(3).execute();
        assertArrayEquals(Files.readAllBytes(folder.resolve("one/spikes.h5")),
                Files.readAllBytes(folder.resolve("three/spikes.h5")));
        for (RunReport.PopulationFigures population : report.populations()) {
            assertTrue(population.statistics().spikes() >= 40, population.toString());
        }
    }

    private String refusal(LoadedScenario loaded) {
        return assertThrows(ScenarioException.class, () -> ScenarioRun.of(loaded, out()).execute()).getMessage();
    }
}

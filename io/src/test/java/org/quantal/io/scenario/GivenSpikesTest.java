package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.models.neuron.StepPoissonSource;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.SpikeTrainSource;

/** Sources whose parameters are lists. */
class GivenSpikesTest {
    private static final String BASE = """
            duration: 100 ms
            parameters: {late: 30}
            populations:
              S: {size: 2, model: MODEL}
              E: {size: 1, model: iaf_psc_exp}
            """;

    @TempDir
    Path folder;
    private ScenarioFiles files;

    @BeforeEach
    void setUp() {
        files = new ScenarioFiles(folder);
    }

    private NeuronModel model(String text) {
        return files.read(BASE.replace("MODEL", text)).scenario().network().population("S").model();
    }

    private String error(String text) {
        return files.error(BASE.replace("MODEL", text));
    }

    @Test
    void trainsStandInTheScenario() {
        final SpikeTrainSource each = (SpikeTrainSource) model("spike_source, times: [10 ms, \"${late} ms\", 0.05 s]");
        assertEquals(2, each.trains());
        assertArrayEquals(new double[] {10, 30, 50}, each.timesMs(0));
        assertArrayEquals(new double[] {10, 30, 50}, each.timesMs(1));
        final SpikeTrainSource own = (SpikeTrainSource) model("spike_source, times: [[10 ms], []]");
        assertArrayEquals(new double[] {10}, own.timesMs(0));
        assertArrayEquals(new double[0], own.timesMs(1));
    }

    @Test
    void whatIsReadCanBeWrittenAndReadAgain() {
        for (String text : new String[] {"spike_source, times: [10 ms, 20.5 ms]", "spike_source, times: [[10 ms], []]",
            "step_poisson_source, params: {times: [0 ms, 20 ms], rates: [5 Hz, 20 Hz]}"}) {
            final LoadedScenario loaded = files.read(BASE.replace("MODEL", text));
            assertEquals(loaded.resolved(), files.read(loaded.resolved()).resolved());
        }
    }

    @Test
    void wrongTrainsAreRefusedWithTheirPlace() {
        assertEquals("s.yaml:4: populations.S: a spike_source needs either 'file' or 'times'", error("spike_source"));
        assertEquals("s.yaml:4: populations.S: a spike_source needs either 'file' or 'times'",
                error("spike_source, file: a.csv, times: [1 ms]"));
        assertEquals("s.yaml:4: populations.S.file_population: stands beside 'times', which is no file; remove it",
                error("spike_source, file_population: a, times: [1 ms]"));
        assertEquals("s.yaml:4: populations.S.times: has trains of 3 neurons, but the population has 2",
                error("spike_source, times: [[1 ms], [], []]"));
        assertEquals("s.yaml:4: populations.S.times[1]: must be a list, but is '2 ms'",
                error("spike_source, times: [[1 ms], 2 ms]"));
        assertTrue(error("spike_source, times: [2 ms, 1 ms]")
                .startsWith("s.yaml:4: populations.S.times: spike times must ascend"));
        assertTrue(error("spike_source, times: [2 mV]")
                .startsWith("s.yaml:4: populations.S.times[0]: '2 mV' has the wrong unit"));
    }

    @Test
    void ratesChangeInSteps() {
        assertTrue(model("step_poisson_source, params: {times: [0 ms, 0.02 s], rates: [5 Hz, 1"
                + " kHz]}") instanceof StepPoissonSource);
        assertEquals("s.yaml:4: populations.S.params.rates: rates must be as many as times, at least one: times=2"
                + " rates=1", error("step_poisson_source, params: {times: [0 ms, 20 ms], rates: [5 Hz]}"));
        assertEquals("s.yaml:4: populations.S.params.times: times must ascend: times[1]=0.0 ms after 20.0 ms",
                error("step_poisson_source, params: {times: [20 ms, 0 ms], rates: [5 Hz, 2 Hz]}"));
        assertTrue(error("step_poisson_source, params: {times: [20 ms]}").contains("lacks the key 'rates'"));
        assertTrue(error("step_poisson_source").contains("lacks the key 'params'"));
        assertTrue(error("step_poisson_source, params: {times: 20 ms, rates: [2 Hz]}")
                .contains("must be a list, but is '20 ms'"));
    }
}

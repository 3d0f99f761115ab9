package org.quantal.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.io.run.SonataSpikeTrains;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.record.Recorder;

/** Every shipped scenario runs; large ones smaller, long ones shorter. */
class ExampleScenariosTest {
    private static final Path SCENARIOS = Path.of("scenarios");
    private static final Map<String, List<String>> SMALLER = Map.of(
            "microcircuit.yaml", List.of("scale=0.02", "duration=100 ms", "warmup=50 ms"),
            "brunel.yaml", List.of("duration=20 ms", "warmup=20 ms"),
            "stdp.yaml", List.of("duration=500 ms"),
            "balancing.yaml", List.of("duration=500 ms"),
            "reliability-learning.yaml", List.of("duration=500 ms", "record.synapses=[]"));

    static Stream<Path> scenarios() throws IOException {
        return Files.list(SCENARIOS).filter(file -> file.toString().endsWith(".yaml")).sorted();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void spikes(Path file) {
        final List<String> overrides = SMALLER.getOrDefault(file.getFileName().toString(), List.of());
        final LoadedScenario loaded = ScenarioReader.read(file, BuiltInModels.catalogue(), overrides,
                new SonataSpikeTrains());
        final long[] spikes = {0};
        final Recorder counter = new Recorder() {
            @Override
            public void onSpikes(long step, int population, int[] neurons, int count) {
                spikes[0] += count;
            }

            @Override
            public void close() {
            }
        };
        try (Simulation simulation = Simulation.of(loaded.scenario()).threads(2).record(counter)) {
            final RunSummary summary = simulation.run().summary();
            assertTrue(spikes[0] > 0, "spikes");
            assertTrue(summary.offered() > 0, "transmissions");
            assertEquals(loaded.scenario().durationMs(), summary.modelMs(), 1e-9);
        }
    }
}

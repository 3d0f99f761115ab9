package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.models.BuiltInModels;

class CircuitExportTest {
    /**
     * Compact and wide weights, all ways of release, several models that share tables or not, learning, all kinds of
     * input.
     */
    private static final String VARIED = """
            name: varied
            duration: 150 ms
            warmup: 20 ms
            seed: 3
            partitions: 3
            populations:
              E: {size: 80, model: iaf_psc_exp, initial: {V_m: {distribution: uniform, low: -70 mV, high: -55 mV}}}
              A: {size: 40, model: iaf_psc_alpha}
              I: {size: 20, model: iaf_psc_exp, params: {separate_currents: true, t_ref: 1 ms}}
              S: {size: 10, model: spike_source, times: [-3 ms, 5 ms, 50.05 ms, 120 ms]}
              P: {size: 30, model: poisson_source, params: {rate: 20 Hz}}
            poisson:
              - {to: [E, I, A], rate: 1500 Hz, weight: 400 pA}
            current:
              - {to: E, amplitude: 30 pA}
              - {to: [E, A], amplitude: 300 pA, start: 40 ms, stop: 90 ms}
              - {to: I, times: [-10 ms, 20 ms, 120.1 ms], amplitudes: [100 pA, -50 pA, 0.1 nA]}
            projections:
              - {from: E, to: [E, I, A], rule: {rule: fixed_total_number, total: 700},
                 weight: {distribution: normal, mean: 60 pA, sd: 6 pA, min: 0 pA},
                 delay: {distribution: uniform, low: 0.5 ms, high: 4 ms}, release: {model: bernoulli, p: 0.5,
                   keep_mean: true}}
              - {from: I, to: [E, I], rule: {rule: fixed_indegree, indegree: 5}, weight: -200 pA, delay: 1 ms}
              - {from: I, to: A, rule: all_to_all, weight: -50 pA, delay: 1.5 ms, release: {model: bernoulli_beta,
                mean: 0.3, sd: 0.15}}
              - {from: A, to: [E, I], rule: {rule: pairwise_bernoulli, p: 0.2}, weight: 50 pA, delay: 1.5 ms,
                 release: {model: bernoulli_beta, mean: 0.3, sd: 0.15}}
              - {from: A, to: A, rule: {rule: pairwise_bernoulli, p: 0.2}, weight: 50 pA, delay: 1.5 ms,
                 release: {model: bernoulli_beta, mean: 0.5, sd: 0.15}}
              - {from: S, to: E, rule: all_to_all, weight: 100 pA, delay: 1 ms, release: {model: binomial, n: 3,
                p: 0.4}}
              - {from: P, to: [E, A], rule: {rule: fixed_outdegree, outdegree: 10},
                 weight: {distribution: lognormal, mean: 50 pA, sd: 100 pA}, delay: 1 ms}
              - {from: P, to: I, rule: {rule: fixed_outdegree, outdegree: 10}, weight: 50 pA, delay: 1 ms,
                plasticity: stdp}
              - {name: none, from: S, to: I, rule: {rule: pairwise_bernoulli, p: 1e-12}, weight: 50 pA, delay: 1 ms}
            record:
              synapses: [{projection: P->I}, {projection: none}]
              releases: [none, E->I]
            """;

    private static final String EXACT = """
            name: exact
            duration: 150 ms
            integration: exact
            seed: 5
            populations:
              E: {size: 60, model: iaf_psc_exp, initial: {V_m: {distribution: uniform, low: -70 mV, high: -55 mV}}}
            poisson:
              - {to: E, rate: 1500 Hz, weight: 400 pA}
            current:
              - {to: E, times: [20.003 ms, 90 ms], amplitudes: [200 pA, 100 pA]}
              - {to: E, amplitude: 100 pA, stop: 10.01 ms}
            projections:
              - {from: E, to: E, rule: {rule: fixed_indegree, indegree: 6}, weight: {distribution: normal, mean: 60 pA,
                sd: 6 pA},
                 delay: {distribution: uniform, low: 0.5 ms, high: 4 ms}, release: {model: bernoulli, p: 0.5}}
            """;

    private static Spikes spikes(LoadedScenario loaded, Path out, String population) {
        ScenarioRun.of(loaded, out).figures(false).force(true).execute();
        try (SonataSpikesReader reader = SonataSpikesReader.open(out.resolve("spikes.h5"))) {
            return reader.spikes(population);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {VARIED, EXACT})
    void runOfTheCircuitIsTheRunOfTheScenario(String text, @TempDir Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("s.yaml"), text);
        final LoadedScenario scenario = Scenarios.read(file, BuiltInModels.catalogue(), List.of());
        CircuitExport.write(scenario, folder.resolve("circuit"), 2, "");
        final LoadedScenario circuit = Scenarios.read(folder.resolve("circuit/simulation_config.json"),
                BuiltInModels.catalogue(), List.of());
        assertEquals(scenario.scenario().network().populations().size(),
                circuit.scenario().network().populations().size());
        int total = 0;
        for (var population : scenario.scenario().network().populations()) {
            final Spikes expected = spikes(scenario, folder.resolve("a"), population.name());
            final Spikes found = spikes(circuit, folder.resolve("b"), population.name());
            assertArrayEquals(expected.timesMs(), found.timesMs(), 0, population.name());
            assertArrayEquals(expected.neurons(), found.neurons(), population.name());
            total += found.count();
        }
        assertTrue(total > 1000, "spikes=" + total);
    }

    /** Another seed draws other releases and drives, on the same synapses. */
    @Test
    void anotherSeedChangesTheRunAndKeepsTheCircuit(@TempDir Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("s.yaml"), VARIED);
        CircuitExport.write(Scenarios.read(file, BuiltInModels.catalogue(), List.of()),
                folder.resolve("circuit"), 2, "");
        final Path config = folder.resolve("circuit/simulation_config.json");
        final LoadedScenario one = Scenarios.read(config, BuiltInModels.catalogue(), List.of());
        final LoadedScenario two = Scenarios.read(config, BuiltInModels.catalogue(), List.of("seed=4"));
        assertEquals(one.scenario().network().projection("E->E").rule(),
                two.scenario().network().projection("E->E").rule());
        assertFalse(java.util.Arrays.equals(spikes(one, folder.resolve("a"), "E").timesMs(),
                spikes(two, folder.resolve("b"), "E").timesMs()));
    }

    @Test
    void refusesWhatItCannotKeepAndLeavesNothing(@TempDir Path folder) throws IOException {
        final Path file = Files.writeString(folder.resolve("s.yaml"), EXACT + """
                  - {from: E, to: E, rule: all_to_all, weight: 1 pA, delay: 1 ms}
                """);
        final LoadedScenario loaded = Scenarios.read(file, BuiltInModels.catalogue(), List.of());
        final String message = assertThrows(ScenarioException.class,
                () -> CircuitExport.write(loaded, folder.resolve("circuit"), 1, ""))
                .getMessage();
        assertTrue(message.contains("s.yaml:16") && message.contains("a second projection"), message);
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
        assertThrows(OutputException.class, () -> CircuitExport.write(loaded, folder, 1, ""));
    }
}

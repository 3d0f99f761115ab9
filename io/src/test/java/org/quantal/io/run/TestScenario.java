package org.quantal.io.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;

/** A small network for tests: two populations in several partitions, a silent one, and a recorded state. */
final class TestScenario {
    private static final String TEXT = """
            name: small
            description: a small network
            parameters: {p: 0.5}
            duration: 200 ms
            warmup: 20 ms
            seed: 3
            partitions: 3
            populations:
              E: {size: 80, model: iaf_psc_exp}
              I: {size: 20, model: iaf_psc_exp}
              quiet: {size: 1, model: iaf_psc_exp}
            poisson:
              - {to: [E, I], rate: 1500 Hz, weight: 400 pA}
            projections:
              - {from: E, to: [E, I], rule: {rule: pairwise_bernoulli, p: 0.1}, weight: 60 pA, delay: 1.5 ms,
                 release: {model: bernoulli, p: "${p}", keep_mean: true}}
              - {from: I, to: [E, I], rule: {rule: fixed_indegree, indegree: 5}, weight: -200 pA, delay: 1 ms}
            record:
              states:
                - {population: E, neurons: 0..2, interval: 1 ms}
            """;

    private TestScenario() {
    }

    static LoadedScenario load(Path folder, String... overrides) throws IOException {
        final Path file = Files.writeString(folder.resolve("small.yaml"), TEXT);
        return ScenarioReader.read(file, BuiltInModels.catalogue(), List.of(overrides));
    }
}

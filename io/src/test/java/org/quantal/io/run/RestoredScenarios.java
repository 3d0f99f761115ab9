package org.quantal.io.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;

/** Networks whose states are kept in tests. */
final class RestoredScenarios {
    private static final String BALANCING = """
            name: scales
            duration: 200 ms
            warmup: 20 ms
            seed: 3
            partitions: 3
            populations:
              S: {size: 20, model: poisson_source, params: {rate: 100 Hz}}
              A: {size: 20, model: linear_poisson, params: {rate_0: 0 Hz, gain: 1, tau_syn: 10 ms}}
              R: {size: 10, model: linear_poisson, params: {rate_0: 0 Hz, gain: 1, tau_syn: 10 ms}}
            definitions:
              rule: &rule {rule: balancing, tau: 50 ms, interval: 10 ms, start: 20 ms}
            projections:
              - {from: S, to: A, rule: {rule: fixed_indegree, indegree: 10}, weight: 20 pA, delay: 1.5 ms,
                plasticity: *rule}
              - {from: A, to: A, rule: {rule: fixed_indegree, indegree: 5}, weight: 0.3 pA, delay: 1.5 ms,
                plasticity: *rule}
              - {from: A, to: R, rule: {rule: fixed_indegree, indegree: 5}, weight: 3 pA, delay: 1.5 ms,
                plasticity: *rule}
            record:
              synapses: [{projection: A->R, times: [100 ms]}]
            """;

    private RestoredScenarios() {
    }

    static LoadedScenario balancing(Path folder) throws IOException {
        return ScenarioReader.read(Files.writeString(folder.resolve("scales.yaml"), BALANCING),
                BuiltInModels.catalogue(), List.of());
    }
}

package org.quantal.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.Scenario;

/** The scenarios of {@code examples/scenarios}, which experiments run as users do. */
final class BundledScenarios {
    private BundledScenarios() {
    }

    /**
     * A scenario by the name of its file without ending.
     *
     * @param overrides each {@code path.to.value=...}
     */
    static Scenario load(String name, List<String> overrides) {
        final String file = name + ".yaml";
        try (InputStream in = BundledScenarios.class.getResourceAsStream("scenarios/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no scenario " + file);
            }
            return ScenarioReader.readText(Path.of(file), new String(in.readAllBytes(), StandardCharsets.UTF_8),
                    BuiltInModels.catalogue(), overrides).scenario();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.quantal.models.BuiltInModels;

/** Scenarios that tests write and read. */
final class ScenarioFiles {
    static final Path ROOT = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("..").normalize();
    static final Path EXAMPLES = ROOT.resolve("examples").resolve("scenarios");

    /** Two populations and a projection, on lines that tests count on. */
    static final String BASE = """
            parameters: {scale: 0.5, J: 80}
            duration: 1 s
            populations:
              E: {size: 100, model: iaf_psc_exp}
              I: {size: 25, model: iaf_psc_exp}
            projections:
              - from: E
                to: [E, I]
                rule: {rule: fixed_indegree, indegree: 10}
                weight: "${J} pA"
                delay: 1.5 ms
                release: {model: bernoulli, p: 0.5}
            """;

    private final Path folder;

    ScenarioFiles(Path folder) {
        this.folder = folder;
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadedScenario read(String text, String... overrides) {
        return ScenarioReader.read(write("s.yaml", text), BuiltInModels.catalogue(), List.of(overrides));
    }

    /** The message about a wrong scenario, without the folder. */
    String error(String text, String... overrides) {
        return error(write("s.yaml", text), overrides);
    }

    String error(Path file, String... overrides) {
        final String message = assertThrows(ScenarioException.class,
                () -> ScenarioReader.read(file, BuiltInModels.catalogue(), List.of(overrides))).getMessage();
        assertTrue(message.lines().count() == 1, message);
        return message.replace(folder + java.io.File.separator, "");
    }

    static LoadedScenario example(String name, String... overrides) {
        return ScenarioReader.read(EXAMPLES.resolve(name), BuiltInModels.catalogue(), List.of(overrides));
    }
}

package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.models.BuiltInModels;

class DocumentationTest {
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(.*)\\R([\\s\\S]*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    @TempDir
    Path folder;

    private static String text() throws IOException {
        return Files.readString(ScenarioFiles.ROOT.resolve("docs").resolve("scenario.md"));
    }

    static Stream<String> wholeScenarios() throws IOException {
        return BLOCK.matcher(text()).results().filter(b -> b.group(1).equals("yaml scenario")).map(b -> b.group(2));
    }

    @ParameterizedTest
    @MethodSource("wholeScenarios")
    void wholeScenarioIsReadAndFollowsTheSchema(String scenario) {
        assertTrue(new ScenarioFiles(folder).read(scenario).scenario().network().neurons() > 0);
        assertEquals(Set.of(), ScenarioSchemaTest.violations(ScenarioSchemaTest.json(scenario)));
    }

    @Test
    void everyKeyModelAndUnitOfTheSchemaIsExplained() throws IOException {
        final StringBuilder code = new StringBuilder();
        final String text = text();
        BLOCK.matcher(text).results().forEach(block -> code.append(block.group(2)).append('\n'));
        CODE.matcher(BLOCK.matcher(text).replaceAll("")).results()
                .forEach(span -> code.append(span.group(1)).append('\n'));
        final Set<String> missing = new TreeSet<>();
        for (String name : names(new ObjectMapper().readTree(ScenarioSchema.generate(BuiltInModels.catalogue())))) {
            if (!Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)").matcher(code).find()) {
                missing.add(name);
            }
        }
        assertEquals(Set.of(), missing, "not in docs/scenario.md");
    }

    /** All keys and all values of discriminators in the schema. */
    private static Set<String> names(JsonNode schema) {
        final Set<String> names = new TreeSet<>();
        if (schema.has("properties")) {
            schema.get("properties").fieldNames().forEachRemaining(names::add);
        }
        if (schema.path("const").isTextual()) {
            names.add(schema.get("const").asText());
        }
        schema.forEach(child -> names.addAll(names(child)));
        return names;
    }

    @Test
    void quotedMistakesAreWhatTheReaderSays() throws IOException {
        final Matcher quoted = Pattern.compile("(?m)^(\\w+\\.yaml):(\\d+): (.*)$").matcher(text());
        final ScenarioFiles files = new ScenarioFiles(folder);
        int found = 0;
        while (quoted.find()) {
            final String example = Files.readString(ScenarioFiles.EXAMPLES.resolve(quoted.group(1)));
            final String wrong = quoted.group(3).contains("probability")
                    ? example.replaceFirst("p: \"\\$\\{p}\"", "probability: 0.5")
                    : example.replaceFirst("delay: 1.5 ms", "delay: 1.5");
            // Lines move when an example is edited; what the message says must not.
            assertEquals(quoted.group().replaceFirst(":\\d+:", ":"),
                    files.error(files.write(quoted.group(1), wrong)).replaceFirst(":\\d+:", ":"));
            found++;
        }
        assertEquals(2, found);
    }
}

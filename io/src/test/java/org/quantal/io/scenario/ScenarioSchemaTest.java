package org.quantal.io.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.BuiltInModels;

class ScenarioSchemaTest {
    private static final String GENERATED = ScenarioSchema.generate(BuiltInModels.catalogue());
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(GENERATED);

    /**
     * A document as a JSON-schema validator sees it: aliases and merge keys expanded, plain scalars typed by YAML's
     * core schema.
     */
    static JsonNode json(String text) {
        return json(Expansion.expand(YamlParser.parse("text", text)));
    }

    private static JsonNode json(Item item) {
        final JsonNodeFactory json = JsonNodeFactory.instance;
        if (item instanceof Item.Mapping mapping) {
            final ObjectNode node = json.objectNode();
            mapping.entries().forEach((key, entry) -> node.set(key, json(entry.value())));
            return node;
        } else if (item instanceof Item.Sequence sequence) {
            final ArrayNode node = json.arrayNode();
            sequence.items().forEach(element -> node.add(json(element)));
            return node;
        }
        final Item.Scalar scalar = (Item.Scalar) item;
        if (!scalar.plain()) {
            return json.textNode(scalar.text());
        } else if (scalar.isNull()) {
            return json.nullNode();
        } else if (scalar.text().matches("true|false")) {
            return json.booleanNode(scalar.text().equals("true"));
        }
        return scalar.text().matches("[-+]?[0-9]+") ? json.numberNode(Long.parseLong(scalar.text()))
                : scalar.text().matches(Units.NUMBER) ? json.numberNode(new BigDecimal(scalar.text()))
                : json.textNode(scalar.text());
    }

    static Set<?> violations(JsonNode document) {
        return SCHEMA.validate(document);
    }

    @Test
    void shippedSchemaIsTheGeneratedOne() throws IOException {
        final Path shipped = ScenarioFiles.ROOT.resolve("docs").resolve("scenario.schema.json");
        if (Boolean.getBoolean("quantal.writeSchema")) {
            Files.writeString(shipped, GENERATED);
        }
        assertEquals(GENERATED, Files.readString(shipped),
                "run mvn -pl io -am test -Dtest=ScenarioSchemaTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dquantal.writeSchema=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"microcircuit.yaml", "brunel.yaml", "quickstart.yaml", "stdp.yaml", "exact-vs-grid.yaml",
            "reliability-learning.yaml", "short-term-depression.yaml"})
    void examplesFollowTheSchema(String example) throws IOException {
        assertEquals(Set.of(), violations(json(Files.readString(ScenarioFiles.EXAMPLES.resolve(example)))));
        assertEquals(Set.of(), violations(json(ScenarioFiles.example(example).resolved())));
    }

    @Test
    void baseScenarioFollowsTheSchema() {
        assertEquals(Set.of(), violations(json(ScenarioFiles.BASE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duration: 1 s|duration: 1 mV", "duration: 1 s|duration: 1000", "duration: 1 s|time: 1 s",
        "size: 100|size: -1", "size: 100|sise: 100", "p: 0.5|probability: 0.5", "p: 0.5|p: 1.5",
        "iaf_psc_exp}|iaf_psc_gamma}", "indegree: 10|outdegree: 10", "delay: 1.5 ms|delay: 1.5 pA",
        "delay: 1.5 ms|delay: {distribution: normal, mean: 1 ms}",
        "model: bernoulli, p: 0.5|model: bernoulli", "size: 100, |size: 100, params: {tau_m: 3 mV}, "})
    void mistakesBreakTheSchema(String change) {
        final String[] parts = change.split("\\|");
        assertFalse(violations(json(ScenarioFiles.BASE.replace(parts[0], parts[1]))).isEmpty());
    }

    @Test
    void modelParametersHaveUnitsAndDefaults() throws IOException {
        final JsonNode tau = new ObjectMapper().readTree(GENERATED)
                .at("/definitions/params_iaf_psc_exp/properties/tau_m");
        assertEquals("membrane time constant [ms]", tau.get("description").asText());
        assertEquals("10 ms", tau.get("default").asText());
    }
}

package org.quantal.io.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.quantal.io.scenario.ScenarioSchema;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.model.ModelCatalogue;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.ParameterSpec.Form;

/**
 * What scenarios can name, with parameters, units and defaults: models from the catalogue, connection rules from the
 * format.
 */
public final class ModelListing {
    private static final String INDENT = "    ";

    private static final Pattern UNITS = Pattern.compile(" \\[[^\\]]*]$");

    private final StringBuilder text = new StringBuilder();

    private ModelListing() {
    }

    /** The listing. */
    public static String of(ModelCatalogue catalogue) {
        final ModelListing listing = new ModelListing();
        listing.text.append("Neuron models\n");
        catalogue.neurons().forEach(listing::model);
        final JsonNode definitions = definitions(catalogue);
        final Set<String> shown = catalogue.neurons().stream().map(ModelEntry::name).collect(Collectors.toSet());
        listing.variants(definitions.path("population").path("anyOf"), "model", shown);
        listing.text.append("\nRelease models (each also takes keep_mean, by default false)\n");
        catalogue.releases().forEach(listing::model);
        listing.text.append("\nLearning rules (plasticity of projections; weights may be written with their unit)\n");
        catalogue.plasticityRules().forEach(listing::model);
        listing.text.append("\nConnection rules\n");
        listing.variants(definitions.path("rule").path("anyOf"), "rule", Set.of());
        listing.text.append("\nDistributions of weights, delays and initial values\n");
        // Those of any dimension are alike but for their units.
        listing.variants(definitions.path("time_distribution").path("anyOf"), "distribution", Set.of());
        return listing.text.toString();
    }

    private static JsonNode definitions(ModelCatalogue catalogue) {
        try {
            return new ObjectMapper().readTree(ScenarioSchema.generate(catalogue)).path("definitions");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void model(ModelEntry<?> entry) {
        title(entry.name(), entry.summary());
        if (!entry.source().isBlank()) {
            text.append(INDENT).append("source: ").append(entry.source()).append('\n');
        }
        final TextTable table = new TextTable("parameter", "default", "meaning");
        for (ParameterSpec parameter : entry.parameters()) {
            table.row(parameter.name(), value(parameter), parameter.description());
        }
        table(table, entry.parameters().isEmpty());
    }

    private static String value(ParameterSpec parameter) {
        if (parameter.form() == Form.POPULATION) {
            return "the target";
        }
        final String list = parameter.form() == Form.LIST ? ", list" : "";
        final String unit = parameter.dimension().unit().isEmpty() ? "" : " " + parameter.dimension().unit();
        if (parameter.defaultValue() == null) {
            return "required" + list + (unit.isEmpty() ? "" : (list.isEmpty() ? ", in" : " in") + unit);
        }
        if (parameter.dimension() == Dimension.FLAG) {
            return parameter.defaultValue() != 0 ? "true" : "false";
        }
        return Numbers.significant(parameter.defaultValue(), 9) + unit;
    }

    private void variants(JsonNode kinds, String discriminator, Set<String> except) {
        for (JsonNode kind : kinds) {
            final JsonNode name = kind.path("properties").path(discriminator).path("const");
            if (name.isTextual() && !except.contains(name.asText())) {
                title(name.asText(), kind.path("description").asText());
                keys(kind, discriminator);
            }
        }
    }

    private void keys(JsonNode kind, String discriminator) {
        final TextTable table = new TextTable("parameter", "default", "meaning");
        boolean none = true;
        for (Iterator<Map.Entry<String, JsonNode>> i = kind.path("properties").fields(); i.hasNext();) {
            final Map.Entry<String, JsonNode> key = i.next();
            if (!key.getKey().equals(discriminator)) {
                final String meaning = key.getValue().path("description").asText();
                table.row(key.getKey(), byDefault(kind, key.getKey()), UNITS.matcher(meaning).replaceFirst(""));
                none = false;
            }
        }
        table(table, none);
    }

    private static String byDefault(JsonNode kind, String key) {
        for (JsonNode required : kind.path("required")) {
            if (required.asText().equals(key)) {
                return "required";
            }
        }
        final JsonNode value = kind.path("properties").path(key).path("default");
        return value.isMissingNode() ? "" : value.asText();
    }

    private void title(String name, String summary) {
        text.append("\n  ").append(name).append(": ").append(summary).append('\n');
    }

    private void table(TextTable table, boolean empty) {
        if (!empty) {
            table.toString().lines().forEach(line -> text.append(INDENT).append(line).append('\n'));
        }
    }
}

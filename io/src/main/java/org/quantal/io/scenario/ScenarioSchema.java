package org.quantal.io.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.model.ModelCatalogue;

/**
 * The JSON Schema of scenarios, from which editors complete, explain and check. It is made from the same {@link Kinds}
 * as the reader, so that it cannot differ; checks across values, such as names of populations, are the reader's alone.
 *
 * <p>It is of draft 7, which all language servers for YAML understand. They show a description beside a {@code $ref},
 * too.
 */
public final class ScenarioSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String EXPRESSION = "\\$\\{";

    private final ObjectNode definitions = JSON.objectNode();
    private final Map<Type, String> names = new HashMap<>();

    private ScenarioSchema() {
    }

    /** The text of the schema for the models of a catalogue. */
    public static String generate(ModelCatalogue catalogue) {
        final ScenarioSchema schema = new ScenarioSchema();
        final ObjectNode root = JSON.objectNode();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "Quantal scenario");
        root.setAll(schema.object(new Kinds(catalogue).scenario()));
        root.set("definitions", schema.definitions);
        final DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode object(Kind kind) {
        final ObjectNode node = JSON.objectNode();
        node.put("type", "object");
        node.put("description", kind.description());
        final ObjectNode properties = node.putObject("properties");
        kind.keys().forEach(key -> properties.set(key.name(), property(key)));
        final List<String> required = kind.keys().stream().filter(Key::required).map(Key::name).toList();
        if (!required.isEmpty()) {
            node.set("required", strings(required));
        }
        node.put("additionalProperties", false);
        return node;
    }

    private ObjectNode property(Key key) {
        final ObjectNode node = use(key.type());
        node.put("description", key.description() + units(key.type()));
        if (key.byDefault() != null) {
            node.set("default", asWritten(key.byDefault()));
        }
        return node;
    }

    private static String units(Type type) {
        final List<Dimension> dimensions = type instanceof Type.Quantity quantity ? quantity.dimensions()
                : type instanceof Type.Spread spread ? spread.dimensions() : List.of();
        if (dimensions.contains(Dimension.NUMBER)) {
            return "";
        }
        final String units = dimensions.stream().map(Dimension::unit).filter(unit -> !unit.isEmpty())
                .collect(Collectors.joining(" or "));
        return units.isEmpty() ? "" : " [" + units + "]";
    }

    private static JsonNode asWritten(String text) {
        if (text.equals("true") || text.equals("false")) {
            return JSON.booleanNode(text.equals("true"));
        }
        if (text.matches("-?\\d{1,15}")) {
            return JSON.numberNode(Long.parseLong(text));
        }
        return Units.isBareNumber(text) ? JSON.numberNode(Double.parseDouble(text)) : TextNode.valueOf(text);
    }

    /** The schema of a type where it is used: short ones in place, others by reference. */
    private ObjectNode use(Type type) {
        if (type instanceof Type.Text) {
            return JSON.objectNode().set("type", strings(List.of("string", "number")));
        } else if (type instanceof Type.Choice choice) {
            return JSON.objectNode().set("enum", strings(choice.words()));
        } else if (type instanceof Type.ListOf list) {
            return JSON.objectNode().put("type", "array").set("items", use(list.element()));
        } else if (type instanceof Type.OneOrMore several) {
            final ObjectNode one = use(several.element());
            return anyOf(one, JSON.objectNode().put("type", "array").set("items", one.deepCopy()));
        } else if (type instanceof Type.MapOf map) {
            return JSON.objectNode().put("type", "object").set("additionalProperties", use(map.element()));
        } else if (type instanceof Type.Anything) {
            return JSON.objectNode();
        }
        String name = names.get(type);
        if (name == null) {
            name = name(type);
            for (int n = 2; definitions.has(name); n++) {
                name = name(type) + "_" + n;
            }
            names.put(type, name);
            definitions.putNull(name);
            definitions.set(name, define(type));
        }
        return JSON.objectNode().put("$ref", "#/definitions/" + name);
    }

    private static String name(Type type) {
        if (type instanceof Type.Quantity quantity) {
            return name(quantity.dimensions()) + (quantity.relative() ? "_or_percentage" : "");
        } else if (type instanceof Type.Spread spread) {
            return name(spread.dimensions()) + "_distribution";
        } else if (type instanceof Type.Variants variants) {
            return variants.name();
        } else if (type instanceof Type.ObjectOf object) {
            return object.kind().name();
        } else if (type instanceof Type.Whole whole) {
            return whole.words().isEmpty() ? whole.min() == Long.MIN_VALUE ? "whole_number"
                    : "whole_number_from_" + whole.min()
                    + (whole.max() < Integer.MAX_VALUE ? "_to_" + whole.max() : "")
                    : String.join("_", whole.words()) + "_or_number";
        }
        return type.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String name(List<Dimension> dimensions) {
        return dimensions.size() == 1 ? dimensions.get(0).name().toLowerCase(Locale.ROOT)
                : dimensions.contains(Dimension.NUMBER) ? "number_or_weight" : "weight";
    }

    private ObjectNode define(Type type) {
        if (type instanceof Type.Flag) {
            return anyOf(JSON.objectNode().put("type", "boolean"), expression());
        } else if (type instanceof Type.Whole whole) {
            return whole(whole);
        } else if (type instanceof Type.Quantity quantity) {
            return quantity(quantity);
        } else if (type instanceof Type.Spread spread) {
            final ObjectNode node = use(new Type.Quantity(spread.dimensions(), false));
            final ObjectNode distribution = variants(Kinds.distribution(spread.dimensions()));
            ((ArrayNode) distribution.get("anyOf")).insert(0, node);
            return distribution;
        } else if (type instanceof Type.PopulationNames population) {
            final ObjectNode one = JSON.objectNode().put("type", "string");
            return population.many() ? anyOf(one, JSON.objectNode().put("type", "array").put("minItems", 1)
                    .set("items", one.deepCopy())) : one;
        } else if (type instanceof Type.ProjectionNames) {
            return anyOf(JSON.objectNode().put("type", "string"), object(Kinds.SELECTION));
        } else if (type instanceof Type.Neurons) {
            final ObjectNode index = JSON.objectNode().put("type", "integer").put("minimum", 0);
            return anyOf(JSON.objectNode().put("type", "string")
                    .put("pattern", "^(all|\\d+ *\\.\\. *\\d+)$|" + EXPRESSION), index,
                    JSON.objectNode().put("type", "array").put("minItems", 1)
                    .set("items", anyOf(index.deepCopy(), expression())));
        } else if (type instanceof Type.Table) {
            return table();
        } else if (type instanceof Type.ObjectOf object) {
            return object(object.kind());
        }
        return variants((Type.Variants) type);
    }

    private ObjectNode variants(Type.Variants variants) {
        final ObjectNode node = anyOf();
        final ArrayNode options = (ArrayNode) node.get("anyOf");
        if (!variants.words().isEmpty()) {
            options.add(JSON.objectNode().set("enum", strings(variants.words())));
        }
        for (Kind kind : variants.kinds()) {
            final ObjectNode option = object(variants.withDiscriminator(kind));
            ((ObjectNode) option.get("properties")).putObject(variants.discriminator()).put("const", kind.name())
                    .put("description", kind.description());
            final ArrayNode required = JSON.arrayNode().add(variants.discriminator());
            kind.keys().stream().filter(Key::required).forEach(key -> required.add(key.name()));
            option.set("required", required);
            options.add(option);
        }
        return node;
    }

    private ObjectNode whole(Type.Whole whole) {
        final ObjectNode number = JSON.objectNode().put("type", "integer");
        if (whole.min() != Long.MIN_VALUE) {
            number.put("minimum", whole.min());
        }
        if (whole.max() != Long.MAX_VALUE) {
            number.put("maximum", whole.max());
        }
        final ObjectNode node = anyOf(number, expression(), reference());
        if (!whole.words().isEmpty()) {
            ((ArrayNode) node.get("anyOf")).add(JSON.objectNode().set("enum", strings(whole.words())));
        }
        return node;
    }

    private ObjectNode quantity(Type.Quantity quantity) {
        final Set<String> units = new LinkedHashSet<>();
        quantity.dimensions().forEach(dimension -> units.addAll(Units.of(dimension)));
        final boolean bare = units.remove("");
        if (quantity.relative()) {
            units.add("%");
        }
        final ObjectNode number = JSON.objectNode().put("type", "number");
        if (quantity.dimensions().contains(Dimension.PROBABILITY)) {
            number.put("minimum", 0).put("maximum", 1);
        } else if (!bare) {
            number.put("minimum", 0).put("maximum", 0);
        }
        final ObjectNode text = JSON.objectNode().put("type", "string")
                .put("pattern", "^" + Units.NUMBER + " *(" + String.join("|", units) + ")$|" + EXPRESSION);
        return anyOf(text, number, reference());
    }

    private ObjectNode table() {
        final ObjectNode node = JSON.objectNode().put("type", "object")
                .put("description", "one number for each population, or with 'columns' a row of numbers for each");
        final ObjectNode properties = node.putObject("properties");
        properties.putObject(Table.UNIT).put("type", "string").put("description", "unit of all entries that have none");
        properties.putObject(Table.COLUMNS).put("type", "array").put("description", "source populations of the columns")
                .putObject("items").put("type", "string");
        final ObjectNode cell = JSON.objectNode().set("type", strings(List.of("number", "string")));
        node.set("additionalProperties",
                anyOf(cell, JSON.objectNode().put("type", "array").set("items", cell.deepCopy())));
        return node;
    }

    private ObjectNode reference() {
        return use(new Type.ObjectOf(Table.REFERENCE));
    }

    private static ObjectNode expression() {
        return JSON.objectNode().put("type", "string").put("pattern", EXPRESSION);
    }

    private static ObjectNode anyOf(ObjectNode... options) {
        final ObjectNode node = JSON.objectNode();
        node.putArray("anyOf").addAll(List.of(options));
        return node;
    }

    private static ArrayNode strings(Collection<String> words) {
        final ArrayNode array = JSON.arrayNode();
        words.forEach(array::add);
        return array;
    }
}

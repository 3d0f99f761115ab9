package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.quantal.io.scenario.ScenarioException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Changes of a circuit from the command line: values of its configurations ({@code manifest.X=...},
 * {@code run.tstop=...}), made before they are read, and values of its nodes and edges.
 */
final class CircuitChanges {
    private static final String OUTPUT = "output";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final List<ConfigChange> changes = new ArrayList<>();
    private final ElementChanges nodes = new ElementChanges("nodes", List.of("model_type", "model_template"));
    private final ElementChanges edges = new ElementChanges("edges",
            List.of("model_template", "weight_function", "syn_weight", "nsyns", "delay"));
    private final List<String> texts = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    /**
     * Understands changes.
     *
     * @param file     the circuit, for messages
     * @param settings each {@code path=value}; what is no change of the circuit is kept in {@link #others}
     * @param folder   from which relative paths count
     * @throws ScenarioException if a path is no path, or a value cannot be read
     */
    CircuitChanges(String file, List<String> settings, Path folder) {
        this.file = file;
        for (String setting : settings) {
            final int equals = setting.indexOf('=');
            final String path = equals < 0 ? setting : setting.substring(0, equals).strip();
            final String first = path.split("[.\\[]", 2)[0];
            final ElementChanges elements = first.equals("nodes") ? nodes
                    : first.equals("edges") && edges.accepts(path) ? edges : null;
            if (equals < 0 || elements == null && !ConfigKeys.SECTIONS.contains(first)) {
                others.add(setting);
                continue;
            }
            final String origin = file + ": --set " + setting;
            final String value = setting.substring(equals + 1).strip();
            if (elements != null) {
                final JsonNode json = path.endsWith("." + ElementChanges.PARAMETERS)
                        ? file(origin, parse(origin, value), folder) : parse(origin, value);
                elements.add(origin, path, json);
                texts.add(path + "=" + json);
                continue;
            }
            final List<Object> steps = ConfigChange.steps(origin, path);
            final JsonNode json = first.equals(ConfigChange.MANIFEST) ? TextNode.valueOf(value) : parse(origin, value);
            final JsonNode absolute = absolute(origin, steps, json, folder);
            changes.add(new ConfigChange(origin, steps, absolute));
            if (!first.equals(OUTPUT)) {
                texts.add(path + "=" + (first.equals(ConfigChange.MANIFEST) ? absolute.asText() : absolute));
            }
        }
    }

    /** What is no change of the circuit. */
    List<String> others() {
        return others;
    }

    /** The changes with absolute paths; those of the output left out, because they change no result. */
    List<String> texts() {
        return texts;
    }

    ElementChanges nodes() {
        return nodes;
    }

    ElementChanges edges() {
        return edges;
    }

    /** Names of changed variables of the manifest. */
    Set<String> variables() {
        final Set<String> names = new HashSet<>();
        changes.stream().filter(change -> change.section().equals(ConfigChange.MANIFEST))
                .forEach(change -> names.add(change.steps().get(1).toString()));
        return names;
    }

    private static JsonNode parse(String origin, String value) {
        try {
            final LoadSettings settings = LoadSettings.builder().setMaxAliasesForCollections(0).build();
            return JSON.valueToTree(new Load(settings).loadFromString(value));
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw new ScenarioException(origin + ": the value cannot be read; write a number, a word, '[1, 2]' or"
                    + " '{key: value}' (" + e.getMessage().lines().findFirst().orElse("") + ")", e);
        }
    }

    /** The same value with absolute paths where its keys are those of files and folders. */
    private static JsonNode absolute(String origin, List<Object> steps, JsonNode value, Path folder) {
        final String section = steps.get(0).toString();
        final String key = steps.get(steps.size() - 1).toString();
        if (value instanceof ObjectNode object) {
            final ObjectNode all = JSON.createObjectNode();
            object.fields().forEachRemaining(field -> all.set(field.getKey(),
                    absolute(origin, with(steps, field.getKey()), field.getValue(), folder)));
            return all;
        } else if (value instanceof ArrayNode list) {
            final ArrayNode all = JSON.createArrayNode();
            list.forEach(element -> all.add(absolute(origin, steps, element, folder)));
            return all;
        }
        final boolean named = switch (section) {
            case OUTPUT -> key.equals("output_dir");
            case ConfigChange.MANIFEST -> true;
            case "network", "simulation" -> steps.size() == 1;
            default -> key.endsWith("_file") || key.endsWith("_dir");
        };
        return named ? file(origin, value, folder) : value;
    }

    private static List<Object> with(List<Object> steps, String key) {
        final List<Object> all = new ArrayList<>(steps);
        all.add(key);
        return all;
    }

    /** A path from the folder, if it is relative and does not begin with a variable. */
    private static JsonNode file(String origin, JsonNode value, Path folder) {
        if (!value.isTextual() || value.asText().startsWith("$")) {
            return value;
        }
        try {
            return TextNode.valueOf(folder.toAbsolutePath().resolve(value.asText()).normalize().toString());
        } catch (InvalidPathException e) {
            throw new ScenarioException(origin + ": '" + value.asText() + "' is no path", e);
        }
    }

    /**
     * Makes the changes of some sections, in each document that has the section.
     *
     * @param documents configurations
     * @param fallback  the one of them that gets a section that none has
     * @param complete  whether all documents are there, so that what fits none is wrong
     */
    void applyTo(List<ObjectNode> documents, ObjectNode fallback, Set<String> sections, boolean complete) {
        for (ConfigChange change : changes) {
            if (!sections.contains(change.section())) {
                continue;
            }
            if (change.section().equals(ConfigChange.MANIFEST)) {
                change.applyToManifest(documents, complete);
                continue;
            }
            final List<ObjectNode> having = documents.stream().filter(d -> d.has(change.section())).toList();
            (having.isEmpty() ? List.of(fallback) : having).forEach(change::apply);
        }
    }

    /** Refuses changes of nodes and edges that the circuit has not. */
    void requireKnown(List<String> nodePopulations, List<String> edgePopulations) {
        nodes.requireKnown(file, nodePopulations);
        edges.requireKnown(file, edgePopulations);
    }
}

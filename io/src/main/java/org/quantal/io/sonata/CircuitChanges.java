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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.io.scenario.Names;
import org.quantal.io.scenario.ScenarioException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Changes of a circuit from the command line: values of its configurations ({@code manifest.X=...},
 * {@code run.tstop=...}), made before they are read, and values of its nodes and edges.
 */
final class CircuitChanges {
    private static final Pattern STEP = Pattern.compile("\\G(?:^|\\.)([^.\\[\\]]+)|\\G\\[(\\d{1,9})]");
    private static final String MANIFEST = "manifest";
    private static final String OUTPUT = "output";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final List<Change> changes = new ArrayList<>();
    private final ElementChanges nodes = new ElementChanges("nodes", List.of("model_type", "model_template"));
    private final ElementChanges edges = new ElementChanges("edges",
            List.of("model_template", "weight_function", "syn_weight", "nsyns", "delay"));
    private final List<String> texts = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    /** A change of a configuration; steps are names (String) or places in lists (Integer). */
    private record Change(String origin, List<Object> steps, JsonNode value) {
        String section() {
            return steps.get(0).toString();
        }
    }

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
            final Change change = new Change(origin, steps(origin, path), null);
            final JsonNode json = first.equals(MANIFEST) ? TextNode.valueOf(value) : parse(origin, value);
            final JsonNode absolute = absolute(origin, change.steps, json, folder);
            changes.add(new Change(origin, change.steps, absolute));
            if (!first.equals(OUTPUT)) {
                texts.add(path + "=" + (first.equals(MANIFEST) ? absolute.asText() : absolute));
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
        changes.stream().filter(change -> change.section().equals(MANIFEST))
                .forEach(change -> names.add(change.steps.get(1).toString()));
        return names;
    }

    private static List<Object> steps(String origin, String path) {
        if (path.startsWith(MANIFEST + ".")) {
            return List.of(MANIFEST, Manifest.bare(path.substring(MANIFEST.length() + 1)));
        }
        final List<Object> steps = new ArrayList<>();
        final Matcher matcher = STEP.matcher(path);
        int end = 0;
        while (matcher.find()) {
            steps.add(matcher.group(1) != null ? matcher.group(1) : Integer.valueOf(matcher.group(2)));
            end = matcher.end();
        }
        if (end != path.length() || path.equals(MANIFEST)) {
            throw new ScenarioException(origin + ": '" + path + "' is no path; write names with dots and places in"
                    + " brackets, such as manifest.NETWORK_DIR or networks.nodes[0].nodes_file");
        }
        return steps;
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
        final boolean named = section.equals(OUTPUT) ? key.equals("output_dir")
                : section.equals(MANIFEST) || key.endsWith("_file") || key.endsWith("_dir") || steps.size() == 1
                && (key.equals("network") || key.equals("simulation"));
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
        for (Change change : changes) {
            if (!sections.contains(change.section())) {
                continue;
            }
            if (change.section().equals(MANIFEST)) {
                applyToManifest(documents, change, complete);
                continue;
            }
            final List<ObjectNode> having = documents.stream().filter(d -> d.has(change.section())).toList();
            (having.isEmpty() ? List.of(fallback) : having).forEach(document -> apply(document, change));
        }
    }

    /** Changes a variable wherever a document defines or names it. */
    private void applyToManifest(List<ObjectNode> documents, Change change, boolean complete) {
        final String name = change.steps.get(1).toString();
        final Set<String> known = new TreeSet<>();
        boolean done = false;
        for (ObjectNode document : documents) {
            final Map<String, String> written = new LinkedHashMap<>();
            document.path(MANIFEST).fieldNames().forEachRemaining(key -> written.put(Manifest.bare(key), key));
            final Set<String> own = new TreeSet<>(written.keySet());
            texts(document, own);
            own.remove("configdir");
            known.addAll(own);
            if (own.contains(name)) {
                final ObjectNode manifest = document.get(MANIFEST) instanceof ObjectNode object ? object
                        : document.putObject(MANIFEST);
                manifest.set(written.getOrDefault(name, "$" + name), change.value);
                done = true;
            }
        }
        if (!done && complete) {
            throw new ScenarioException(change.origin + ": the manifest has no variable '" + name + "'"
                    + Names.didYouMean(name, known) + ConfigKeys.allowed(known));
        }
    }

    private static void texts(JsonNode node, Set<String> variables) {
        if (node.isTextual()) {
            variables.addAll(Manifest.named(node.asText()));
        }
        node.forEach(child -> texts(child, variables));
    }

    private static void apply(ObjectNode document, Change change) {
        JsonNode parent = document;
        String place = "";
        for (int i = 0; i < change.steps.size() - 1; i++) {
            JsonNode child = child(parent, change, change.steps.get(i), place);
            final Object step = change.steps.get(i);
            if (child == null && i == 0 && parent instanceof ObjectNode object) {
                child = object.putObject(step.toString());
            } else if (child == null || child.isNull()) {
                throw unknown(change, step, place, parent);
            }
            place += step instanceof Integer ? "[" + step + "]" : (place.isEmpty() ? "" : ".") + step;
            parent = child;
        }
        final Object last = change.steps.get(change.steps.size() - 1);
        final JsonNode old = child(parent, change, last, place);
        final List<String> keys = ConfigKeys.of(place);
        final boolean own = keys == null || keys.contains(last.toString());
        if (old == null && (!own || last instanceof Integer)
                || (place.equals("inputs") || place.equals("reports")) && !change.value.isObject()
                && !change.value.isNull()) {
            throw unknown(change, last, place, parent);
        }
        if (last instanceof Integer index) {
            ((ArrayNode) parent).set(index, change.value);
        } else if (change.value.isNull()) {
            ((ObjectNode) parent).remove(last.toString());
        } else {
            ((ObjectNode) parent).set(last.toString(), change.value);
        }
    }

    private static JsonNode child(JsonNode parent, Change change, Object step, String place) {
        if (!(step instanceof Integer ? parent.isArray() : parent.isObject())) {
            throw new ScenarioException(change.origin + ": " + (place.isEmpty() ? "the configuration" : place) + " is "
                    + (parent.isArray() ? "a list: name a place in it, such as " + place + "[0]"
                    : parent.isObject() ? "no list" : "a single value"));
        }
        return step instanceof Integer index ? parent.get(index) : parent.get(step.toString());
    }

    private static ScenarioException unknown(Change change, Object step, String place, JsonNode parent) {
        final Set<String> names = new java.util.LinkedHashSet<>();
        parent.fieldNames().forEachRemaining(names::add);
        final List<String> keys = ConfigKeys.of(place);
        if (keys != null) {
            names.addAll(keys);
        }
        if (names.contains(step.toString())) {
            return new ScenarioException(change.origin + ": " + place + "." + step
                    + " has keys of its own: name one of them, or give them all as '{key: value}'");
        }
        return new ScenarioException(change.origin + ": " + place + ": there is no '" + step + "'"
                + (step instanceof Integer ? "; the list has " + parent.size() + ", counted from 0"
                : Names.didYouMean(step.toString(), names) + ConfigKeys.allowed(names)));
    }

    /** Refuses changes of nodes and edges that the circuit has not. */
    void requireKnown(List<String> nodePopulations, List<String> edgePopulations) {
        nodes.requireKnown(file, nodePopulations);
        edges.requireKnown(file, edgePopulations);
    }
}

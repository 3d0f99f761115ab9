package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.io.scenario.Names;
import org.quantal.io.scenario.ScenarioException;

/**
 * A change of one value of a configuration.
 *
 * @param origin for messages
 * @param steps  names (String) and places in lists (Integer) that lead there
 * @param value  null as JSON leaves the key out
 */
record ConfigChange(String origin, List<Object> steps, JsonNode value) {
    static final String MANIFEST = "manifest";
    private static final Pattern STEP = Pattern.compile("\\G(?:^|\\.)([^.\\[\\]]+)|\\G\\[(\\d{1,9})]");

    String section() {
        return steps.get(0).toString();
    }

    /**
     * The steps of a path.
     *
     * @param origin for messages
     * @throws ScenarioException if it is no path
     */
    static List<Object> steps(String origin, String path) {
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

    /**
     * Changes a variable wherever a document defines or names it.
     *
     * @param complete whether all documents are there, so that a variable that none has is wrong
     */
    void applyToManifest(List<ObjectNode> documents, boolean complete) {
        final String name = steps.get(1).toString();
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
                manifest.set(written.getOrDefault(name, "$" + name), value);
                done = true;
            }
        }
        if (!done && complete) {
            throw new ScenarioException(origin + ": the manifest has no variable '" + name + "'"
                    + Names.didYouMean(name, known) + ConfigKeys.allowed(known));
        }
    }

    private static void texts(JsonNode node, Set<String> variables) {
        if (node.isTextual()) {
            variables.addAll(Manifest.named(node.asText()));
        }
        node.forEach(child -> texts(child, variables));
    }

    /** Changes a document. */
    void apply(ObjectNode document) {
        JsonNode parent = document;
        String place = "";
        for (int i = 0; i < steps.size() - 1; i++) {
            JsonNode child = child(parent, steps.get(i), place);
            final Object step = steps.get(i);
            if (child == null && i == 0 && parent instanceof ObjectNode object) {
                child = object.putObject(step.toString());
            } else if (child == null || child.isNull()) {
                throw unknown(step, place, parent);
            }
            place += step instanceof Integer ? "[" + step + "]" : (place.isEmpty() ? "" : ".") + step;
            parent = child;
        }
        final Object last = steps.get(steps.size() - 1);
        final JsonNode old = child(parent, last, place);
        final List<String> keys = ConfigKeys.of(place);
        final boolean own = keys == null || keys.contains(last.toString());
        if (old == null && (!own || last instanceof Integer)
                || (place.equals("inputs") || place.equals("reports")) && !value.isObject()
                && !value.isNull()) {
            throw unknown(last, place, parent);
        }
        if (last instanceof Integer index) {
            ((ArrayNode) parent).set(index, value);
        } else if (value.isNull()) {
            ((ObjectNode) parent).remove(last.toString());
        } else {
            ((ObjectNode) parent).set(last.toString(), value);
        }
    }

    private JsonNode child(JsonNode parent, Object step, String place) {
        if (!(step instanceof Integer ? parent.isArray() : parent.isObject())) {
            throw new ScenarioException(origin + ": " + (place.isEmpty() ? "the configuration" : place) + " is "
                    + (parent.isArray() ? "a list: name a place in it, such as " + place + "[0]"
                    : parent.isObject() ? "no list" : "a single value"));
        }
        return step instanceof Integer index ? parent.get(index) : parent.get(step.toString());
    }

    private ScenarioException unknown(Object step, String place, JsonNode parent) {
        final Set<String> names = new LinkedHashSet<>();
        parent.fieldNames().forEachRemaining(names::add);
        final List<String> keys = ConfigKeys.of(place);
        if (keys != null) {
            names.addAll(keys);
        }
        if (names.contains(step.toString())) {
            return new ScenarioException(origin + ": " + place + "." + step
                    + " has keys of its own: name one of them, or give them all as '{key: value}'");
        }
        return new ScenarioException(origin + ": " + place + ": there is no '" + step + "'"
                + (step instanceof Integer ? "; the list has " + parent.size() + ", counted from 0"
                : Names.didYouMean(step.toString(), names) + ConfigKeys.allowed(names)));
    }
}

package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.io.scenario.Item.Entry;
import org.quantal.io.scenario.Item.Mapping;
import org.quantal.io.scenario.Item.Sequence;

/**
 * Changes values of a document by their path, as {@code --set path.to.value=...} asks. A name that is no key of a
 * scenario is taken for a parameter. Definitions are changed before aliases are expanded, so that the change shows
 * wherever they are used; everything else afterwards, so that it changes nothing but what its path names.
 */
final class Overrides {
    private static final Pattern SEGMENT = Pattern.compile("\\G(?:^|\\.)([^.\\[\\]]+)|\\G\\[(\\d{1,9})]");
    private static final String DEFINITIONS = "definitions";
    private static final String PARAMETERS = "parameters";
    private static final String TABLES = "tables";

    private final String file;
    private final List<String> topKeys;
    private final List<String> otherKeys;
    private final List<Change> changes = new ArrayList<>();

    /** A change of one value; steps are names (String) or indices (Integer). */
    private record Change(String origin, List<Object> steps, Item value) {
    }

    /**
     * Understands the changes.
     *
     * @param file     name for messages
     * @param topKeys  keys that a scenario may have
     * @param otherKeys what else a setting may begin with, for messages
     * @param root     document, for the names of its parameters
     * @param settings each {@code path=value}
     */
    Overrides(String file, List<String> topKeys, List<String> otherKeys, Item root, List<String> settings) {
        this.file = file;
        this.topKeys = topKeys;
        this.otherKeys = otherKeys;
        for (String setting : settings) {
            changes.add(change(setting, parameters(root)));
        }
    }

    private static Collection<String> parameters(Item root) {
        final Entry entry = root instanceof Mapping mapping ? mapping.entries().get(PARAMETERS) : null;
        return entry != null && entry.value() instanceof Mapping parameters ? parameters.entries().keySet() : Set.of();
    }

    private Change change(String setting, Collection<String> parameters) {
        final String origin = file + ": --set " + Cursor.shorten(setting);
        final int equals = setting.indexOf('=');
        if (equals <= 0) {
            throw new ScenarioException(origin + ": must be path=value, such as duration=2s or populations.E.size=100");
        }
        final String path = setting.substring(0, equals).strip();
        final List<Object> steps = steps(origin, path);
        if (!topKeys.contains(steps.get(0).toString())) {
            if (steps.size() > 1 || !parameters.contains(path)) {
                final Set<String> valid = new LinkedHashSet<>(parameters);
                valid.addAll(topKeys);
                valid.addAll(otherKeys);
                throw new ScenarioException(origin + ": there is no '" + steps.get(0) + "'"
                        + Names.didYouMean(steps.get(0).toString(), valid) + Cursor.allowed(valid));
            }
            steps.add(0, PARAMETERS);
        }
        return new Change(origin, steps, YamlParser.parseValue(origin, setting.substring(equals + 1)));
    }

    private static List<Object> steps(String origin, String path) {
        final List<Object> steps = new ArrayList<>();
        final Matcher matcher = SEGMENT.matcher(path);
        int end = 0;
        while (matcher.find()) {
            steps.add(matcher.group(1) != null ? matcher.group(1).strip() : Integer.valueOf(matcher.group(2)));
            end = matcher.end();
        }
        if (steps.isEmpty() || end != path.length()) {
            throw new ScenarioException(origin + ": '" + path
                    + "' is no path; write names with dots and indices in brackets, such as projections[2].release.p");
        }
        return steps;
    }

    /** Changes definitions, in a document whose aliases are not yet expanded. */
    void applyToDefinitions(Item root) {
        for (Change change : changes) {
            if (change.steps.get(0).equals(DEFINITIONS)) {
                apply(root, change);
            }
        }
    }

    /** Changes everything but definitions, in an expanded document. */
    void applyToRest(Item root) {
        for (Change change : changes) {
            if (!change.steps.get(0).equals(DEFINITIONS)) {
                apply(root, change);
            }
        }
    }

    private void apply(Item root, Change change) {
        Item parent = root;
        String path = "";
        for (int i = 0; i < change.steps.size(); i++) {
            final Object step = change.steps.get(i);
            final boolean last = i == change.steps.size() - 1;
            if (step instanceof Integer index) {
                path += "[" + index + "]";
                parent = inList(root, change, parent, index, path, last);
            } else {
                parent = inMapping(root, change, parent, (String) step, path, last);
                path += (path.isEmpty() ? "" : ".") + step;
            }
        }
    }

    private static Item inList(Item root, Change change, Item parent, int index, String path, boolean last) {
        if (!(parent instanceof Sequence list) || index >= list.items().size()) {
            throw new ScenarioException(change.origin + ": " + path + ": there is no such entry"
                    + (parent instanceof Sequence list ? "; the list has " + list.items().size() + ", counted from 0"
                            : "; this is no list"));
        }
        final Item old = list.items().get(index);
        if (last) {
            list.items().set(index, change.value);
            replaceAliases(root, change, old);
        }
        return old;
    }

    private static Item inMapping(Item root, Change change, Item parent, String name, String path, boolean last) {
        if (!(parent instanceof Mapping mapping)) {
            throw new ScenarioException(change.origin + ": " + path + ": has no key '" + name
                    + "'; it is a single value or a list");
        }
        final Entry old = mapping.entries().get(name);
        if (old == null && isNamedByUser(path)) {
            throw new ScenarioException(change.origin + ": " + path + ": there is no '" + name + "'"
                    + Names.didYouMean(name, mapping.entries().keySet()) + Cursor.allowed(mapping.entries().keySet()));
        }
        if (last) {
            mapping.entries().put(name, new Entry(change.origin, change.value));
            if (old != null) {
                replaceAliases(root, change, old.value());
            }
            return change.value;
        }
        if (old == null) {
            // A key that the document leaves out; whether it may exist is found when the object is read.
            final Mapping created = new Mapping(change.origin, new LinkedHashMap<>());
            mapping.entries().put(name, new Entry(change.origin, created));
            return created;
        }
        return old.value();
    }

    private static boolean isNamedByUser(String path) {
        return path.equals("populations") || path.equals(PARAMETERS) || path.equals(TABLES)
                || path.startsWith(TABLES + ".")
                || path.equals(DEFINITIONS) || path.startsWith(DEFINITIONS + ".");
    }

    private static void replaceAliases(Item root, Change change, Item old) {
        if (change.steps.get(0).equals(DEFINITIONS)) {
            replace(root, old, change.value, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
    }

    private static void replace(Item in, Item old, Item by, Set<Item> seen) {
        if (!seen.add(in)) {
            return;
        }
        if (in instanceof Sequence list) {
            list.items().replaceAll(item -> item == old ? by : item);
            list.items().forEach(item -> replace(item, old, by, seen));
        } else if (in instanceof Mapping mapping) {
            for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
                if (entry.getValue().value() == old) {
                    entry.setValue(new Entry(entry.getValue().keyOrigin(), by));
                }
                replace(entry.getValue().value(), old, by, seen);
            }
        }
    }
}

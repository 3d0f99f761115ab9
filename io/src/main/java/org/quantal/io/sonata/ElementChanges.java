package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.io.scenario.Names;
import org.quantal.io.scenario.ScenarioException;

/**
 * Values of nodes or of edges from the command line, which win over those of the files:
 * {@code nodes.POPULATION.ATTRIBUTE=...}, {@code nodes.POPULATION.TYPE.ATTRIBUTE=...} for those of one type, and
 * {@code nodes.POPULATION.dynamics_params.NAME=...} for one parameter.
 */
final class ElementChanges {
    static final String PARAMETERS = "dynamics_params";
    private static final Pattern PARAMETER = Pattern.compile("(.+)\\." + PARAMETERS + "\\.([^.]+)");
    private static final Pattern OF_TYPE = Pattern.compile("(.+)\\.(\\d{1,18})");

    private final String kind;
    private final List<String> attributes;
    private final List<Value> values = new ArrayList<>();

    /** A value; {@code owner} is a population, perhaps with a type behind it. */
    private record Value(String origin, String owner, String attribute, String parameter, JsonNode json) {
        boolean isFor(String population) {
            return owner.equals(population) || type(population).isPresent();
        }

        Optional<Long> type(String population) {
            final Matcher matcher = OF_TYPE.matcher(owner);
            return matcher.matches() && matcher.group(1).equals(population)
                    ? Optional.of(Long.valueOf(matcher.group(2))) : Optional.empty();
        }
    }

    /**
     * @param kind       {@code nodes} or {@code edges}
     * @param attributes what may be changed, beside parameters
     */
    ElementChanges(String kind, List<String> attributes) {
        this.kind = kind;
        this.attributes = new ArrayList<>(attributes);
        this.attributes.add(PARAMETERS);
    }

    /** Whether a path leads to one of the attributes. */
    boolean accepts(String path) {
        return PARAMETER.matcher(path).matches() || attributes.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    /** Adds a change of the given path, which begins with the kind. */
    void add(String origin, String path, JsonNode json) {
        final String inside = path.substring(Math.min(path.length(), kind.length() + 1));
        final Matcher parameter = PARAMETER.matcher(inside);
        final int dot = inside.lastIndexOf('.');
        if (parameter.matches()) {
            values.add(new Value(origin, parameter.group(1), PARAMETERS, parameter.group(2), json));
            return;
        }
        final String attribute = inside.substring(dot + 1);
        if (dot <= 0 || !attributes.contains(attribute)) {
            throw new ScenarioException(origin + ": must be " + kind + ".POPULATION.ATTRIBUTE=..., but there is no"
                    + " attribute '" + attribute + "'" + Names.didYouMean(attribute, attributes)
                    + ConfigKeys.allowed(attributes));
        }
        if (json.isContainerNode() && !attribute.equals(PARAMETERS) || json.isArray()) {
            throw new ScenarioException(origin + ": must be a single value, but is " + json);
        }
        values.add(new Value(origin, inside.substring(0, dot), attribute, null, json));
    }

    /** Refuses changes of populations that there are not. */
    void requireKnown(String file, List<String> populations) {
        for (Value value : values) {
            if (populations.stream().noneMatch(value::isFor)) {
                throw new ScenarioException(value.origin + ": there are no " + kind + " '" + value.owner + "'"
                        + Names.didYouMean(value.owner, populations) + "; there are " + populations);
            }
        }
    }

    /** The changes of a population. */
    Of of(String population) {
        return new Of(population, values.stream().filter(value -> value.isFor(population)).toList());
    }

    /**
     * Changes of a population.
     *
     * @param values in the order of the command line
     */
    record Of(String population, List<Value> values) {
        /** No changes. */
        static final Of NONE = new Of("", List.of());

        boolean isEmpty() {
            return values.isEmpty();
        }

        /** Refuses changes of types that there are not. */
        void requireTypes(Set<Long> types) {
            values.forEach(value -> value.type(population).ifPresent(type -> {
                if (!types.contains(type)) {
                    throw new ScenarioException(value.origin + ": '" + population + "' has no type " + type
                            + "; it has " + new TreeSet<>(types));
                }
            }));
        }

        /** The given value of an attribute, null as JSON for none; that for the type goes before that for all. */
        Optional<Change> attribute(long type, String name) {
            Change found = null;
            boolean exact = false;
            for (Value value : values) {
                if (value.parameter != null || !value.attribute.equals(name)) {
                    continue;
                }
                final Optional<Long> only = value.type(population);
                if (only.isPresent() ? only.get() == type : !exact) {
                    found = new Change(value.origin, value.json);
                    exact = only.isPresent();
                }
            }
            return Optional.ofNullable(found);
        }

        /** Single parameters by name; those for the type go before those for all. */
        Map<String, Change> parameters(long type) {
            final Map<String, Change> found = new LinkedHashMap<>();
            for (boolean exact : new boolean[] {false, true}) {
                values.stream().filter(value -> value.parameter != null)
                        .filter(value -> value.type(population).map(only -> exact && only == type).orElse(!exact))
                        .forEach(value -> found.put(value.parameter, new Change(value.origin, value.json)));
            }
            return found;
        }
    }

    /** A changed value, with the change for messages. */
    record Change(String origin, JsonNode value) {
    }
}

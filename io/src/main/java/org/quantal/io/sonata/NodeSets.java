package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quantal.io.scenario.Names;

/** Finds the nodes that a node set means: by population, id, and attributes, or by the names of other sets. */
final class NodeSets {
    private static final int MAX_DEPTH = 20;

    private final Map<String, ConfigValue> sets;
    private final List<NodePopulation> populations;
    /** Conditions as understood: long lists of ids are looked through once and not for every node. */
    private final Map<JsonNode, NodeCondition> conditions = new IdentityHashMap<>();

    NodeSets(Map<String, ConfigValue> sets, List<NodePopulation> populations) {
        this.sets = sets;
        this.populations = populations;
    }

    /**
     * The nodes of a set.
     *
     * @param at a name, an object, or a list of names; all nodes if it does not exist. The name of a population is that
     *           of the set of its nodes, unless there is a set of that name
     * @return places of nodes by population, in the circuit's order; populations without nodes in the set are left out
     */
    Map<NodePopulation, int[]> nodes(ConfigValue at) {
        final Map<NodePopulation, int[]> found = new LinkedHashMap<>();
        for (NodePopulation population : populations) {
            final List<Integer> places = new ArrayList<>();
            for (int i = 0; i < population.size(); i++) {
                if (!at.exists() || matches(at, population, i, 0, new HashSet<>())) {
                    places.add(i);
                }
            }
            if (!places.isEmpty()) {
                found.put(population, places.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        if (found.isEmpty()) {
            throw at.fail("no node of the circuit is in this node set");
        }
        return found;
    }

    /**
     * @param missed named sets that the node is known not to be in: sets that name others twice each are not searched
     * twice
     */
    private boolean matches(ConfigValue at, NodePopulation population, int place, int depth, Set<String> missed) {
        if (depth > MAX_DEPTH) {
            throw at.fail("node sets lead back to themselves, or more than " + MAX_DEPTH + " deep");
        }
        if (at.node().isTextual()) {
            final String name = at.text();
            if (!sets.containsKey(name)) {
                if (name.equals("all") || name.equals("All")) {
                    return true;
                }
                if (populations.stream().anyMatch(each -> each.name().equals(name))) {
                    return name.equals(population.name());
                }
                final Set<String> known = new LinkedHashSet<>(sets.keySet());
                populations.forEach(each -> known.add(each.name()));
                throw at.fail("there is no node set '" + name + "'" + Names.didYouMean(name, known)
                        + "; there are " + known);
            }
            final boolean met = !missed.contains(name) && matches(sets.get(name), population, place, depth + 1, missed);
            if (!met) {
                missed.add(name);
            }
            return met;
        }
        if (at.node().isArray()) {
            return at.list().stream().anyMatch(part -> matches(part, population, place, depth + 1, missed));
        }
        return at.fields().entrySet().stream()
                .allMatch(rule -> meets(rule.getKey(), rule.getValue(), population, place));
    }

    private boolean meets(String attribute, ConfigValue allowed, NodePopulation population, int place) {
        final NodeCondition condition =
                conditions.computeIfAbsent(allowed.node(), node -> new NodeCondition(allowed));
        return switch (attribute) {
            case "population" -> condition.meets(population.name());
            case "node_id", "node_ids" -> condition.meets(population.id(place));
            case "node_type_id" -> condition.meets(population.nodes().type(place));
            default -> {
                final String text = population.nodes().text(attribute, place);
                if (text != null) {
                    yield condition.meets(text);
                }
                final double number = population.nodes().number(attribute, place, Double.NaN);
                yield !Double.isNaN(number) && condition.meets(number);
            }
        };
    }
}

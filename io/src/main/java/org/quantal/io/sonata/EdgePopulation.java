package org.quantal.io.sonata;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.sonata.DynamicsParams.Given;
import org.quantal.simulator.network.ExplicitConnections;

/**
 * The edges of a population of a circuit: who connects to whom, with weights, delays, and perhaps release
 * probabilities.
 */
final class EdgePopulation {
    /** bmtk's names for functions that give syn_weight times nsyns. */
    private static final Set<String> PLAIN_WEIGHTS = Set.of("default_weight_fnc", "set_syn_weight", "wmax");
    private static final Set<String> ATTRIBUTES = Set.of("syn_weight", "delay", "nsyns", "release_probability",
            "dynamics_params", "is_gap_junction", "model_template", "weight_function");
    private static final Set<String> STATIC = Set.of("static_synapse", "static");

    private final String name;
    private final NodePopulation source;
    private final NodePopulation target;
    private final ElementTable edges;
    private final int[] from;
    private final int[] to;
    private final double[] weight;
    private final double[] delayMs;
    private final double[] probability;
    private final double weightUnit;

    /**
     * Reads the edges of {@code /edges/NAME} of an open file.
     *
     * @param weightUnit unit of which all weights are whole multiples, or 0
     */
    EdgePopulation(Hdf5Reader file, String name, TypeTable types, Map<String, NodePopulation> nodes,
            DynamicsParams parameters, ElementChanges.Of changes, double weightUnit) {
        this.name = name;
        this.weightUnit = weightUnit;
        final String base = "/edges/" + name;
        source = population(file, base + "/source_node_id", nodes);
        target = population(file, base + "/target_node_id", nodes);
        from = places(file, base + "/source_node_id", source);
        to = places(file, base + "/target_node_id", target);
        if (from.length != to.length) {
            throw new DataFileException(file.path(), "as many sources as targets in " + base,
                    from.length + " and " + to.length);
        }
        edges = new ElementTable(file, base, "edge", types, from.length, ATTRIBUTES, changes);
        checkModels();
        weight = new double[from.length];
        delayMs = new double[from.length];
        final double[] p = new double[from.length];
        final Map<String, Double> signs = new HashMap<>();
        final boolean ownParameters = edges.parameters().iterator().hasNext();
        boolean listed = true;
        for (int i = 0; i < from.length; i++) {
            final int edge = i;
            final double sign = ownParameters ? sign(parameters.of(edges, name, edge))
                    : signs.computeIfAbsent(edges.type(i) + " " + edges.text(ElementChanges.PARAMETERS, i),
                    params -> sign(parameters.of(edges, name, edge)));
            weight[i] = sign * required("syn_weight", i) * edges.number("nsyns", i, 1);
            delayMs[i] = required("delay", i);
            p[i] = edges.number("release_probability", i, Double.NaN);
            listed &= !Double.isNaN(p[i]);
            if (Double.isNaN(p[i]) && (listed || i > 0 && !Double.isNaN(p[i - 1]))) {
                throw new ScenarioException(where(i) + ": lacks release_probability, which other edges have");
            }
        }
        probability = listed && p.length > 0 ? p : null;
    }

    private static NodePopulation population(Hdf5Reader file, String column, Map<String, NodePopulation> nodes) {
        final String name = file.textAttribute(column, "node_population").orElseGet(() -> {
            if (nodes.size() == 1) {
                return nodes.keySet().iterator().next();
            }
            throw new DataFileException(file.path(), "the attribute 'node_population' of " + column, "none");
        });
        if (!nodes.containsKey(name)) {
            throw new DataFileException(file.path(), column + " from the populations of nodes " + nodes.keySet(),
                    "'" + name + "'");
        }
        return nodes.get(name);
    }

    private static int[] places(Hdf5Reader file, String column, NodePopulation population) {
        final long[] ids = file.longs(column);
        final int[] places = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            places[i] = population.place(ids[i]);
            if (places[i] < 0) {
                throw new DataFileException(file.path(),
                        "nodes of population '" + population.name() + "' (" + population.size()
                        + " nodes) in " + column, "node " + ids[i]);
            }
        }
        return places;
    }

    private String where(int edge) {
        return edges.path() + ": edges '" + name + "', edge type " + edges.type(edge);
    }

    private double required(String attribute, int edge) {
        final double value = edges.number(attribute, edge, Double.NaN);
        if (!Double.isFinite(value)) {
            throw new ScenarioException(where(edge) + ": lacks '" + attribute
                    + "', which stands neither in the HDF5 file nor in the table of types; give it with --set edges."
                    + name + "." + attribute + "=...");
        }
        return value;
    }

    private void checkModels() {
        long checked = Long.MIN_VALUE;
        for (int i = 0; i < from.length; i++) {
            final boolean junction = edges.number("is_gap_junction", i, 0) != 0
                    || "True".equals(edges.text("is_gap_junction", i));
            final String template = edges.text("model_template", i);
            if (junction || template != null && template.toLowerCase(java.util.Locale.ROOT).contains("gap")) {
                throw new ScenarioException(where(i) + ": is a gap junction; Quantal has chemical synapses");
            }
            if (edges.type(i) == checked) {
                continue;
            }
            checked = edges.type(i);
            final boolean pulse = template != null && template.equalsIgnoreCase("exp2syn") && isPulse();
            if (template != null && !STATIC.contains(template) && !pulse) {
                throw new ScenarioException(where(i) + ": model_template '" + template
                        + "' cannot be simulated; allowed is static_synapse, and learning rules and release models are"
                        + " laid over it with --set edges." + name + "...");
            }
            final String function = edges.text("weight_function", i);
            if (function != null && !PLAIN_WEIGHTS.contains(function)) {
                throw new ScenarioException(where(i) + ": weight_function '" + function
                        + "' cannot be computed; allowed are "
                        + PLAIN_WEIGHTS.stream().sorted().toList()
                        + ", which leave syn_weight as it is; so does --set edges." + name + ".weight_function=null");
            }
        }
    }

    /** Whether all targets are IntFire1, for which bmtk names a synapse model although weights act at once. */
    private boolean isPulse() {
        return Arrays.stream(to).mapToObj(target::groupOf).distinct()
                .allMatch(g -> target.groups().get(g).kind().model().equals("iaf_psc_delta"));
    }

    private static double sign(Map<String, Given> params) {
        double sign = 1;
        for (Map.Entry<String, Given> entry : params.entrySet()) {
            final Given given = entry.getValue();
            switch (entry.getKey()) {
                case "sign" -> sign = given.number();
                case "level_of_detail" -> {
                    if (!given.value().asText().startsWith("instantan")) {
                        throw refused(given);
                    }
                }
                // NEST's name for the only port of its neurons with one time constant for each sign.
                case "receptor_type" -> {
                    if (given.number() != 0) {
                        throw refused(given);
                    }
                }
                default -> throw refused(given);
            }
        }
        return sign;
    }

    private static ScenarioException refused(Given given) {
        return new ScenarioException(given.origin() + ": Quantal's static synapses have no such parameter, or not this"
                + " value; 'sign' may be here, time constants belong to neurons");
    }

    String name() {
        return name;
    }

    NodePopulation source() {
        return source;
    }

    NodePopulation target() {
        return target;
    }

    boolean hasProbabilities() {
        return probability != null;
    }

    /** The pairs of groups that have edges, {@code {source group, target group}}, in order. */
    Iterable<int[]> pairs() {
        final boolean[][] present = new boolean[source.groups().size()][target.groups().size()];
        for (int i = 0; i < from.length; i++) {
            present[source.groupOf(from[i])][target.groupOf(to[i])] = true;
        }
        final Map<Integer, int[]> pairs = new LinkedHashMap<>();
        for (int s = 0; s < present.length; s++) {
            for (int t = 0; t < present[s].length; t++) {
                if (present[s][t]) {
                    pairs.put(pairs.size(), new int[] {s, t});
                }
            }
        }
        return pairs.values();
    }

    /**
     * The edges between two groups, in the file's order.
     *
     * @param withProbabilities whether the list gives release probabilities, if the file has them
     */
    ExplicitConnections connections(int sourceGroup, int targetGroup, boolean withProbabilities) {
        int count = 0;
        final int[] chosen = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            if (source.groupOf(from[i]) == sourceGroup && target.groupOf(to[i]) == targetGroup) {
                chosen[count++] = i;
            }
        }
        final int[] s = new int[count];
        final int[] t = new int[count];
        final double[] w = new double[count];
        final double[] d = new double[count];
        final double[] p = withProbabilities && probability != null ? new double[count] : null;
        for (int k = 0; k < count; k++) {
            s[k] = source.indexInGroup(from[chosen[k]]);
            t[k] = target.indexInGroup(to[chosen[k]]);
            w[k] = weight[chosen[k]];
            d[k] = delayMs[chosen[k]];
            if (p != null) {
                p[k] = probability[chosen[k]];
            }
        }
        return new ExplicitConnections(s, t, w, d, p, weightUnit);
    }
}

package org.quantal.io.sonata;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.Hdf5Reader;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.sonata.CurrentClamps.Clamp;
import org.quantal.simulator.model.ModelCatalogue;

/** A circuit and how it is simulated, as its files say. Everything is read at once; immutable afterwards. */
final class Circuit {
    private static final List<String> PLAIN_TYPES = List.of("chemical", "virtual", "point_neuron", "point_process");

    private final ConfigValue simulation;
    private final List<NodePopulation> populations = new ArrayList<>();
    private final List<EdgePopulation> edges = new ArrayList<>();
    private final NodeSets sets;
    private final SpikeInputs inputs;

    /**
     * Reads a circuit.
     *
     * @param file configuration of a simulation that names its network, or one that names both
     * @throws ScenarioException if something in it is wrong or cannot be simulated
     */
    static Circuit read(Path file, ModelCatalogue catalogue, CircuitChanges changes) {
        final CircuitDocuments documents = CircuitDocuments.read(file, changes);
        try {
            final Circuit circuit = new Circuit(documents.simulation(), documents.network(), catalogue, changes);
            ConfigKeys.check(documents.simulation(), documents.network());
            circuit.requireWhole();
            return circuit;
        } catch (DataFileException e) {
            throw new ScenarioException(e.getMessage(), e);
        }
    }

    private Circuit(ConfigValue simulation, ConfigValue network, ModelCatalogue catalogue, CircuitChanges changes) {
        this.simulation = simulation;
        readNodes(network.get("networks"), changes.nodes());
        final Map<String, ConfigValue> given = new LinkedHashMap<>();
        // Those of the simulation add to those of the circuit, and replace those of the same name.
        for (ConfigValue part : List.of(network, simulation)) {
            if (part.has("node_sets_file")) {
                given.putAll(ConfigValue.read(part.get("node_sets_file").existing()).fields());
            }
        }
        given.putAll(network.get("node_sets").fields());
        given.putAll(simulation.get("node_sets").fields());
        sets = new NodeSets(given, populations);
        final ConfigValue components = network.has("components") ? network.get("components")
                : simulation.get("components");
        final Map<NodePopulation, List<List<Clamp>>> clamps = new CurrentClamps(simulation, sets).read();
        final PointModels models = new PointModels(catalogue, components);
        final Set<String> names = new HashSet<>();
        for (NodePopulation population : populations) {
            final NeuronKind[] kinds = new NeuronKind[population.size()];
            final List<List<Clamp>> clamp = clamps.get(population);
            for (int i = 0; i < kinds.length; i++) {
                final NeuronKind kind = models.kind(population.nodes(), population.name(), i);
                if (clamp != null && !clamp.get(i).isEmpty() && kind.isVirtual()) {
                    throw simulation.fail("inputs: a current clamp on a virtual node of population '"
                            + population.name() + "'");
                }
                kinds[i] = clamp == null ? kind : kind.with(clamp.get(i));
            }
            population.group(kinds, names);
        }
        readEdges(network.get("networks"), new DynamicsParams(components, "synaptic_models_dir", "edges"),
                changes.edges());
        changes.requireKnown(populations.stream().map(NodePopulation::name).toList(),
                edges.stream().map(EdgePopulation::name).toList());
        inputs = new SpikeInputs(simulation, sets);
    }

    private void readNodes(ConfigValue networks, ElementChanges changes) {
        for (ConfigValue entry : enabled(networks.get("nodes"))) {
            final Path path = entry.require("nodes_file").existing();
            final TypeTable types = types(entry, "node");
            try (Hdf5Reader file = Hdf5Reader.open(path)) {
                for (String name : names(entry, file, path, "nodes")) {
                    if (populations.stream().anyMatch(p -> p.name().equals(name))) {
                        throw entry.fail("population '" + name + "' is there twice");
                    }
                    populations.add(NodePopulation.read(file, name, types, changes.of(name)));
                }
            }
        }
        if (populations.isEmpty()) {
            throw networks.fail("has no nodes");
        }
    }

    private void readEdges(ConfigValue networks, DynamicsParams parameters, ElementChanges changes) {
        final Map<String, NodePopulation> nodes = new LinkedHashMap<>();
        populations.forEach(p -> nodes.put(p.name(), p));
        for (ConfigValue entry : enabled(networks.get("edges"))) {
            final Path path = entry.require("edges_file").existing();
            final TypeTable types = types(entry, "edge");
            try (Hdf5Reader file = Hdf5Reader.open(path)) {
                for (String name : names(entry, file, path, "edges")) {
                    if (edges.stream().anyMatch(e -> e.name().equals(name))) {
                        throw entry.fail("edge population '" + name + "' is there twice");
                    }
                    edges.add(new EdgePopulation(file, name, types, nodes, parameters, changes.of(name),
                            weightUnit(name)));
                }
            }
        }
    }

    /** Refuses simulations of a part of the circuit. */
    private void requireWhole() {
        final ConfigValue part = simulation.get("node_set");
        if (!part.exists()) {
            return;
        }
        final Map<NodePopulation, int[]> chosen = sets.nodes(part);
        for (NodePopulation population : populations) {
            final int[] places = chosen.getOrDefault(population, new int[0]);
            final boolean[] in = new boolean[population.size()];
            for (int place : places) {
                in[place] = true;
            }
            for (int i = 0; i < in.length; i++) {
                if (!in[i] && !population.groups().get(population.groupOf(i)).kind().isVirtual()) {
                    throw part.fail("leaves out node " + population.id(i) + " of population '" + population.name()
                            + "', but Quantal simulates whole circuits (--set node_set=null)");
                }
            }
        }
    }

    private static List<ConfigValue> enabled(ConfigValue entries) {
        return entries.list().stream().filter(CurrentClamps::enabled).toList();
    }

    /** What the extension says about the weights of edges; 0 if nothing. */
    private double weightUnit(String edgesName) {
        final ConfigValue unit = simulation.get(CircuitScenario.EXTENSION).get("edges").get(edgesName)
                .get(CircuitScenario.WEIGHT_UNIT);
        return unit.exists() ? unit.number() : 0;
    }

    private static TypeTable types(ConfigValue entry, String kind) {
        final ConfigValue file = entry.get(kind + "_types_file");
        return file.exists() && !file.text().isEmpty() ? TypeTable.read(file.existing(), kind + "_type_id")
                : TypeTable.none();
    }

    /** The populations that an entry names, or all of its file. */
    private static List<String> names(ConfigValue entry, Hdf5Reader file, Path path, String what) {
        if (!file.has("/" + what)) {
            throw new DataFileException(path, "a group /" + what, "none");
        }
        final List<String> inFile = file.groups("/" + what);
        final Map<String, ConfigValue> named = entry.get("populations").fields();
        named.forEach((name, properties) -> {
            if (!inFile.contains(name)) {
                throw properties.fail("the file " + path + " has no such population; it has " + inFile);
            }
            if (properties.has("type") && !PLAIN_TYPES.contains(properties.get("type").text())) {
                throw properties.get("type")
                        .fail("'" + properties.get("type").text() + "' cannot be simulated (" + path + ", population '"
                        + name + "'); allowed are " + PLAIN_TYPES);
            }
        });
        return named.isEmpty() ? inFile : List.copyOf(named.keySet());
    }

    ConfigValue simulation() {
        return simulation;
    }

    List<NodePopulation> populations() {
        return populations;
    }

    List<EdgePopulation> edges() {
        return edges;
    }

    NodeSets sets() {
        return sets;
    }

    /** Spike trains of virtual nodes. */
    SpikeInputs inputs() {
        return inputs;
    }

    /** Whether a file looks like the configuration of a circuit or of a simulation of one, and not like a scenario. */
    static boolean isConfiguration(Path file) {
        if (!String.valueOf(file.getFileName()).toLowerCase(java.util.Locale.ROOT)
                .endsWith(".json") || !Files.isRegularFile(file)) {
            return false;
        }
        try {
            final ConfigValue top = ConfigValue.read(file);
            return !top.has("populations")
                    && (top.has("network") || top.has("networks") || top.has("run") || top.has("simulation"));
        } catch (ScenarioException e) {
            // The reader of scenarios tells what is wrong with it.
            return false;
        }
    }
}

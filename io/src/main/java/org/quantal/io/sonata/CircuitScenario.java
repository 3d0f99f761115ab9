package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quantal.io.scenario.Names;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.io.scenario.SpikeFileReader;

/** Translates a circuit into the scenario format; spikes and synapses stay in its files and are named only. */
final class CircuitScenario {
    /** Where a simulation's configuration says what SONATA has no words for. */
    static final String EXTENSION = "quantal";

    /** Unit of which all weights of edges are whole multiples, so that they are stored as such. */
    static final String WEIGHT_UNIT = "weight_unit";

    private static final List<String> TOP_KEYS = List.of("name", "description", "warmup", "integration", "partitions",
            "poisson", "current", "record");
    private static final List<String> PART_KEYS = List.of("populations", "edges");

    private final Circuit circuit;
    private final CircuitSettings settings;
    private final ConfigValue extension;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final List<String> overrides;
    private final OutputLayout layout;

    /**
     * @param file    the configuration, after whose folder the scenario is called
     * @param changes those of the circuit, which the scenario keeps so that it leads back to the circuit
     */
    CircuitScenario(Path file, Circuit circuit, CircuitSettings settings, List<String> changes) {
        this.circuit = circuit;
        this.settings = settings;
        this.extension = circuit.simulation().get(EXTENSION);
        this.overrides = new ArrayList<>(settings.rest());
        checkExtension();
        name(file);
        run();
        final Map<String, OutputLayout.Nodes> nodes = populations();
        currents();
        projections();
        if (!changes.isEmpty() && root.toString().contains(SpikeFileReader.CIRCUIT)) {
            changes.forEach(root.putArray("circuit")::add);
        }
        final CircuitReports reports = new CircuitReports(circuit);
        record(reports);
        layout = withText(reports.layout(nodes));
    }

    private OutputLayout withText(OutputLayout plain) {
        final ConfigValue file = circuit.simulation().get("output").get("spikes_file_csv");
        if (!file.exists()) {
            return plain;
        }
        final String name = file.text().replaceAll("(?s)^.*[/\\\\]", "");
        if (!name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. +-]*\\.csv")) {
            throw file.fail("'" + file.text() + "' must be the name of a file that ends with .csv");
        }
        return plain.withText(name);
    }

    private void checkExtension() {
        extension.fields().keySet().forEach(key -> {
            if (!TOP_KEYS.contains(key) && !PART_KEYS.contains(key)) {
                final List<String> known = new ArrayList<>(TOP_KEYS);
                known.addAll(PART_KEYS);
                throw extension.fail("unknown key '" + key + "'" + Names.didYouMean(key, known) + "; allowed are "
                        + String.join(", ", known));
            }
        });
        final List<String> populations = circuit.populations().stream().map(NodePopulation::name).toList();
        requireKnown(extension.get("populations"), populations);
        requireKnown(extension.get("edges"), circuit.edges().stream().map(EdgePopulation::name).toList());
    }

    private static void requireKnown(ConfigValue parts, List<String> names) {
        parts.fields().keySet().forEach(name -> {
            if (!names.contains(name)) {
                throw parts.fail("the circuit has no '" + name + "'" + Names.didYouMean(name, names) + "; it has "
                        + names);
            }
        });
    }

    /** Configurations are called alike everywhere; it is their folders that tell circuits apart. */
    private void name(Path file) {
        final Path folder = file.toAbsolutePath().normalize().getParent().getFileName();
        if (folder != null && folder.toString().matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_. +-]{0,99}")) {
            root.put("name", folder.toString());
        }
    }

    private void run() {
        final ConfigValue run = circuit.simulation().require("run");
        root.put("duration", PointModels.quantity(run.require("tstop").number(), "ms"));
        root.put("step", PointModels.quantity(run.require("dt").number(), "ms"));
        if (run.has("random_seed")) {
            root.set("seed", run.get("random_seed").node());
        }
        extension.fields().forEach((key, value) -> {
            if (TOP_KEYS.contains(key) && !key.equals("record") && !key.equals("current")) {
                root.set(key, value.node());
            }
        });
    }

    private Map<String, OutputLayout.Nodes> populations() {
        final Map<String, OutputLayout.Nodes> names = new HashMap<>();
        final ObjectNode populations = root.putObject("populations");
        for (int p = 0; p < circuit.populations().size(); p++) {
            final NodePopulation population = circuit.populations().get(p);
            final ConfigValue more = extension.get("populations").get(population.name());
            for (int g = 0; g < population.groups().size(); g++) {
                final NodePopulation.Group group = population.groups().get(g);
                final ObjectNode node = populations.putObject(group.name());
                node.put("size", group.members().length).put("model", group.kind().model());
                if (group.kind().isVirtual()) {
                    node.put("file", CircuitFiles.spikes(p, g));
                } else {
                    node.set("params", group.kind().params());
                    node.set("initial", group.kind().initial());
                }
                more.fields().forEach((key, value) -> node.set(key, value.node()));
                final long[] ids = Arrays.stream(group.members()).mapToLong(population::id).toArray();
                names.put(group.name(), new OutputLayout.Nodes(population.name(), size(population), ids));
            }
        }
        return names;
    }

    private static long size(NodePopulation population) {
        long size = 0;
        for (int i = 0; i < population.size(); i++) {
            size = Math.max(size, population.id(i) + 1);
        }
        return size;
    }

    private void currents() {
        final ArrayNode currents = root.putArray("current");
        extension.get("current").list().forEach(current -> currents.add(current.node()));
        circuit.populations().forEach(population -> population.groups().forEach(group -> {
            for (CurrentClamps.Clamp clamp : group.kind().clamps()) {
                final ObjectNode current = currents.addObject().put("to", group.name())
                        .put("amplitude", PointModels.quantity(clamp.amplitudePA(), "pA"));
                if (Double.isFinite(clamp.startMs())) {
                    current.put("start", PointModels.quantity(clamp.startMs(), "ms"));
                }
                if (Double.isFinite(clamp.stopMs())) {
                    current.put("stop", PointModels.quantity(clamp.stopMs(), "ms"));
                }
            }
        }));
    }

    private void projections() {
        final ArrayNode projections = root.putArray("projections");
        final Set<String> taken = new HashSet<>();
        for (int e = 0; e < circuit.edges().size(); e++) {
            final EdgePopulation edges = circuit.edges().get(e);
            final boolean single = edges.source().groups().size() * edges.target().groups().size() == 1;
            for (int[] pair : edges.pairs()) {
                final String from = edges.source().groups().get(pair[0]).name();
                final String to = edges.target().groups().get(pair[1]).name();
                String name = edges.name().replaceAll("[^\\p{L}\\p{N}_+.>#-]", "_").replaceAll("^[+.>#-]", "_")
                        + (single ? "" : "." + from + "->" + to);
                while (!taken.add(name)) {
                    name += "#";
                }
                final ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", name).put("from", from)
                        .put("to", to);
                release(node, edges, e, pair);
                final int place = projections.size();
                settings.of(edges.name())
                        .forEach(change -> overrides.add("projections[" + place + "]." + change[0] + "=" + change[1]));
                projections.add(node);
            }
        }
    }

    /** Release as the command line, else the extension, else the file's probabilities say. */
    private void release(ObjectNode node, EdgePopulation edges, int number, int[] pair) {
        extension.get("edges").get(edges.name()).fields().forEach((key, value) -> {
            if (!key.equals(WEIGHT_UNIT)) {
                node.set(key, value.node());
            }
        });
        final String asked = settings.releaseModel(edges.name());
        if (asked != null) {
            node.putObject("release").put("model", asked);
        } else if (!node.has("release")) {
            node.putObject("release").put("model", edges.hasProbabilities() ? "bernoulli_listed" : "reliable");
        }
        final JsonNode release = node.get("release");
        final String model = release.isObject() ? release.path("model").asText() : release.asText();
        node.putObject("rule").put("rule", "explicit")
                .put("file", CircuitFiles.edges(number, pair[0], pair[1], model.equals("bernoulli_listed")));
    }

    private void record(CircuitReports reports) {
        final ObjectNode record = root.putObject("record");
        extension.get("record").fields().forEach((key, value) -> record.set(key, value.node()));
        final ArrayNode states = record.withArray("/states");
        reports.add(states);
    }

    /** The scenario as JSON. */
    String text() {
        return root.toPrettyString();
    }

    /** Changes that the scenario's reader applies. */
    List<String> overrides() {
        return overrides;
    }

    OutputLayout layout() {
        return layout;
    }
}

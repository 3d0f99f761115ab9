package org.quantal.io.sonata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.quantal.io.hdf5.Compression;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataSpikesWriter;
import org.quantal.io.hdf5.SpikeOrder;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Population;

/**
 * The text files of an exported circuit: configurations, tables of types, parameters of neurons; and its input spikes.
 */
final class CircuitConfigs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NETWORK = "network";
    private static final String COMPONENTS = "components/point_neuron_models";
    private static final String INPUTS = "inputs";
    /** Models that a simulator with NEST's names knows; all others have Quantal's. */
    private static final List<String> NEST = List.of("iaf_psc_alpha", "iaf_psc_exp", "iaf_psc_delta", "iaf_cond_exp",
            "aeif_psc_exp");

    private final Scenario scenario;
    private final Path directory;
    private final JsonNode resolved;
    private final int partitions;

    CircuitConfigs(LoadedScenario loaded, Path directory, int partitions) {
        this.scenario = loaded.scenario();
        this.directory = directory;
        this.partitions = partitions;
        try {
            resolved = JSON.readTree(loaded.resolved());
            for (String folder : List.of(NETWORK, COMPONENTS, INPUTS)) {
                Files.createDirectories(directory.resolve(folder));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    Path nodesFile() {
        return directory.resolve(NETWORK).resolve("nodes.h5");
    }

    Path edgesFile() {
        return directory.resolve(NETWORK).resolve("edges.h5");
    }

    /** A projection as the resolved scenario has it. */
    JsonNode projection(String name) {
        for (JsonNode projection : resolved.get("projections")) {
            if (projection.get("name").asText().equals(name)) {
                return projection;
            }
        }
        throw new IllegalStateException("no projection " + name);
    }

    /** Forgets recordings of a projection without synapses: a population of edges without edges is no projection. */
    void leaveOutOfRecord(String name) {
        final JsonNode record = resolved.path("record");
        remove(record.path("synapses"), recording -> recording.path("projection").asText().equals(name));
        remove(record.path("releases"), projection -> projection.asText().equals(name));
    }

    private static void remove(JsonNode list, Predicate<JsonNode> unwanted) {
        for (Iterator<JsonNode> elements = list.elements(); elements.hasNext();) {
            if (unwanted.test(elements.next())) {
                elements.remove();
            }
        }
    }

    /**
     * Writes all files.
     *
     * @param edges what SONATA has no words for, by population of edges
     */
    void write(Map<String, ObjectNode> edges, Provenance provenance) {
        final StringBuilder types =
                new StringBuilder("node_type_id pop_name model_type model_template dynamics_params\n");
        final ObjectNode inputs = object();
        final ObjectNode sets = object();
        for (int p = 0; p < scenario.network().populations().size(); p++) {
            final Population population = scenario.network().populations().get(p);
            sets.putObject(population.name()).put("population", population.name());
            types.append(p).append(' ').append(population.name()).append(' ');
            if (population.model() instanceof SpikeTrainSource source) {
                types.append("virtual NULL NULL\n");
                writeSpikes(population, source, provenance);
                inputs.putObject(population.name()).put("input_type", "spikes").put("module", "h5")
                        .put("node_set", population.name())
                        .put("input_file", "$INPUT_DIR/" + population.name() + ".h5");
            } else {
                final String model = population.model().name();
                final String file = population.name() + ".json";
                types.append("point_neuron ").append(NEST.contains(model) ? "nest:" : "quantal:").append(model)
                        .append(' ').append(file)
                        .append('\n');
                write(COMPONENTS + "/" + file,
                        parameters(resolved.get("populations").get(population.name()).get("params")).toPrettyString());
            }
        }
        write(NETWORK + "/node_types.csv", types.toString());
        write(NETWORK + "/edge_types.csv", "edge_type_id model_template\n0 static_synapse\n");
        write("node_sets.json", sets.toPrettyString());
        write("circuit_config.json", circuit(edges).toPrettyString());
        write("simulation_config.json", simulation(edges, inputs).toPrettyString());
    }

    /**
     * Parameters as plain numbers in internal units. A flag that is not set goes unsaid, because NEST knows none of
     * Quantal's.
     */
    private static ObjectNode parameters(JsonNode params) {
        final ObjectNode plain = object();
        for (Iterator<String> names = params.fieldNames(); names.hasNext();) {
            final String name = names.next();
            final JsonNode value = params.get(name);
            if (value.isArray()) {
                final ArrayNode list = plain.putArray(name);
                value.forEach(element -> list.add(number(element)));
            } else if (!value.isBoolean()) {
                plain.put(name, number(value));
            } else if (value.asBoolean()) {
                plain.put(name, true);
            }
        }
        return plain;
    }

    private static double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : Double.parseDouble(value.asText().split(" ")[0]);
    }

    private ObjectNode circuit(Map<String, ObjectNode> edges) {
        final ObjectNode root = object();
        root.putObject("manifest").put("$NETWORK_DIR", "./" + NETWORK).put("$COMPONENTS_DIR", "./" + COMPONENTS);
        root.putObject("components").put("point_neuron_models_dir", "$COMPONENTS_DIR");
        final ObjectNode networks = root.putObject("networks");
        final ObjectNode nodes = networks.putArray("nodes").addObject();
        nodes.put("nodes_file", "$NETWORK_DIR/nodes.h5").put("node_types_file", "$NETWORK_DIR/node_types.csv");
        final ObjectNode populations = nodes.putObject("populations");
        scenario.network().populations().forEach(population -> populations.putObject(population.name())
                .put("type", population.model() instanceof SpikeTrainSource ? "virtual" : "point_neuron"));
        final ArrayNode list = networks.putArray("edges");
        if (!edges.isEmpty()) {
            final ObjectNode entry = list.addObject();
            entry.put("edges_file", "$NETWORK_DIR/edges.h5").put("edge_types_file", "$NETWORK_DIR/edge_types.csv");
            final ObjectNode names = entry.putObject("populations");
            edges.keySet().forEach(name -> names.putObject(name).put("type", "chemical"));
        }
        return root;
    }

    private ObjectNode simulation(Map<String, ObjectNode> edges, ObjectNode inputs) {
        final ObjectNode root = object();
        root.putObject("manifest").put("$INPUT_DIR", "./" + INPUTS).put("$OUTPUT_DIR", "./output");
        root.put("target_simulator", "NEST");
        root.put("network", "./circuit_config.json");
        root.put("node_sets_file", "./node_sets.json");
        root.putObject("run").put("tstop", scenario.durationMs()).put("dt", scenario.grid().stepMs())
                .put("random_seed", scenario.seed());
        root.set("inputs", inputs);
        root.putObject("output").put("output_dir", "$OUTPUT_DIR").put("spikes_file", "spikes.h5")
                .put("spikes_sort_order", "by_time");
        final ObjectNode extension = root.putObject(CircuitScenario.EXTENSION);
        for (String key : List.of("name", "description", "warmup", "integration", "poisson", "current", "record")) {
            if (resolved.has(key)) {
                extension.set(key, resolved.get(key));
            }
        }
        extension.put("partitions", partitions);
        final ObjectNode populations = extension.putObject("populations");
        scenario.network().populations().forEach(population -> {
            final JsonNode initial = resolved.get("populations").get(population.name()).path("initial");
            if (initial.size() > 0) {
                populations.putObject(population.name()).set("initial", initial);
            }
        });
        final ObjectNode settings = extension.putObject("edges");
        edges.forEach(settings::set);
        return root;
    }

    private void writeSpikes(Population population, SpikeTrainSource source, Provenance provenance) {
        final List<double[]> spikes = new ArrayList<>();
        for (int i = 0; i < population.size(); i++) {
            for (double time : source.timesMs(i)) {
                spikes.add(new double[] {time, i});
            }
        }
        spikes.sort(Comparator.comparingDouble(spike -> spike[0]));
        try (SonataSpikesWriter writer = new SonataSpikesWriter(directory.resolve(INPUTS)
                .resolve(population.name() + ".h5"),
                List.of(new SonataSpikesWriter.Source(population.name(), population.size())), provenance,
                Compression.QUICK, SpikeOrder.BY_TIME)) {
            writer.append(0, spikes.stream().mapToDouble(spike -> spike[0]).toArray(),
                    spikes.stream().mapToInt(spike -> (int) spike[1]).toArray(), spikes.size());
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text.endsWith("\n") ? text : text + "\n",
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory.resolve(name) + ": " + e.getMessage(), e);
        }
    }
}

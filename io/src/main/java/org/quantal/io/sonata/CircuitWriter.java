package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataEdgesWriter.Nodes;
import org.quantal.io.hdf5.SonataEdgesWriter.Property;
import org.quantal.io.hdf5.SonataNetworkWriter;
import org.quantal.io.hdf5.SonataNetworkWriter.Edges;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.SynapseSnapshot;

/**
 * Writes the network that a scenario builds as a SONATA circuit, with a simulation of it. Weights, delays and release
 * probabilities are those that the engine uses, after rounding; with the order of synapses and the number of partitions
 * they make a run of the circuit the run of the scenario, spike for spike.
 */
public final class CircuitWriter {
    private final LoadedScenario loaded;
    private final Scenario scenario;
    private final Network network;
    private final Path directory;
    private final Provenance provenance;
    private final Simulation simulation;
    /** Number of each set of projections that draw their releases together. */
    private final Map<Object, Integer> groups = new HashMap<>();

    private CircuitWriter(LoadedScenario loaded, Path directory, Provenance provenance, Simulation simulation) {
        this.loaded = loaded;
        this.scenario = loaded.scenario();
        this.network = scenario.network();
        this.directory = directory;
        this.provenance = provenance;
        this.simulation = simulation;
    }

    /**
     * Builds the network and writes it.
     *
     * @param directory an empty directory
     * @param threads   number of threads that build
     * @throws ScenarioException if the network cannot be built, or not be told as a circuit
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public static void write(LoadedScenario loaded, Path directory, Provenance provenance, int threads) {
        try (Simulation simulation = Simulation.of(loaded.scenario()).threads(threads)) {
            requireDistinct(loaded);
            simulation.build();
            new CircuitWriter(loaded, directory, provenance, simulation).write();
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(loaded.file() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The engine keeps static synapses between two populations together, so that two such projections cannot be told
     * apart.
     */
    private static void requireDistinct(LoadedScenario loaded) {
        final Set<List<String>> pairs = new HashSet<>();
        for (Projection projection : loaded.scenario().network().projections()) {
            if (!projection.isPlastic() && !pairs.add(List.of(projection.source(), projection.target()))) {
                throw new ScenarioException(loaded.places()
                        .getOrDefault("projection " + projection.name(), loaded.file().toString())
                        + ": a second projection without learning from " + projection.source() + " to "
                        + projection.target() + " cannot be exported; make them one");
            }
        }
    }

    private void write() {
        final CircuitConfigs configs = new CircuitConfigs(loaded, directory, simulation.summary().partitions());
        SonataNetworkWriter.writeNodes(configs.nodesFile(),
                network.populations().stream().map(CircuitWriter::nodes).toList(), provenance);
        final Map<String, ObjectNode> settings = new LinkedHashMap<>();
        final Iterator<Projection> projections = network.projections().iterator();
        SonataNetworkWriter.writeEdges(configs.edgesFile(), () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return projections.hasNext();
            }

            @Override
            public Edges next() {
                return edges(projections.next(), configs, settings);
            }
        }, provenance);
        configs.write(settings, provenance);
    }

    private static Nodes nodes(Population population) {
        return new Nodes(population.name(), population.size());
    }

    private Edges edges(Projection projection, CircuitConfigs configs, Map<String, ObjectNode> settings) {
        final SynapseSnapshot synapses = simulation.synapses(projection.name());
        final JsonNode resolved = configs.projection(projection.name());
        if (synapses.size() == 0) {
            configs.leaveOutOfRecord(projection.name());
        }
        final Map<Property, double[]> properties = new LinkedHashMap<>();
        properties.put(new Property("syn_weight", network.population(projection.target()).model().weightUnit()),
                synapses.weight());
        properties.put(new Property("delay", "ms"), synapses.delayMs());
        final ObjectNode setting = CircuitConfigs.object();
        if (projection.release().variesBySynapse() && !projection.release().hasAmplitudes()) {
            properties.put(new Property("release_probability", ""), synapses.probability());
            final Object sharing = projection.release().sharing();
            final int group = groups.computeIfAbsent(sharing, s -> groups.size() + 1);
            setting.putObject("release").put("model", "bernoulli_listed").put("group", group);
        } else {
            final ObjectNode release = resolved.get("release").deepCopy();
            // The weights are those that synapses have, with the mean kept already.
            setting.set("release", release.put("keep_mean", false));
        }
        if (resolved.has("plasticity")) {
            final JsonNode rules = resolved.get("plasticity").deepCopy();
            for (JsonNode rule : rules) {
                // 0 stands for the mean of the weights' distribution, which a list does not tell.
                if (rule.path("w_ref").isNumber() && rule.get("w_ref").asDouble() == 0) {
                    ((ObjectNode) rule).put("w_ref", Math.abs(projection.effectiveWeight().mean()));
                }
            }
            setting.set("plasticity", rules);
        }
        final double unit = projection.isPlastic() ? 0 : simulation.weightUnit(projection.name());
        if (unit > 0) {
            setting.put(CircuitScenario.WEIGHT_UNIT, unit);
        }
        settings.put(projection.name(), setting);
        return new Edges(projection.name(), nodes(network.population(projection.source())),
                nodes(network.population(projection.target())), synapses.source(), synapses.target(), properties);
    }
}

package org.quantal.io.sonata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.quantal.io.scenario.ScenarioException;

/**
 * The configurations of a circuit and of its simulation, with the changes of the command line in them.
 *
 * @param simulation how it is simulated
 * @param network    what it consists of; perhaps the same file
 */
record CircuitDocuments(ConfigValue simulation, ConfigValue network) {
    private static final String SIMULATOR = "target_simulator";
    private static final String NETWORK = "network";
    private static final String SIMULATION = "simulation";
    /** Where the circuit is if a simulation does not say, according to BlueBrain's extension of the format. */
    private static final String DEFAULT_NETWORK = "circuit_config.json";

    /** A file whose content may be changed. */
    private record Document(Path file, ObjectNode root) {
        static Document read(Path file) {
            return new Document(file, ConfigValue.json(file));
        }

        ConfigValue value(CircuitChanges changes) {
            return ConfigValue.of(file, root, changes.variables());
        }
    }

    /**
     * Reads the configurations.
     *
     * @param file configuration of a simulation, or one that names simulation and network
     * @throws ScenarioException if something in them is wrong, or a change does not fit them
     */
    static CircuitDocuments read(Path file, CircuitChanges changes) {
        final Document top = Document.read(file);
        changes.applyTo(List.of(top.root), top.root, Set.of("manifest", NETWORK, SIMULATION), false);
        final ConfigValue first = top.value(changes);
        final Document simulation = first.has(SIMULATION) ? Document.read(first.get(SIMULATION).existing()) : top;
        final Document network = network(first, top, simulation);
        if (simulation != top) {
            first.fields().keySet().forEach(key -> {
                if (!ConfigKeys.OF_BOTH.contains(key)) {
                    throw first.fail("'" + key + "' stands beside 'simulation', but belongs into that file");
                }
            });
        }
        final List<ObjectNode> all = new ArrayList<>(List.of(top.root));
        // By identity: two files may say the same.
        Stream.of(simulation, network).filter(document -> document != top).forEach(one -> all.add(one.root));
        changes.applyTo(all, network.root, Set.of("components", "networks"), true);
        changes.applyTo(all, simulation.root, Set.copyOf(ConfigKeys.SECTIONS), true);
        for (Document other : List.of(network, top)) {
            // It says in which unit currents are.
            if (!simulation.root.hasNonNull(SIMULATOR) && other.root.hasNonNull(SIMULATOR)) {
                simulation.root.set(SIMULATOR, other.root.get(SIMULATOR));
            }
        }
        final ObjectNode run = simulation.root.get("run") instanceof ObjectNode object ? object : null;
        final CircuitDocuments read = new CircuitDocuments(simulation.value(changes), network.value(changes));
        if (!read.network.has("networks")) {
            throw read.simulation.fail("names no circuit; give it the key 'network' (--set network=FILE), or run a file"
                    + " with the keys 'network' and 'simulation'");
        }
        if (!read.simulation.has("run")) {
            throw read.simulation.fail("tells no simulation (key 'run'); run a file with the keys 'network' and"
                    + " 'simulation', or a simulation's configuration with the key 'network'");
        }
        if (run != null && run.hasNonNull("duration")) {
            // What older files of the Allen Institute call tstop.
            if (run.hasNonNull("tstop") && run.get("tstop").asDouble() != run.get("duration").asDouble()) {
                throw read.simulation.get("run").fail("has both tstop and duration; leave one out");
            }
            run.set("tstop", run.get("duration"));
        }
        return read;
    }

    private static Document network(ConfigValue first, Document top, Document simulation) {
        if (first.has(NETWORK)) {
            return Document.read(first.get(NETWORK).existing());
        }
        if (first.has("networks")) {
            return top;
        }
        if (simulation != top) {
            throw first.fail("lacks the key '" + NETWORK + "'");
        }
        final Path beside = top.file.toAbsolutePath().resolveSibling(DEFAULT_NETWORK);
        return Files.isRegularFile(beside) && top.root.hasNonNull("run") ? Document.read(beside) : top;
    }
}

package org.quantal.io.sonata;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.SpikeFileReader;
import org.quantal.simulator.model.ModelCatalogue;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.ConnectionRule.PairSpace;

/**
 * Reads what a scenario takes from the circuit that it was made from, and spike files. Not for several threads at once.
 */
public final class CircuitFiles implements SpikeFileReader {
    private final ModelCatalogue catalogue;
    private final SpikeFileReader spikeFiles;
    private final Map<Source, Circuit> circuits = new HashMap<>();

    /** What a circuit is made from: its configuration and the changes of it, with absolute paths. */
    private record Source(Path file, List<String> changes) {
    }

    /**
     * @param catalogue  models that nodes are mapped to
     * @param spikeFiles reads spike files that are not part of a circuit
     */
    public CircuitFiles(ModelCatalogue catalogue, SpikeFileReader spikeFiles) {
        this.catalogue = catalogue;
        this.spikeFiles = spikeFiles;
    }

    /** The circuit of a configuration; read once. */
    Circuit circuit(Path configuration, CircuitChanges changes) {
        final Source source = new Source(configuration.toAbsolutePath().normalize(), changes.texts());
        Circuit circuit = circuits.get(source);
        if (circuit == null) {
            circuit = Circuit.read(configuration, catalogue, changes);
            circuits.put(source, circuit);
        }
        return circuit;
    }

    private Circuit circuit(Path configuration, List<String> changes) {
        return circuit(configuration, new CircuitChanges(configuration.toString(), changes,
                configuration.toAbsolutePath().getParent()));
    }

    /** How the scenario names the spikes of a group of virtual nodes. */
    static String spikes(int population, int group) {
        return CIRCUIT + "spikes/" + population + "/" + group;
    }

    /** How the scenario names the edges between two groups. */
    static String edges(int edges, int source, int target, boolean withProbabilities) {
        return CIRCUIT + "edges/" + edges + "/" + source + "/" + target
                + (withProbabilities ? "" : "/without_probabilities");
    }

    @Override
    public double[][] read(Path file, String population, int size) throws IOException {
        return spikeFiles.read(file, population, size);
    }

    @Override
    public double[][] circuitSpikes(Path scenario, List<String> changes, String part, int size) {
        final String[] words = part.split("/");
        final Circuit circuit = circuit(scenario, changes);
        try {
            final NodePopulation population = circuit.populations().get(Integer.parseInt(words[1]));
            return circuit.inputs().trains(population, population.groups().get(Integer.parseInt(words[2])));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("the circuit has no spikes '" + part + "' (any more)", e);
        }
    }

    @Override
    public ConnectionRule circuitConnections(Path scenario, List<String> changes, String part, PairSpace pairs) {
        final String[] words = part.split("/");
        final Circuit circuit = circuit(scenario, changes);
        try {
            return circuit.edges().get(Integer.parseInt(words[1]))
                    .connections(Integer.parseInt(words[2]), Integer.parseInt(words[3]), words.length == 4);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("the circuit has no edges '" + part + "' (any more)", e);
        }
    }
}

package org.quantal.io.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.network.ExplicitConnections;

/** Files that a scenario names: spike trains and lists of synapses. Their paths are relative to the scenario's own. */
final class DataFiles {
    private final Path scenario;
    private final SpikeFileReader sonata;
    private List<String> circuitChanges = List.of();
    private int parts;

    /**
     * @param scenario file of the scenario, or the configuration of its circuit
     * @param sonata   reads HDF5 files and circuits
     */
    DataFiles(Path scenario, SpikeFileReader sonata) {
        this.scenario = scenario.toAbsolutePath();
        this.sonata = sonata;
    }

    /** Tells how the circuit was changed of which the scenario has parts; before any file is read. */
    void circuit(List<String> changes) {
        circuitChanges = changes;
    }

    /** How many parts of a circuit were read. */
    int circuitParts() {
        return parts;
    }

    private interface Action<T> {
        T read(Path file) throws IOException;
    }

    private <T> T read(Cursor at, Action<T> action) {
        final String name = at.text();
        try {
            final Path file = scenario.resolveSibling(name);
            if (!Files.isRegularFile(file)) {
                throw at.fail("there is no file '" + name + "' beside the scenario");
            }
            return at.checked(() -> {
                try {
                    return action.read(file);
                } catch (IOException e) {
                    throw at.fail("cannot read '" + name + "': " + e.getMessage());
                }
            });
        } catch (InvalidPathException e) {
            throw at.fail("'" + name + "' is not the name of a file");
        }
    }

    private <T> T readPart(Cursor at, Action<T> action) {
        parts++;
        return at.checked(() -> {
            try {
                return action.read(scenario);
            } catch (IOException e) {
                throw at.fail("cannot read the circuit: " + e.getMessage());
            }
        });
    }

    private static String part(Cursor at) {
        final String name = at.text();
        return name.startsWith(SpikeFileReader.CIRCUIT) ? name.substring(SpikeFileReader.CIRCUIT.length()) : null;
    }

    /** Spike times in ms by neuron. */
    double[][] spikes(Cursor at, String population, int size) {
        final String part = part(at);
        if (part != null) {
            return readPart(at, file -> sonata.circuitSpikes(file, circuitChanges, part, size));
        }
        return read(at, file -> {
            final boolean hdf5 = file.toString().toLowerCase(Locale.ROOT).endsWith(".h5");
            return hdf5 ? sonata.read(file, population, size) : csvSpikes(file, size);
        });
    }

    private static double[][] csvSpikes(Path file, int size) throws IOException {
        final CsvFile csv = CsvFile.read(file, List.of("time_ms", "node_id"), List.of());
        final int[] neuron = csv.indices("node_id", size);
        final double[] time = csv.column("time_ms");
        final int[] count = new int[size];
        for (int n : neuron) {
            count[n]++;
        }
        final double[][] times = new double[size][];
        Arrays.setAll(times, n -> new double[count[n]]);
        for (int row = csv.rows() - 1; row >= 0; row--) {
            times[neuron[row]][--count[neuron[row]]] = time[row];
        }
        for (double[] train : times) {
            Arrays.sort(train);
        }
        return times;
    }

    /** The synapses of a list. */
    ConnectionRule connections(Cursor at, PairSpace pairs) {
        final String part = part(at);
        if (part != null) {
            return readPart(at, file -> sonata.circuitConnections(file, circuitChanges, part, pairs));
        }
        return read(at, file -> {
            final CsvFile csv = CsvFile.read(file, List.of("source", "target"),
                    List.of("weight", "delay_ms", "release_probability"));
            return new ExplicitConnections(csv.indices("source", pairs.sources()),
                    csv.indices("target", pairs.targets()), csv.column("weight"), csv.column("delay_ms"),
                    csv.column("release_probability"));
        });
    }
}

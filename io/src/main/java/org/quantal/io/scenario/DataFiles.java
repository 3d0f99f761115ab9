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
    private final Path folder;
    private final SpikeFileReader sonata;

    /**
     * @param folder of the scenario
     * @param sonata reads HDF5 files
     */
    DataFiles(Path folder, SpikeFileReader sonata) {
        this.folder = folder;
        this.sonata = sonata;
    }

    private interface Action<T> {
        T read(Path file) throws IOException;
    }

    private <T> T read(Cursor at, Action<T> action) {
        final String name = at.text();
        try {
            final Path file = folder.resolve(name);
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

    /** Spike times in ms by neuron. */
    double[][] spikes(Cursor at, String population, int size) {
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
        return read(at, file -> {
            final CsvFile csv = CsvFile.read(file, List.of("source", "target"), List.of("weight", "delay_ms", "release_probability"));
            return new ExplicitConnections(csv.indices("source", pairs.sources()), csv.indices("target", pairs.targets()),
                    csv.column("weight"), csv.column("delay_ms"), csv.column("release_probability"));
        });
    }
}

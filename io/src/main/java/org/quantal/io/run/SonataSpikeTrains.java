package org.quantal.io.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.quantal.io.hdf5.DataFileException;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.scenario.SpikeFileReader;

/** Reads the spike trains of a scenario's sources from SONATA spike files, such as those that a run wrote. */
public final class SonataSpikeTrains implements SpikeFileReader {

    @Override
    public double[][] read(Path file, String population, int size) {
        try (SonataSpikesReader reader = SonataSpikesReader.open(file)) {
            final List<String> names = reader.populations();
            if (population == null && names.size() != 1) {
                throw new IllegalArgumentException(file.getFileName() + ": holds the populations "
                        + String.join(", ", names) + "; choose one with 'file_population'");
            }
            return trains(file, reader.spikes(population == null ? names.get(0) : population), size);
        } catch (DataFileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The spikes of each neuron, sorted. */
    static double[][] trains(Path file, Spikes spikes, int size) {
        final int[] count = new int[size];
        for (long neuron : spikes.neurons()) {
            if (neuron < 0 || neuron >= size) {
                throw new IllegalArgumentException(file.getFileName() + ": has spikes of neuron " + neuron
                        + ", but the population has the neurons 0 to " + (size - 1));
            }
            count[(int) neuron]++;
        }
        final double[][] trains = new double[size][];
        Arrays.setAll(trains, i -> new double[count[i]]);
        for (int k = 0; k < spikes.count(); k++) {
            final int neuron = (int) spikes.neurons()[k];
            trains[neuron][trains[neuron].length - count[neuron]--] = spikes.timesMs()[k];
        }
        for (double[] train : trains) {
            Arrays.sort(train);
        }
        return trains;
    }
}

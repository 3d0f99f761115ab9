package org.quantal.io.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.io.hdf5.SonataSpikesReader.Spikes;
import org.quantal.io.scenario.OutputLayout.Nodes;

/**
 * Finds the spikes of a scenario's populations in a run's file, which may have the populations and node ids of a
 * circuit.
 */
final class RecordedSpikes {
    private static final String NODES = "nodes";
    private static final String POPULATION = "population";
    private static final String IDS = "ids";
    private static final String FILE = "spikes_file";

    private RecordedSpikes() {
    }

    /** Notes in the record of a run which nodes a population's neurons are. */
    static void write(ObjectNode population, Nodes nodes) {
        final ObjectNode node = population.putObject(NODES).put(POPULATION, nodes.population());
        if (!Arrays.equals(nodes.ids(), LongStream.range(0, nodes.size()).toArray())) {
            Arrays.stream(nodes.ids()).forEach(node.putArray(IDS)::add);
        }
    }

    /** Notes in the record of a run how the file of spikes is called. */
    static void writeFile(ObjectNode run, String name) {
        run.put(FILE, name);
    }

    /** Name of the file of spikes. */
    static String file(JsonNode run) {
        return run.path(FILE).asText(RunFiles.SPIKES);
    }

    /** The spikes of a population, with neurons counted as in the scenario. */
    static Spikes read(SonataSpikesReader file, JsonNode run, String name) {
        final JsonNode nodes = run.path("populations").path(name).path(NODES);
        final Spikes spikes = file.spikes(nodes.path(POPULATION).asText(name));
        if (!nodes.has(IDS)) {
            // Without a list the neurons are all nodes of the population, in order.
            return spikes;
        }
        final Map<Long, Integer> index = new HashMap<>();
        nodes.get(IDS).forEach(id -> index.put(id.asLong(), index.size()));
        final double[] times = new double[spikes.count()];
        final long[] neurons = new long[spikes.count()];
        int count = 0;
        for (int k = 0; k < neurons.length; k++) {
            final Integer neuron = index.get(spikes.neurons()[k]);
            if (neuron != null) {
                times[count] = spikes.timesMs()[k];
                neurons[count++] = neuron;
            }
        }
        return new Spikes(Arrays.copyOf(times, count), Arrays.copyOf(neurons, count));
    }
}

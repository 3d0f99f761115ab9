package org.quantal.simulator.engine;

import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;

/**
 * Cuts a network into partitions. Each partition owns an equal share of every population (a contiguous range), so that
 * all have the same work whatever the populations' rates and in-degrees.
 *
 * <p>The number of partitions is derived from the network's size alone, never from the machine: few enough that the
 * synapses of one spike with one delay still form a run worth copying, and enough that several threads can share the
 * work and that the input of a partition stays in a processor's second-level cache.
 */
public final class Partitioning {
    private static final int MOST_SLOTS = 1 << 16;
    private static final int NEURONS_FOR_ONE = 2_000;
    private static final int NEURONS_FOR_TWO = 100_000;

    private final int count;
    private final int[] size;
    private final int[] channels;

    private Partitioning(int count, int[] size, int[] channels) {
        this.count = count;
        this.size = size;
        this.channels = channels;
    }

    /** The partitioning of a scenario. */
    public static Partitioning of(Scenario scenario) {
        final Network network = scenario.network();
        final int populations = network.populations().size();
        final int[] size = new int[populations];
        final int[] channels = new int[populations];
        long slots = 0;
        for (int a = 0; a < populations; a++) {
            final Population population = network.populations().get(a);
            final NeuronModel model = population.model();
            size[a] = population.size();
            channels[a] = model.channels();
            slots += (long) size[a] * channels[a];
        }
        final int count = scenario.partitions() > 0 ? scenario.partitions() : derived(network.neurons(), slots);
        return new Partitioning(count, size, channels);
    }

    private static int derived(int neurons, long slots) {
        if (neurons <= NEURONS_FOR_ONE) {
            return 1;
        }
        int parts = neurons <= NEURONS_FOR_TWO ? 2 : 4;
        while (slots > (long) parts * MOST_SLOTS) {
            parts *= 2;
        }
        return parts;
    }

    /** Number of partitions. */
    public int count() {
        return count;
    }

    /** First neuron of a population that belongs to a partition. */
    public int from(int partition, int population) {
        return (int) ((long) size[population] * partition / count);
    }

    /** One past the last neuron of a population that belongs to a partition. */
    public int to(int partition, int population) {
        return from(partition + 1, population);
    }

    /** Number of input slots (neuron and channel) of a partition. */
    int slots(int partition) {
        int slots = 0;
        for (int a = 0; a < size.length; a++) {
            slots = Math.addExact(slots, Math.multiplyExact(to(partition, a) - from(partition, a), channels[a]));
        }
        return slots;
    }

    /** Number of bits that hold any slot of any partition. */
    int slotBits() {
        int most = 1;
        for (int p = 0; p < count; p++) {
            most = Math.max(most, slots(p));
        }
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(most - 1));
    }
}

package org.quantal.simulator.engine;

/**
 * Goes through the exact spikes of all partitions in order of time, then population, then neuron: an order that depends
 * neither on how many partitions there are nor on how a run is cut into slices.
 */
final class SpikeMerge {
    private SpikeBatch[] batches = new SpikeBatch[0];
    private int[] next = new int[0];
    private SpikeBatch batch;
    private int index;

    /** Goes to the start of a slice. */
    void begin(SpikeBatch[] all) {
        batches = all;
        if (next.length != all.length) {
            next = new int[all.length];
        }
        java.util.Arrays.fill(next, 0);
    }

    /** Goes on to the next spike; false if there is none. */
    boolean advance() {
        int first = -1;
        for (int p = 0; p < batches.length; p++) {
            // Partitions hold ascending ranges of each population: of equal times and populations the first partition's
            // comes first.
            if (next[p] < batches[p].count
                    && (first < 0 || precedes(batches[p], next[p], batches[first], next[first]))) {
                first = p;
            }
        }
        if (first < 0) {
            return false;
        }
        batch = batches[first];
        index = next[first]++;
        return true;
    }

    private static boolean precedes(SpikeBatch a, int i, SpikeBatch b, int j) {
        return a.timeMs[i] < b.timeMs[j] || a.timeMs[i] == b.timeMs[j] && a.population[i] < b.population[j];
    }

    double timeMs() {
        return batch.timeMs[index];
    }

    int population() {
        return batch.population[index];
    }

    /** Index within the population. */
    int neuron() {
        return batch.neuron[index];
    }
}

package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Synapses that learn, in plain arrays: a row for each source neuron, and in it runs of synapses that share a delay,
 * which is kept elsewhere.
 */
final class LearningRows {
    /** First synapse of each source neuron's row, and the end of the last. */
    final int[] first;
    /** First run of each row, and the end of the last. */
    final int[] firstRun;
    /** One past the last synapse of each run. */
    int[] runEnd = new int[16];
    /** Local number of each synapse's target. */
    int[] neuron = new int[16];
    float[] weight = new float[16];
    /** Release probabilities; null if they are not learnt. */
    float[] probability;
    private int size;
    private int runs;

    LearningRows(int sources, boolean learnsProbability) {
        first = new int[sources + 1];
        firstRun = new int[sources + 1];
        probability = learnsProbability ? new float[16] : null;
    }

    /** Adds synapses of the next source neuron; {@code p} holds release probabilities if they are learnt. */
    void add(int[] slots, int slotOffset, float[] weights, double[] p, int count) {
        if (size + count > neuron.length) {
            resize(Math.max(size + count, Math.addExact(neuron.length, neuron.length / 2)));
        }
        for (int i = 0; i < count; i++) {
            neuron[size + i] = slots[i] - slotOffset;
            weight[size + i] = weights[i];
            if (probability != null) {
                probability[size + i] = (float) p[i];
            }
        }
        size += count;
    }

    private void resize(int capacity) {
        neuron = Arrays.copyOf(neuron, capacity);
        weight = Arrays.copyOf(weight, capacity);
        probability = probability == null ? null : Arrays.copyOf(probability, capacity);
    }

    /** Makes a run of the next synapses that were added; returns its number. */
    int addRun(int length) {
        if (runs == runEnd.length) {
            runEnd = Arrays.copyOf(runEnd, 2 * runs);
        }
        runEnd[runs] = (runs == 0 ? 0 : runEnd[runs - 1]) + length;
        return runs++;
    }

    /** Ends the row of a source neuron. */
    void endRow(int source) {
        first[source + 1] = size;
        firstRun[source + 1] = runs;
    }

    /** Ends building; returns the length of the longest row. */
    int finish() {
        resize(size);
        runEnd = Arrays.copyOf(runEnd, runs);
        int longest = 0;
        for (int j = 0; j < sources(); j++) {
            longest = Math.max(longest, length(j));
        }
        return longest;
    }

    int sources() {
        return first.length - 1;
    }

    /** Number of synapses. */
    int size() {
        return size;
    }

    /** Number of runs. */
    int runs() {
        return runs;
    }

    /** Number of synapses of a source neuron. */
    int length(int source) {
        return first[source + 1] - first[source];
    }

    /** The run that a synapse lies in. */
    int runOf(int synapse) {
        final int at = Arrays.binarySearch(runEnd, 0, runs, synapse + 1);
        return at < 0 ? -at - 1 : at;
    }

    /** Writes what is learnt. */
    void save(DataOutput out) throws IOException {
        for (int s = 0; s < size; s++) {
            out.writeFloat(weight[s]);
            if (probability != null) {
                out.writeFloat(probability[s]);
            }
        }
    }

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException {
        for (int s = 0; s < size; s++) {
            weight[s] = in.readFloat();
            if (probability != null) {
                probability[s] = in.readFloat();
            }
        }
    }
}

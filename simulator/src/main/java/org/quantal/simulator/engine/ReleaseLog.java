package org.quantal.simulator.engine;

import java.util.Arrays;

/**
 * Outcomes of release of one partition, kept until the next batch takes them to the recorder: for each transmission,
 * presynaptic neuron, slot of the target, when the spike was, and the response relative to the weight.
 */
final class ReleaseLog {
    int[] sourcePopulation = new int[64];
    int[] source = new int[64];
    int[] slot = new int[64];
    /** Step of the spike; in the exact mode its time in ms. */
    double[] at = new double[64];
    float[] response = new float[64];
    int count;

    /**
     * Notes the outcomes of a row.
     *
     * @param spikeAt step of the spike; in the exact mode its time in ms
     */
    void add(SynapseTable table, int sourceNeuron, double spikeAt, long first, int offered, long[] mask,
            float[] amplitude) {
        final int[] next = {0};
        table.forEach(sourceNeuron, (targetSlot, weight, delay, synapse) -> {
            final int i = next[0]++;
            if ((mask[i >>> 6] >>> i & 1) != 0) {
                if (count == source.length) {
                    grow();
                }
                sourcePopulation[count] = table.sourcePopulation();
                source[count] = sourceNeuron;
                slot[count] = targetSlot;
                at[count] = spikeAt;
                response[count++] = amplitude == null ? 1 : amplitude[i];
            }
        });
    }

    private void grow() {
        final int capacity = 2 * count;
        sourcePopulation = Arrays.copyOf(sourcePopulation, capacity);
        source = Arrays.copyOf(source, capacity);
        slot = Arrays.copyOf(slot, capacity);
        at = Arrays.copyOf(at, capacity);
        response = Arrays.copyOf(response, capacity);
    }

    /** Takes over what another log holds. */
    void copy(ReleaseLog other) {
        while (source.length < other.count) {
            count = source.length;
            grow();
        }
        count = other.count;
        System.arraycopy(other.sourcePopulation, 0, sourcePopulation, 0, count);
        System.arraycopy(other.source, 0, source, 0, count);
        System.arraycopy(other.slot, 0, slot, 0, count);
        System.arraycopy(other.at, 0, at, 0, count);
        System.arraycopy(other.response, 0, response, 0, count);
    }

    void clear() {
        count = 0;
    }
}

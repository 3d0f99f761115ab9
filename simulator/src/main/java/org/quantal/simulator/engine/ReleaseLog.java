package org.quantal.simulator.engine;

import java.util.Arrays;

/**
 * Outcomes of release of one partition, kept until the next batch takes them to the recorder: for each transmission, presynaptic neuron,
 * slot of the target, step of the spike, and the response relative to the weight.
 */
final class ReleaseLog {
    int[] sourcePopulation = new int[64];
    int[] source = new int[64];
    int[] slot = new int[64];
    long[] step = new long[64];
    float[] response = new float[64];
    int count;

    /** Notes the outcomes of a row. */
    void add(SynapseTable table, int sourceNeuron, long spikeStep, long first, int offered, long[] mask, float[] amplitude) {
        final int[] at = {0};
        table.forEach(sourceNeuron, (targetSlot, weight, delay, synapse) -> {
            final int i = at[0]++;
            if ((mask[i >>> 6] >>> i & 1) != 0) {
                if (count == source.length) {
                    grow();
                }
                sourcePopulation[count] = table.sourcePopulation();
                source[count] = sourceNeuron;
                slot[count] = targetSlot;
                step[count] = spikeStep;
                response[count++] = amplitude == null ? 1 : amplitude[i];
            }
        });
    }

    private void grow() {
        final int capacity = 2 * count;
        sourcePopulation = Arrays.copyOf(sourcePopulation, capacity);
        source = Arrays.copyOf(source, capacity);
        slot = Arrays.copyOf(slot, capacity);
        step = Arrays.copyOf(step, capacity);
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
        System.arraycopy(other.step, 0, step, 0, count);
        System.arraycopy(other.response, 0, response, 0, count);
    }

    void clear() {
        count = 0;
    }
}

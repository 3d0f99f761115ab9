package org.quantal.simulator.engine;

import java.util.Arrays;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.random.StreamKey;

/**
 * The synapses from one population onto one partition that share a release model, in continuous time: rows by source
 * neuron, in the order in which they were drawn, with weight and delay in double precision.
 */
final class ExactTable extends SynapseTable implements ExactSynapses {
    /** Bytes of each synapse, without those of its release model. */
    static final int BYTES_PER_SYNAPSE = Integer.BYTES + 2 * Double.BYTES;
    private static final int FIRST_CAPACITY = 1024;

    private final double stepMs;
    private final double sliceMs;
    private final boolean always;
    private final int[] rowFirst;
    private int size;
    private int[] slot = new int[FIRST_CAPACITY];
    private double[] weight = new double[FIRST_CAPACITY];
    private double[] delayMs = new double[FIRST_CAPACITY];
    private int longestRow;

    ExactTable(int sourcePopulation, int sources, ReleaseSites sites, double stepMs, double sliceMs) {
        super(sourcePopulation, sites);
        this.stepMs = stepMs;
        this.sliceMs = sliceMs;
        this.always = sites.alwaysRelease();
        this.rowFirst = new int[sources + 1];
    }

    /** Adds the row of the next source neuron: the first {@code count} entries of each array. */
    void addRow(int source, int[] slots, double[] weights, double[] delaysMs, int count) {
        if (size + count > slot.length) {
            resize(Math.max(Math.addExact(size, count), Math.addExact(size, size / 2)));
        }
        for (int i = 0; i < count; i++) {
            notWithin(sliceMs, delaysMs[i]);
        }
        System.arraycopy(slots, 0, slot, size, count);
        System.arraycopy(weights, 0, weight, size, count);
        System.arraycopy(delaysMs, 0, delayMs, size, count);
        size += count;
        rowFirst[source + 1] = size;
        longestRow = Math.max(longestRow, count);
    }

    /** A delay, which must not be shorter than a slice. */
    static double notWithin(double sliceMs, double delayMs) {
        if (!(delayMs >= sliceMs)) {
            throw new IllegalStateException("delay is shorter than a slice: delay=" + delayMs + " slice=" + sliceMs
                    + " ms");
        }
        return delayMs;
    }

    private void resize(int capacity) {
        slot = Arrays.copyOf(slot, capacity);
        weight = Arrays.copyOf(weight, capacity);
        delayMs = Arrays.copyOf(delayMs, capacity);
    }

    /** Ends building. */
    void finish() {
        resize(size);
        finishRelease(longestRow);
    }

    @Override
    public void deliver(int source, double timeMs, long key, EventQueue queue) {
        final int from = rowFirst[source];
        final int count = rowFirst[source + 1] - from;
        if (count == 0) {
            return;
        }
        offered += count;
        final long releaseKey = StreamKey.with(key, source);
        if (amplitudes != null) {
            released += amplitudes.transmit(releaseKey, source, timeMs, from, count, amplitude);
            sendAmplitudes(timeMs, from, count, queue);
        } else if (always && !isRecorded()) {
            released += count;
            for (int k = from; k < from + count; k++) {
                queue.add(timeMs + delayMs[k], slot[k], weight[k]);
            }
        } else {
            released += sites.release(releaseKey, from, count, mask);
            for (int i = 0; i < count; i++) {
                if ((mask[i >>> 6] >>> i & 1) != 0) {
                    queue.add(timeMs + delayMs[from + i], slot[from + i], weight[from + i]);
                }
            }
        }
        keepOutcomes(source, timeMs, from, count);
    }

    private void sendAmplitudes(double timeMs, int from, int count, EventQueue queue) {
        for (int i = 0; i < count; i++) {
            mask[i >>> 6] = mask[i >>> 6] & ~(1L << i) | (amplitude[i] != 0 ? 1L : 0) << i;
            if (amplitude[i] != 0) {
                queue.add(timeMs + delayMs[from + i], slot[from + i], weight[from + i] * amplitude[i]);
            }
        }
    }

    @Override
    void deliver(int source, long step, long key, InputBuffers input) {
        throw new IllegalStateException("exact synapses know no steps");
    }

    @Override
    public double delayMs(long synapse) {
        return delayMs[(int) synapse];
    }

    @Override
    void forEach(int source, SynapseVisitor visitor) {
        for (int k = rowFirst[source]; k < rowFirst[source + 1]; k++) {
            visitor.synapse(slot[k], weight[k], Delays.steps(delayMs[k], stepMs), k);
        }
    }

    @Override
    long synapses() {
        return size;
    }

    @Override
    long bytes() {
        return (long) (BYTES_PER_SYNAPSE + sites.bytesPerSynapse()) * size + (long) Integer.BYTES * rowFirst.length;
    }
}

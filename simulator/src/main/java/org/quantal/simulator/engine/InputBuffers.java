package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The input that a partition has still to receive: one queue of released synapses for each future step. A spike appends
 * its released synapses, delay by delay, to the ends of the queues (in order, so that memory is read and written in
 * streams); when a step comes, its queue is summed into one array with an entry a slot, small enough for the
 * second-level cache.
 */
final class InputBuffers {
    private static final int FIRST_CAPACITY = 256;

    /**
     * Summed compact input of the current step, in units; length a power of two, so that a mask keeps indices in range.
     */
    final int[] compactSum;
    /** Summed wide input of the current step; empty if the partition has no wide synapses. */
    final double[] wideSum;
    private final int slotBits;
    private final int ring;
    private final int[][] compact;
    private final int[] compactSize;
    private final long[][] wide;
    private final int[] wideSize;

    /**
     * @param slotBits bits of a slot
     * @param horizon  longest delay in steps plus the length of a slice: how far ahead input is kept
     * @param hasWide  whether there are wide synapses
     */
    InputBuffers(int slotBits, int horizon, boolean hasWide) {
        this.slotBits = slotBits;
        this.ring = Integer.highestOneBit(Math.max(1, horizon)) << 1;
        this.compactSum = new int[1 << slotBits];
        this.wideSum = new double[hasWide ? 1 << slotBits : 0];
        this.compact = new int[ring][FIRST_CAPACITY];
        this.compactSize = new int[ring];
        this.wide = new long[hasWide ? ring : 0][FIRST_CAPACITY];
        this.wideSize = new int[hasWide ? ring : 0];
    }

    /** Appends a run of compact synapses that all released. */
    void appendAll(long step, int[] synapses, int from, int count) {
        final int queue = (int) step & (ring - 1);
        final int size = compactSize[queue];
        System.arraycopy(synapses, from, compactQueue(queue, size + count), size, count);
        compactSize[queue] = size + count;
    }

    /** Appends those of a run of compact synapses whose bit (from {@code bit} on) is set in the mask. */
    void appendReleased(long step, int[] synapses, int from, int count, long[] mask, int bit) {
        final int queue = (int) step & (ring - 1);
        int size = compactSize[queue];
        final int[] entries = compactQueue(queue, size + count);
        final int end = bit + count;
        int at = bit;
        while (at < end) {
            final int low = at & (Long.SIZE - 1);
            final int lanes = Math.min(Long.SIZE - low, end - at);
            final int base = from + at - bit;
            long word = mask[at / Long.SIZE] >>> low & -1L >>> (Long.SIZE - lanes);
            while (word != 0) {
                entries[size++] = synapses[base + Long.numberOfTrailingZeros(word)];
                word &= word - 1;
            }
            at += lanes;
        }
        compactSize[queue] = size;
    }

    /** Appends one wide synapse. */
    void appendWide(long step, long synapse) {
        final int queue = (int) step & (ring - 1);
        final int size = wideSize[queue];
        if (size == wide[queue].length) {
            wide[queue] = Arrays.copyOf(wide[queue], 2 * size);
        }
        wide[queue][size] = synapse;
        wideSize[queue] = size + 1;
    }

    private int[] compactQueue(int queue, int needed) {
        int[] entries = compact[queue];
        if (needed > entries.length) {
            entries = Arrays.copyOf(entries, Math.max(needed, 2 * entries.length));
            compact[queue] = entries;
        }
        return entries;
    }

    /** Sums the input of a step into {@link #compactSum} and {@link #wideSum}, which whoever reads them clears. */
    void collect(long step) {
        final int queue = (int) step & (ring - 1);
        sum(compact[queue], compactSize[queue], compactSum, slotBits);
        compactSize[queue] = 0;
        if (wideSize.length > 0) {
            sumWide(wide[queue], wideSize[queue], wideSum);
            wideSize[queue] = 0;
        }
    }

    private static void sum(int[] entries, int count, int[] sum, int slotBits) {
        // The mask equals sum.length - 1, which lets the compiler drop the bounds check.
        final int mask = sum.length - 1;
        for (int k = 0; k < count; k++) {
            final int synapse = entries[k];
            sum[synapse & mask] += synapse >> slotBits;
        }
    }

    private static void sumWide(long[] entries, int count, double[] sum) {
        for (int k = 0; k < count; k++) {
            sum[(int) (entries[k] >>> Integer.SIZE)] += Float.intBitsToFloat((int) entries[k]);
        }
    }

    /** A wide synapse: slot and float weight. */
    static long wide(int slot, double weight) {
        return (long) slot << Integer.SIZE | Float.floatToRawIntBits((float) weight) & 0xffffffffL;
    }

    /**
     * Changes the units in which compact input is counted; a synapse that becomes too strong for its word is put down
     * as several.
     */
    void rescale(IntToDoubleFunction factorOfSlot) {
        final int most = (1 << Integer.SIZE - slotBits - 1) - 1;
        for (int q = 0; q < ring; q++) {
            final int[] before = Arrays.copyOf(compact[q], compactSize[q]);
            compactSize[q] = 0;
            for (int synapse : before) {
                final int slot = synapse & compactSum.length - 1;
                final double factor = factorOfSlot.applyAsDouble(slot);
                long left = factor == 1 ? synapse >> slotBits : Math.round((synapse >> slotBits) * factor);
                do {
                    final int part = (int) Math.max(-most, Math.min(most, left));
                    compactQueue(q, compactSize[q] + 1)[compactSize[q]++] = part << slotBits | slot;
                    left -= part;
                } while (left != 0);
            }
        }
    }

    void save(DataOutput out) throws IOException {
        for (int q = 0; q < ring; q++) {
            out.writeInt(compactSize[q]);
            for (int k = 0; k < compactSize[q]; k++) {
                out.writeInt(compact[q][k]);
            }
            if (wideSize.length > 0) {
                out.writeInt(wideSize[q]);
                for (int k = 0; k < wideSize[q]; k++) {
                    out.writeLong(wide[q][k]);
                }
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (int q = 0; q < ring; q++) {
            final int count = in.readInt();
            final int[] entries = compactQueue(q, count);
            for (int k = 0; k < count; k++) {
                entries[k] = in.readInt();
            }
            compactSize[q] = count;
            if (wideSize.length > 0) {
                final int wideCount = in.readInt();
                wideSize[q] = 0;
                for (int k = 0; k < wideCount; k++) {
                    appendWide(q, in.readLong());
                }
            }
        }
    }
}

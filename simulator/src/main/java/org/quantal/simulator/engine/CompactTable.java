package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.random.StreamKey;

/**
 * Rows of compact synapses, one 32-bit word each (see {@link WeightFormat}), in chunks of {@value #CHUNK} words so that
 * building never copies what is there. A row is laid out as it is read, in one stream:
 *
 * <pre>number of runs, number of synapses, (delay &lt;&lt; 16 | length) of each run, synapses of all runs</pre>
 */
final class CompactTable extends SynapseTable {
    // A little less than 16 MiB with the array's header: an array of a few bytes more would take another region of the
    // heap.
    private static final int CHUNK = (1 << 22) - 16;
    private static final int HEAD = 2;
    private static final int LONGEST_RUN = 0xffff;

    private final int slotBits;
    private final boolean always;
    /** Chunk in the high word and offset in the low word; -1 for an empty row. */
    private final long[] rowStart;
    /** Number of synapses in rows before, for the release model. */
    private final long[] synapsesBefore;
    private final List<int[]> chunks = new ArrayList<>();
    private int used = CHUNK;
    private long synapses;
    private int longestRow;

    CompactTable(int sourcePopulation, int sources, int slotBits, ReleaseSites sites) {
        super(sourcePopulation, sites);
        this.slotBits = slotBits;
        this.always = sites.alwaysRelease();
        this.rowStart = new long[sources];
        this.synapsesBefore = new long[sources];
    }

    /**
     * Adds the row of the next source neuron.
     *
     * @param packed     synapses sorted by delay
     * @param runDelay   delay in steps of each run
     * @param runLength  length of each run
     */
    void addRow(int source, int[] packed, int count, int[] runDelay, int[] runLength, int runs) {
        synapsesBefore[source] = synapses;
        if (count == 0) {
            rowStart[source] = -1;
            return;
        }
        int heads = 0;
        for (int r = 0; r < runs; r++) {
            heads += (runLength[r] + LONGEST_RUN - 1) / LONGEST_RUN;
        }
        final int words = HEAD + heads + count;
        if (used + words > CHUNK) {
            chunks.add(new int[Math.max(words, CHUNK)]);
            used = 0;
        }
        final int[] chunk = chunks.get(chunks.size() - 1);
        rowStart[source] = (long) (chunks.size() - 1) << Integer.SIZE | used;
        chunk[used++] = heads;
        chunk[used++] = count;
        for (int r = 0; r < runs; r++) {
            for (int left = runLength[r]; left > 0; left -= LONGEST_RUN) {
                chunk[used++] = runDelay[r] << 16 | Math.min(left, LONGEST_RUN);
            }
        }
        System.arraycopy(packed, 0, chunk, used, count);
        used += count;
        synapses += count;
        longestRow = Math.max(longestRow, count);
    }

    /** Ends building: releases what the last chunk has too much. */
    void finish() {
        if (!chunks.isEmpty()) {
            final int last = chunks.size() - 1;
            chunks.set(last, Arrays.copyOf(chunks.get(last), used));
        }
        finishRelease(longestRow);
    }

    @Override
    void deliver(int source, long step, long key, InputBuffers input) {
        final long start = rowStart[source];
        if (start < 0) {
            return;
        }
        final int[] row = chunks.get((int) (start >>> Integer.SIZE));
        final int at = (int) start;
        final int count = row[at + 1];
        final int firstHead = at + HEAD;
        int synapse = firstHead + row[at];
        final int end = synapse;
        offered += count;
        if (always && !isRecorded()) {
            released += count;
            for (int head = firstHead; head < end; head++) {
                final int length = row[head] & LONGEST_RUN;
                input.appendAll(step + (row[head] >>> 16), row, synapse, length);
                synapse += length;
            }
        } else {
            released += sites.release(StreamKey.with(key, source), synapsesBefore[source], count, mask);
            int bit = 0;
            for (int head = firstHead; head < end; head++) {
                final int length = row[head] & LONGEST_RUN;
                input.appendReleased(step + (row[head] >>> 16), row, synapse, length, mask, bit);
                synapse += length;
                bit += length;
            }
            keepOutcomes(source, step, synapsesBefore[source], count);
        }
    }

    @Override
    void forEach(int source, SynapseVisitor visitor) {
        final long start = rowStart[source];
        if (start < 0) {
            return;
        }
        final int[] row = chunks.get((int) (start >>> Integer.SIZE));
        final int at = (int) start;
        final int slotMask = (1 << slotBits) - 1;
        long number = synapsesBefore[source];
        int synapse = at + HEAD + row[at];
        for (int head = at + HEAD; head < at + HEAD + row[at]; head++) {
            for (int k = 0; k < (row[head] & LONGEST_RUN); k++, synapse++) {
                visitor.synapse(row[synapse] & slotMask, row[synapse] >> slotBits, row[head] >>> 16, number++);
            }
        }
    }

    @Override
    long synapses() {
        return synapses;
    }

    @Override
    long bytes() {
        long bytes = 2L * Long.BYTES * rowStart.length + sites.bytesPerSynapse() * synapses;
        for (int[] chunk : chunks) {
            bytes += (long) Integer.BYTES * chunk.length;
        }
        return bytes;
    }
}

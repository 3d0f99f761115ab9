package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.random.StreamKey;

/**
 * Rows of wide synapses, one 64-bit word each: slot and float weight. Laid out as {@link CompactTable}; used where
 * compact weights would be too coarse, and for explicit lists.
 */
final class WideTable extends SynapseTable {
    private static final int CHUNK = (1 << 20) - 8;
    private static final int HEAD = 2;

    private final double stepMs;
    private final long[] rowStart;
    private final long[] synapsesBefore;
    private final List<long[]> chunks = new ArrayList<>();
    private int used = CHUNK;
    private long synapses;
    private int longestRow;

    WideTable(int sourcePopulation, int sources, ReleaseSites sites, double stepMs) {
        super(sourcePopulation, sites);
        this.stepMs = stepMs;
        this.rowStart = new long[sources];
        this.synapsesBefore = new long[sources];
    }

    /** Adds the row of the next source neuron; arguments as in {@link CompactTable#addRow}. */
    void addRow(int source, long[] packed, int count, int[] runDelay, int[] runLength, int runs) {
        synapsesBefore[source] = synapses;
        if (count == 0) {
            rowStart[source] = -1;
            return;
        }
        final int words = HEAD + runs + count;
        if (used + words > CHUNK) {
            chunks.add(new long[Math.max(words, CHUNK)]);
            used = 0;
        }
        final long[] chunk = chunks.get(chunks.size() - 1);
        rowStart[source] = (long) (chunks.size() - 1) << Integer.SIZE | used;
        chunk[used++] = runs;
        chunk[used++] = count;
        for (int r = 0; r < runs; r++) {
            chunk[used++] = (long) runDelay[r] << Integer.SIZE | runLength[r];
        }
        System.arraycopy(packed, 0, chunk, used, count);
        used += count;
        synapses += count;
        longestRow = Math.max(longestRow, count);
    }

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
        final long[] row = chunks.get((int) (start >>> Integer.SIZE));
        final int at = (int) start;
        final int runs = (int) row[at];
        final int count = (int) row[at + 1];
        offered += count;
        final long releaseKey = StreamKey.with(key, source);
        if (amplitudes == null) {
            released += sites.release(releaseKey, synapsesBefore[source], count, mask);
            send(step, row, at, runs, input);
        } else {
            released += amplitudes.transmit(releaseKey, source, (step + 1) * stepMs, synapsesBefore[source], count,
                    amplitude);
            sendAmplitudes(step, row, at, runs, input);
        }
        keepOutcomes(source, step, synapsesBefore[source], count);
    }

    private void send(long step, long[] row, int at, int runs, InputBuffers input) {
        int synapse = at + HEAD + runs;
        int bit = 0;
        for (int head = at + HEAD; head < at + HEAD + runs; head++) {
            final long arrival = step + (row[head] >>> Integer.SIZE);
            for (int k = (int) row[head]; k > 0; k--, bit++, synapse++) {
                if ((mask[bit >>> 6] >>> bit & 1) != 0) {
                    input.appendWide(arrival, row[synapse]);
                }
            }
        }
    }

    private void sendAmplitudes(long step, long[] row, int at, int runs, InputBuffers input) {
        int synapse = at + HEAD + runs;
        int i = 0;
        for (int head = at + HEAD; head < at + HEAD + runs; head++) {
            final long arrival = step + (row[head] >>> Integer.SIZE);
            for (int k = (int) row[head]; k > 0; k--, i++, synapse++) {
                mask[i >>> 6] = mask[i >>> 6] & ~(1L << i) | (amplitude[i] != 0 ? 1L : 0) << i;
                if (amplitude[i] != 0) {
                    input.appendWide(arrival, InputBuffers.wide((int) (row[synapse] >>> Integer.SIZE),
                            Float.intBitsToFloat((int) row[synapse]) * amplitude[i]));
                }
            }
        }
    }

    @Override
    void forEach(int source, SynapseVisitor visitor) {
        final long start = rowStart[source];
        if (start < 0) {
            return;
        }
        final long[] row = chunks.get((int) (start >>> Integer.SIZE));
        final int at = (int) start;
        final int runs = (int) row[at];
        int synapse = at + HEAD + runs;
        long number = synapsesBefore[source];
        for (int head = at + HEAD; head < at + HEAD + runs; head++) {
            for (int k = (int) row[head]; k > 0; k--, synapse++) {
                visitor.synapse((int) (row[synapse] >>> Integer.SIZE), Float.intBitsToFloat((int) row[synapse]),
                        (int) (row[head] >>> Integer.SIZE), number++);
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
        for (long[] chunk : chunks) {
            bytes += (long) Long.BYTES * chunk.length;
        }
        return bytes;
    }
}

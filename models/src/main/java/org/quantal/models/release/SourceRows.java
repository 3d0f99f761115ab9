package org.quantal.models.release;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What all synapses of a presynaptic neuron in a table share: the time of the last spike, and state variables. */
final class SourceRows {
    private final double[] initial;
    private int rows;
    private long synapses;
    private long[] first = new long[16];
    private double[] lastMs = new double[16];
    private final double[][] state;

    /** Rows with state variables of the given initial values. */
    SourceRows(double... initial) {
        this.initial = initial.clone();
        this.state = new double[initial.length][16];
    }

    /** Adds the row of the next presynaptic neuron. */
    void add(int count) {
        if (rows == first.length) {
            first = Arrays.copyOf(first, 2 * rows);
            lastMs = Arrays.copyOf(lastMs, 2 * rows);
            for (int v = 0; v < state.length; v++) {
                state[v] = Arrays.copyOf(state[v], 2 * rows);
            }
        }
        first[rows] = synapses;
        lastMs[rows] = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < state.length; v++) {
            state[v][rows] = initial[v];
        }
        rows++;
        synapses += count;
    }

    /** Notes a spike; returns the time since the last one in ms, infinite if it is the first. */
    double spike(int row, double timeMs) {
        final double elapsed = timeMs - lastMs[row];
        lastMs[row] = timeMs;
        return elapsed;
    }

    /** The values of a state variable by row, to read and write. */
    double[] values(int variable) {
        return state[variable];
    }

    /** The row that a synapse lies in. */
    int rowOf(long synapse) {
        int low = 0;
        int high = rows - 1;
        while (low < high) {
            final int middle = (low + high + 1) >>> 1;
            if (first[middle] <= synapse) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Bytes of the rows as a share of each synapse, rounded up. */
    int bytesPerSynapse() {
        final long bytes = (2L + state.length) * Double.BYTES * rows;
        return synapses == 0 ? 0 : (int) ((bytes + synapses - 1) / synapses);
    }

    void save(DataOutput out) throws IOException {
        for (int row = 0; row < rows; row++) {
            out.writeDouble(lastMs[row]);
            for (double[] values : state) {
                out.writeDouble(values[row]);
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (int row = 0; row < rows; row++) {
            lastMs[row] = in.readDouble();
            for (double[] values : state) {
                values[row] = in.readDouble();
            }
        }
    }
}

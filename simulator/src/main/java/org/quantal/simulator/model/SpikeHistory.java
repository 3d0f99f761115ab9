package org.quantal.simulator.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The recent spikes of the neurons of a partition, with exponential traces of them: what learning rules know of the
 * postsynaptic side. A trace of time constant tau decays as exp(-t/tau) and grows by 1 at each spike (all-to-all).
 *
 * <p>Synapses look back here when their presynaptic neuron spikes, and handle all postsynaptic spikes since then in
 * order. A rule that needs nothing else can so be exact without being called at postsynaptic spikes, and without an
 * index of synapses by target.
 *
 * <p>Spikes of a neuron are numbered from 0 in order of time; those that no synapse will ask for any more may be
 * forgotten ({@link #forget}).
 */
public final class SpikeHistory {
    private static final int FIRST_CAPACITY = 16;
    private static final double NEGLIGIBLE = 1e-16;

    private final double[][] decay;
    private final double[] tauMs;
    private final double stepMs;
    private final int neurons;
    private int capacity = FIRST_CAPACITY;
    /** Step of each kept spike, {@code [neuron * capacity + number % capacity]}. */
    private long[] step;
    /** Each trace just after each kept spike, by trace. */
    private double[][] after;
    private final int[] count;
    private final int[] forgotten;
    private boolean crowded;

    /**
     * @param neurons number of neurons
     * @param tauMs   time constants of the traces in ms
     * @param stepMs  length of a step in ms
     */
    public SpikeHistory(int neurons, double[] tauMs, double stepMs) {
        this.neurons = neurons;
        this.tauMs = tauMs.clone();
        this.stepMs = stepMs;
        this.decay = new double[tauMs.length][];
        for (int t = 0; t < tauMs.length; t++) {
            decay[t] = decayTable(tauMs[t], stepMs);
        }
        step = new long[neurons * capacity];
        after = new double[tauMs.length][neurons * capacity];
        count = new int[neurons];
        forgotten = new int[neurons];
    }

    /** exp(-k h/tau) for k = 0, 1, ... as long as it matters. */
    public static double[] decayTable(double tauMs, double stepMs) {
        final int length = (int) Math.ceil(-Math.log(NEGLIGIBLE) * tauMs / stepMs) + 2;
        final double[] table = new double[length];
        for (int k = 0; k < length - 1; k++) {
            table[k] = StrictMath.exp(-k * stepMs / tauMs);
        }
        return table;
    }

    /** Number of the trace with a time constant. */
    public int trace(double tau) {
        for (int t = 0; t < tauMs.length; t++) {
            if (tauMs[t] == tau) {
                return t;
            }
        }
        throw new IllegalStateException("no trace of " + tau + " ms was asked for");
    }

    /** Notes a spike of a neuron; steps of a neuron ascend. */
    public void add(int neuron, long spikeStep) {
        if (count[neuron] - forgotten[neuron] == capacity) {
            grow();
        }
        final int number = count[neuron];
        final int at = at(neuron, number);
        for (int t = 0; t < after.length; t++) {
            after[t][at] = number == 0 ? 1
                    : after[t][at(neuron, number - 1)] * decayed(t, spikeStep - step[at(neuron, number - 1)]) + 1;
        }
        step[at] = spikeStep;
        count[neuron] = number + 1;
        crowded |= number + 1 - forgotten[neuron] > capacity - 4;
    }

    private int at(int neuron, int number) {
        return neuron * capacity + (number & capacity - 1);
    }

    private double decayed(int trace, long steps) {
        final double[] table = decay[trace];
        return table[(int) Math.min(steps, table.length - 1)];
    }

    private void grow() {
        final int larger = 2 * capacity;
        final long[] newStep = new long[neurons * larger];
        final double[][] newAfter = new double[after.length][neurons * larger];
        for (int i = 0; i < neurons; i++) {
            for (int k = forgotten[i]; k < count[i]; k++) {
                final int to = i * larger + (k & larger - 1);
                newStep[to] = step[at(i, k)];
                for (int t = 0; t < after.length; t++) {
                    newAfter[t][to] = after[t][at(i, k)];
                }
            }
        }
        capacity = larger;
        step = newStep;
        after = newAfter;
    }

    /** Whether some neuron's memory is nearly full, so that synapses should catch up and old spikes be forgotten. */
    public boolean isCrowded() {
        return crowded;
    }

    /** Forgets spikes up to a step, but always keeps the last one, which carries the traces. */
    public void forget(long upTo) {
        for (int i = 0; i < neurons; i++) {
            while (forgotten[i] < count[i] - 1 && step[at(i, forgotten[i] + 1)] <= upTo) {
                forgotten[i]++;
            }
        }
        crowded = false;
    }

    /** Number of spikes of a neuron so far: one past the number of its last spike. */
    public int count(int neuron) {
        return count[neuron];
    }

    /** The number of the first spike of a neuron after a step. */
    public int firstAfter(int neuron, long step0) {
        int k = count[neuron];
        while (k > forgotten[neuron] && step[at(neuron, k - 1)] > step0) {
            k--;
        }
        return k;
    }

    /** Step of a kept spike. */
    public long step(int neuron, int number) {
        return step[at(neuron, number)];
    }

    /** A trace just before a kept spike: without the spike's own contribution. */
    public double traceBefore(int trace, int neuron, int number) {
        return after[trace][at(neuron, number)] - 1;
    }

    /** A trace at the end of a step, from spikes strictly before that. */
    public double trace(int trace, int neuron, long atStep) {
        int k = count[neuron] - 1;
        while (k >= forgotten[neuron] && step[at(neuron, k)] >= atStep) {
            k--;
        }
        return k < forgotten[neuron] ? 0 : after[trace][at(neuron, k)] * decayed(trace, atStep - step[at(neuron, k)]);
    }

    /** Writes the spikes that are kept, with their traces. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(capacity);
        out.writeBoolean(crowded);
        for (int i = 0; i < neurons; i++) {
            out.writeInt(forgotten[i]);
            out.writeInt(count[i]);
            for (int k = forgotten[i]; k < count[i]; k++) {
                out.writeLong(step[at(i, k)]);
                for (double[] trace : after) {
                    out.writeDouble(trace[at(i, k)]);
                }
            }
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws IOException if it cannot be what was written
     */
    public void load(DataInput in) throws IOException {
        capacity = in.readInt();
        if (Integer.bitCount(capacity) != 1 || (long) capacity * neurons > Integer.MAX_VALUE) {
            throw new IOException("a memory of " + capacity + " spikes a neuron");
        }
        step = new long[neurons * capacity];
        after = new double[after.length][neurons * capacity];
        crowded = in.readBoolean();
        for (int i = 0; i < neurons; i++) {
            forgotten[i] = in.readInt();
            count[i] = in.readInt();
            for (int k = forgotten[i]; k < count[i]; k++) {
                step[at(i, k)] = in.readLong();
                for (double[] trace : after) {
                    trace[at(i, k)] = in.readDouble();
                }
            }
        }
    }

    /** Number of neurons. */
    public int neurons() {
        return neurons;
    }

    /** The time constants of the traces in ms. */
    public double[] tausMs() {
        return Arrays.copyOf(tauMs, tauMs.length);
    }

    /** Length of a step in ms. */
    public double stepMs() {
        return stepMs;
    }
}

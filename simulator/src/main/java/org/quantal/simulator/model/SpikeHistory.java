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

    private final Decay[] decay;
    /** The tables of {@link #decay}. */
    private final double[][] table;
    private final double[] tauMs;
    private final LearningClock clock;
    private final int simultaneous;
    private final int neurons;
    private int capacity = FIRST_CAPACITY;
    /** Tick of each kept spike, {@code [neuron * capacity + number % capacity]}. */
    private long[] tick;
    /** Each trace just after each kept spike, by trace. */
    private double[][] after;
    private final int[] count;
    private final int[] forgotten;
    private boolean crowded;

    /**
     * @param neurons number of neurons
     * @param tauMs   time constants of the traces in ms
     * @param clock   what times are counted by
     */
    public SpikeHistory(int neurons, double[] tauMs, LearningClock clock) {
        this.neurons = neurons;
        this.tauMs = tauMs.clone();
        this.clock = clock;
        this.simultaneous = clock.simultaneous();
        this.decay = Arrays.stream(tauMs).mapToObj(clock::decay).toArray(Decay[]::new);
        this.table = Arrays.stream(decay).map(Decay::table).toArray(double[][]::new);
        tick = new long[neurons * capacity];
        after = new double[tauMs.length][neurons * capacity];
        count = new int[neurons];
        forgotten = new int[neurons];
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

    /** Notes a spike of a neuron; ticks of a neuron do not descend. */
    public void add(int neuron, long spikeTick) {
        if (count[neuron] - forgotten[neuron] == capacity) {
            grow();
        }
        final int number = count[neuron];
        final int at = at(neuron, number);
        for (int t = 0; t < after.length; t++) {
            after[t][at] = number == 0 ? 1
                    : after[t][at(neuron, number - 1)] * decayed(t, spikeTick - tick[at(neuron, number - 1)]) + 1;
        }
        tick[at] = spikeTick;
        count[neuron] = number + 1;
        crowded |= number + 1 - forgotten[neuron] > capacity - 4;
    }

    private int at(int neuron, int number) {
        return neuron * capacity + (number & capacity - 1);
    }

    private double decayed(int trace, long ticks) {
        final double[] known = table[trace];
        return ticks < known.length ? known[(int) ticks] : decay[trace].after(ticks);
    }

    private void grow() {
        final int larger = 2 * capacity;
        final long[] newTick = new long[neurons * larger];
        final double[][] newAfter = new double[after.length][neurons * larger];
        for (int i = 0; i < neurons; i++) {
            for (int k = forgotten[i]; k < count[i]; k++) {
                final int to = i * larger + (k & larger - 1);
                newTick[to] = tick[at(i, k)];
                for (int t = 0; t < after.length; t++) {
                    newAfter[t][to] = after[t][at(i, k)];
                }
            }
        }
        capacity = larger;
        tick = newTick;
        after = newAfter;
    }

    /** Whether some neuron's memory is nearly full, so that synapses should catch up and old spikes be forgotten. */
    public boolean isCrowded() {
        return crowded;
    }

    /** Forgets spikes up to a tick, but always keeps the last one, which carries the traces. */
    public void forget(long upTo) {
        for (int i = 0; i < neurons; i++) {
            while (forgotten[i] < count[i] - 1 && tick[at(i, forgotten[i] + 1)] <= upTo) {
                forgotten[i]++;
            }
        }
        crowded = false;
    }

    /** Number of spikes of a neuron so far: one past the number of its last spike. */
    public int count(int neuron) {
        return count[neuron];
    }

    /** The number of the first spike of a neuron after a tick. */
    public int firstAfter(int neuron, long tick0) {
        int k = count[neuron];
        while (k > forgotten[neuron] && tick[at(neuron, k - 1)] > tick0) {
            k--;
        }
        return k;
    }

    /** Tick of a kept spike. */
    public long tick(int neuron, int number) {
        return tick[at(neuron, number)];
    }

    /** A trace just before a kept spike: without the spike's own contribution. */
    public double traceBefore(int trace, int neuron, int number) {
        return after[trace][at(neuron, number)] - 1;
    }

    /**
     * A trace as a presynaptic spike finds it: of the spikes that met the synapse before that, not with it.
     *
     * @param until last tick of the spikes that have met the synapse, {@link SynapseRun#until}
     */
    public double trace(int trace, int neuron, long until) {
        final long now = until - simultaneous;
        final long before = now - simultaneous;
        int k = count[neuron] - 1;
        while (k >= forgotten[neuron] && tick[at(neuron, k)] >= before) {
            k--;
        }
        return k < forgotten[neuron] ? 0 : after[trace][at(neuron, k)] * decayed(trace, now - tick[at(neuron, k)]);
    }

    /** Writes the spikes that are kept, with their traces. */
    public void save(DataOutput out) throws IOException {
        out.writeInt(capacity);
        out.writeBoolean(crowded);
        for (int i = 0; i < neurons; i++) {
            out.writeInt(forgotten[i]);
            out.writeInt(count[i]);
            for (int k = forgotten[i]; k < count[i]; k++) {
                out.writeLong(tick[at(i, k)]);
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
        tick = new long[neurons * capacity];
        after = new double[after.length][neurons * capacity];
        crowded = in.readBoolean();
        for (int i = 0; i < neurons; i++) {
            forgotten[i] = in.readInt();
            count[i] = in.readInt();
            for (int k = forgotten[i]; k < count[i]; k++) {
                tick[at(i, k)] = in.readLong();
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

    /** What times are counted by. */
    public LearningClock clock() {
        return clock;
    }
}

package org.quantal.simulator.model;

import java.util.Arrays;

/** A growing list of the spike times of one neuron, in ms and in order of time. */
public final class SpikeTimes {
    private double[] ms = new double[16];
    private int count;

    /** Adds a spike. */
    public void add(double timeMs) {
        if (count == ms.length) {
            ms = Arrays.copyOf(ms, 2 * count);
        }
        ms[count++] = timeMs;
    }

    /** Number of spikes. */
    public int count() {
        return count;
    }

    /** Time of a spike in ms. */
    public double ms(int spike) {
        return ms[spike];
    }

    /** Forgets all spikes. */
    public void clear() {
        count = 0;
    }
}

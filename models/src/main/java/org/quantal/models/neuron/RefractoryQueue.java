package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The neurons of a group that are refractory now, in the order in which they spiked. They are few (rate x t_ref of
 * all), so the membrane loop runs over everyone without a branch, and the refractory ones are put back afterwards.
 */
final class RefractoryQueue {
    private final int[] neuron;
    private final long[] lastStep;
    private final long steps;
    private int head;
    private int size;

    /**
     * @param neurons number of neurons of the group; each can wait at most once
     * @param steps   number of steps for which a neuron stays at its reset potential
     */
    RefractoryQueue(int neurons, long steps) {
        this.neuron = new int[neurons];
        this.lastStep = new long[neurons];
        this.steps = steps;
    }

    /** Notes that a neuron spiked at the end of a step. */
    void spiked(int i, long step) {
        if (steps == 0) {
            return;
        }
        int tail = head + size;
        if (tail >= neuron.length) {
            tail -= neuron.length;
        }
        neuron[tail] = i;
        lastStep[tail] = step + steps;
        size++;
    }

    /** Puts the potential of all neurons that are refractory in this step back to the reset potential. */
    void hold(long step, double[] v, double reset) {
        while (size > 0 && lastStep[head] < step) {
            head = head + 1 == neuron.length ? 0 : head + 1;
            size--;
        }
        for (int k = 0, at = head; k < size; k++) {
            v[neuron[at]] = reset;
            at = at + 1 == neuron.length ? 0 : at + 1;
        }
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int k = 0, at = head; k < size; k++) {
            out.writeInt(neuron[at]);
            out.writeLong(lastStep[at]);
            at = at + 1 == neuron.length ? 0 : at + 1;
        }
    }

    void load(DataInput in) throws IOException {
        head = 0;
        size = in.readInt();
        for (int k = 0; k < size; k++) {
            neuron[k] = in.readInt();
            lastStep[k] = in.readLong();
        }
    }
}

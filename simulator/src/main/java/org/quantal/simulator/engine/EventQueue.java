package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The input that a partition has still to receive in continuous time: one bucket for each slice to come. When a slice
 * begins its bucket is complete, because no delay is shorter than a slice; its events are then put together by neuron,
 * in the order in which they were added, which is that of the spikes that caused them and does not depend on how time
 * is cut into slices.
 */
final class EventQueue {
    private final ExactDelays delays;
    private final EventList[] ring;
    /** Neuron of the partition that each slot belongs to. */
    private final int[] neuronOfSlot;
    /** End of each neuron's events in {@link #order}, while a slice lasts. */
    private final int[] end;
    private int[] order = new int[64];
    private final EventList nothing = new EventList();
    private EventList current = nothing;

    /**
     * @param neuronOfSlot neuron within the partition of each slot
     * @param neurons      number of neurons of the partition
     */
    EventQueue(ExactDelays delays, int[] neuronOfSlot, int neurons) {
        this.delays = delays;
        this.neuronOfSlot = neuronOfSlot;
        this.ring = new EventList[Integer.highestOneBit(delays.reach()) << 1];
        this.end = new int[neurons + 1];
    }

    /** Adds an arrival. */
    void add(double timeMs, int slot, double weight) {
        final int at = (int) delays.slice(timeMs) & ring.length - 1;
        if (ring[at] == null) {
            ring[at] = new EventList();
        }
        ring[at].add(timeMs, slot, weight);
    }

    /** Begins a slice: puts its events together by neuron. */
    void begin(double startMs, double endMs) {
        final EventList bucket = ring[(int) delays.slice(startMs) & ring.length - 1];
        current = bucket == null ? nothing : bucket;
        Arrays.fill(end, 0);
        if (order.length < current.count) {
            order = new int[current.timeMs.length];
        }
        for (int k = 0; k < current.count; k++) {
            if (current.timeMs[k] < endMs) {
                end[neuronOfSlot[current.code[k]] + 1]++;
            }
        }
        for (int i = 1; i < end.length; i++) {
            end[i] += end[i - 1];
        }
        // Each start moves to the neuron's end while its events are put down.
        for (int k = 0; k < current.count; k++) {
            if (current.timeMs[k] < endMs) {
                order[end[neuronOfSlot[current.code[k]]]++] = k;
            }
        }
    }

    /** Appends a neuron's events of the slice, with the channel of each in place of its slot. */
    void copyTo(EventList list, int neuron, int[] channelOfSlot) {
        for (int k = neuron == 0 ? 0 : end[neuron - 1]; k < end[neuron]; k++) {
            final int event = order[k];
            list.add(current.timeMs[event], channelOfSlot[current.code[event]], current.weight[event]);
        }
    }

    /** Ends a slice: forgets its events. Those after {@code endMs} stay, where a run is cut within a slice. */
    void end(double endMs) {
        int left = 0;
        for (int k = 0; k < current.count; k++) {
            if (current.timeMs[k] >= endMs) {
                current.timeMs[left] = current.timeMs[k];
                current.code[left] = current.code[k];
                current.weight[left++] = current.weight[k];
            }
        }
        current.count = left;
    }

    void save(DataOutput out) throws IOException {
        for (EventList bucket : ring) {
            final int count = bucket == null ? 0 : bucket.count;
            out.writeInt(count);
            for (int k = 0; k < count; k++) {
                out.writeDouble(bucket.timeMs[k]);
                out.writeInt(bucket.code[k]);
                out.writeDouble(bucket.weight[k]);
            }
        }
    }

    void load(DataInput in) throws IOException {
        for (int at = 0; at < ring.length; at++) {
            final int count = in.readInt();
            ring[at] = count == 0 ? null : new EventList();
            for (int k = 0; k < count; k++) {
                ring[at].add(in.readDouble(), in.readInt(), in.readDouble());
            }
        }
    }
}

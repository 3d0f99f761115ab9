package org.quantal.io.run;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.quantal.io.hdf5.SonataSpikesWriter;

/** Keeps the spikes of a population, which come by time, to write them by node. */
final class SpikeSorter {
    private double[] timesMs = new double[1024];
    private long[] nodes = new long[1024];
    private int count;

    void add(double[] times, long[] ids, int number) {
        if (count + number > nodes.length) {
            final int capacity = Math.max(count + number, Math.multiplyExact(2, nodes.length));
            timesMs = Arrays.copyOf(timesMs, capacity);
            nodes = Arrays.copyOf(nodes, capacity);
        }
        System.arraycopy(times, 0, timesMs, count, number);
        System.arraycopy(ids, 0, nodes, count, number);
        count += number;
    }

    /** Writes all spikes by node, then time: the sort is stable. */
    void write(SonataSpikesWriter writer, int source) {
        final int[] order = IntStream.range(0, count).boxed().sorted(Comparator.comparingLong(k -> nodes[k]))
                .mapToInt(Integer::intValue)
                .toArray();
        writer.append(source, IntStream.of(order).mapToDouble(k -> timesMs[k]).toArray(),
                IntStream.of(order).mapToLong(k -> nodes[k])
                .toArray(), count);
    }
}

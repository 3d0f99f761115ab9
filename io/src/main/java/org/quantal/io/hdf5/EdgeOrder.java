package org.quantal.io.hdf5;

import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * Edges sorted by target, then source (edges between the same two neurons keep their order), or by source alone. Writes
 * what SONATA needs to find them.
 */
final class EdgeOrder {

    private static final int BLOCK = StreamWriter.CHUNK_ENTRIES;

    private final int[] place;
    private final int[] source;
    private final int[] target;

    private EdgeOrder(int[] place, int[] source, int[] target) {
        this.place = place;
        this.source = source;
        this.target = target;
    }

    /**
     * Sorts edges.
     *
     * @throws IllegalArgumentException if a neuron is out of range
     */
    static EdgeOrder of(int[] sources, int sourceSize, int[] targets, int targetSize) {
        requireNeurons("source", sources, sourceSize);
        requireNeurons("target", targets, targetSize);
        int[] bySource = stableOrder(sources.length, i -> i, i -> sources[i], sourceSize);
        int[] place = stableOrder(sources.length, i -> bySource[i], i -> targets[bySource[i]], targetSize);
        int[] source = new int[place.length];
        int[] target = new int[place.length];
        for (int e = 0; e < place.length; e++) {
            source[e] = sources[place[e]];
            target[e] = targets[place[e]];
        }
        return new EdgeOrder(place, source, target);
    }

    /**
     * Sorts edges by source; those of one source keep their order.
     *
     * @throws IllegalArgumentException if a neuron is out of range
     */
    static EdgeOrder bySource(int[] sources, int sourceSize, int[] targets, int targetSize) {
        requireNeurons("source", sources, sourceSize);
        requireNeurons("target", targets, targetSize);
        int[] place = stableOrder(sources.length, i -> i, i -> sources[i], sourceSize);
        int[] source = new int[place.length];
        int[] target = new int[place.length];
        for (int e = 0; e < place.length; e++) {
            source[e] = sources[place[e]];
            target[e] = targets[place[e]];
        }
        return new EdgeOrder(place, source, target);
    }

    private static void requireNeurons(String side, int[] neurons, int size) {
        for (int neuron : neurons) {
            if (neuron < 0 || neuron >= size) {
                throw new IllegalArgumentException("the " + side + " population has " + size + " neurons: neuron="
                        + neuron);
            }
        }
    }

    /** A counting sort: the elements in ascending order of their keys, which are below {@code size}. */
    private static int[] stableOrder(int count, IntUnaryOperator element, IntUnaryOperator key, int size) {
        int[] next = new int[size + 1];
        for (int i = 0; i < count; i++) {
            next[key.applyAsInt(i) + 1]++;
        }
        for (int k = 0; k < size; k++) {
            next[k + 1] += next[k];
        }
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[next[key.applyAsInt(i)]++] = element.applyAsInt(i);
        }
        return order;
    }

    int count() {
        return place.length;
    }

    double[] sorted(double[] values) {
        double[] sorted = new double[count()];
        for (int e = 0; e < sorted.length; e++) {
            sorted[e] = values[place[e]];
        }
        return sorted;
    }

    float[] sortedFloats(double[] values) {
        float[] sorted = new float[count()];
        for (int e = 0; e < sorted.length; e++) {
            sorted[e] = (float) values[place[e]];
        }
        return sorted;
    }

    /**
     * @throws IllegalArgumentException if these are not the edges that were sorted
     */
    void requireSame(String name, int[] sources, int[] targets) {
        boolean same = sources.length == count() && targets.length == count();
        for (int e = 0; same && e < count(); e++) {
            same = sources[place[e]] == source[e] && targets[place[e]] == target[e];
        }
        if (!same) {
            throw new IllegalArgumentException("the edges of " + name + " are not those of its first snapshot");
        }
    }

    /** Writes the neurons of each edge, and that all edges are in group 0. */
    void write(GroupWriter group, String sourcePopulation, String targetPopulation, Compression compression) {
        StreamWriter sources = group.stream("source_node_id", ElementType.UINT64, compression);
        sources.attribute("node_population", sourcePopulation);
        sources.append(source, count());
        StreamWriter targets = group.stream("target_node_id", ElementType.UINT64, compression);
        targets.attribute("node_population", targetPopulation);
        targets.append(target, count());
        append(group.stream("edge_type_id", ElementType.INT64, compression), count(), e -> 0);
        append(group.stream("edge_group_id", ElementType.UINT64, compression), count(), e -> 0);
        append(group.stream("edge_group_index", ElementType.UINT64, compression), count(), e -> e);
    }

    /** Writes where the edges of each neuron are. */
    void writeIndices(GroupWriter indices, int sourceSize, int targetSize, Compression compression) {
        writeIndex(indices.group("source_to_target"), source, sourceSize, compression);
        writeIndex(indices.group("target_to_source"), target, targetSize, compression);
    }

    /** A range is a run of edges with the same neuron; the ranges of a neuron lie together. */
    private static void writeIndex(GroupWriter index, int[] neuron, int size, Compression compression) {
        int[] firstRange = new int[size + 1];
        for (int e = 0; e < neuron.length; e++) {
            if (e == 0 || neuron[e] != neuron[e - 1]) {
                firstRange[neuron[e] + 1]++;
            }
        }
        for (int n = 0; n < size; n++) {
            firstRange[n + 1] += firstRange[n];
        }
        int[] next = firstRange.clone();
        int[] begin = new int[firstRange[size]];
        int[] end = new int[firstRange[size]];
        for (int e = 0; e < neuron.length; e++) {
            if (e == 0 || neuron[e] != neuron[e - 1]) {
                begin[next[neuron[e]]] = e;
            }
            if (e + 1 == neuron.length || neuron[e] != neuron[e + 1]) {
                end[next[neuron[e]]++] = e + 1;
            }
        }
        IntToLongFunction pointers = i -> firstRange[i / 2 + i % 2];
        // The specification's files have the one name, libsonata's the other.
        append(index.rows("node_id_to_ranges", ElementType.UINT64, 2, compression), 2L * size, pointers);
        append(index.rows("node_id_to_range", ElementType.UINT64, 2, compression), 2L * size, pointers);
        append(index.rows("range_to_edge_id", ElementType.UINT64, 2, compression), 2L * begin.length,
                i -> (i % 2 == 0 ? begin : end)[i / 2]);
    }

    private static void append(StreamWriter stream, long count, IntToLongFunction value) {
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("too many edges for " + stream.path() + ": " + count / 2 + " ranges");
        }
        long[] block = new long[BLOCK];
        for (long from = 0; from < count; from += BLOCK) {
            int n = (int) Math.min(BLOCK, count - from);
            for (int i = 0; i < n; i++) {
                block[i] = value.applyAsLong((int) from + i);
            }
            stream.append(block, n);
        }
    }
}

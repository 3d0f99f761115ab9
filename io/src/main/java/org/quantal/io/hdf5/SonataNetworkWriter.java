package org.quantal.io.hdf5;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.quantal.io.hdf5.SonataEdgesWriter.Nodes;
import org.quantal.io.hdf5.SonataEdgesWriter.Property;

/**
 * Writes the nodes and the edges of a network as SONATA files. Edges are sorted by source and keep the order in which
 * they are given within it, with 64-bit properties and both indices, so that a network can be built again just as it
 * was.
 */
public final class SonataNetworkWriter {
    private static final Compression COMPRESSION = Compression.QUICK;

    private SonataNetworkWriter() {
    }

    /**
     * Writes a file of nodes; those of the i-th population have the node type i.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written; it is then removed
     */
    public static void writeNodes(Path path, List<Nodes> populations, Provenance provenance) {
        Hdf5Writer file = new Hdf5Writer(path);
        try {
            Sonata.mark(file);
            GroupWriter nodes = file.root().group("nodes");
            for (int p = 0; p < populations.size(); p++) {
                GroupWriter population = nodes.group(populations.get(p).population());
                long[] column = new long[populations.get(p).size()];
                population.group("0");
                append(population.stream("node_group_id", ElementType.UINT64, COMPRESSION), column);
                java.util.Arrays.fill(column, p);
                append(population.stream("node_type_id", ElementType.INT64, COMPRESSION), column);
                java.util.Arrays.setAll(column, i -> i);
                append(population.stream("node_id", ElementType.UINT64, COMPRESSION), column);
                append(population.stream("node_group_index", ElementType.UINT64, COMPRESSION), column);
            }
            provenance.write(file);
        } catch (RuntimeException e) {
            file.abort();
            throw e;
        }
        file.close();
    }

    private static void append(StreamWriter stream, long[] values) {
        stream.append(values, values.length);
    }

    /**
     * A population of edges.
     *
     * @param source     ids of source nodes
     * @param target     ids of target nodes
     * @param properties values by property
     */
    public record Edges(String name, Nodes sources, Nodes targets, int[] source, int[] target,
            Map<Property, double[]> properties) {
    }

    /**
     * Writes a file of edges, all of the edge type 0.
     *
     * @param populations each is asked for when its turn comes, so that one at a time is in memory
     * @throws java.io.UncheckedIOException if the file cannot be written; it is then removed
     */
    public static void writeEdges(Path path, Iterable<Edges> populations, Provenance provenance) {
        Hdf5Writer file = new Hdf5Writer(path);
        try {
            Sonata.mark(file);
            GroupWriter edges = file.root().group("edges");
            for (Edges population : populations) {
                write(edges.group(population.name()), population);
            }
            provenance.write(file);
        } catch (RuntimeException e) {
            file.abort();
            throw e;
        }
        file.close();
    }

    private static void write(GroupWriter group, Edges edges) {
        EdgeOrder order = EdgeOrder.bySource(edges.source(), edges.sources().size(), edges.target(),
                edges.targets().size());
        order.write(group, edges.sources().population(), edges.targets().population(), COMPRESSION);
        GroupWriter properties = group.group("0");
        edges.properties().forEach((property, values) -> {
            StreamWriter stream = properties.stream(property.name(), ElementType.FLOAT64, COMPRESSION);
            if (!property.units().isEmpty()) {
                stream.attribute("units", property.units());
            }
            stream.append(order.sorted(values), order.count());
        });
        order.writeIndices(group.group("indices"), edges.sources().size(), edges.targets().size(), COMPRESSION);
    }
}

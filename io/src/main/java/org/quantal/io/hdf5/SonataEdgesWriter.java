package org.quantal.io.hdf5;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes synapses as a SONATA edge file while the run goes, from snapshots at one or several times.
 *
 * <p>{@code /edges/POPULATION} holds the last snapshot as the specification has it, sorted by target, then source:
 * {@code source_node_id}, {@code target_node_id}, the group {@code 0} with one dataset a property, and
 * {@code indices} by target and by source. If there are edges and several snapshots, {@code history} beside group 0
 * holds them all: {@code time} (float64, ms), and each property that can change as a table (float32, time × edge) with
 * the edges in the same order. Readers of SONATA pass over {@code history}.
 *
 * <p>Memory: one snapshot and 16 bytes an edge. Not for several threads at once. {@link #close()} completes the file,
 * {@link #abort()} removes it; see {@link Hdf5Writer}.
 */
public final class SonataEdgesWriter implements AutoCloseable {

    private final Hdf5Writer file;
    private final GroupWriter edges;
    private final Compression compression;
    private final List<Population> populations = new ArrayList<>();

    /**
     * Begins a file, packed by {@link Compression#QUICK}.
     *
     * @throws java.io.UncheckedIOException if the file cannot be created
     */
    public SonataEdgesWriter(Path path, Provenance provenance) {
        this.file = new Hdf5Writer(path);
        this.compression = Compression.QUICK;
        try {
            Sonata.mark(file);
            this.edges = file.root().group("edges");
            provenance.write(file);
        } catch (RuntimeException e) {
            file.abort();
            throw e;
        }
    }

    /**
     * The neurons at one side of the edges.
     *
     * @param population their population
     * @param size number of its neurons; ids are 0 to size - 1
     */
    public record Nodes(String population, int size) {}

    /**
     * A property of edges.
     *
     * @param units for instance {@code pA}; empty for none
     */
    public record Property(String name, String units) {}

    /**
     * Adds a population of edges. It is not in the file unless it gets a snapshot.
     *
     * @throws IllegalArgumentException if the name is taken or not possible
     */
    public Population population(String name, Nodes source, Nodes target) {
        NodeWriter.checkName(name);
        if (populations.stream().anyMatch(p -> p.name.equals(name))) {
            throw new IllegalArgumentException("there is already a population of edges " + name);
        }
        Population population = new Population(name, source, target);
        populations.add(population);
        return population;
    }

    /** A population of edges that gets snapshots. */
    public final class Population {

        private final String name;
        private final Nodes source;
        private final Nodes target;
        private EdgeOrder order;
        private double[] delays;
        private Map<Property, float[]> latest = Map.of();
        private double latestMs;
        private StreamWriter times;
        private final Map<Property, StreamWriter> rows = new LinkedHashMap<>();
        private GroupWriter group;

        private Population(String name, Nodes source, Nodes target) {
            this.name = name;
            this.source = source;
            this.target = target;
        }

        /**
         * Adds a snapshot. All snapshots of a population must have the same edges in the same order, whichever it is.
         *
         * @param timeMs when, ms
         * @param sources the edges' source neurons; copied, as all that follows
         * @param targets their target neurons
         * @param delaysMs their delays, ms; those of the first snapshot hold for all
         * @param properties what can change, by property
         * @throws IllegalArgumentException if the edges are others than those of the first snapshot, or refer to no
         *         neuron
         * @throws java.io.UncheckedIOException if the file cannot be written; it is then removed
         */
        public void snapshot(
                double timeMs, int[] sources, int[] targets, double[] delaysMs, Map<Property, double[]> properties) {
            if (order == null) {
                order = EdgeOrder.of(sources, source.size(), targets, target.size());
                delays = order.sorted(delaysMs);
                group = edges.group(name);
            } else {
                order.requireSame(name, sources, targets);
                if (times == null && order.count() > 0) {
                    beginHistory();
                }
            }
            Map<Property, float[]> sorted = new LinkedHashMap<>();
            properties.forEach((property, values) -> sorted.put(property, order.sortedFloats(values)));
            latest = sorted;
            latestMs = timeMs;
            if (times != null) {
                appendLatest();
            }
        }

        private void beginHistory() {
            GroupWriter history = group.group("history");
            times = history.stream("time", ElementType.FLOAT64, compression);
            times.attribute("units", Sonata.MILLISECONDS);
            latest.keySet().forEach(property -> rows.put(property, withUnits(property.units(),
                    history.rows(property.name(), ElementType.FLOAT32, order.count(), compression))));
            appendLatest();
        }

        private void appendLatest() {
            times.append(new double[] {latestMs}, 1);
            rows.forEach((property, stream) -> stream.append(latest.get(property), order.count()));
        }

        private void complete() {
            if (order == null) {
                return;
            }
            order.write(group, source.population(), target.population(), compression);
            GroupWriter properties = group.group("0");
            properties.attribute("time", latestMs);
            latest.forEach((property, values) -> withUnits(property.units(),
                    properties.stream(property.name(), ElementType.FLOAT32, compression))
                    .append(values, values.length));
            withUnits(Sonata.MILLISECONDS, properties.stream("delay", ElementType.FLOAT64, compression))
                    .append(delays, delays.length);
            GroupWriter indices = group.group("indices");
            order.writeIndices(indices, source.size(), target.size(), compression);
        }
    }

    private static StreamWriter withUnits(String units, StreamWriter stream) {
        if (!units.isEmpty()) {
            stream.attribute("units", units);
        }
        return stream;
    }

    /** Completes the file. */
    @Override
    public void close() {
        if (file.isOpen()) {
            try {
                populations.forEach(Population::complete);
            } catch (RuntimeException e) {
                file.abort();
                throw e;
            }
        }
        file.close();
    }

    /** Removes the unfinished file. */
    public void abort() {
        file.abort();
    }
}

package org.quantal.io.hdf5;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes releases of synapses while the run goes, after the manner of a SONATA spike file: for each projection
 * {@code /releases/PROJECTION/timestamps} (float64, ms: the time of the presynaptic spike), {@code source_node_id} and
 * {@code target_node_id} (uint64) and {@code response} (float32, relative to the weight), sorted by time. Projections
 * without releases have empty datasets. Memory: at most 448 KiB a projection.
 *
 * <p>Not for several threads at once. {@link #close()} completes the file, {@link #abort()} removes it; see
 * {@link Hdf5Writer}.
 */
public final class ReleasesWriter implements AutoCloseable {

    /**
     * A projection whose releases are recorded.
     *
     * @param name name of the projection
     * @param source population of the presynaptic neurons
     * @param target population of the postsynaptic neurons
     */
    public record Source(String name, String source, String target) {
        public Source {
            NodeWriter.checkName(name);
        }
    }

    private record Streams(StreamWriter times, StreamWriter sources, StreamWriter targets, StreamWriter responses) {}

    private final Hdf5Writer file;
    private final List<Streams> streams;

    /**
     * Begins a file, packed by {@link Compression#QUICK}.
     *
     * @param projections {@link #append} names them by their place in this list
     * @throws java.io.UncheckedIOException if the file cannot be created
     * @throws IllegalArgumentException if a projection is listed twice
     */
    public ReleasesWriter(Path path, List<Source> projections, Provenance provenance) {
        this.file = new Hdf5Writer(path);
        try {
            Sonata.mark(file);
            GroupWriter releases = file.root().group("releases");
            this.streams = projections.stream().map(projection -> streams(releases, projection)).toList();
            provenance.write(file);
        } catch (RuntimeException e) {
            file.abort();
            throw e;
        }
    }

    private static Streams streams(GroupWriter releases, Source projection) {
        GroupWriter group = releases.group(projection.name());
        group.attribute("sorting", SpikeOrder.TYPE, SpikeOrder.BY_TIME.sonataName());
        Streams streams = new Streams(
                group.stream("timestamps", ElementType.FLOAT64, Compression.QUICK),
                group.stream("source_node_id", ElementType.UINT64, Compression.QUICK),
                group.stream("target_node_id", ElementType.UINT64, Compression.QUICK),
                group.stream("response", ElementType.FLOAT32, Compression.QUICK));
        streams.times.attribute("units", Sonata.MILLISECONDS);
        streams.sources.attribute("node_population", projection.source());
        streams.targets.attribute("node_population", projection.target());
        return streams;
    }

    /**
     * Adds the first {@code count} releases of the arrays; times must not fall, from call to call either.
     *
     * @param projection place of the projection in the constructor's list
     * @throws java.io.UncheckedIOException if the file cannot be written; it is then removed
     */
    public void append(int projection, double[] timesMs, int[] sources, int[] targets, float[] responses, int count) {
        Streams to = streams.get(projection);
        to.times.append(timesMs, count);
        to.sources.append(sources, count);
        to.targets.append(targets, count);
        to.responses.append(responses, count);
    }

    /** Completes the file. */
    @Override
    public void close() {
        file.close();
    }

    /** Removes the unfinished file. */
    public void abort() {
        file.abort();
    }
}

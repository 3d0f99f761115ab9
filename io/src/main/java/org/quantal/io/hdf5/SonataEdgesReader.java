package org.quantal.io.hdf5;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads SONATA edge files, with the history that {@link SonataEdgesWriter} adds. All methods throw
 * {@link DataFileException} if the file is not one of these.
 */
public final class SonataEdgesReader implements AutoCloseable {

    private final Hdf5Reader file;

    private SonataEdgesReader(Hdf5Reader file) {
        this.file = file;
    }

    /** Opens a file. */
    public static SonataEdgesReader open(Path path) {
        Hdf5Reader file = Hdf5Reader.open(path);
        if (!file.has("/edges")) {
            file.close();
            throw new DataFileException(path, "a SONATA edge file with a group /edges", "none");
        }
        return new SonataEdgesReader(file);
    }

    /** Names of the populations of edges, sorted. */
    public List<String> populations() {
        return file.groups("/edges");
    }

    /** Number of edges. */
    public long count(String population) {
        return extents("/edges/" + population + "/source_node_id", 1)[0];
    }

    /** Time of what is not history, ms; NaN if the file does not tell. */
    public double timeMs(String population) {
        return file.doubleAttribute("/edges/" + population + "/0", "time").orElse(Double.NaN);
    }

    /** Source neuron of each edge. */
    public long[] sources(String population) {
        return file.longs("/edges/" + population + "/source_node_id");
    }

    /** Target neuron of each edge. */
    public long[] targets(String population) {
        return file.longs("/edges/" + population + "/target_node_id");
    }

    /** A property of each edge; empty if edges have no such property. */
    public Optional<double[]> property(String population, String name) {
        String path = "/edges/" + population + "/0/" + name;
        return file.has(path) ? Optional.of(file.doubles(path)) : Optional.empty();
    }

    /** The unit of a property; empty if the file does not tell. */
    public String units(String population, String name) {
        return file.textAttribute("/edges/" + population + "/0/" + name, "units").orElse("");
    }

    /** Times of the snapshots, ms; none if there is no history. */
    public double[] historyMs(String population) {
        String path = "/edges/" + population + "/history/time";
        return file.has(path) ? file.doubles(path) : new double[0];
    }

    /** A property of each edge in a snapshot of the history. */
    public float[] history(String population, String name, int snapshot) {
        String path = "/edges/" + population + "/history/" + name;
        return file.table(path, snapshot, 1, 0, Math.toIntExact(Math.min(Integer.MAX_VALUE, extents(path, 2)[1])))[0];
    }

    private long[] extents(String dataset, int dimensions) {
        long[] extents = file.dimensions(dataset);
        if (extents.length != dimensions) {
            throw new DataFileException(file.path(), dimensions + " dimensions of " + dataset, extents.length + "");
        }
        return extents;
    }

    /** Where the data come from; empty for files of other makers. */
    public Optional<Provenance> provenance() {
        return Provenance.read(file);
    }

    @Override
    public void close() {
        file.close();
    }
}

package org.quantal.io.hdf5;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads SONATA spike files: those written here, those of libsonata and of the Allen Institute, and the older layout
 * with {@code /spikes/gids} and no populations. All methods throw {@link DataFileException} if the file is not one of
 * these.
 */
public final class SonataSpikesReader implements AutoCloseable {

    /** Name given to the one population of a file that names none. */
    public static final String UNNAMED = "default";

    /**
     * The spikes of a population, in the file's order.
     *
     * @param timesMs times, ms
     * @param neurons the neurons that spiked
     */
    public record Spikes(double[] timesMs, long[] neurons) {
        /** Number of spikes. */
        public int count() {
            return timesMs.length;
        }
    }

    private final Hdf5Reader file;
    private final boolean unnamed;

    private SonataSpikesReader(Hdf5Reader file) {
        this.file = file;
        this.unnamed = file.has("/spikes/gids") || file.has("/spikes/timestamps");
    }

    /** Opens a file. */
    public static SonataSpikesReader open(Path path) {
        Hdf5Reader file = Hdf5Reader.open(path);
        try {
            if (!file.has("/spikes")) {
                throw new DataFileException(path, "a SONATA spike file with a group /spikes", "none");
            }
            return new SonataSpikesReader(file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Names of the populations, sorted. */
    public List<String> populations() {
        return unnamed ? List.of(UNNAMED) : file.groups("/spikes");
    }

    /** How the file says the population's spikes are sorted; {@link SpikeOrder#NONE} if it does not say. */
    public SpikeOrder order(String population) {
        return file.textAttribute(group(population), "sorting").map(SpikeOrder::of).orElse(SpikeOrder.NONE);
    }

    /** Number of neurons of the population; only files written here tell it. */
    public Optional<Long> size(String population) {
        return file.longAttribute(group(population), Sonata.SIZE);
    }

    /** All spikes of a population. */
    public Spikes spikes(String population) {
        String group = group(population);
        String timestamps = group + "/timestamps";
        Spikes spikes = new Spikes(file.doubles(timestamps), file.longs(group + (unnamed ? "/gids" : "/node_ids")));
        if (spikes.timesMs.length != spikes.neurons.length) {
            throw new DataFileException(file.path(), "as many ids as times in " + group,
                    spikes.neurons.length + " ids and " + spikes.timesMs.length + " times");
        }
        String units = file.textAttribute(timestamps, "units").orElse(Sonata.MILLISECONDS);
        if (!units.equals(Sonata.MILLISECONDS)) {
            throw new DataFileException(file.path(), timestamps + " in ms", "units " + units);
        }
        return spikes;
    }

    /** Where the data come from; empty for files of other makers. */
    public Optional<Provenance> provenance() {
        return Provenance.read(file);
    }

    private String group(String population) {
        if (unnamed && population.equals(UNNAMED)) {
            return "/spikes";
        }
        if (!populations().contains(population)) {
            throw new DataFileException(
                    file.path(), "spikes of population " + population, "populations " + populations());
        }
        return "/spikes/" + population;
    }

    @Override
    public void close() {
        file.close();
    }
}

package org.quantal.io.hdf5;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes the spikes of a run as a SONATA spike file while the run goes: {@code /spikes/POPULATION/timestamps} (float64,
 * ms) and {@code node_ids} (uint64), sorted by time unless told otherwise. Silent populations have empty datasets.
 * Memory: at most 256 KiB a population.
 *
 * <p>Not for several threads at once. {@link #close()} completes the file, {@link #abort()} removes it; see
 * {@link Hdf5Writer}.
 */
public final class SonataSpikesWriter implements AutoCloseable {

    /**
     * A population whose spikes are recorded.
     *
     * @param name name of the population
     * @param size number of its neurons; ids are 0 to size - 1
     */
    public record Source(String name, long size) {
        public Source {
            NodeWriter.checkName(name);
            if (size < 0) {
                throw new IllegalArgumentException("must be at least 0: size=" + size);
            }
        }
    }

    private final Hdf5Writer file;
    private final List<Source> sources;
    private final StreamWriter[] times;
    private final StreamWriter[] ids;
    private final double[] latest;
    private final SpikeOrder order;

    /**
     * Begins a file, packed by {@link Compression#QUICK}.
     *
     * @param sources the populations; {@link #append} names them by their place in this list
     * @throws java.io.UncheckedIOException if the file cannot be created
     * @throws IllegalArgumentException if a population is listed twice
     */
    public SonataSpikesWriter(Path path, List<Source> sources, Provenance provenance) {
        this(path, sources, provenance, Compression.QUICK);
    }

    /** Begins a file that is packed as told; otherwise as the other constructor. */
    public SonataSpikesWriter(Path path, List<Source> sources, Provenance provenance, Compression compression) {
        this(path, sources, provenance, compression, SpikeOrder.BY_TIME);
    }

    /**
     * Begins a file whose spikes come in another order than that of time.
     *
     * @param order how {@link #append} gets the spikes of a population; only that by time is checked
     */
    public SonataSpikesWriter(Path path, List<Source> sources, Provenance provenance, Compression compression,
            SpikeOrder order) {
        this.order = order;
        this.file = new Hdf5Writer(path);
        this.sources = List.copyOf(sources);
        this.times = new StreamWriter[sources.size()];
        this.ids = new StreamWriter[sources.size()];
        this.latest = new double[sources.size()];
        try {
            Sonata.mark(file);
            GroupWriter spikes = file.root().group("spikes");
            for (int i = 0; i < times.length; i++) {
                addPopulation(spikes, i, compression);
            }
            provenance.write(file);
        } catch (RuntimeException e) {
            file.abort();
            throw e;
        }
    }

    private void addPopulation(GroupWriter spikes, int i, Compression compression) {
        GroupWriter population = spikes.group(sources.get(i).name());
        population.attribute("sorting", SpikeOrder.TYPE, order.sonataName());
        population.unsignedAttribute(Sonata.SIZE, sources.get(i).size());
        times[i] = population.stream("timestamps", ElementType.FLOAT64, compression);
        times[i].attribute("units", Sonata.MILLISECONDS);
        ids[i] = population.stream("node_ids", ElementType.UINT64, compression);
        latest[i] = Double.NEGATIVE_INFINITY;
    }

    /**
     * Adds the first {@code count} spikes of the arrays. Times must not fall, from call to call either.
     *
     * @param population place of the population in the constructor's list
     * @param timesMs times of the spikes, ms
     * @param neurons the neurons that spiked, counted from 0 within the population
     * @throws IllegalArgumentException if a time falls or is not a number, or an id is out of range; none of these
     *         spikes is then written
     * @throws java.io.UncheckedIOException if the file cannot be written; it is then removed
     */
    public void append(int population, double[] timesMs, long[] neurons, int count) {
        for (int i = 0; i < count; i++) {
            requireNeuron(population, neurons[i]);
        }
        appendTimes(population, timesMs, count);
        ids[population].append(neurons, count);
    }

    /** As {@link #append(int, double[], long[], int)}, with ids as {@code int}. */
    public void append(int population, double[] timesMs, int[] neurons, int count) {
        for (int i = 0; i < count; i++) {
            requireNeuron(population, neurons[i]);
        }
        appendTimes(population, timesMs, count);
        ids[population].append(neurons, count);
    }

    private void appendTimes(int population, double[] timesMs, int count) {
        double last = latest[population];
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(timesMs[i]) || order == SpikeOrder.BY_TIME && timesMs[i] < last) {
                throw new IllegalArgumentException("spikes of " + sources.get(population).name()
                        + " must come in time order: " + timesMs[i] + " ms after " + last + " ms");
            }
            last = timesMs[i];
        }
        times[population].append(timesMs, count);
        latest[population] = last;
    }

    private void requireNeuron(int population, long neuron) {
        Source source = sources.get(population);
        if (neuron < 0 || neuron >= source.size()) {
            throw new IllegalArgumentException("population " + source.name() + " has " + source.size()
                    + " neurons: neuron=" + neuron);
        }
    }

    /** Spikes written of a population so far. */
    public long count(int population) {
        return times[population].elements();
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

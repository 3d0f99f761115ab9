package org.quantal.io.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.quantal.io.hdf5.Compression;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataSpikesWriter;
import org.quantal.io.hdf5.SpikeOrder;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.io.scenario.OutputLayout.Nodes;
import org.quantal.io.scenario.OutputLayout.Sorting;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.Population;

/**
 * Streams all spikes into a SONATA file: one population there for each here, or those of a circuit, with its node ids.
 * Spikes that are to be sorted by node wait in memory for the end, 16 bytes each.
 */
final class SpikeFileRecorder implements FileRecorder {
    private final TimeGrid grid;
    private final SonataSpikesWriter writer;
    private final int[] source;
    private final long[][] ids;
    private final SpikeSorter[] sorters;
    private double[] times = new double[64];
    private long[] nodes = new long[64];

    /** Records under the names of the scenario. */
    SpikeFileRecorder(Path file, Scenario scenario, Provenance provenance) {
        grid = scenario.grid();
        final List<SonataSpikesWriter.Source> sources = scenario.network().populations().stream()
                .map(population -> new SonataSpikesWriter.Source(population.name(), population.size())).toList();
        source = IntStream.range(0, sources.size()).toArray();
        ids = new long[sources.size()][];
        sorters = new SpikeSorter[0];
        writer = new SonataSpikesWriter(file, sources, provenance);
    }

    /** Records under the names of a circuit. */
    SpikeFileRecorder(Path file, Scenario scenario, OutputLayout layout, Provenance provenance) {
        grid = scenario.grid();
        final List<Population> populations = scenario.network().populations();
        source = new int[populations.size()];
        ids = new long[populations.size()][];
        final List<SonataSpikesWriter.Source> sources = new ArrayList<>();
        for (int a = 0; a < source.length; a++) {
            final Nodes of = layout.nodes().get(populations.get(a).name());
            final SonataSpikesWriter.Source wanted = new SonataSpikesWriter.Source(of.population(), of.size());
            if (!sources.contains(wanted)) {
                sources.add(wanted);
            }
            source[a] = sources.indexOf(wanted);
            ids[a] = of.ids();
        }
        final boolean byId = layout.sorting() == Sorting.BY_ID;
        sorters = new SpikeSorter[byId ? sources.size() : 0];
        Arrays.setAll(sorters, i -> new SpikeSorter());
        writer = new SonataSpikesWriter(file, sources, provenance, Compression.QUICK,
                byId ? SpikeOrder.BY_ID : SpikeOrder.BY_TIME);
    }

    @Override
    public void onSpikes(long step, int population, int[] neurons, int count) {
        if (times.length < count) {
            times = new double[Math.max(count, 2 * times.length)];
        }
        Arrays.fill(times, 0, count, grid.timeMs(step + 1));
        append(times, population, neurons, count);
    }

    @Override
    public boolean takesExactTimes() {
        return true;
    }

    @Override
    public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
        append(timesMs, population, neurons, count);
    }

    private void append(double[] timesMs, int population, int[] neurons, int count) {
        if (ids[population] == null) {
            writer.append(source[population], timesMs, neurons, count);
            return;
        }
        if (nodes.length < count) {
            nodes = new long[Math.max(count, 2 * nodes.length)];
        }
        for (int k = 0; k < count; k++) {
            nodes[k] = ids[population][neurons[k]];
        }
        if (sorters.length > 0) {
            sorters[source[population]].add(timesMs, nodes, count);
        } else {
            writer.append(source[population], timesMs, nodes, count);
        }
    }

    @Override
    public void close() {
        for (int s = 0; s < sorters.length; s++) {
            sorters[s].write(writer, s);
        }
        writer.close();
    }

    @Override
    public void abort() {
        writer.abort();
    }
}

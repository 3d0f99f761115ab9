package org.quantal.io.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataSpikesWriter;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.TimeGrid;

/** Streams all spikes into a SONATA file, one population there for each here. */
final class SpikeFileRecorder implements FileRecorder {
    private final TimeGrid grid;
    private final SonataSpikesWriter writer;
    private double[] times = new double[64];

    SpikeFileRecorder(Path file, Scenario scenario, Provenance provenance) {
        grid = scenario.grid();
        final List<SonataSpikesWriter.Source> sources = scenario.network().populations().stream()
                .map(population -> new SonataSpikesWriter.Source(population.name(), population.size())).toList();
        writer = new SonataSpikesWriter(file, sources, provenance);
    }

    @Override
    public void onSpikes(long step, int population, int[] neurons, int count) {
        if (times.length < count) {
            times = new double[Math.max(count, 2 * times.length)];
        }
        Arrays.fill(times, 0, count, grid.timeMs(step + 1));
        writer.append(population, times, neurons, count);
    }

    @Override
    public boolean takesExactTimes() {
        return true;
    }

    @Override
    public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
        writer.append(population, timesMs, neurons, count);
    }

    @Override
    public void close() {
        writer.close();
    }

    @Override
    public void abort() {
        writer.abort();
    }
}

package org.quantal.io.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.io.scenario.OutputLayout.Nodes;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.TimeGrid;

/**
 * Streams all spikes into the text that the Allen Institute's simulators write beside HDF5: a line each with
 * {@code timestamps population node_ids}, in ms, by time.
 */
final class SpikeTextRecorder implements FileRecorder {
    private final Path target;
    private final Path temporary;
    private final TimeGrid grid;
    private final List<Nodes> nodes;
    private final BufferedWriter out;

    SpikeTextRecorder(Path target, Scenario scenario, OutputLayout layout) {
        this.target = target;
        grid = scenario.grid();
        nodes = scenario.network().populations().stream().map(each -> layout.nodes().get(each.name())).toList();
        temporary = target.resolveSibling(target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8);
            out.write("timestamps population node_ids\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + target + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void onSpikes(long step, int population, int[] neurons, int count) {
        final double time = grid.timeMs(step + 1);
        for (int k = 0; k < count; k++) {
            append(time, population, neurons[k]);
        }
    }

    @Override
    public boolean takesExactTimes() {
        return true;
    }

    @Override
    public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
        for (int k = 0; k < count; k++) {
            append(timesMs[k], population, neurons[k]);
        }
    }

    private void append(double timeMs, int population, int neuron) {
        try {
            out.write(Double.toString(timeMs));
            out.write(' ');
            out.write(nodes.get(population).population());
            out.write(' ');
            out.write(Long.toString(nodes.get(population).ids()[neuron]));
            out.write('\n');
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        abort();
        return new UncheckedIOException("cannot write " + target + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void abort() {
        try {
            out.close();
        } catch (IOException e) {
            // The file goes away: what could not be flushed into it does not matter.
        }
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // It stays under its temporary name; the failure that led here is the one to report.
        }
    }
}

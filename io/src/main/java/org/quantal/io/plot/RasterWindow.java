package org.quantal.io.plot;

import java.util.Arrays;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.record.Recorder;

/**
 * Keeps the latest spikes of the neurons that a raster shows, whenever a run may end, so that its figure needs no
 * reading of a file of any size. Written by the recorder's thread; ask for the spikes when the run has ended.
 */
public final class RasterWindow implements Recorder {
    private final RasterSelection selection;
    private final TimeGrid grid;
    private final double windowMs;
    private final Spikes[] spikes;
    private long reached;

    private static final class Spikes {
        private long[] steps = new long[256];
        private int[] rows = new int[256];
        private int count;

        void add(long step, int row, long oldest) {
            if (count == steps.length) {
                forget(oldest);
                if (count > steps.length / 2) {
                    steps = Arrays.copyOf(steps, 2 * steps.length);
                    rows = Arrays.copyOf(rows, steps.length);
                }
            }
            steps[count] = step;
            rows[count++] = row;
        }

        private void forget(long oldest) {
            int from = 0;
            while (from < count && steps[from] < oldest) {
                from++;
            }
            count -= from;
            System.arraycopy(steps, from, steps, 0, count);
            System.arraycopy(rows, from, rows, 0, count);
        }
    }

    /**
     * Begins with nothing.
     *
     * @param populations number of populations
     * @param windowMs    length of the window in ms
     */
    public RasterWindow(RasterSelection selection, int populations, TimeGrid grid, double windowMs) {
        this.selection = selection;
        this.grid = grid;
        this.windowMs = windowMs;
        spikes = new Spikes[populations];
        Arrays.setAll(spikes, a -> new Spikes());
    }

    @Override
    public void onSpikes(long step, int population, int[] neurons, int count) {
        for (int k = 0; k < count; k++) {
            final int row = selection.row(population, neurons[k]);
            if (row >= 0) {
                spikes[population].add(step, row, step - (long) (windowMs / grid.stepMs()) - 1);
            }
        }
    }

    @Override
    public void onAdvance(long step) {
        reached = step;
    }

    /** End of the window in ms: the time reached. */
    public double toMs() {
        return grid.timeMs(reached);
    }

    /** Start of the window in ms. */
    public double fromMs() {
        return Math.max(0, toMs() - windowMs);
    }

    /** A population's spikes within the window, as a band of the figures. */
    public PlotData.Band band(int population, String name, int size, PopulationKind kind, double[] ratesHz) {
        final Spikes all = spikes[population];
        final double[] times = new double[all.count];
        int from = all.count;
        for (int k = all.count - 1; k >= 0; k--) {
            times[k] = grid.timeMs(all.steps[k] + 1);
            from = times[k] >= fromMs() ? k : from;
        }
        return new PlotData.Band(name, size, kind, ratesHz, selection.shown(population),
                Arrays.copyOfRange(times, from, all.count), Arrays.copyOfRange(all.rows, from, all.count));
    }

    @Override
    public void close() {
        // Nothing to complete: the spikes stay.
    }
}

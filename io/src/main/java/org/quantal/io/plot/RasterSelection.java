package org.quantal.io.plot;

import java.util.List;

/**
 * The neurons that a raster shows: of each population a share in proportion to its size, and at least one, spread
 * evenly over it.
 */
public final class RasterSelection {
    /** Neurons that a raster shows if nothing else is asked for. */
    public static final int DEFAULT_NEURONS = 3000;
    /** Length of the window of time that a raster shows if nothing else is asked for, in ms. */
    public static final double DEFAULT_WINDOW_MS = 400;

    private final int[] size;
    private final int[] shown;

    /**
     * Chooses neurons.
     *
     * @param sizes sizes of the populations
     * @param most  how many neurons to show in all, about
     */
    public RasterSelection(List<Integer> sizes, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("neurons must be at least 1: neurons=" + most);
        }
        final long total = sizes.stream().mapToLong(Integer::longValue).sum();
        final double share = Math.min(1, (double) most / total);
        size = sizes.stream().mapToInt(Integer::intValue).toArray();
        shown = sizes.stream().mapToInt(n -> (int) Math.max(1, Math.round(n * share))).toArray();
    }

    /** Number of neurons shown of a population. */
    public int shown(int population) {
        return shown[population];
    }

    /** The row of a neuron among those shown of its population, or -1 if it is not shown. */
    public int row(int population, long neuron) {
        final long row = neuron * shown[population] / size[population];
        // The first neuron of each of the equal stretches stands for it.
        final long first = (row * size[population] + shown[population] - 1) / shown[population];
        return first == neuron ? (int) row : -1;
    }
}

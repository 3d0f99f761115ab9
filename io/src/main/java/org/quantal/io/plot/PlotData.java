package org.quantal.io.plot;

import java.util.List;

/**
 * What the figures of a run show.
 *
 * @param title       heading
 * @param populations from top to bottom
 * @param fromMs      start of the raster's window of time in ms
 * @param toMs        its end
 */
public record PlotData(String title, List<Band> populations, double fromMs, double toMs) {

    public PlotData {
        populations = List.copyOf(populations);
    }

    /**
     * A population in the figures.
     *
     * @param name    name of the population
     * @param size    number of neurons
     * @param kind    what it does to others
     * @param ratesHz rate of each neuron in Hz
     * @param shown   number of neurons that the raster shows, spread evenly over the population
     * @param timesMs times of their spikes within the window in ms
     * @param rows    which of the shown neurons spiked, from 0
     */
    public record Band(String name, int size, PopulationKind kind, double[] ratesHz, int shown, double[] timesMs,
            int[] rows) {
    }

    int neurons() {
        return populations.stream().mapToInt(Band::size).sum();
    }

    int shown() {
        return populations.stream().mapToInt(Band::shown).sum();
    }
}

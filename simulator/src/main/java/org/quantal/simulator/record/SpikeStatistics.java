package org.quantal.simulator.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;

/**
 * Counts spikes and sums up inter-spike intervals of each neuron while a simulation runs, in 32 bytes a neuron. Written
 * by the recorder's thread; ask for results when the run has ended.
 */
public final class SpikeStatistics implements Recorder {
    /**
     * Spikes that a neuron needs for its intervals to count: with fewer, their coefficient of variation says little.
     */
    public static final int LEAST_SPIKES = 5;

    private static final int COUNT = 0;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int SQUARES = 3;
    private static final int FIGURES = 4;
    private static final int BLOCK_BITS = 20;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final List<Population> populations;
    private final TimeGrid grid;
    /**
     * What is known of each neuron, side by side so that a spike touches one place in memory: the number of its spikes,
     * the time of the first and of the last (number of the step, or exact time in ms), and the sum of the squared
     * intervals. In blocks, as an array has no room for the neurons of the largest populations.
     */
    private final double[][][] known;
    private double recordedMs;

    /**
     * Figures of a population.
     *
     * @param name      name of the population
     * @param size      number of neurons
     * @param spikes    number of spikes
     * @param rateHz    mean rate over neurons in Hz; NaN if no time was recorded
     * @param cvIsi     coefficient of variation of inter-spike intervals, averaged over the neurons that have at least
     *                  {@value #LEAST_SPIKES} spikes; NaN if there are none
     * @param cvNeurons number of neurons in that average
     */
    public record PopulationStatistics(String name, int size, long spikes, double rateHz, double cvIsi, int cvNeurons) {
    }

    /** Statistics of all populations of a network. */
    public SpikeStatistics(Network network, TimeGrid grid) {
        this.populations = network.populations();
        this.grid = grid;
        known = new double[populations.size()][][];
        for (int a = 0; a < known.length; a++) {
            final int size = populations.get(a).size();
            known[a] = new double[(size + BLOCK - 1 >>> BLOCK_BITS)][];
            for (int b = 0; b < known[a].length; b++) {
                known[a][b] = new double[Math.min(BLOCK, size - b * BLOCK) * FIGURES];
            }
        }
    }

    @Override
    public void onSpikes(long step, int population, int[] neurons, int count) {
        for (int k = 0; k < count; k++) {
            add(population, neurons[k], step);
        }
    }

    @Override
    public boolean takesExactTimes() {
        return true;
    }

    @Override
    public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
        for (int k = 0; k < count; k++) {
            add(population, neurons[k], timesMs[k]);
        }
    }

    private void add(int population, int i, double time) {
        final double[] block = known[population][i >> BLOCK_BITS];
        final int at = place(i);
        if (block[at + COUNT]++ == 0) {
            block[at + FIRST] = time;
        } else {
            final double interval = time - block[at + LAST];
            block[at + SQUARES] += interval * interval;
        }
        block[at + LAST] = time;
    }

    /** Where a neuron's figures begin in its block. */
    private static int place(int i) {
        return (i & BLOCK - 1) * FIGURES;
    }

    private double figure(int population, int i, int which) {
        return known[population][i >> BLOCK_BITS][place(i) + which];
    }

    @Override
    public void onAdvance(long step) {
        recordedMs = grid.timeMs(step);
    }

    @Override
    public void onExactAdvance(double timeMs) {
        recordedMs = timeMs;
    }

    /** Recorded model time so far in ms. */
    public double recordedMs() {
        return recordedMs;
    }

    /** Number of spikes of each neuron of a population. */
    public int[] counts(int population) {
        final int[] counts = new int[populations.get(population).size()];
        Arrays.setAll(counts, i -> count(population, i));
        return counts;
    }

    private int count(int population, int i) {
        return (int) figure(population, i, COUNT);
    }

    /** Rate of each neuron of a population over the recorded time in Hz. */
    public double[] ratesHz(int population) {
        return Arrays.stream(counts(population)).mapToDouble(count -> count * 1000.0 / recordedMs()).toArray();
    }

    /**
     * The coefficient of variation of a neuron's inter-spike intervals: their standard deviation (divided by n, not n -
     * 1) over their mean; NaN if it has fewer than {@value #LEAST_SPIKES} spikes.
     */
    public double cvIsi(int population, int neuron) {
        final int spikes = count(population, neuron);
        if (spikes < LEAST_SPIKES) {
            return Double.NaN;
        }
        // Steps and their squares are whole numbers, so that these sums are exact and the difference below keeps its
        // digits. With exact times a coefficient of variation below 1e-7 is lost in rounding.
        final double intervals = spikes - 1;
        final double sum = figure(population, neuron, LAST) - figure(population, neuron, FIRST);
        return Math.sqrt(Math.max(0, figure(population, neuron, SQUARES) * intervals - sum * sum)) / sum;
    }

    /** Figures of all populations, in the network's order. */
    public List<PopulationStatistics> populations() {
        final List<PopulationStatistics> all = new ArrayList<>();
        for (int a = 0; a < populations.size(); a++) {
            final Population population = populations.get(a);
            long spikes = 0;
            double sum = 0;
            int neurons = 0;
            for (int i = 0; i < population.size(); i++) {
                spikes += count(a, i);
                if (count(a, i) >= LEAST_SPIKES) {
                    sum += cvIsi(a, i);
                    neurons++;
                }
            }
            final double rate = recordedMs > 0 ? spikes * 1000.0 / recordedMs / population.size() : Double.NaN;
            all.add(new PopulationStatistics(population.name(), population.size(), spikes, rate,
                    neurons == 0 ? Double.NaN : sum / neurons, neurons));
        }
        return all;
    }

    @Override
    public void close() {
        // Nothing to complete: the figures stay.
    }
}

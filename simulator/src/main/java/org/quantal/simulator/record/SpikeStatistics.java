package org.quantal.simulator.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;

/**
 * Counts spikes and sums up inter-spike intervals of each neuron while a simulation runs, in 28 bytes a neuron. Written
 * by the recorder's thread; ask for results when the run has ended.
 */
public final class SpikeStatistics implements Recorder {
    /**
     * Spikes that a neuron needs for its intervals to count: with fewer, their coefficient of variation says little.
     */
    public static final int LEAST_SPIKES = 5;

    private final List<Population> populations;
    private final TimeGrid grid;
    private final int[][] counts;
    /** Number of the step, or exact time in ms, of each neuron's first and last spike. */
    private final double[][] first;
    private final double[][] last;
    private final double[][] sumOfSquares;
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
        final int n = populations.size();
        counts = new int[n][];
        first = new double[n][];
        last = new double[n][];
        sumOfSquares = new double[n][];
        for (int a = 0; a < n; a++) {
            final int size = populations.get(a).size();
            counts[a] = new int[size];
            first[a] = new double[size];
            last[a] = new double[size];
            sumOfSquares[a] = new double[size];
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
        if (counts[population][i]++ == 0) {
            first[population][i] = time;
        } else {
            final double interval = time - last[population][i];
            sumOfSquares[population][i] += interval * interval;
        }
        last[population][i] = time;
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
        return counts[population].clone();
    }

    /** Rate of each neuron of a population over the recorded time in Hz. */
    public double[] ratesHz(int population) {
        return Arrays.stream(counts[population]).mapToDouble(count -> count * 1000.0 / recordedMs()).toArray();
    }

    /**
     * The coefficient of variation of a neuron's inter-spike intervals: their standard deviation (divided by n, not n -
     * 1) over their mean; NaN if it has fewer than {@value #LEAST_SPIKES} spikes.
     */
    public double cvIsi(int population, int neuron) {
        final int spikes = counts[population][neuron];
        if (spikes < LEAST_SPIKES) {
            return Double.NaN;
        }
        // Steps and their squares are whole numbers, so that these sums are exact and the difference below keeps its
        // digits. With exact times a coefficient of variation below 1e-7 is lost in rounding.
        final double intervals = spikes - 1;
        final double sum = last[population][neuron] - first[population][neuron];
        return Math.sqrt(Math.max(0, sumOfSquares[population][neuron] * intervals - sum * sum)) / sum;
    }

    /** Figures of all populations, in the network's order. */
    public List<PopulationStatistics> populations() {
        final List<PopulationStatistics> all = new ArrayList<>();
        for (int a = 0; a < populations.size(); a++) {
            final Population population = populations.get(a);
            final long spikes = Arrays.stream(counts[a]).asLongStream().sum();
            double sum = 0;
            int neurons = 0;
            for (int i = 0; i < population.size(); i++) {
                if (counts[a][i] >= LEAST_SPIKES) {
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

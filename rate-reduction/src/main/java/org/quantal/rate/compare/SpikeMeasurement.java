package org.quantal.rate.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.sampling.ListSampler;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.quantal.simulator.random.StreamRandom;

/**
 * What the spikes of a population tell.
 *
 * <p>The error of the rate is the larger of two. One is that of the means of {@link #batches} stretches of time:
 * neurons that fire together are one source of noise and not many, and only time tells its size. The other is that over
 * neurons, which sees how neurons differ and hence what another realisation of the same network would do. With few
 * spikes it is at least that of a Poisson process.
 *
 * @param spikes      number of spikes
 * @param rateHz      rate
 * @param timeErrorHz error of the rate from batches of time
 * @param neuronErrorHz error of the rate over neurons
 * @param batches     number of batches
 * @param cvIsi       coefficient of variation of inter-spike intervals, mean and error over neurons with at least
 *                    {@value #LEAST_SPIKES} spikes
 * @param cvNeurons   number of such neurons
 * @param fano        variance over mean of spike counts of single neurons in windows; error over neurons
 * @param windowMs    those windows in ms
 * @param correlation of spike counts of pairs of neurons; error over pairs, of which no two share a neuron
 * @param pairs       number of pairs, chosen at random
 * @param binMs       bins of those counts in ms
 * @param modulation  how much the population's rate varies in bins of {@value #MODULATION_BIN_MS} ms, as coefficient of
 *                    variation without the part that independent spikes would have; 0 if that cannot be told from 0
 */
public record SpikeMeasurement(long spikes, Estimate rateHz, double timeErrorHz, double neuronErrorHz, int batches,
        Estimate cvIsi, int cvNeurons, Estimate fano, double windowMs, Estimate correlation, int pairs, double binMs,
        double modulation) {
    /** Spikes that a neuron needs for the CV of its intervals, as in the summary of a run. */
    public static final int LEAST_SPIKES = 10;
    /** Bins of the population's rate in ms. */
    public static final double MODULATION_BIN_MS = 2;

    private static final double BATCH_MS = 100;
    private static final int LEAST_BATCHES = 5;
    private static final int MOST_BATCHES = 30;
    private static final long FEW_SPIKES = 25;
    private static final double WINDOW_MS = 100;
    private static final int LEAST_WINDOWS = 10;
    private static final double BIN_MS = 20;
    private static final int LEAST_BINS = 25;
    private static final int MOST_PAIRS = 2000;

    /**
     * Measures spike trains.
     *
     * @param trains     sorted times of each neuron in ms, in [0, durationMs]
     * @param durationMs recorded time in ms
     * @param seed       for the choice of pairs
     */
    public static SpikeMeasurement of(double[][] trains, double durationMs, long seed) {
        final long spikes = Arrays.stream(trains).mapToLong(train -> train.length).sum();
        final int batches = (int) Math.max(LEAST_BATCHES, Math.min(MOST_BATCHES, durationMs / BATCH_MS));
        final double seconds = durationMs / 1000;
        final double rate = spikes / (trains.length * seconds);
        final double[] batchRates = Arrays.stream(populationCounts(trains, durationMs, batches))
                .map(count -> count / (trains.length * seconds / batches)).toArray();
        final double timeError = Estimate.mean(batchRates).error();
        final double neuronError =
                Estimate.mean(Arrays.stream(trains).mapToDouble(train -> train.length / seconds).toArray()).error();
        final double poisson = spikes < FEW_SPIKES ? Math.sqrt(Math.max(1, spikes)) / (trains.length * seconds) : 0;
        final double error = Math.max(poisson, Math.max(timeError, Double.isNaN(neuronError) ? 0 : neuronError));
        final double[] cvs = Arrays.stream(trains).filter(train -> train.length >= LEAST_SPIKES)
                .mapToDouble(SpikeMeasurement::cv).toArray();
        final double windowMs = Math.min(WINDOW_MS, durationMs / LEAST_WINDOWS);
        final double binMs = Math.min(BIN_MS, durationMs / LEAST_BINS);
        final double[] correlations = correlations(trains, durationMs, binMs, seed);
        return new SpikeMeasurement(spikes, new Estimate(rate, error), timeError, neuronError, batches,
                Estimate.mean(cvs), cvs.length, fano(trains, durationMs, windowMs), windowMs,
                Estimate.mean(correlations), correlations.length, binMs, modulation(trains, durationMs));
    }

    private static double[] counts(double[] train, double binMs, int bins) {
        final double[] counts = new double[bins];
        for (double time : train) {
            final int bin = (int) (time / binMs);
            if (bin < bins) {
                counts[bin]++;
            } else if (time <= bins * binMs * (1 + 1e-12)) {
                // A spike at the very end of the last bin.
                counts[bins - 1]++;
            }
        }
        return counts;
    }

    private static double[] populationCounts(double[][] trains, double durationMs, int bins) {
        final double[] sum = new double[bins];
        for (double[] train : trains) {
            final double[] counts = counts(train, durationMs / bins, bins);
            for (int b = 0; b < bins; b++) {
                sum[b] += counts[b];
            }
        }
        return sum;
    }

    private static double cv(double[] train) {
        final double[] intervals = new double[train.length - 1];
        Arrays.setAll(intervals, k -> train[k + 1] - train[k]);
        return Math.sqrt(Variance.of(intervals).setBiased(true).getAsDouble()) / Mean.of(intervals).getAsDouble();
    }

    private static Estimate fano(double[][] trains, double durationMs, double windowMs) {
        final int windows = (int) (durationMs / windowMs * (1 + 1e-12));
        final double[] variances = new double[trains.length];
        final double[] means = new double[trains.length];
        for (int i = 0; i < trains.length; i++) {
            final double[] counts = counts(trains[i], windowMs, windows);
            variances[i] = Variance.of(counts).getAsDouble();
            means[i] = Mean.of(counts).getAsDouble();
        }
        return Estimate.ratio(variances, means);
    }

    private static double[] correlations(double[][] trains, double durationMs, double binMs, long seed) {
        final int bins = (int) (durationMs / binMs * (1 + 1e-12));
        final List<double[]> counts = new ArrayList<>();
        final List<Integer> order = new ArrayList<>();
        for (int i = 0; i < trains.length; i++) {
            if (trains[i].length > 0) {
                order.add(i);
            }
        }
        // Pairs that share a neuron would not be independent.
        ListSampler.shuffle(new StreamRandom(seed), order);
        for (int k = 0; k < order.size() && counts.size() < 2 * MOST_PAIRS; k++) {
            final double[] standard = standardised(counts(trains[order.get(k)], binMs, bins));
            if (standard.length > 0) {
                counts.add(standard);
            }
        }
        final double[] correlations = new double[counts.size() / 2];
        for (int k = 0; k < correlations.length; k++) {
            final double[] a = counts.get(2 * k);
            final double[] b = counts.get(2 * k + 1);
            for (int bin = 0; bin < bins; bin++) {
                correlations[k] += a[bin] * b[bin];
            }
        }
        return correlations;
    }

    /** Deviations from the mean, with a sum of squares of 1; nothing if all are equal. */
    private static double[] standardised(double[] values) {
        final double mean = Mean.of(values).getAsDouble();
        final double norm = Math.sqrt(Variance.of(values).setBiased(true).getAsDouble() * values.length);
        return norm == 0 ? new double[0] : Arrays.stream(values).map(value -> (value - mean) / norm).toArray();
    }

    private static double modulation(double[][] trains, double durationMs) {
        final int bins = (int) (durationMs / MODULATION_BIN_MS);
        if (bins < LEAST_BINS) {
            return 0;
        }
        final double[] counts = populationCounts(trains, bins * MODULATION_BIN_MS, bins);
        final double mean = Mean.of(counts).getAsDouble();
        final double excess = Variance.of(counts).getAsDouble() - mean;
        // Three standard errors of the variance of Poisson counts.
        final double noise = 3 * Math.sqrt((2 * mean * mean + mean) / bins);
        return mean > 0 && excess > noise ? Math.sqrt(excess) / mean : 0;
    }
}

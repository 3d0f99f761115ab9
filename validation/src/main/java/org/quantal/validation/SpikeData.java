package org.quantal.validation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Recorded spikes of a population.
 *
 * @param size       number of neurons
 * @param durationMs how long was recorded
 * @param timesMs    of the spikes of each neuron, ascending
 */
record SpikeData(int size, double durationMs, double[][] timesMs) {
    private static final double BIN_MS = 10;
    private static final double WINDOW_MS = 100;

    /** Reads {@code step} and {@code neuron} of a group with the attribute {@code size}. */
    static SpikeData read(ResultFile file, String group, double stepMs, double durationMs) {
        final int size = (int) file.number(group, "size");
        final double[] steps = file.doubles(group + "/step");
        final double[] neurons = file.doubles(group + "/neuron");
        if (neurons.length != steps.length) {
            throw new ResultFileException(file.path(),
                    group + ": " + steps.length + " steps but " + neurons.length + " neurons");
        }
        final int[] count = new int[size];
        for (double neuron : neurons) {
            if (!(neuron >= 0 && neuron < size)) {
                throw new ResultFileException(file.path(),
                        group + "/neuron: there is no neuron " + neuron + " of " + size);
            }
            count[(int) neuron]++;
        }
        final double[][] times = IntStream.range(0, size).mapToObj(i -> new double[count[i]]).toArray(double[][]::new);
        Arrays.fill(count, 0);
        for (int k = 0; k < steps.length; k++) {
            final int neuron = (int) neurons[k];
            times[neuron][count[neuron]++] = (steps[k] + 1) * stepMs;
        }
        return new SpikeData(size, durationMs, times);
    }

    /** Mean rate in Hz. */
    double rate() {
        return 1000 * Arrays.stream(timesMs).mapToInt(times -> times.length).sum() / (size * durationMs);
    }

    /** Mean rate in Hz, over windows of 100 ms: long against all time constants of the network. */
    Sample rates() {
        final double[] rates = new double[(int) Math.round(durationMs / WINDOW_MS)];
        for (double[] times : timesMs) {
            for (double t : times) {
                rates[Math.min(rates.length - 1, (int) (t / WINDOW_MS))] += 1000 / (WINDOW_MS * size);
            }
        }
        return Sample.of(rates);
    }

    /** Coefficient of variation of the intervals of each neuron that has enough of them. */
    double[] intervalVariations(int leastIntervals) {
        return Arrays.stream(timesMs).filter(times -> times.length > leastIntervals).mapToDouble(times -> {
            final double[] intervals = IntStream.range(1, times.length).mapToDouble(k -> times[k] - times[k - 1])
                    .toArray();
            final double mean = Arrays.stream(intervals).average().orElseThrow();
            return Math.sqrt(Arrays.stream(intervals).map(t -> (t - mean) * (t - mean)).sum() / (intervals.length - 1))
                    / mean;
        }).toArray();
    }

    /** Correlation of spike counts in windows of 10 ms, mean over all pairs of neurons that spike. */
    double correlation() {
        final int bins = (int) Math.round(durationMs / BIN_MS);
        final double[] sum = new double[bins];
        int spiking = 0;
        for (double[] times : timesMs) {
            final double[] counts = new double[bins];
            for (double t : times) {
                counts[Math.min(bins - 1, (int) (t / BIN_MS))]++;
            }
            final double mean = times.length / (double) bins;
            final double sd = Math.sqrt(Arrays.stream(counts).map(c -> (c - mean) * (c - mean)).sum() / bins);
            if (sd > 0) {
                spiking++;
                for (int b = 0; b < bins; b++) {
                    sum[b] += (counts[b] - mean) / sd;
                }
            }
        }
        // The variance of a sum of n standardised counts is n + n (n - 1) times their mean correlation.
        final double variance = Arrays.stream(sum).map(s -> s * s).sum() / bins;
        return (variance - spiking) / (spiking * (spiking - 1.0));
    }
}

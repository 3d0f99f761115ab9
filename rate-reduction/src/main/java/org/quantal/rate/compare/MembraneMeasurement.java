package org.quantal.rate.compare;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * Recorded membrane potentials of a population. Theory has that of a membrane without threshold; threshold, reset and
 * refractory time, during which the potential rests at the reset, pull recorded ones below it, the more the higher the
 * rate.
 *
 * @param neurons number of recorded neurons
 * @param meanMv  mean potential in mV; error over batches of time or over neurons, whichever is larger
 * @param sdMv    standard deviation over time in mV, root of the mean variance of neurons; error over neurons
 */
public record MembraneMeasurement(int neurons, Estimate meanMv, Estimate sdMv) {
    private static final int BATCHES = 10;

    /** @param potentials samples of each neuron in mV, at least one neuron */
    public static MembraneMeasurement of(float[][] potentials) {
        final double[] means = new double[potentials.length];
        final double[] variances = new double[potentials.length];
        final int samples = potentials[0].length;
        final int batches = Math.min(BATCHES, samples);
        final double[] batchMeans = new double[batches];
        for (int i = 0; i < potentials.length; i++) {
            final double[] trace = new double[samples];
            for (int k = 0; k < samples; k++) {
                trace[k] = potentials[i][k];
            }
            means[i] = Mean.of(trace).getAsDouble();
            variances[i] = samples < 2 ? 0 : Variance.of(trace).getAsDouble();
            for (int b = 0; b < batches; b++) {
                batchMeans[b] += Mean.of(Arrays.copyOfRange(trace, b * samples / batches, (b + 1) * samples / batches))
                        .getAsDouble()
                        / potentials.length;
            }
        }
        final Estimate overNeurons = Estimate.mean(means);
        final double timeError = Estimate.mean(batchMeans).error();
        final Estimate variance = Estimate.mean(variances);
        final double sd = Math.sqrt(variance.value());
        return new MembraneMeasurement(potentials.length, new Estimate(overNeurons.value(),
                Double.isNaN(overNeurons.error()) ? timeError : Math.max(timeError, overNeurons.error())),
                new Estimate(sd, sd > 0 ? variance.error() / (2 * sd) : Double.NaN));
    }
}

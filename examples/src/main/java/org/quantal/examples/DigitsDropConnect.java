package org.quantal.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.quantal.rate.dropconnect.Activation;
import org.quantal.rate.dropconnect.DropConnectLayer;
import org.quantal.rate.dropconnect.DropConnectNetwork;
import org.quantal.rate.dropconnect.DropConnectTraining;
import org.quantal.rate.dropconnect.Loss;
import org.quantal.rate.dropconnect.Masks;
import org.quantal.rate.dropconnect.SpikingConversion;
import org.quantal.rate.dropconnect.SpikingConversion.Counts;
import org.quantal.rate.dropconnect.SpikingNetwork;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/**
 * Trains an artificial network with DropConnect masks to tell handwritten digits apart, turns it into spiking neurons
 * whose synapses fail, and compares how many digits both get right.
 *
 * <p>Pixels are Poisson neurons, hidden units linear Poisson neurons (rate = rectified filtered input). A filter of
 * {@value #FILTER_MS} ms averages failures like a presentation of twice that time, for which the synapses onto hidden
 * units are made. Each digit is shown for a second: long enough for hidden rates to settle, and at its end the output
 * is read for {@value #WINDOW_MS} ms, so short that the noise of hidden units stays as it is meanwhile, as that of
 * masks does.
 */
public final class DigitsDropConnect {
    static final double WINDOW_MS = 100;
    static final int SETTLE_WINDOWS = 9;
    private static final double FILTER_MS = 200;
    private static final double OUTPUT_FILTER_MS = 10;
    static final double RATE_HZ = 100;
    private static final double KEEP = 0.7;
    private static final int HIDDEN = 40;
    private static final int TRAINING_DIGITS = 1000;
    private static final int TRIALS = 20;

    private DigitsDropConnect() {
    }

    /**
     * Runs the whole comparison and prints it.
     *
     * @param args number of times that the test digits are shown to the spiking network; 1 if there is none
     */
    public static void main(String[] args) {
        final int repeats = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        final HandwrittenDigits all = HandwrittenDigits.load();
        final DropConnectNetwork trained = train(all.range(0, TRAINING_DIGITS), 60);
        final SpikingNetwork spiking = convert(trained, all.range(0, TRAINING_DIGITS));
        final Result result = compare(trained, spiking, all.range(TRAINING_DIGITS, all.size()), repeats, 0.1);
        System.out.printf(Locale.ROOT,
                "Digits right: %.2f %% by the artificial network without failures,%n  %.2f %% with DropConnect masks"
                + " (%d trials),%n  %.2f %% by the spiking network (charge at the output, %d runs), %.2f %% by its"
                + " output spikes%nSpiking less artificial with failures: %.2f ± %.2f percentage points, %.2f ± %.2f"
                + " by output spikes%n", 100 * result.clean(), 100 * result.masked(), TRIALS, 100 * result.charge(),
                repeats, 100 * result.spikes(), 100 * result.chargeDifference()[0], 100 * result.chargeDifference()[1],
                100 * result.spikesDifference()[0], 100 * result.spikesDifference()[1]);
    }

    /**
     * Shares of digits that are told apart.
     *
     * @param clean            by the artificial network without failures
     * @param masked           by the artificial network with masks, over trials
     * @param charge           by the spiking network, from the charge that its output neurons receive
     * @param spikes           by the spiking network, from the spikes of its output neurons
     * @param chargeDifference charge less masked, and its standard error over digits
     * @param spikesDifference spikes less masked, and its standard error over digits
     */
    record Result(double clean, double masked, double charge, double spikes, double[] chargeDifference,
            double[] spikesDifference) {
    }

    /** A network of 64-40-10 units, trained with masks that keep 70 % of the connections. */
    static DropConnectNetwork train(HandwrittenDigits digits, int epochs) {
        final StreamRandom random = new StreamRandom(StreamKey.of(1, Purpose.WEIGHT, 0));
        final DropConnectNetwork start = new DropConnectNetwork(List.of(
                DropConnectLayer.of("hidden", weights(HIDDEN, HandwrittenDigits.PIXELS, random), new double[HIDDEN],
                KEEP, Activation.RELU),
                DropConnectLayer.of("output", weights(HandwrittenDigits.CLASSES, HIDDEN, random),
                new double[HandwrittenDigits.CLASSES], KEEP,
                        Activation.LINEAR)));
        final DropConnectTraining training = new DropConnectTraining(Loss.CROSS_ENTROPY, Masks.quenched(), 0.02, 0.9,
                1e-4, 20, epochs, 1);
        return rescaled(training.train(start, digits.pixels(), digits.targets()).network(), digits);
    }

    private static double[][] weights(int outputs, int inputs, StreamRandom random) {
        final double[][] weight = new double[outputs][inputs];
        for (double[] row : weight) {
            Arrays.setAll(row, j -> (2 * random.nextDouble() - 1) / Math.sqrt(inputs));
        }
        return weight;
    }

    /**
     * The activity of each input at which the noise of failures, which grows like x, equals that of masks, which grows
     * like x^2, on average over activities: E x^2/E x. Inputs that were never active get 1.
     */
    private static double[] reference(double[][] activities) {
        final double[] reference = new double[activities[0].length];
        for (int j = 0; j < reference.length; j++) {
            double sum = 0;
            double squares = 0;
            for (double[] x : activities) {
                sum += x[j];
                squares += x[j] * x[j];
            }
            reference[j] = sum > 0 ? squares / sum : 1;
        }
        return reference;
    }

    private static double[][] hidden(DropConnectNetwork network, double[][] pixels) {
        final DropConnectLayer layer = network.layers().get(0);
        return Arrays.stream(pixels).map(x -> layer.activity(layer.drive(x))).toArray(double[][]::new);
    }

    /** The same function with hidden units whose reference activity is 1, so that all of them have useful rates. */
    private static DropConnectNetwork rescaled(DropConnectNetwork network, HandwrittenDigits digits) {
        final double[] scale = reference(hidden(network, digits.pixels()));
        final DropConnectLayer first = network.layers().get(0);
        final DropConnectLayer second = network.layers().get(1);
        final DMatrixRMaj in = first.weight();
        final DMatrixRMaj out = second.weight();
        for (int h = 0; h < scale.length; h++) {
            for (int j = 0; j < in.numCols; j++) {
                in.set(h, j, in.get(h, j) / scale[h]);
            }
            first.bias()[h] /= scale[h];
            for (int i = 0; i < out.numRows; i++) {
                out.set(i, h, out.get(i, h) * scale[h]);
            }
        }
        return network;
    }

    /** Spiking neurons whose failures equal the masks at the reference activities of the training digits. */
    static SpikingNetwork convert(DropConnectNetwork network, HandwrittenDigits digits) {
        final SpikingConversion conversion = new SpikingConversion(WINDOW_MS, RATE_HZ, 1, Counts.POISSON,
                layer -> {
                    final double filterMs = layer.name().equals("hidden") ? FILTER_MS : OUTPUT_FILTER_MS;
                    return SpikingConversion.linearPoisson(filterMs, RATE_HZ, 1).apply(layer);
                });
        final double[] pixels = reference(digits.pixels());
        final double[] hidden = reference(hidden(network, digits.pixels()));
        Arrays.setAll(pixels, j -> pixels[j] * RATE_HZ);
        Arrays.setAll(hidden, j -> hidden[j] * RATE_HZ);
        return conversion.convert(network, List.of(pixels, hidden), new double[] {2 * FILTER_MS, WINDOW_MS});
    }

    /** Shows digits to both networks. */
    static Result compare(DropConnectNetwork network, SpikingNetwork spiking, HandwrittenDigits digits, int repeats,
            double stepMs) {
        final int n = digits.size();
        double clean = 0;
        final double[] masked = new double[n];
        final StreamRandom random = new StreamRandom(0);
        for (int d = 0; d < n; d++) {
            clean += largest(network.forward(digits.pixels()[d])) == digits.labels()[d] ? 1.0 / n : 0;
            for (int t = 0; t < TRIALS; t++) {
                random.reset(StreamKey.with(StreamKey.of(2, Purpose.RELEASE, d), t));
                final int seen = largest(network.forward(digits.pixels()[d], Masks.quenched(), random));
                masked[d] += seen == digits.labels()[d] ? 1.0 / TRIALS : 0;
            }
        }
        final double[] charge = new double[n];
        final double[] spikes = new double[n];
        for (int r = 0; r < repeats; r++) {
            final DigitsInSpikes.Outputs outputs = DigitsInSpikes.run(spiking, digits.pixels(), stepMs, 100 + r);
            for (int d = 0; d < n; d++) {
                charge[d] += largest(outputs.drive()[d]) == digits.labels()[d] ? 1.0 / repeats : 0;
                spikes[d] += largest(outputs.spikes()[d]) == digits.labels()[d] ? 1.0 / repeats : 0;
            }
        }
        return new Result(clean, mean(masked), mean(charge), mean(spikes), difference(charge, masked),
                difference(spikes, masked));
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Mean difference over digits and its standard error. */
    private static double[] difference(double[] a, double[] b) {
        final double[] difference = new double[a.length];
        Arrays.setAll(difference, d -> a[d] - b[d]);
        final double mean = mean(difference);
        final double squares = Arrays.stream(difference).map(x -> (x - mean) * (x - mean)).sum();
        return new double[] {mean, Math.sqrt(squares / (a.length - 1) / a.length)};
    }
}

package org.quantal.examples;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.quantal.examples.Experiment.Plan;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.models.reliability.ContrastiveTraining;
import org.quantal.models.reliability.ContrastiveTraining.Settings;
import org.quantal.models.reliability.ReadOut;
import org.quantal.models.reliability.ReliabilityMachine;
import org.quantal.simulator.random.StreamRandom;

/**
 * Digits told apart after one labelled example of each: logistic regression on pixels, or on what hidden units of a
 * trained machine tell of them. Published as a gain of reliability learning; here it is measured and shown, whatever it
 * is.
 */
final class OneShot {
    private static final int TRAINING_DIGITS = 1000;
    private static final int HIDDEN = 64;
    private static final double EPS = 0.3;
    /** Weight of the losses against half the squared norm. */
    private static final double C = 0.1;
    private static final int DESCENT_STEPS = 300;

    private OneShot() {
    }

    static void run(GroupWriter group, HandwrittenDigits digits, Plan plan) {
        final int draws = plan.size(5, 30);
        final int samples = plan.size(3, 10);
        final int epochs = plan.size(10, 60);
        final HandwrittenDigits test = digits.range(TRAINING_DIGITS, plan.size(TRAINING_DIGITS + 200, digits.size()));
        final byte[][] training = ReliabilityExperiment.binarised(digits.range(0, TRAINING_DIGITS));
        final ReadOut learnt = trained(training, 5, epochs, plan.seed());
        final ReadOut fixed = trained(training, 0, epochs, plan.seed());
        final StreamRandom random = Gaussians.random(plan.seed(), 200);
        final int[][] shown = new int[draws][];
        Arrays.setAll(shown, d -> onePerClass(digits, random));
        group.attribute("epochs", epochs);
        group.attribute("samples", samples);
        group.array("pixels", accuracies(digits, test, shown, 1, OneShot::pixels));
        group.array("mean_features", accuracies(digits, test, shown, 1, pixels -> learnt.mean(bits(pixels))));
        group.array("conditional_draws",
                accuracies(digits, test, shown, samples, pixels -> learnt.conditionalDraw(bits(pixels), random)));
        group.array("fixed_mask_draws",
                accuracies(digits, test, shown, samples, pixels -> fixed.maskDraw(bits(pixels), random)));
    }

    private static ReadOut trained(byte[][] digits, double kappa, int epochs, long seed) {
        final ContrastiveTraining training = new ContrastiveTraining(digits,
                new Settings(HIDDEN, 25, EPS, kappa, seed));
        training.run(epochs);
        return new ReadOut(new ReliabilityMachine(training.synapses()));
    }

    private static int[] bits(double[] pixels) {
        return Arrays.stream(pixels).mapToInt(p -> p >= 0.5 ? 1 : 0).toArray();
    }

    private static double[] pixels(double[] pixels) {
        return Arrays.stream(bits(pixels)).asDoubleStream().toArray();
    }

    private static int[] onePerClass(HandwrittenDigits digits, StreamRandom random) {
        final int[] chosen = new int[HandwrittenDigits.CLASSES];
        for (int c = 0; c < chosen.length; c++) {
            do {
                chosen[c] = random.nextInt(TRAINING_DIGITS);
            } while (digits.labels()[chosen[c]] != c);
        }
        return chosen;
    }

    /** Share of test digits that are told right, for each choice of labelled digits. */
    private static double[] accuracies(HandwrittenDigits digits, HandwrittenDigits test, int[][] shown, int samples,
            Function<double[], double[]> features) {
        return Arrays.stream(shown).mapToDouble(chosen -> {
            final double[][] x = IntStream.range(0, samples * chosen.length)
                    .mapToObj(k -> features.apply(digits.pixels()[chosen[k % chosen.length]])).toArray(double[][]::new);
            final double[][] w = regression(x);
            int right = 0;
            for (int n = 0; n < test.size(); n++) {
                final double[] vote = new double[HandwrittenDigits.CLASSES];
                for (int s = 0; s < samples; s++) {
                    final double[] p = softmax(w, features.apply(test.pixels()[n]));
                    Arrays.setAll(vote, c -> vote[c] + p[c]);
                }
                final int best = IntStream.range(0, vote.length).reduce((a, b) -> vote[b] > vote[a] ? b : a)
                        .orElseThrow();
                right += best == test.labels()[n] ? 1 : 0;
            }
            return right / (double) test.size();
        }).toArray();
    }

    /**
     * Weights of classes, with a bias at the end of each row that costs nothing; example k is of class k mod 10.
     * Accelerated gradient descent.
     */
    private static double[][] regression(double[][] x) {
        final int classes = HandwrittenDigits.CLASSES;
        final int size = x[0].length + 1;
        final double squares = Arrays.stream(x).flatMapToDouble(Arrays::stream).map(v -> v * v).sum() + x.length;
        final double step = 1 / (1 + 0.5 * C * squares);
        double[][] w = new double[classes][size];
        double[][] ahead = w;
        for (int k = 0; k < DESCENT_STEPS; k++) {
            final double[][] next = new double[classes][size];
            for (int c = 0; c < classes; c++) {
                for (int i = 0; i < size; i++) {
                    next[c][i] = i < size - 1 ? ahead[c][i] * (1 - step) : ahead[c][i];
                }
            }
            for (int n = 0; n < x.length; n++) {
                final double[] p = softmax(ahead, x[n]);
                for (int c = 0; c < classes; c++) {
                    final double error = step * C * ((c == n % classes ? 1 : 0) - p[c]);
                    for (int i = 0; i < size - 1; i++) {
                        next[c][i] += error * x[n][i];
                    }
                    next[c][size - 1] += error;
                }
            }
            final double momentum = k / (k + 3.0);
            ahead = new double[classes][size];
            for (int c = 0; c < classes; c++) {
                for (int i = 0; i < size; i++) {
                    ahead[c][i] = next[c][i] + momentum * (next[c][i] - w[c][i]);
                }
            }
            w = next;
        }
        return w;
    }

    private static double[] softmax(double[][] w, double[] x) {
        final double[] p = new double[w.length];
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            double drive = w[c][x.length];
            for (int i = 0; i < x.length; i++) {
                drive += w[c][i] * x[i];
            }
            p[c] = StrictMath.exp(drive);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }
}

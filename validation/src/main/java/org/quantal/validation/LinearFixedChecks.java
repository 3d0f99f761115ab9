package org.quantal.validation;

import java.util.ArrayList;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/** Checks of linear networks with fixed weights. */
final class LinearFixedChecks {
    private static final double SIGMAS = 5.5;

    private final ResultFile file;
    private final List<Check> checks = new ArrayList<>();

    LinearFixedChecks(ResultFile file) {
        this.file = file;
    }

    List<Check> checks() {
        for (String name : file.children("/fixed/two-layers")) {
            twoLayers("/fixed/two-layers/" + name, "two-layers/" + name);
        }
        covariance("/fixed/covariance");
        for (String name : file.children("/fixed/one-layer")) {
            oneLayer("/fixed/one-layer/" + name, "one-layer/" + name);
        }
        for (String name : file.children("/fixed/white-layer")) {
            whiteLayer("/fixed/white-layer/" + name, "white-layer/" + name);
        }
        return checks;
    }

    private void twoLayers(String group, String id) {
        final SimpleMatrix c = LinearSeries.matrix(file, group + "/C");
        final SimpleMatrix p1 = LinearSeries.matrix(file, group + "/P1");
        final SimpleMatrix p2 = LinearSeries.matrix(file, group + "/P2");
        SimpleMatrix w1 = LinearSeries.matrix(file, group + "/W1");
        SimpleMatrix w2 = LinearSeries.matrix(file, group + "/W2");
        if (file.text(group, "masks").equals("unscaled")) {
            w1 = w1.elementMult(p1);
            w2 = w2.elementMult(p2);
        }
        final double noise = LinearLoss.noise(w1, w2, c, p1, p2);
        final double loss = LinearLoss.bias(LinearSeries.matrix(file, group + "/A"), w2.mult(w1), c) + noise / 2;
        checks.add(Check.near(id + "/loss", "mean loss over all masks = bias + R/2", loss,
                file.number(group, "enumerated_loss"), 1e-12));
        checks.add(Check.near(id + "/noise", "variance of outputs over all masks = R", noise,
                file.number(group, "enumerated_noise"), 1e-12));
        final double draws = file.number(group, "draws");
        final double mean = file.number(group, "loss_sum") / draws;
        final double error = Math.sqrt((file.number(group, "loss_squares") / draws - mean * mean) / draws);
        checks.add(Check.mean(id + "/sampled-loss", "loss over sampled masks and inputs", loss, mean, error, SIGMAS));
    }

    private void covariance(String group) {
        final double draws = file.number(group, "draws");
        final double[] sum = file.doubles(group + "/output_sum");
        final double[][] products = file.matrix(group + "/output_products");
        final SimpleMatrix w1 = LinearSeries.matrix(file, group + "/W1");
        final SimpleMatrix w2 = LinearSeries.matrix(file, group + "/W2");
        final double[] x = file.doubles(group + "/x");
        final SimpleMatrix expected = LinearLoss.covariance(w1, w2, x, file.number(group, "p1"),
                file.number(group, "p2"));
        final double largest = expected.elementMaxAbs();
        final SimpleMatrix mean = w2.mult(w1).mult(new SimpleMatrix(x));
        double deviation = 0;
        double shift = 0;
        for (int k = 0; k < sum.length; k++) {
            shift = Math.max(shift, Math.abs(sum[k] / draws - mean.get(k)) / Math.sqrt(expected.get(k, k) / draws));
            for (int l = 0; l < sum.length; l++) {
                final double measured = products[k][l] / draws - sum[k] / draws * (sum[l] / draws);
                deviation = Math.max(deviation, Math.abs(measured - expected.get(k, l)) / largest);
            }
        }
        checks.add(worst("covariance/mean", "means of outputs = W2 W1 x", shift, sum.length));
        // Measured standard errors of an entry are up to 0.15 % of the largest one at full size.
        checks.add(Check.atMost("covariance/entries",
                "covariance of outputs over failures, largest deviation relative to the largest entry",
                file.isFull() ? 0.01 : 0.04, deviation));
    }

    /** A check of the largest of many deviations in standard errors. */
    static Check worst(String id, String prediction, double deviation, int values) {
        return new Check(id, prediction + ": largest deviation, standard errors", SIGMAS, deviation, 0, 0,
                Check.Kind.AT_MOST, values * Check.tails(SIGMAS));
    }

    private void oneLayer(String group, String id) {
        final SimpleMatrix a = LinearSeries.matrix(file, group + "/A");
        final SimpleMatrix c = LinearSeries.matrix(file, group + "/C");
        final SimpleMatrix p = LinearSeries.matrix(file, group + "/P");
        final SimpleMatrix w = LinearSeries.matrix(file, group + "/W");
        final SimpleMatrix best = LinearLoss.bestLayer(a, c, p);
        checks.add(Check.near(id + "/weights", "learnt weights = A C (C + q D)^-1: largest deviation", 0,
                w.minus(best).elementMaxAbs(), 1e-9));
        checks.add(Check.relative(id + "/loss", "learnt loss is the smallest", loss(a, best, c, p),
                loss(a, w, c, p), 1e-9));
        final double[] values = LinearOptimum.singularValues(w);
        checks.add(Check.atLeast(id + "/rank", "one layer keeps its rank: smallest over largest singular value", 0.1,
                values[values.length - 1] / values[0]));
    }

    private static double loss(SimpleMatrix a, SimpleMatrix w, SimpleMatrix c, SimpleMatrix p) {
        return LinearLoss.bias(a, w, c) + LinearLoss.noise(w, c, p) / 2;
    }

    private void whiteLayer(String group, String id) {
        final double p = file.number(group, "p");
        final double draws = file.number(group, "draws");
        final double[] noise = file.doubles(group + "/noise_sum");
        final double[] squares = file.doubles(group + "/noise_squares");
        final double[] signal = file.doubles(group + "/signal_sum");
        double deviation = 0;
        for (int i = 0; i < noise.length; i++) {
            // noise - q signal has mean 0 for every draw of the weights; signal squares are at most 3 times their
            // mean's square (normal).
            final double variance = squares[i] / draws + LinearLoss.q(p) * LinearLoss.q(p) * 3
                    * Math.pow(signal[i] / draws, 2);
            deviation = Math.max(deviation,
                    Math.abs(noise[i] - LinearLoss.q(p) * signal[i]) / draws / Math.sqrt(variance / draws));
        }
        checks.add(worst(id + "/snr", "signal to noise of one layer is p/(1-p) whatever the weights", deviation,
                noise.length));
    }
}

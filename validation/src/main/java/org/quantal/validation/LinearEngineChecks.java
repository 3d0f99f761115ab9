package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/** Checks of linear readout and linear learning in the simulator. */
final class LinearEngineChecks {
    private static final double SIGMAS = 5.5;

    private final ResultFile file;
    private final List<Check> checks = new ArrayList<>();

    LinearEngineChecks(ResultFile file) {
        this.file = file;
    }

    List<Check> checks() {
        file.children("/engine/counts").forEach(this::counts);
        file.children("/engine/scaling").forEach(this::scaling);
        file.children("/engine/learning").forEach(this::learning);
        contrast();
        return checks;
    }

    /**
     * Outputs y_i = sum_j W_ij K_ij/(p s), s spikes for a unit of input. Releases K of N spikes vary by N p (1 - p) if
     * each spike fails by itself, by N^2 p (1 - p) with one mask for all, and counts that vary are shared by all
     * outputs.
     */
    private void counts(String name) {
        final String group = "/engine/counts/" + name;
        final String id = "counts/" + name;
        final double p = file.number(group, "p");
        final double unit = file.number(group, "spikes_per_unit");
        final double[] expected = file.doubles(group + "/expected_spikes");
        final double[][] w = file.matrix(group + "/W");
        final double[][] y = file.matrix(group + "/outputs");
        final int outputs = w.length;
        final double[] mean = new double[outputs];
        final double[][] covariance = new double[outputs][outputs];
        for (int j = 0; j < expected.length; j++) {
            final double spikes = expected[j];
            final double failing = LinearLoss.q(p) / (unit * unit) * (name.equals("mask") ? spikes * spikes : spikes);
            final double counting = name.equals("poisson") ? spikes / (unit * unit) : 0;
            for (int i = 0; i < outputs; i++) {
                mean[i] += w[i][j] * spikes / unit;
                for (int k = 0; k < outputs; k++) {
                    covariance[i][k] += w[i][j] * w[k][j] * (counting + (i == k ? failing : 0));
                }
            }
        }
        double shift = 0;
        double deviation = 0;
        double total = 0;
        double trace = 0;
        double traceSquares = 0;
        for (int i = 0; i < outputs; i++) {
            final int output = i;
            shift = Math.max(shift,
                    Math.abs(Arrays.stream(y).mapToDouble(row -> row[output] - mean[output]).average()
                    .orElse(Double.NaN))
                    / Math.sqrt(covariance[i][i] / y.length));
            total += covariance[i][i];
            for (int k = 0; k < i; k++) {
                deviation = Math.max(deviation, deviation(y, mean, i, k, covariance[i][k]));
            }
        }
        for (double[] row : y) {
            double power = 0;
            for (int i = 0; i < outputs; i++) {
                power += (row[i] - mean[i]) * (row[i] - mean[i]);
            }
            trace += power / y.length;
            traceSquares += power * power / y.length;
        }
        checks.add(LinearFixedChecks.worst(id + "/mean", "means of outputs = W x", shift, outputs));
        checks.add(Check.mean(id + "/noise", "variance of outputs, summed", total, trace,
                Math.sqrt((traceSquares - trace * trace) / y.length), SIGMAS));
        checks.add(LinearFixedChecks.worst(id + "/covariance",
                name.equals("poisson") ? "outputs share the variance of counts and nothing else"
                : "outputs fail independently", deviation, outputs * (outputs - 1) / 2));
    }

    private static double deviation(double[][] y, double[] mean, int i, int k, double expected) {
        double sum = 0;
        double squares = 0;
        for (double[] row : y) {
            final double product = (row[i] - mean[i]) * (row[k] - mean[k]);
            sum += product / y.length;
            squares += product * product / y.length;
        }
        return Math.abs(sum - expected) / Math.sqrt((squares - sum * sum) / y.length);
    }

    /**
     * Signal to noise of readout by size.
     *
     * @param inputs   numbers of inputs
     * @param measured power of the mean output over power of its noise
     * @param error    relative standard errors, for normal outputs
     */
    record Scaling(List<Double> inputs, List<Double> measured, List<Double> error) {

        static Scaling read(ResultFile file, String group, String weights) {
            final Scaling scaling = new Scaling(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (String name : file.children(group)) {
                final String at = group + "/" + name + "/" + weights;
                final double[][] w = file.matrix(at + "/W");
                final double[][] positive = file.matrix(at + "/positive");
                final double[][] y = file.matrix(at + "/outputs");
                double signal = 0;
                double noise = 0;
                for (int r = 0; r < y.length; r++) {
                    for (int i = 0; i < w.length; i++) {
                        double mean = 0;
                        for (int j = 0; j < w[i].length; j++) {
                            mean += w[i][j] * (2 * positive[r][j] - 1);
                        }
                        signal += mean * mean;
                        noise += (y[r][i] - mean) * (y[r][i] - mean);
                    }
                }
                scaling.inputs.add(file.number(group + "/" + name, "inputs"));
                scaling.measured.add(signal / noise);
                // The signal of equal weights is always the same.
                scaling.error.add(Math.sqrt((weights.equals("random") ? 4.0 : 2.0) / (y.length * w.length)));
            }
            return scaling;
        }
    }

    private void scaling(String name) {
        final double p = file.number("/engine/scaling/" + name, "p");
        final double single = 1 / LinearLoss.q(p);
        final Scaling random = Scaling.read(file, "/engine/scaling/" + name, "random");
        final Scaling coherent = Scaling.read(file, "/engine/scaling/" + name, "coherent");
        double ofRandom = 0;
        double ofCoherent = 0;
        for (int k = 0; k < random.inputs.size(); k++) {
            ofRandom = Math.max(ofRandom, Math.abs(random.measured.get(k) / single - 1) / random.error.get(k));
            final double grown = single * coherent.inputs.get(k);
            ofCoherent = Math.max(ofCoherent, Math.abs(coherent.measured.get(k) / grown - 1) / coherent.error.get(k));
        }
        final String id = "scaling/" + name;
        checks.add(Check.near(id + "/random-slope", "signal to noise of random weights 1/sqrt(N): log-log slope over N",
                0, LinearTrainedChecks.slope(random.inputs, random.measured), 0.05));
        checks.add(Check.near(id + "/coherent-slope", "signal to noise of equal weights 1/N: log-log slope over N", 1,
                LinearTrainedChecks.slope(coherent.inputs, coherent.measured), 0.05));
        checks.add(LinearFixedChecks.worst(id + "/random", "signal to noise = p/(1-p) at each N", ofRandom,
                random.inputs.size()));
        checks.add(LinearFixedChecks.worst(id + "/coherent", "signal to noise = N p/(1-p) at each N", ofCoherent,
                random.inputs.size()));
    }

    /**
     * A network that learnt, and what it should learn. One of n inputs is shown at a time, by N spikes that count as
     * root n. The second moment of what the network sees is c = 1 for fixed N and c = 1 + 1/N for Poisson counts of
     * mean N; releases add q1/N for a squared weight. With A/sqrt(c) in place of A and B sqrt(c) in place of B this is
     * white input with lambda = q2 + q1/(p2 N c).
     *
     * @param series  weights
     * @param optimum of the white problem
     * @param power   c
     * @param extra   loss that no network avoids, since counts vary
     */
    record Learning(LinearSeries series, LinearOptimum optimum, double power, double extra) {

        static Learning read(ResultFile file, String name) {
            final String group = "/engine/learning/" + name;
            final double p1 = file.number(group, "p1");
            final double p2 = file.number(group, "p2");
            final double spikes = file.number(group, "spikes");
            final LinearSeries series = LinearSeries.read(file, group);
            final double c = file.text(group, "counts").equals("poisson") ? 1 + 1 / spikes : 1;
            final double lambda = LinearLoss.q(p2) + LinearLoss.q(p1) / (p2 * spikes * c);
            final SimpleMatrix a = LinearSeries.matrix(file, group + "/A");
            return new Learning(series,
                    LinearOptimum.of(LinearOptimum.singularValues(a.divide(Math.sqrt(c))), lambda, series.hidden()), c,
                    (1 - 1 / c) * a.elementPower(2).elementSum() / 2);
        }

        /** Singular values of the mean map that theory expects. */
        double[] expected() {
            return Arrays.stream(optimum.sigma()).map(s -> s / Math.sqrt(power)).toArray();
        }

        /** The last quarter of the snapshots. */
        LinearSeries end() {
            return series.from(series.size() - series.size() / 4);
        }

        /**
         * Norm of the first layer, whose units keep the difference of the squared norms of their input and output
         * weights.
         */
        double inputNorm() {
            final double[] in = LinearSeries.rowNorms(series.w1().get(0));
            final double[] out = LinearSeries.rowNorms(series.w2().get(0).transpose());
            final double product = optimum.unitProduct() / Math.sqrt(power);
            double sum = 0;
            for (int h = 0; h < in.length; h++) {
                final double difference = in[h] - out[h];
                sum += difference / 2 + Math.sqrt(product * product + difference * difference / 4);
            }
            return Math.sqrt(sum);
        }

        double norm() {
            return Math.sqrt(Arrays.stream(expected()).map(s -> s * s).sum());
        }
    }

    private void learning(String name) {
        final Learning learning = Learning.read(file, name);
        final LinearOptimum optimum = learning.optimum;
        final String id = "learning/" + name;
        final LinearSeries end = learning.end();
        final double[] sigma = end.meanSigma();
        final double largest = optimum.a()[0];
        checks.add(Check.near(id + "/singular-values",
                "singular values of the mean map are a - tau or 0: largest deviation", 0,
                LinearTrainedChecks.largestDeviation(learning.expected(), sigma),
                (file.isFull() ? 0.02 : 0.03) * largest));
        checks.add(LinearTrainedChecks.survivors(id, optimum, sigma));
        checks.add(Check.relative(id + "/effective-rank", "effective rank of the mean map",
                LinearOptimum.effectiveRank(optimum.sigma()),
                LinearOptimum.effectiveRank(sigma), file.isFull() ? 0.03 : 0.05));
        checks.add(Check.relative(id + "/norm", "norm of the mean map", learning.norm(),
                Math.sqrt(Arrays.stream(sigma).map(s -> s * s).sum()), 0.03));
        if (optimum.lambda() > 0) {
            checks.add(firstLayer(id, learning));
        }
        final SimpleMatrix a = LinearSeries.matrix(file, "/engine/learning/" + name + "/A");
        checks.add(Check.near(id + "/loss", "loss of the learnt weights, failures included",
                optimum.loss() + learning.extra, meanLoss(learning, a),
                (file.isFull() ? 0.01 : 0.02) * (optimum.loss() + learning.extra) + 5e-4 * Math.pow(a.normF(), 2)));
    }

    /**
     * The difference of squared norms of a unit's input and output weights is conserved by small steps. Steps of finite
     * size let it drift: it changes by rate^2 (|g1|^2 - |g2|^2) in each, and g2 is the larger gradient where input
     * weights are the larger weights. From weights that start far larger than what is learnt theory therefore gives an
     * upper bound only.
     */
    private static Check firstLayer(String id, Learning learning) {
        final double measured = learning.end().w1().stream().mapToDouble(SimpleMatrix::normF).average()
                .orElse(Double.NaN);
        final double start = Math.pow(learning.series.w1().get(0).normF(), 2);
        final boolean isSmall = start < learning.optimum.unitProduct() * learning.optimum.hidden();
        return isSmall
                ? Check.relative(id + "/first-layer", "norm of the first layer's weights, from their start",
                learning.inputNorm(), measured, 0.1)
                : Check.atMost(id + "/first-layer",
                "norm of the first layer's weights is at most what gradient flow gives from their start",
                        1.02 * learning.inputNorm(), measured);
    }

    private static double meanLoss(Learning learning, SimpleMatrix a) {
        final LinearSeries end = learning.end();
        double sum = 0;
        for (int t = 0; t < end.size(); t++) {
            final double[] in = LinearSeries.rowNorms(end.w1().get(t));
            final double[] out = LinearSeries.rowNorms(end.w2().get(t).transpose());
            double noise = 0;
            for (int h = 0; h < in.length; h++) {
                noise += learning.optimum.lambda() * learning.power * in[h] * out[h];
            }
            final SimpleMatrix white = SimpleMatrix.identity(a.getNumCols()).scale(learning.power);
            sum += LinearLoss.bias(a.divide(learning.power), end.map(t), white) + noise / 2;
        }
        return sum / end.size() + learning.extra;
    }

    private void contrast() {
        final double[] reliable = Learning.read(file, "reliable").end().meanSigma();
        final double[] failing = Learning.read(file, "failing").end().meanSigma();
        checks.add(Check.atMost("learning/failures-cut-rank", "effective rank with failures over that without", 0.75,
                LinearOptimum.effectiveRank(failing) / LinearOptimum.effectiveRank(reliable)));
        checks.add(Check.atMost("learning/failures-shrink-weights",
                "norm of the mean map with failures over that without", 0.75,
                Math.sqrt(Arrays.stream(failing).map(s -> s * s).sum() / Arrays.stream(reliable).map(s -> s * s)
                .sum())));
        final int alive = (int) Arrays.stream(reliable).filter(s -> s > LinearTrainedChecks.ALIVE * reliable[0]).count()
                - (int) Arrays.stream(failing).filter(s -> s > LinearTrainedChecks.ALIVE * reliable[0]).count();
        checks.add(Check.atLeast("learning/failures-lose-modes", "modes that live without failures and die with them",
                1, alive));
    }
}

package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/** Checks of linear networks that were trained with failures outside the simulator. */
final class LinearTrainedChecks {
    /** A singular value above this share of the teacher's largest one counts as alive. */
    static final double ALIVE = 0.02;
    /** Closer than this to the threshold, in units of the teacher's largest singular value, a mode may be slow. */
    static final double CLEAR = 0.1;

    private final ResultFile file;
    private final List<Check> checks = new ArrayList<>();

    LinearTrainedChecks(ResultFile file) {
        this.file = file;
    }

    List<Check> checks() {
        file.children("/trained/optimum").forEach(this::optimum);
        file.children("/trained/coloured").forEach(this::coloured);
        flatWidths();
        modes();
        file.children("/trained/sampled").forEach(this::sampled);
        rankFalls();
        file.children("/trained/widths").forEach(this::widths);
        return checks;
    }

    private void optimum(String name) {
        final String group = "/trained/optimum/" + name;
        final String id = "flow/" + name;
        final Net net = net(group);
        final LinearOptimum optimum = LinearOptimum.of(net.a, net.p1, net.p2, net.hidden());
        final double[] sigma = LinearOptimum.singularValues(net.map());
        checks.add(Check.near(id + "/loss", "loss of the learnt weights is the smallest, in closed form",
                optimum.loss(), net.loss(), 1e-8));
        checks.add(Check.near(id + "/singular-values", "singular values are a - tau or 0: largest deviation", 0,
                largestDeviation(optimum.sigma(), sigma), 1e-6));
        checks.add(survivors(id, optimum, sigma));
        checks.add(Check.near(id + "/loss-without-failures", "loss when nothing fails any more",
                optimum.lossWithoutFailures(), LinearLoss.bias(net.a, net.map(), net.c), 1e-6));
        checks.add(Check.atMost(id + "/units", "hidden units carry equal shares: coefficient of variation", 1e-6,
                new LinearSeries(List.of(net.w1), List.of(net.w2)).spreadOfUnits()));
        norms(group, id, net, optimum);
    }

    /** Number of living modes, against those that should live; modes near the threshold are left out on both sides. */
    static Check survivors(String id, LinearOptimum optimum, double[] sigma) {
        final double largest = optimum.a()[0];
        int expected = 0;
        int measured = 0;
        for (int k = 0; k < sigma.length; k++) {
            // What is said of a mode below the threshold holds for all further ones, too.
            final boolean isClear = Math.abs(optimum.a()[k] - optimum.tau()) >= CLEAR * largest
                    || k >= optimum.hidden();
            if (isClear) {
                expected += k < optimum.rho() ? 1 : 0;
                measured += sigma[k] > ALIVE * largest ? 1 : 0;
            }
        }
        return Check.near(id + "/survivors", "number of modes that survive (those near the threshold left out)",
                expected, measured, 0);
    }

    private void norms(String group, String id, Net net, LinearOptimum optimum) {
        final double[] in = LinearSeries.rowNorms(LinearSeries.matrix(file, group + "/W1_start"));
        final double[] out = LinearSeries.rowNorms(LinearSeries.matrix(file, group + "/W2_start").transpose());
        final double[] inEnd = LinearSeries.rowNorms(net.w1);
        final double[] outEnd = LinearSeries.rowNorms(net.w2.transpose());
        double drift = 0;
        double deviation = 0;
        for (int h = 0; h < in.length; h++) {
            final double difference = in[h] - out[h];
            drift = Math.max(drift, Math.abs(inEnd[h] - outEnd[h] - difference));
            deviation = Math.max(deviation, Math.abs(inEnd[h] / optimum.inputNorm(difference) - 1));
        }
        checks.add(Check.near(id + "/conserved", "difference of a unit's squared norms stays: largest drift", 0,
                drift, 1e-4));
        checks.add(Check.near(id + "/norms", "norms of input weights, from their start: largest relative deviation", 0,
                deviation, 1e-3));
    }

    private void coloured(String name) {
        final Net net = net("/trained/coloured/" + name);
        final LinearOptimum.Coloured best = LinearOptimum.coloured(net.a, net.c, net.p1, net.p2, net.hidden());
        checks.add(Check.near("coloured/" + name + "/loss", "loss of the convex problem in the mean map", best.loss(),
                net.loss(), 1e-8));
        checks.add(Check.near("coloured/" + name + "/map",
                "learnt map is that of the convex problem: largest deviation", 0,
                net.map().minus(best.map()).elementMaxAbs(), 1e-5));
    }

    private void flatWidths() {
        final List<Double> x = new ArrayList<>();
        final List<Double> y = new ArrayList<>();
        double deviation = 0;
        for (String name : file.children("/trained/flat-widths")) {
            final Net net = net("/trained/flat-widths/" + name);
            x.add((double) net.hidden());
            y.add(net.loss());
            deviation = Math.max(deviation,
                    Math.abs(net.loss() / LinearOptimum.of(net.a, net.p1, net.p2, net.hidden()).loss() - 1));
        }
        checks.add(Check.near("flat-widths/slope", "smallest loss falls as 1/H: log-log slope", -1, slope(x, y), 0.05));
        checks.add(Check.near("flat-widths/loss", "lambda S^2/(2(H + lambda rho)): largest relative deviation", 0,
                deviation, 1e-3));
    }

    private void modes() {
        final String group = "/trained/modes";
        final LinearSeries series = LinearSeries.read(file, group);
        final LinearOptimum optimum = LinearOptimum.of(LinearSeries.matrix(file, group + "/A"),
                file.number(group, "p1"), file.number(group, "p2"), (int) file.number(group, "hidden"));
        final double[] times = file.doubles(group + "/time");
        double deviation = 0;
        for (int t = 0; t < times.length; t++) {
            final double[] expected = optimum.course(file.doubles(group + "/sigma_start"), times[t]);
            deviation = Math.max(deviation, largestDeviation(expected, LinearOptimum.singularValues(series.map(t))));
        }
        checks.add(Check.near("modes/course",
                "singular values compete as in Lotka and Volterra's equations: largest deviation", 0, deviation, 1e-6));
    }

    private void sampled(String name) {
        final String group = "/trained/sampled/" + name;
        final String id = "sampled/" + name;
        final LinearSeries series = LinearSeries.read(file, group);
        final Net net = net(group, series.w1().get(series.size() - 1), series.w2().get(series.size() - 1));
        final LinearOptimum optimum = LinearOptimum.of(net.a, net.p1, net.p2, net.hidden());
        final double[] sigma = series.meanSigma();
        checks.add(Check.near(id + "/singular-values", "singular values are a - tau or 0: largest deviation", 0,
                largestDeviation(optimum.sigma(), sigma), 0.02 * optimum.a()[0]));
        checks.add(survivors(id, optimum, sigma));
        checks.add(Check.relative(id + "/effective-rank", "effective rank (sum)^2/(sum of squares)",
                LinearOptimum.effectiveRank(optimum.sigma()), LinearOptimum.effectiveRank(sigma), 0.03));
        double loss = 0;
        for (int t = 0; t < series.size(); t++) {
            loss += net(group, series.w1().get(t), series.w2().get(t)).loss() / series.size();
        }
        checks.add(Check.atMost(id + "/loss", "loss is within 1 % of the smallest", 1.01 * optimum.loss(), loss));
        checks.add(Check.atMost(id + "/units", "hidden units carry equal shares: coefficient of variation", 0.06,
                series.spreadOfUnits()));
    }

    private void rankFalls() {
        double least = Double.POSITIVE_INFINITY;
        double before = 0;
        for (String name : List.of("p0.3", "p0.5", "p0.8")) {
            final double rank = LinearOptimum.effectiveRank(LinearSeries.read(file, "/trained/sampled/" + name)
                    .meanSigma());
            least = Math.min(least, rank - before);
            before = rank;
        }
        checks.add(Check.atLeast("sampled/rank-falls",
                "effective rank falls with the release probability: least difference", 0.2, least));
    }

    private void widths(String name) {
        final String group = "/trained/widths/" + name;
        final List<Double> width = new ArrayList<>();
        final List<Double> initial = new ArrayList<>();
        final List<Double> trained = new ArrayList<>();
        double deviation = 0;
        for (String child : file.children(group)) {
            final String at = group + "/" + child;
            width.add(file.number(at, "hidden"));
            initial.add(file.number(at, "initial_signal") / file.number(at, "initial_noise"));
            final double measured = file.number(at, "trained_signal") / file.number(at, "trained_noise");
            trained.add(measured);
            final Net net = net(at);
            deviation = Math.max(deviation,
                    Math.abs(measured * LinearOptimum.of(net.a, net.p1, net.p2, net.hidden()).lambda()
                    / net.hidden() * LinearOptimum.effectiveRank(LinearOptimum.singularValues(net.map())) - 1));
        }
        checks.add(Check.near("widths/" + name + "/initial-slope",
                "signal to noise of random weights does not depend on H: log-log slope", 0,
                slope(width, initial), 0.05));
        checks.add(Check.near("widths/" + name + "/trained-slope",
                "signal to noise after training is proportional to H: log-log slope", 1, slope(width, trained), 0.05));
        checks.add(Check.atMost("widths/" + name + "/trained-snr",
                "signal to noise after training = H/(lambda r_eff): largest relative deviation", file.isFull() ? 0.08
                : 0.1, deviation));
    }

    /** Slope of the line through logarithms. */
    static double slope(List<Double> x, List<Double> y) {
        final double meanX = x.stream().mapToDouble(Math::log).average().orElse(Double.NaN);
        final double meanY = y.stream().mapToDouble(Math::log).average().orElse(Double.NaN);
        double xy = 0;
        double xx = 0;
        for (int k = 0; k < x.size(); k++) {
            final double d = Math.log(x.get(k)) - meanX;
            xy += d * (Math.log(y.get(k)) - meanY);
            xx += d * d;
        }
        return xy / xx;
    }

    static double largestDeviation(double[] expected, double[] measured) {
        final double[] deviation = new double[expected.length];
        Arrays.setAll(deviation, k -> Math.abs(expected[k] - measured[k]));
        return Arrays.stream(deviation).max().orElse(Double.NaN);
    }

    private record Net(SimpleMatrix a, SimpleMatrix c, double p1, double p2, SimpleMatrix w1, SimpleMatrix w2) {

        SimpleMatrix map() {
            return w2.mult(w1);
        }

        int hidden() {
            return w1.getNumRows();
        }

        double loss() {
            return LinearLoss.bias(a, map(), c) + LinearLoss.noise(w1, w2, c, p1, p2) / 2;
        }
    }

    private Net net(String group) {
        return net(group, LinearSeries.matrix(file, group + "/W1"), LinearSeries.matrix(file, group + "/W2"));
    }

    private Net net(String group, SimpleMatrix w1, SimpleMatrix w2) {
        return new Net(LinearSeries.matrix(file, group + "/A"), LinearSeries.matrix(file, group + "/C"),
                file.number(group, "p1"), file.number(group, "p2"), w1, w2);
    }
}

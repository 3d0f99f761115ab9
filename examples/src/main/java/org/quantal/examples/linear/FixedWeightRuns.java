package org.quantal.examples.linear;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.quantal.examples.Experiment.Plan;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.simulator.random.StreamRandom;

/** Networks whose weights do not change: averages over masks by enumeration and by sampling. */
final class FixedWeightRuns {
    private static final double[][] A = {{1, 0.5}, {-0.3, 0.8}};
    private static final double[][] C = {{1, 0.3}, {0.3, 0.7}};
    private static final Weights W = new Weights(new double[][] {{0.6, -0.2}, {0.1, 0.9}},
            new double[][] {{0.7, 0.4}, {-0.5, 0.3}});
    private static final double[][] EACH_1 = {{0.2, 0.5}, {0.8, 0.6}};
    private static final double[][] EACH_2 = {{0.9, 0.3}, {0.4, 0.7}};
    private static final double[][] A_ONE = {{1, -0.5, 0.25}, {0.5, 1, -1}};
    private static final double[][] C_ONE = {{1, 0.4, 0.1}, {0.4, 0.8, -0.2}, {0.1, -0.2, 0.5}};
    private static final double[][] EACH_ONE = {{0.2, 0.5, 0.8}, {0.3, 0.6, 0.9}};

    private final Plan plan;
    private final Errors errors;

    FixedWeightRuns(Plan plan) {
        this.plan = plan;
        errors = new Errors(plan);
    }

    void run(GroupWriter root) {
        final GroupWriter two = root.group("two-layers");
        twoLayers(two, "reliable", 1, 1, true);
        twoLayers(two, "p0.5-0.8", 0.5, 0.8, true);
        twoLayers(two, "p0.3-0.6", 0.3, 0.6, true);
        twoLayers(two, "p0.5-0.8-unscaled", 0.5, 0.8, false);
        twoLayers(two, "p1-0.4", 1, 0.4, true);
        twoLayers(two, "p0.25-1-unscaled", 0.25, 1, false);
        twoLayers(two, "each-its-own", EACH_1, EACH_2, true);
        twoLayers(two, "each-its-own-unscaled", EACH_1, EACH_2, false);
        covariance(root.group("covariance"));
        final GroupWriter one = root.group("one-layer");
        oneLayer(one, "p0.5", FailingLayers.uniform(2, 3, 0.5));
        oneLayer(one, "p0.2", FailingLayers.uniform(2, 3, 0.2));
        oneLayer(one, "each-its-own", EACH_ONE);
        final GroupWriter white = root.group("white-layer");
        for (double p : new double[] {0.2, 0.5, 0.8}) {
            whiteLayer(white, p);
        }
    }

    private void twoLayers(GroupWriter parent, String name, double p1, double p2, boolean scaled) {
        twoLayers(parent, name, FailingLayers.uniform(2, 2, p1), FailingLayers.uniform(2, 2, p2), scaled);
    }

    private void twoLayers(GroupWriter parent, String name, double[][] p1, double[][] p2, boolean scaled) {
        final FailingLayers layers = new FailingLayers(W, errors.p(p1), errors.p(p2), scaled);
        final FailingLayers.Enumerated all = layers.enumerate(errors.teacher(A), C);
        final GroupWriter group = parent.group(name);
        group.attribute("masks", scaled ? "scaled" : "unscaled");
        group.attribute("enumerated_loss", all.loss());
        group.attribute("enumerated_noise", all.noise());
        final int draws = plan.size(20_000, 1_000_000);
        final StreamRandom random = Task.random(plan.seed(), name.hashCode());
        final ContinuousSampler normal = Task.normal(random);
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < draws; k++) {
            final double[] x = input(normal);
            final double[] y = layers.output(x, random);
            final double[] desired = FailingLayers.apply(errors.teacher(A), x);
            double loss = 0;
            for (int i = 0; i < y.length; i++) {
                loss += (desired[i] - y[i]) * (desired[i] - y[i]) / 2;
            }
            sum += loss;
            squares += loss * loss;
        }
        group.attribute("draws", draws);
        group.attribute("loss_sum", sum);
        group.attribute("loss_squares", squares);
        group.array("A", A);
        group.array("C", C);
        group.array("W1", W.w1());
        group.array("W2", W.w2());
        group.array("P1", p1);
        group.array("P2", p2);
    }

    /** A normal input with second moment C, by its Cholesky factor. */
    private static double[] input(ContinuousSampler normal) {
        final double first = normal.sample();
        final double slope = C[0][1] / Math.sqrt(C[0][0]);
        return new double[] {Math.sqrt(C[0][0]) * first,
                slope * first + Math.sqrt(C[1][1] - slope * slope) * normal.sample()};
    }

    private void covariance(GroupWriter group) {
        final StreamRandom random = Task.random(plan.seed(), 11);
        final ContinuousSampler normal = Task.normal(random);
        final Weights w = Weights.initial(4, 5, 3, 1, normal);
        final double[] x = {1, -0.5, 2, 0.3};
        final double p1 = 0.4;
        final double p2 = 0.7;
        final Weights used = new Weights(errors.fixed(w.w1()), w.w2());
        final FailingLayers layers = new FailingLayers(used, FailingLayers.uniform(5, 4, errors.p(p1)),
                FailingLayers.uniform(3, 5, errors.p(p2)), true);
        final int draws = plan.size(100_000, 1_600_000);
        final double[] sum = new double[3];
        final double[][] products = new double[3][3];
        for (int k = 0; k < draws; k++) {
            final double[] y = layers.output(x, random);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += y[i];
                for (int j = 0; j < sum.length; j++) {
                    products[i][j] += y[i] * y[j];
                }
            }
        }
        group.attribute("p1", p1);
        group.attribute("p2", p2);
        group.attribute("draws", draws);
        group.array("x", x);
        group.array("W1", w.w1());
        group.array("W2", w.w2());
        group.array("output_sum", sum);
        group.array("output_products", products);
    }

    /** Finds the best weights of one layer by going down the gradient of the average loss. */
    private void oneLayer(GroupWriter parent, String name, double[][] p) {
        final double[][] a = errors.teacher(A_ONE);
        final double[][] used = errors.p(p);
        double[][] w = new double[a.length][C_ONE.length];
        for (int step = 0; step < 2000; step++) {
            final double[][] next = Weights.copy(w);
            for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < w[i].length; j++) {
                    double slope = (1 - used[i][j]) / used[i][j] * w[i][j] * C_ONE[j][j];
                    for (int k = 0; k < w[i].length; k++) {
                        slope += (w[i][k] - a[i][k]) * C_ONE[k][j];
                    }
                    next[i][j] -= 0.15 * slope;
                }
            }
            w = next;
        }
        final GroupWriter group = parent.group(name);
        group.array("A", A_ONE);
        group.array("C", C_ONE);
        group.array("P", p);
        group.array("W", w);
    }

    /** White inputs to one layer whose weights differ in size by orders of magnitude. */
    private void whiteLayer(GroupWriter parent, double p) {
        final StreamRandom random = Task.random(plan.seed(), 20 + Math.round(10 * p));
        final ContinuousSampler normal = Task.normal(random);
        final int outputs = 4;
        final double[][] w = Weights.random(outputs, 10, 1, normal);
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < w[i].length; j++) {
                w[i][j] *= Math.pow(10, i - 2.0);
            }
        }
        final double[][] used = errors.fixed(w);
        final int draws = plan.size(20_000, 400_000);
        final double[] signal = new double[outputs];
        final double[] noise = new double[outputs];
        final double[] noiseSquares = new double[outputs];
        final double amplitude = 1 / p;
        for (int k = 0; k < draws; k++) {
            final double[] mean = new double[outputs];
            final double[] y = new double[outputs];
            for (int j = 0; j < w[0].length; j++) {
                final double x = normal.sample();
                for (int i = 0; i < outputs; i++) {
                    mean[i] += w[i][j] * x;
                    y[i] += random.nextDouble() < errors.p(p) ? amplitude * used[i][j] * x : 0;
                }
            }
            for (int i = 0; i < outputs; i++) {
                final double power = (y[i] - mean[i]) * (y[i] - mean[i]);
                signal[i] += mean[i] * mean[i];
                noise[i] += power;
                noiseSquares[i] += power * power;
            }
        }
        final GroupWriter group = parent.group("p" + p);
        group.attribute("p", p);
        group.attribute("draws", draws);
        group.array("W", w);
        group.array("signal_sum", signal);
        group.array("noise_sum", noise);
        group.array("noise_squares", noiseSquares);
    }
}

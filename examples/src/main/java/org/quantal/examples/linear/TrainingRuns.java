package org.quantal.examples.linear;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.quantal.examples.Experiment.Plan;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.simulator.random.StreamRandom;

/**
 * Two layers that are trained with failures: by gradient flow and by stochastic gradient descent with sampled masks.
 */
final class TrainingRuns {
    private static final double[] FOUR = {3, 2, 1, 0.3};
    private static final double[][] COLORED_A = {{1, -0.5, 0.25}, {0.5, 1, -1}};
    private static final double[][] COLORED_C = {{1, 0.4, 0.1}, {0.4, 0.8, -0.2}, {0.1, -0.2, 0.5}};

    /** Small against 1/sqrt(N): with input weights far larger than output weights, modes die slowly. */
    private static final double START = 0.3;

    private final Plan plan;
    private final Errors errors;

    TrainingRuns(Plan plan) {
        this.plan = plan;
        errors = new Errors(plan);
    }

    void run(GroupWriter root) {
        final GroupWriter optimum = root.group("optimum");
        flow(optimum, "p0.5", Task.white(FOUR, 4, 0.5, 0.5), 8, 200);
        flow(optimum, "p0.7", Task.white(FOUR, 4, 0.7, 0.7), 4, 200);
        flow(optimum, "narrow", Task.white(new double[] {2, 1.5, 1, 0.5}, 4, 0.8, 0.9), 2, 800);
        flow(optimum, "flat", Task.white(new double[] {1, 1, 1, 1}, 4, 0.2, 0.8), 16, 200);
        flow(optimum, "first-layer-fails", Task.white(new double[] {2, 1, 0.2}, 3, 0.3, 1), 6, 200);
        flow(optimum, "second-layer-fails", Task.white(new double[] {4, 3, 1, 0.5, 0.2, 0.05}, 6, 1, 0.4), 12, 200);
        flow(optimum, "wide", Task.white(FOUR, 4, 0.5, 0.5), 64, 200);
        flow(optimum, "p0.2", Task.white(FOUR, 4, 0.2, 0.2), 8, 200);
        final GroupWriter colored = root.group("coloured");
        flow(colored, "p0.5", new Task(COLORED_A, COLORED_C, 0.5, 0.5), 4, 400);
        flow(colored, "first-layer-fails", new Task(COLORED_A, COLORED_C, 0.4, 1), 4, 400);
        flow(colored, "second-layer-fails", new Task(COLORED_A, COLORED_C, 1, 0.4), 4, 400);
        final GroupWriter flat = root.group("flat-widths");
        for (int hidden : plan.full() ? new int[] {40, 80, 160, 320, 640} : new int[] {40, 80, 160}) {
            flow(flat, "H" + hidden, Task.white(new double[] {1, 1, 1}, 3, 0.8, 0.8), hidden, 3.0 * hidden);
        }
        modes(root.group("modes"));
        sampled(root.group("sampled"));
        widths(root.group("widths"));
    }

    private void flow(GroupWriter parent, String name, Task task, int hidden, double time) {
        final Weights start = task.start(hidden, START, plan.seed(), name.hashCode());
        // The early part is quick, what remains is slow.
        final GradientFlow flow = new GradientFlow(errors.task(task));
        final Weights end = flow.run(flow.run(start, 5, 0.02), time, 0.1);
        final GroupWriter group = parent.group(name);
        describe(group, task);
        group.array("W1_start", start.w1());
        group.array("W2_start", start.w2());
        group.array("W1", errors.trained(end).w1());
        group.array("W2", end.w2());
    }

    private static void describe(GroupWriter group, Task task) {
        group.attribute("p1", task.p1());
        group.attribute("p2", task.p2());
        group.array("A", task.teacher());
        group.array("C", task.moment());
    }

    /** The course of singular values from weights whose hidden directions are rows of a Hadamard matrix. */
    private void modes(GroupWriter group) {
        final int hidden = 8;
        final double[] initial = {0.001, 0.002, 0.003, 0.004};
        final Task task = Task.white(new double[] {3, 2, 1, 0.4}, 4, 0.6, 0.6);
        final double[][] w1 = new double[hidden][4];
        final double[][] w2 = new double[4][hidden];
        for (int k = 0; k < 4; k++) {
            for (int h = 0; h < hidden; h++) {
                w1[h][k] = Math.sqrt(initial[k] / hidden) * (Integer.bitCount(k & h) % 2 == 0 ? 1 : -1);
                w2[k][h] = w1[h][k];
            }
        }
        final double[] times = {0.5, 1, 1.5, 2, 4, 8};
        final GradientFlow flow = new GradientFlow(errors.task(task));
        Weights w = new Weights(w1, w2);
        final List<Weights> course = new ArrayList<>();
        double now = 0;
        for (double time : times) {
            w = flow.run(w, time - now, 0.005);
            now = time;
            course.add(errors.trained(w));
        }
        describe(group, task);
        group.array("time", times);
        group.array("sigma_start", initial);
        group.attribute("hidden", hidden);
        snapshots(group, course);
    }

    static void snapshots(GroupWriter group, List<Weights> snapshots) {
        group.array("W1", snapshots.stream().map(Weights::w1).toArray(double[][][]::new));
        group.array("W2", snapshots.stream().map(Weights::w2).toArray(double[][][]::new));
    }

    private void sampled(GroupWriter parent) {
        sampled(parent, "p0.3", 0.3, 24, plan.full() ? 0.001 : 0.002);
        sampled(parent, "p0.5", 0.5, 24, plan.full() ? 0.002 : 0.003);
        sampled(parent, "p0.8", 0.8, 24, plan.full() ? 0.002 : 0.003);
        if (plan.full()) {
            sampled(parent, "p0.5-slow", 0.5, 24, 0.0005);
            sampled(parent, "p0.5-wide", 0.5, 96, 0.002);
        }
    }

    private void sampled(GroupWriter parent, String name, double p, int hidden, double lastRate) {
        final Task task = Task.white(new double[] {3, 2, 1, 0.5, 0.2, 0.1}, 6, p, p);
        final Weights start = task.start(hidden, START, plan.seed(), name.hashCode());
        final SampledTraining training = new SampledTraining(errors.task(task), hidden, 16,
                Task.random(plan.seed(), 31 + name.hashCode()));
        final double rate = p < 0.4 ? 0.004 : 0.008;
        final SampledTraining.Course course = new SampledTraining.Course((int) Math.round(plan.size(18, 90) / rate),
                rate, (int) Math.round(plan.size(10, 60) / lastRate), lastRate, plan.size(25, 100));
        final GroupWriter group = parent.group(name);
        describe(group, task);
        group.attribute("rate", lastRate);
        snapshots(group, training.run(start, course).stream().map(errors::trained).toList());
    }

    /** Signal and noise of outputs against the number of hidden units, before and after training. */
    private void widths(GroupWriter parent) {
        final int size = 8;
        final int[] widths = plan.full() ? new int[] {4, 8, 16, 32, 64, 128, 256} : new int[] {4, 8, 16, 32};
        for (double p : new double[] {0.2, 0.5, 0.8}) {
            final Task task = Task.white(new double[] {2}, size, p, p);
            final GroupWriter byP = parent.group("p" + p);
            byP.attribute("p", p);
            for (int hidden : widths) {
                final StreamRandom random = Task.random(plan.seed(), 1000 * hidden + Math.round(10 * p));
                final ContinuousSampler normal = Task.normal(random);
                final Power initial = new Power();
                for (int network = 0; network < 800; network++) {
                    initial.add(Weights.initial(size, hidden, size, 1, normal), errors, p, 20, random);
                }
                final Weights start = Weights.random(size, hidden, size, 0.05, 0.05, normal);
                final GradientFlow flow = new GradientFlow(errors.task(task));
                // Hidden units come to equal shares at a rate of 1/H.
                final Weights end = errors.trained(flow.run(start, Math.max(100, 4 * hidden), 0.1));
                final Power trained = new Power();
                trained.add(end, errors, p, plan.size(400_000, 4_000_000) / hidden, random);
                final GroupWriter group = byP.group(String.format(java.util.Locale.ROOT, "H%03d", hidden));
                group.attribute("hidden", hidden);
                group.attribute("initial_signal", initial.signal);
                group.attribute("initial_noise", initial.noise);
                group.attribute("trained_signal", trained.signal);
                group.attribute("trained_noise", trained.noise);
                group.attribute("trained_draws", trained.draws);
                describe(group, task);
                group.array("W1", end.w1());
                group.array("W2", end.w2());
            }
        }
    }

    /** Sums of the power of the mean output and of its noise over draws of masks and of inputs, each +1 or -1. */
    private static final class Power {
        private double signal;
        private double noise;
        private int draws;

        void add(Weights w, Errors errors, double p, int count, StreamRandom random) {
            final double[][] mean = w.map();
            final FailingLayers layers = new FailingLayers(w,
                    FailingLayers.uniform(w.hidden(), w.inputs(), errors.p(p)),
                    FailingLayers.uniform(w.outputs(), w.hidden(), errors.p(p)), true);
            for (int k = 0; k < count; k++) {
                final double[] x = new double[w.inputs()];
                for (int j = 0; j < x.length; j++) {
                    x[j] = random.nextLong() < 0 ? -1 : 1;
                }
                final double[] expected = FailingLayers.apply(mean, x);
                final double[] y = errors.sharesFailures() ? allOrNothing(expected, p, random)
                        : layers.output(x, random);
                for (int i = 0; i < y.length; i++) {
                    signal += expected[i] * expected[i];
                    noise += (y[i] - expected[i]) * (y[i] - expected[i]);
                }
            }
            draws += count;
        }

        private static double[] allOrNothing(double[] expected, double p, StreamRandom random) {
            final double amplitude = random.nextDouble() < p * p ? 1 / (p * p) : 0;
            final double[] y = expected.clone();
            for (int i = 0; i < y.length; i++) {
                y[i] *= amplitude;
            }
            return y;
        }
    }
}

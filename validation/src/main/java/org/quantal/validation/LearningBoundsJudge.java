package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.quantal.validation.CapacityTask.Mean;

/**
 * Learning under noise of synapses. Layout:
 * <ul>
 * <li>{@code /speed/NAME}: attributes {@code gamma1}, {@code gamma2}, {@code gamma3}, {@code cycle}, {@code weights},
 * {@code curvature} (diagonal of the Hessian); dataset {@code steps} {@code [draws, weights]}, changes of the weights
 * in a cycle.
 * <li>{@code /steady/NAME}: those gammas, {@code cycle}, {@code correlation}; groups {@code nSYNAPSES} with attributes
 * {@code synapses}, {@code directions}, {@code cycles} and datasets {@code distance} and {@code error}
 * {@code [replicas]}, means of sqrt(2 F) and F over cycles.
 * <li>{@code /networks/NAME}: the same attributes, and of {@code released} also {@code change_per_release},
 * {@code rate}, {@code release_probability}; groups {@code nSYNAPSES} with datasets {@code error}
 * {@code [runs, cycles]}.
 * <li>{@code /redundancy}, {@code /transmission-NAME} and {@code /release}: see {@link ReleaseNoiseChecks}.
 * </ul>
 */
final class LearningBoundsJudge implements Judge {
    /**
     * Standard errors that a right simulator may be off: about a hundred checks together then fail it four times in a
     * million.
     */
    static final double SIGMAS = 5.5;
    /** Theory is exact for R; what settles slowly, and the shape of its distribution, may matter so much. */
    private static final double DISTANCE_TOLERANCE = 0.01;
    private static final double ERROR_TOLERANCE = 0.02;
    private static final double CORRELATED_TOLERANCE = 0.03;
    private static final double OPTIMUM_TOLERANCE = 0.02;

    @Override
    public String experiment() {
        return "learning-bounds";
    }

    @Override
    public String description() {
        return "speed and precision of learning with noisy synapses, best number of synapses, noise that release makes";
    }

    @Override
    public String source() {
        return "Raman, Perez Rotondo & O'Leary 2019";
    }

    @Override
    public List<Check> judge(ResultFile file) {
        final List<Check> checks = new ArrayList<>();
        for (String name : file.children("/speed")) {
            speed(file, "/speed/" + name, "speed-" + name, checks);
        }
        for (String name : file.children("/steady")) {
            steady(name, Setting.read(file, "/steady/" + name), checks);
        }
        for (String name : file.children("/networks")) {
            steady("network-" + name, Setting.read(file, "/networks/" + name), checks);
        }
        ReleaseNoiseChecks.judge(file, checks);
        return checks;
    }

    private static LearningTheory parameters(ResultFile file, String group) {
        return new LearningTheory(file.number(group, "gamma1"), file.number(group, "gamma2"),
                file.number(group, "gamma3"), file.number(group, "cycle"));
    }

    private static void speed(ResultFile file, String group, String id, List<Check> checks) {
        final LearningTheory theory = parameters(file, group);
        final double[] h = file.numbers(group, "curvature");
        final double[] w = file.numbers(group, "weights");
        final double[][] steps = file.matrix(group + "/steps");
        final int n = w.length;
        double error = 0;
        double squaredGradient = 0;
        double along = 0;
        for (int i = 0; i < n; i++) {
            error += h[i] * w[i] * w[i] / 2;
            squaredGradient += h[i] * h[i] * w[i] * w[i];
            along += h[i] * h[i] * h[i] * w[i] * w[i];
        }
        final double gradient = Math.sqrt(squaredGradient);
        final double[] k = new double[steps.length];
        final double[] square = new double[steps.length];
        final double[] difficulty = new double[steps.length];
        for (int d = 0; d < steps.length; d++) {
            double after = 0;
            double curved = 0;
            for (int i = 0; i < n; i++) {
                after += h[i] * (w[i] + steps[d][i]) * (w[i] + steps[d][i]) / 2;
                curved += h[i] * steps[d][i] * steps[d][i];
                square[d] += steps[d][i] * steps[d][i];
            }
            final double cycle = theory.cycle();
            k[d] = (error - after) / (cycle * error);
            square[d] /= cycle * cycle;
            difficulty[d] = curved / (cycle * cycle) / (2 * gradient);
        }
        final double expected = theory.speed(n, gradient, error, along / squaredGradient, Arrays.stream(h).sum());
        final Mean speed = Mean.of(k);
        checks.add(Check.mean(id + "/speed", "learning speed k", expected, speed.value(), speed.standardError(),
                SIGMAS));
        final Mean squared = Mean.of(square);
        checks.add(Check.mean(id + "/weights", "mean squared speed of the weights", theory.squaredSpeed(n),
                squared.value(), squared.standardError(), SIGMAS));
        // Of means, not a mean of ratios: both are averaged over noise.
        final Mean curved = Mean.of(difficulty);
        final double limit = theory.threshold(n) * theory.squaredSpeed(n);
        if (id.endsWith("at-threshold")) {
            checks.add(Check.mean(id + "/difficulty", "task difficulty is at its limit when k = 0: ratio", 1,
                    curved.value() / limit, curved.standardError() / limit, SIGMAS));
        }
    }

    /** What was measured at one number of synapses. */
    private record Size(double synapses, double directions, double replicas, double cycles, double distance,
            double error) {
    }

    /** A learner at several sizes. */
    private record Setting(LearningTheory theory, boolean correlated, List<Size> sizes) {

        static Setting read(ResultFile file, String group) {
            final double correlation = file.number(group, "correlation");
            final LearningTheory stated = parameters(file, group);
            final double gamma3 = !group.endsWith("/released") ? stated.gamma3()
                    : LearningTheory.releaseNoise(file.number(group, "change_per_release"), file.number(group, "rate"),
                            file.number(group, "release_probability"));
            final LearningTheory theory = new LearningTheory(stated.gamma1(), stated.gamma2(), gamma3, stated.cycle());
            final List<Size> sizes = file.children(group).stream().map(name -> size(file, group + "/" + name))
                    .sorted(Comparator.comparingDouble(Size::synapses)).toList();
            return new Setting(correlation > 0 ? theory.correlated(correlation) : theory, correlation > 0, sizes);
        }

        private static Size size(ResultFile file, String group) {
            final double synapses = file.number(group, "synapses");
            final double directions = file.number(group, "directions");
            if (file.has(group + "/distance")) {
                final double[] distance = file.doubles(group + "/distance");
                return new Size(synapses, directions, distance.length, file.number(group, "cycles"),
                        Mean.of(distance).value(), Mean.of(file.doubles(group + "/error")).value());
            }
            final double[][] error = file.matrix(group + "/error");
            double distance = 0;
            double sum = 0;
            for (double[] run : error) {
                for (double f : run) {
                    distance += Math.sqrt(2 * f);
                    sum += f;
                }
            }
            final double count = (double) error.length * error[0].length;
            return new Size(synapses, directions, error.length, error[0].length, distance / count, sum / count);
        }

        /** Standard error of the mean distance, which fluctuates as slowly as it relaxes. */
        double errorOfDistance(Size size) {
            return theory.distanceSd(size.synapses, size.directions)
                    * Math.sqrt(2 * theory.relaxation(size.synapses, size.directions) / size.cycles / size.replicas);
        }
    }

    private static void steady(String name, Setting setting, List<Check> checks) {
        final LearningTheory theory = setting.theory;
        final double tolerance = setting.correlated ? CORRELATED_TOLERANCE : DISTANCE_TOLERANCE;
        for (Size size : setting.sizes) {
            final String id = name + "/n" + (int) size.synapses;
            final double distance = theory.distance(size.synapses, size.directions);
            final double standardError = setting.errorOfDistance(size);
            checks.add(Check.mean(id + "/distance", "mean of R = sqrt(2 F) in steady state", distance, size.distance,
                    standardError, SIGMAS, tolerance * distance));
            if (!setting.correlated) {
                final double error = theory.error(size.synapses, size.directions);
                checks.add(Check.mean(id + "/error", "mean of F in steady state", error, size.error,
                        1.1 * distance * standardError, SIGMAS, ERROR_TOLERANCE * error));
            }
        }
        if (hasOptimum(setting)) {
            final double[] optimum = optimum(setting);
            checks.add(Check.mean(name + "/optimum",
                    "number of synapses with the least error = T gamma2^2/gamma3^2 (from a fit to all sizes)",
                    theory.optimum(0.5), optimum[0], optimum[1], SIGMAS, OPTIMUM_TOLERANCE * theory.optimum(0.5)));
        }
    }

    private static boolean hasOptimum(Setting setting) {
        return setting.sizes.size() > 3;
    }

    /**
     * Size of least error, from the weighted least-squares fit of R - T gamma1/2 = a/sqrt(N) + b sqrt(N), whose minimum
     * is at a/b.
     *
     * @return the size and its standard error
     */
    private static double[] optimum(Setting setting) {
        double aa = 0;
        double ab = 0;
        double bb = 0;
        double ya = 0;
        double yb = 0;
        for (Size size : setting.sizes) {
            final double weight = 1 / Math.pow(setting.errorOfDistance(size), 2);
            final double y = size.distance - setting.theory.cycle() * setting.theory.gamma1() / 2;
            aa += weight / size.synapses;
            ab += weight;
            bb += weight * size.synapses;
            ya += weight * y / Math.sqrt(size.synapses);
            yb += weight * y * Math.sqrt(size.synapses);
        }
        final double determinant = aa * bb - ab * ab;
        final double a = (bb * ya - ab * yb) / determinant;
        final double b = (aa * yb - ab * ya) / determinant;
        final double variance = (bb / (a * a) + aa / (b * b) + 2 * ab / (a * b)) / determinant;
        return new double[] {a / b, a / b * Math.sqrt(variance)};
    }

    @Override
    public List<Figure> figures(ResultFile file) {
        final Figure error = new Figure("learning-bounds-size", "Error after learning, against the size of the network",
                "synapses", "error F in steady state").logX();
        theory(points(error, "gamma3 0.05", file, "/steady/noisy"), "gamma3 0.05", Setting.read(file, "/steady/noisy"));
        theory(points(error, "gamma3 0.03", file, "/steady/quiet"), "gamma3 0.03", Setting.read(file, "/steady/quiet"));
        points(error, "whole networks, 0.05", file, "/networks/isotropic");
        points(error, "whole networks, noise of release", file, "/networks/released");
        return List.of(error, ReleaseNoiseChecks.figure(file));
    }

    private static Figure points(Figure figure, String label, ResultFile file, String group) {
        final List<Size> sizes = Setting.read(file, group).sizes;
        return figure.points(label, sizes.stream().mapToDouble(Size::synapses).toArray(),
                sizes.stream().mapToDouble(Size::error).toArray());
    }

    private static void theory(Figure figure, String label, Setting setting) {
        final LearningTheory theory = setting.theory;
        final Size first = setting.sizes.get(0);
        final double smallest = first.synapses;
        final double largest = setting.sizes.get(setting.sizes.size() - 1).synapses;
        final double[] n = new double[100];
        Arrays.setAll(n, i -> smallest * Math.pow(largest / smallest, i / 99.0));
        // Both sides are enlarged: directions grow as the root of the number of synapses.
        figure.line("theory, " + label, n, Arrays.stream(n)
                .map(x -> theory.error(x, first.directions * Math.sqrt(x / smallest))).toArray());
        final double best = theory.optimum(0.5);
        final double least = theory.error(best, first.directions * Math.sqrt(best / smallest));
        figure.brokenLine("N*, " + label, new double[] {best, best}, new double[] {0.5 * least, 1.5 * least});
    }
}

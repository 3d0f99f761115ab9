package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.quantal.validation.CapacityTask.Mean;

/**
 * Storage of associations in synapses that keep their sign. Layout:
 * <ul>
 * <li>{@code /static/NAME}: attributes {@code excitatory_fraction} (the first inputs), {@code input_mean} (their
 * standard deviation is 1, targets have mean 0 and standard deviation 1), {@code free_bias} (0 or 1), {@code ridge} (of
 * the squared weights in units of inputs; 0 for the limit of none), {@code release_probability}, {@code input_spectrum}
 * and {@code output_spectrum} ({@code white}, {@code ring} or {@code power}), {@code spectrum_parameter}; datasets
 * {@code targets} and {@code outputs} {@code [repeats, patterns]}, {@code weights} {@code [repeats, inputs]},
 * {@code bias} {@code [repeats]}, {@code inputs} {@code [patterns, inputs]} of the first repeat and, if the release
 * probability is below 1, {@code unreliable_outputs}.
 * <li>{@code /finite/NAME}: attributes {@code inputs}, {@code patterns}; dataset {@code error} {@code [draws]} relative
 * to the targets.
 * <li>{@code /engine}: see {@link SpikingCapacity}.
 * </ul>
 */
final class CapacityJudge implements Judge {
    /**
     * Standard errors that a right simulator may be off: about a hundred checks together then fail it four times in a
     * million.
     */
    static final double SIGMAS = 5.5;
    private static final double LEAST_P = 1e-7;
    /**
     * What results for infinitely many synapses may be off, as a fraction of all synapses or of the targets' variance.
     */
    private static final double LIMIT_TOLERANCE = 0.03;
    private static final double NORM_TOLERANCE = 0.15;
    private static final double FAILURE_TOLERANCE = 0.05;
    /** Errors below are those of rounding and of the small ridge. */
    private static final double SOLVED = 1e-8;

    @Override
    public String experiment() {
        return "ei-capacity";
    }

    @Override
    public String description() {
        return "associations stored in excitatory and inhibitory synapses, with and without release failures";
    }

    @Override
    public String source() {
        return "Ingrosso 2020; Wendel 1962";
    }

    @Override
    public List<Check> judge(ResultFile file) {
        final List<Check> checks = new ArrayList<>();
        double notOptimal = 0;
        double mismatch = 0;
        final List<double[]> weights = new ArrayList<>();
        for (String name : file.children("/static")) {
            final CapacityTask task = CapacityTask.read(file, "/static/" + name);
            judge(name, task, checks);
            final double[] optimality = CapacityTask.optimality(file, "/static/" + name);
            notOptimal = Math.max(notOptimal, optimality[0]);
            mismatch = Math.max(mismatch, optimality[1]);
            if (name.startsWith("free-bias") && name.endsWith("a1.0")) {
                weights.add(task.scaledWeights());
            }
        }
        checks.add(Check.atMost("optimality", "signs and gradients of all solutions are as Karush, Kuhn and Tucker ask",
                1e-7, notOptimal));
        checks.add(Check.atMost("outputs", "outputs are inputs times weights plus bias", 1e-7, mismatch));
        checks.add(Check.pValue("weights-half-gaussian", "weights in use are half-Gaussian (p of Kolmogorov-Smirnov)",
                KolmogorovSmirnovTest.withDefaults()
                .test(weights.stream().flatMapToDouble(Arrays::stream).toArray(), CapacityJudge::halfGaussian)
                        .getPValue(), LEAST_P));
        for (String name : file.children("/finite")) {
            checks.add(finite(file, "/finite/" + name, "finite-" + name));
        }
        SpikingCapacity.judge(file, "/engine", checks);
        return checks;
    }

    private static double halfGaussian(double v) {
        return v <= 0 ? 0 : 2 * NormalDistribution.of(0, 1).cumulativeProbability(v) - 1;
    }

    private static void judge(String name, CapacityTask task, List<Check> checks) {
        final double perRepeat = Math.sqrt(task.repeats());
        final double silentError = Math.sqrt(0.25 / task.inputs()) / perRepeat;
        final double capacity = task.symmetric() ? 0.5 : CapacityTheory.fixedBiasCapacity(task.excitatory());
        checks.add(Check.mean(name + "/silent", task.symmetric() ? "half of the synapses are silent"
                : "silent fraction = 1 - capacity", 1 - capacity, task.silent(), silentError, SIGMAS, task.symmetric()
                ? 0 : LIMIT_TOLERANCE));
        final Mean error = Mean.of(task.errors());
        final Mean norm = Mean.of(task.norms());
        final CapacityTheory.Moments finite = CapacityTheory.finiteError(task.inputs(), task.freedom());
        if (!task.symmetric()) {
            checks.add(Check.mean(name + "/error", "error = 1 - capacity(excitatory fraction)/load",
                    CapacityTheory.error(task.load(), capacity), error.value(), finite.sd() / perRepeat, SIGMAS,
                    LIMIT_TOLERANCE));
        } else if (!task.whiteOutputs()) {
            final CapacityTheory.Solution theory =
                    CapacityTheory.spectrum(task.inputs(), task.inputVariances(), task.outputVariances());
            checks.add(Check.mean(name + "/error", "error by the spectra of inputs and outputs", theory.error(),
                    error.value(), error.standardError(), SIGMAS, LIMIT_TOLERANCE));
        } else if (task.ridge() > 0) {
            final CapacityTheory.Solution theory = CapacityTheory.ridge(task.load(), task.ridge());
            checks.add(Check.mean(name + "/error", "training error with a ridge", theory.error(), error.value(),
                    error.standardError(), SIGMAS, LIMIT_TOLERANCE));
            checks.add(Check.mean(name + "/norm", "q with a ridge", theory.norm(), norm.value(), norm.standardError(),
                    SIGMAS, NORM_TOLERANCE * theory.norm()));
        } else if (task.load() < 0.5) {
            checks.add(Check.atMost(name + "/error", "no error below capacity", SOLVED, error.value()));
            checks.add(Check.mean(name + "/norm", "smallest q = 2 load/(1 - 2 load)", CapacityTheory.norm(task.load()),
                    norm.value(), norm.standardError(), SIGMAS, NORM_TOLERANCE * CapacityTheory.norm(task.load())));
        } else {
            checks.add(Check.mean(name + "/error", "error = 1 - 1/(2 load), at finite size", finite.mean(),
                    error.value(), finite.sd() / perRepeat, SIGMAS));
            if (task.whiteInputs()) {
                final CapacityTheory.Moments finiteNorm = CapacityTheory.finiteNorm(task.inputs(), task.freedom());
                checks.add(Check.mean(name + "/norm", "q = 1/(2 load - 1), at finite size", finiteNorm.mean(),
                        norm.value(), finiteNorm.sd() / perRepeat, SIGMAS));
            }
        }
        if (task.p() < 1) {
            final boolean aware = task.ridge() > 0;
            final double expected = aware ? CapacityTheory.awareError(task.load(), task.p())
                    : CapacityTheory.unawareError(task.load(), task.p());
            final Mean unreliable = Mean.of(task.unreliableErrors());
            checks.add(Check.mean(name + "/unreliable-error", aware ? "error when failures were learned as a ridge"
                    : "failures add q (1 - p)/p to the error", expected, unreliable.value(), unreliable.standardError(),
                    SIGMAS, FAILURE_TOLERANCE * expected));
        }
    }

    private static Check finite(ResultFile file, String group, String id) {
        final double[] errors = file.doubles(group + "/error");
        final int solved = (int) Arrays.stream(errors).filter(e -> e < SOLVED).count();
        final double expected = CapacityTheory.realisable((int) file.number(group, "inputs"),
                (int) file.number(group, "patterns"));
        final BinomialDistribution count = BinomialDistribution.of(errors.length, expected);
        final double pValue =
                Math.min(1, 2 * Math.min(count.cumulativeProbability(solved), count.survivalProbability(solved - 1)));
        return Check.pValue(id,
                String.format(java.util.Locale.ROOT, "%.4f of %d tasks can be solved (found %.4f; p of the binomial)",
                expected, errors.length, solved / (double) errors.length), pValue, LEAST_P);
    }

    @Override
    public List<Figure> figures(ResultFile file) {
        final Figure error = new Figure("ei-capacity-error", "Training error of sign-constrained synapses",
                "load (patterns per input)", "error / variance of targets").yRange(0, 1);
        final Figure silent = new Figure("ei-capacity-silent", "Synapses that learning silences",
                "load (patterns per input)", "silent fraction").yRange(0.3, 0.9);
        for (String kind : new String[] {"free-bias-e0.2", "free-bias-e0.5", "free-bias-e0.8", "fixed-bias-e0.8",
                "fixed-bias-e0.9"}) {
            final List<CapacityTask> tasks = file.children("/static").stream().filter(name -> name.startsWith(kind))
                    .map(name -> CapacityTask.read(file, "/static/" + name)).toList();
            final double capacity = tasks.get(0).symmetric() ? 0.5
                    : CapacityTheory.fixedBiasCapacity(tasks.get(0).excitatory());
            final double[] loads = tasks.stream().mapToDouble(CapacityTask::load).toArray();
            final double[] x = grid(0.2, 2.05, 200);
            final String label = kind.replace("-e", ", E ");
            error.points(label, loads, tasks.stream().mapToDouble(task -> Mean.of(task.errors()).value()).toArray(),
                    tasks.stream().mapToDouble(task -> Mean.of(task.errors()).standardError()).toArray())
                    .line("theory, " + label, x, values(x, load -> CapacityTheory.error(load, capacity)));
            silent.points(label, loads, tasks.stream().mapToDouble(CapacityTask::silent).toArray())
                    .line("theory, " + label, x, values(x, load -> 1 - capacity));
        }
        return List.of(error, silent, histogram(file), failures(file));
    }

    private static Figure histogram(ResultFile file) {
        final CapacityTask task = CapacityTask.read(file, "/static/free-bias-e0.8-a1.0");
        final double scale = Math.sqrt(2 * CapacityTheory.finiteNorm(task.inputs(), task.freedom()).mean());
        final int bins = 30;
        final double width = 4.5 / bins;
        final double[] centre = new double[bins];
        final double[] density = new double[bins];
        Arrays.setAll(centre, b -> (b + 0.5) * width);
        double used = 0;
        for (double[] row : task.weights()) {
            for (double w : row) {
                final double v = Math.sqrt(task.inputs()) * Math.abs(w);
                used += v > 0 ? 1 : 0;
                if (v > 0 && v < bins * width) {
                    density[(int) (v / width)]++;
                }
            }
        }
        for (int b = 0; b < bins; b++) {
            density[b] /= used * width;
        }
        final double[] x = grid(0, 4.5, 100);
        return new Figure("ei-capacity-weights", "Weights in use at load 1 (excitatory fraction 0.8)",
                "|weight| (sqrt(inputs) sx/sy)", "probability density").points("learned", centre, density)
                .line("half-Gaussian", x, values(x, v -> 2 * NormalDistribution.of(0, scale).density(v)));
    }

    private static Figure failures(ResultFile file) {
        final Figure figure = new Figure("ei-capacity-failures", "Unreliable release at load 1", "release probability",
                "error / variance of targets")
                .yRange(0, 3);
        final double[] p = grid(0.3, 1, 100);
        for (String kind : new String[] {"unaware", "aware"}) {
            final List<CapacityTask> tasks = file.children("/static").stream()
                    .filter(name -> name.startsWith("failures-" + kind + "-a1"))
                    .map(name -> CapacityTask.read(file, "/static/" + name)).toList();
            final List<Mean> errors = tasks.stream().map(task -> Mean.of(task.unreliableErrors())).toList();
            figure.points(kind.equals("aware") ? "learned with failures" : "learned without failures",
                    tasks.stream().mapToDouble(CapacityTask::p).toArray(),
                    errors.stream().mapToDouble(Mean::value).toArray(),
                    errors.stream().mapToDouble(Mean::standardError).toArray())
                    .line("theory (" + kind + ")", p,
                    values(p, kind.equals("aware") ? v -> CapacityTheory.awareError(1, v)
                            : v -> CapacityTheory.unawareError(1, v)));
        }
        SpikingCapacity.addTo(figure, file, "/engine");
        return figure;
    }

    private static double[] grid(double from, double to, int steps) {
        final double[] x = new double[steps + 1];
        Arrays.setAll(x, i -> from + i * (to - from) / steps);
        return x;
    }

    private static double[] values(double[] x, DoubleUnaryOperator function) {
        return Arrays.stream(x).map(function).toArray();
    }
}

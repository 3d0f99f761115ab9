package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Synapses that learn how reliable they are. Layout:
 * <ul>
 * <li>{@code /machines/NAME}: datasets {@code weight} and {@code alpha} {@code [visible, hidden]}, {@code visible},
 * {@code hidden}, {@code data} (share of visible states); groups {@code ensemble} and {@code joint} with attribute
 * {@code log_likelihood} and its slopes by the name of the parameter.
 * <li>{@code /digits}: attributes {@code eps}, {@code kappa}; {@code network-K/epoch-E} with attribute {@code epoch},
 * datasets {@code weight}, {@code release_probability} {@code [visible, hidden]}.
 * <li>{@code /curve/coarse} and {@code fine}: attributes {@code eps}, {@code kappa}; datasets {@code start} (weights,
 * at p = 1/2), {@code weight}, {@code release_probability}.
 * <li>{@code /likelihood}: dataset {@code data}; groups {@code before} and {@code after} with the parameters of a
 * machine.
 * <li>{@code /spiking}: attributes {@code kappa}, {@code weight_scale}; {@code before/NAME} and {@code after/NAME}
 * ({@code A}, {@code B}, {@code noise}) with {@code weight}, {@code release_probability}.
 * <li>{@code /one-shot}: datasets of accuracies, one for each choice of labelled digits. Shown, not judged.
 * </ul>
 */
final class ReliabilityJudge implements Judge {
    private static final double SIGMAS = 5.2;

    @Override
    public String experiment() {
        return "rbse";
    }

    @Override
    public String description() {
        return "synapses that learn how reliable they are: exact gradients, strong synapses become reliable, also in"
                + " spikes";
    }

    @Override
    public String source() {
        return "Al-Shedivat, Neftci & Cauwenberghs 2014; Neftci et al. 2016";
    }

    @Override
    public List<Check> judge(ResultFile file) {
        final List<Check> checks = new ArrayList<>();
        machines(file, "ensemble", checks);
        machines(file, "joint", checks);
        digits(file, checks);
        curve(file, checks);
        final double[] data = file.doubles("/likelihood/data");
        checks.add(Check.atLeast("likelihood/rise",
                "training lifts the log-likelihood, -2.04 for independent units, towards that of the data, -1.63",
                -1.95, ReliabilityTheory.read(file, "/likelihood/after").logLikelihood(data, false)));
        spiking(file, checks);
        return checks;
    }

    private static void machines(ResultFile file, String kind, List<Check> checks) {
        final boolean ensemble = kind.equals("ensemble");
        double likelihood = 0;
        double gradient = 0;
        for (String name : file.children("/machines")) {
            final String group = "/machines/" + name;
            final ReliabilityTheory machine = ReliabilityTheory.read(file, group);
            final double[] data = file.doubles(group + "/data");
            final String told = group + "/" + kind;
            likelihood = Math.max(likelihood,
                    Math.abs(machine.logLikelihood(data, ensemble) - file.number(told, "log_likelihood")));
            final double[][] weight = file.matrix(told + "/weight");
            final double[][] alpha = file.matrix(told + "/alpha");
            for (int i = 0; i < weight.length; i++) {
                gradient = worst(gradient, machine, machine.weight()[i], weight[i], data, ensemble);
                gradient = worst(gradient, machine, machine.alpha()[i], alpha[i], data, ensemble);
            }
            gradient = worst(gradient, machine, machine.visible(), file.doubles(told + "/visible"), data, ensemble);
            gradient = worst(gradient, machine, machine.hidden(), file.doubles(told + "/hidden"), data, ensemble);
        }
        final String meaning = ensemble ? "a partition function for each mask" : "one partition function";
        checks.add(Check.atMost(kind + "/likelihood",
                meaning + ": log-likelihood by sum over all states and masks (largest error)", 1e-12, likelihood));
        checks.add(Check.atMost(kind + "/gradient",
                meaning + ": slopes are those of the summed likelihood (largest error)", 1e-9, gradient));
    }

    private static double worst(double soFar, ReliabilityTheory machine, double[] parameters, double[] told,
            double[] data, boolean ensemble) {
        double worst = soFar;
        for (int k = 0; k < told.length; k++) {
            worst = Math.max(worst, Math.abs(machine.slope(parameters, k, data, ensemble) - told[k]));
        }
        return worst;
    }

    /** Means over networks: rank correlation, mean p of the strongest synapses, mean p of the others. */
    private static double[] strengths(ResultFile file, String epoch) {
        final List<String> networks = file.children("/digits");
        final double[] mean = new double[3];
        for (String network : networks) {
            final String group = "/digits/" + network + "/" + epoch;
            final double[] weight = file.doubles(group + "/weight");
            final double[] p = file.doubles(group + "/release_probability");
            final double[] strong = ReliabilityTheory.byStrength(weight, p);
            mean[0] += ReliabilityTheory.spearman(weight, p) / networks.size();
            mean[1] += strong[0] / networks.size();
            mean[2] += strong[1] / networks.size();
        }
        return mean;
    }

    private static List<String> epochs(ResultFile file) {
        return file.children("/digits/network-0");
    }

    private static void digits(ResultFile file, List<Check> checks) {
        final List<String> epochs = epochs(file);
        final boolean full = file.isFull();
        final double[] first = strengths(file, "epoch-001");
        final double[] last = strengths(file, epochs.get(epochs.size() - 1));
        double rise = Double.POSITIVE_INFINITY;
        double before = Double.NEGATIVE_INFINITY;
        for (String epoch : new String[] {"epoch-001", "epoch-005", "epoch-020", "epoch-060"}) {
            if (!epochs.contains(epoch)) {
                break;
            }
            final double now = strengths(file, epoch)[0];
            rise = Math.min(rise, now - before);
            before = now;
        }
        checks.add(Check.near("digits/first", "rank correlation of |W| and p after one epoch", 0.46, first[0], 0.1));
        checks.add(Check.atLeast("digits/rise", "it rises from epoch 1 to 5, 20 and, at full size, 60 (smallest rise)",
                0.03, rise));
        if (full) {
            checks.add(Check.near("digits/last", "it ends between 0.75 and 0.90 (60 epochs)", 0.825, last[0], 0.075));
            checks.add(Check.atLeast("digits/strongest", "mean p of the strongest 5 %", 0.90, last[1]));
            checks.add(Check.near("digits/rest", "mean p of the others", 0.556, last[2], 0.03));
        } else {
            checks.add(Check.near("digits/last", "it is at 0.73 after 20 epochs", 0.73, last[0], 0.1));
            checks.add(Check.near("digits/strongest", "mean p of the strongest 5 %", 0.88, last[1], 0.05));
            checks.add(Check.near("digits/rest", "mean p of the others", 0.525, last[2], 0.02));
        }
    }

    /** A machine after training, synapse by synapse. */
    private record Trained(double kappa, double[] start, double[] weight, double[] p) {
        static Trained read(ResultFile file, String group) {
            return new Trained(file.number(group, "kappa"), file.doubles(group + "/start"),
                    file.doubles(group + "/weight"), file.doubles(group + "/release_probability"));
        }

        double drift() {
            return IntStream.range(0, weight.length)
                    .mapToDouble(s -> Math.abs(ReliabilityTheory.invariant(kappa, weight[s], p[s])
                    - ReliabilityTheory.invariant(kappa, start[s], 0.5))).reduce(0, Math::max);
        }

        double error() {
            return IntStream.range(0, weight.length)
                    .mapToDouble(s -> Math.abs(p[s] - ReliabilityTheory.onCurve(kappa, weight[s],
                    ReliabilityTheory.invariant(kappa, start[s], 0.5)))).average().orElseThrow();
        }
    }

    private static void curve(ResultFile file, List<Check> checks) {
        final Trained coarse = Trained.read(file, "/curve/coarse");
        final Trained fine = Trained.read(file, "/curve/fine");
        checks.add(Check.atMost("curve/drift",
                "small steps: alpha + e^alpha - kappa (W + e^-W) stays for each synapse (largest change)", 0.1,
                fine.drift()));
        checks.add(Check.atLeast("curve/order",
                "with steps four times as long (eight at full size) it changes more (ratio)", 1.5,
                coarse.drift() / fine.drift()));
        checks.add(Check.atMost("curve/probability", "small steps: p lies on the curve p(W) (mean error)", 0.003,
                fine.error()));
    }

    private static double[] spiking(ResultFile file, String dataset, String... groups) {
        return Arrays.stream(groups)
                .flatMapToDouble(group -> DoubleStream.of(file.doubles("/spiking/" + group + "/" + dataset))).toArray();
    }

    private static void spiking(ResultFile file, List<Check> checks) {
        final double[] startWeight = spiking(file, "weight", "before/A", "before/B", "before/noise");
        final double[] startP = spiking(file, "release_probability", "before/A", "before/B", "before/noise");
        final double[] weight = spiking(file, "weight", "after/A", "after/B", "after/noise");
        final double[] p = spiking(file, "release_probability", "after/A", "after/B", "after/noise");
        checks.add(Check.mean("spiking/start", "spiking rule: at the start |w| and p are drawn independently", 0,
                ReliabilityTheory.spearman(startWeight, startP), 1 / Math.sqrt(startP.length - 1.0), SIGMAS));
        checks.add(Check.atLeast("spiking/spearman", "spiking rule: the rank correlation of |w| and p rises", 0.4,
                ReliabilityTheory.spearman(weight, p)));
        final int fromPatterns = p.length - spiking(file, "weight", "after/noise").length;
        checks.add(Check.atLeast("spiking/patterns",
                "spiking rule: the strongest 5 % of synapses come from patterns (share; 2/3 by chance)", 0.9,
                IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(s -> -weight[s]))
                .limit(p.length / 20)
                        .filter(s -> s < fromPatterns).count() / (double) (p.length / 20)));
        final double kappa = file.number("/spiking", "kappa");
        final double scale = file.number("/spiking", "weight_scale");
        final double[] change = IntStream.range(0, p.length)
                .mapToDouble(s -> Math.abs(ReliabilityTheory.invariant(kappa, weight[s] / scale, p[s])
                - ReliabilityTheory.invariant(kappa, startWeight[s] / scale, startP[s]))).sorted().toArray();
        checks.add(Check.atMost("spiking/curve",
                "spiking rule: alpha + e^alpha - kappa (W + e^-W) stays (median change)", 0.02,
                change[change.length / 2]));
    }

    @Override
    public List<Figure> figures(ResultFile file) {
        final List<String> epochs = epochs(file);
        final double[] number = epochs.stream().skip(1)
                .mapToDouble(epoch -> file.number("/digits/network-0/" + epoch, "epoch")).toArray();
        final double[][] strengths = epochs.stream().skip(1).map(epoch -> strengths(file, epoch))
                .toArray(double[][]::new);
        final Figure rise = new Figure("rbse-epochs", "Strong synapses become reliable", "epoch",
                "rank correlation of |W| and p; mean p").yRange(0.4, 1);
        final String[] labels = {"rank correlation", "p of strongest 5 %", "p of the rest"};
        final double[][] theory = {{0.46, 0.57, 0.73, 0.80}, {0.520, 0.652, 0.880, 0.951},
                {0.498, 0.500, 0.525, 0.556}};
        for (int k = 0; k < labels.length; k++) {
            final int of = k;
            rise.points(labels[k], number, Arrays.stream(strengths).mapToDouble(s -> s[of]).toArray())
                    .brokenLine(labels[k] + ", reference", new double[] {1, 5, 20, 60}, theory[k]);
        }
        final double kappa = file.number("/digits", "kappa");
        final String network = "/digits/network-0/";
        final String last = epochs.get(epochs.size() - 1);
        final Figure scatter = scatter("rbse-digits", "Digits: weight and reliability of each synapse",
                "weight (log-odds)", file.doubles(network + "epoch-001/weight"),
                file.doubles(network + "epoch-001/release_probability"), "after 1 epoch",
                file.doubles(network + last + "/weight"), file.doubles(network + last + "/release_probability"),
                "after training", kappa, 0, 0.5, 1);
        final double scale = file.number("/spiking", "weight_scale");
        final Figure spiking = scatter("rbse-spiking", "Spiking rule: weight and reliability of each synapse",
                "weight (pA)", spiking(file, "weight", "before/A", "before/B", "before/noise"),
                spiking(file, "release_probability", "before/A", "before/B", "before/noise"), "before",
                spiking(file, "weight", "after/A", "after/B", "after/noise"),
                spiking(file, "release_probability", "after/A", "after/B", "after/noise"), "after",
                file.number("/spiking", "kappa"), 40 / scale, 0.5, scale);
        final Figure shot = new Figure("rbse-one-shot", "One labelled digit of each class (shown, not judged)",
                "features", "share of digits told right");
        final List<String> kinds = List.of("pixels", "mean_features", "conditional_draws", "fixed_mask_draws");
        for (int k = 0; k < kinds.size(); k++) {
            final Sample accuracy = Sample.of(file.doubles("/one-shot/" + kinds.get(k)));
            shot.points(kinds.get(k).replace('_', ' '), new double[] {k + 1}, new double[] {accuracy.mean()},
                    new double[] {accuracy.standardError()});
        }
        return List.of(rise, scatter, spiking, shot);
    }

    private static Figure scatter(String name, String title, String xLabel, double[] weightBefore, double[] pBefore,
            String before, double[] weightAfter, double[] pAfter, String after, double kappa, double throughWeight,
            double throughP, double unit) {
        final double low = Arrays.stream(weightAfter).min().orElseThrow();
        final double high = Arrays.stream(weightAfter).max().orElseThrow();
        final double invariant = ReliabilityTheory.invariant(kappa, throughWeight, throughP);
        final double[] x = IntStream.rangeClosed(0, 200).mapToDouble(k -> low + (high - low) * k / 200).toArray();
        return new Figure(name, title, xLabel, "release probability").yRange(0, 1).small()
                .points(after, weightAfter, pAfter)
                .points(before, weightBefore, pBefore)
                .nextColor().line("theory p(W), small steps", x,
                Arrays.stream(x).map(w -> ReliabilityTheory.onCurve(kappa, w / unit, invariant)).toArray());
    }
}

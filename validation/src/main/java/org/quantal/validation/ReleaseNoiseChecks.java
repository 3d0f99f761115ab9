package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantal.validation.CapacityTask.Mean;

/**
 * What failures of release do to learning and to transmission. Layout:
 * <ul>
 * <li>{@code /release/NAME}: attributes {@code release_probability}, {@code change_per_release}, {@code rate_hz} of
 * Poisson spikes, {@code duration_s}; dataset {@code change} of weights {@code [sources, targets]}.
 * <li>{@code /redundancy}: datasets {@code weights} {@code [outputs, inputs]} and {@code inputs} of a linear map, and
 * groups with an attribute {@code input_expansion} and datasets {@code weights} and {@code inputs}, a row for each
 * random embedding of it.
 * <li>{@code /transmission-NAME}: attribute {@code release_probability}; datasets {@code weights}
 * {@code [outputs, inputs]}, {@code inputs}, and {@code potential} {@code [trials, outputs]} in mV when each synapse
 * gives weight times input, divided by p, or nothing.
 * </ul>
 */
final class ReleaseNoiseChecks {
    private static final double SIGMAS = LearningBoundsJudge.SIGMAS;

    private final ResultFile file;
    private final List<Check> checks;

    private ReleaseNoiseChecks(ResultFile file, List<Check> checks) {
        this.file = file;
        this.checks = checks;
    }

    static void judge(ResultFile file, List<Check> checks) {
        final ReleaseNoiseChecks release = new ReleaseNoiseChecks(file, checks);
        for (String name : file.children("/release")) {
            release.plasticity("/release/" + name, "release-" + name);
        }
        for (String name : file.children("/redundancy")) {
            if (name.startsWith("c")) {
                release.embeddings("/redundancy/" + name, "redundancy-" + name);
                release.transmission("/transmission-" + name, "transmission-" + name);
            }
        }
    }

    /** Variance of weights about the mean of their source, per second: gamma3 squared. */
    private static double noise(double[][] change, double seconds) {
        double sum = 0;
        for (double[] row : change) {
            final double mean = Arrays.stream(row).sum() / row.length;
            sum += Arrays.stream(row).map(v -> (v - mean) * (v - mean)).sum() / (row.length - 1);
        }
        return sum / change.length / seconds;
    }

    private void plasticity(String group, String id) {
        final double p = file.number(group, "release_probability");
        final double a = file.number(group, "change_per_release");
        final double rate = file.number(group, "rate_hz");
        final double seconds = file.number(group, "duration_s");
        final double[][] change = file.matrix(group + "/change");
        final double synapses = change.length * (double) change[0].length;
        final double spikes = change.length * rate * seconds;
        final double total = Arrays.stream(change).flatMapToDouble(Arrays::stream).sum();
        final double drift = a * rate * p;
        // Numbers of spikes vary as those of a Poisson process, and releases given the spikes.
        checks.add(Check.mean(id + "/drift", "mean change = a r p per second", drift, total / synapses / seconds,
                drift * Math.sqrt(1 / spikes + (1 - p) / p / spikes / change[0].length), SIGMAS, 0.01 * drift));
        final double measured = noise(change, seconds);
        if (p == 1) {
            checks.add(Check.atMost(id + "/gamma3", "no noise without failures", 1e-5, Math.sqrt(measured)));
            return;
        }
        final double gamma3 = LearningTheory.releaseNoise(a, rate, p);
        checks.add(Check.mean(id + "/gamma3", "gamma3 = a sqrt(r p (1 - p))", gamma3, Math.sqrt(measured),
                gamma3 * Math.sqrt(2 / synapses + 1 / spikes) / 2, SIGMAS, 0.01 * gamma3));
        double covariance = 0;
        double pairs = 0;
        for (double[] row : change) {
            final double mean = Arrays.stream(row).sum() / row.length;
            for (int t = 1; t < row.length; t++) {
                covariance += (row[t] - mean) * (row[t - 1] - mean);
                pairs++;
            }
        }
        checks.add(Check.mean(id + "/neighbours", "noise of two synapses is independent: correlation", 0,
                covariance / pairs / (measured * seconds), 1 / Math.sqrt(pairs), SIGMAS, 1.0 / change[0].length));
    }

    private void embeddings(String group, String id) {
        final double[] input = file.doubles("/redundancy/inputs");
        final double[][] map = file.matrix("/redundancy/weights");
        double weights = 0;
        double output = 0;
        for (double[] row : map) {
            double sum = 0;
            for (int j = 0; j < row.length; j++) {
                weights += row[j] * row[j];
                sum += row[j] * input[j];
            }
            output += sum * sum;
        }
        final double[][] embedded = file.matrix(group + "/weights");
        final double[][] wide = file.matrix(group + "/inputs");
        final double[] power = new double[embedded.length];
        for (int e = 0; e < power.length; e++) {
            for (int s = 0; s < embedded[e].length; s++) {
                final double x = wide[e][s % wide[e].length];
                power[e] += embedded[e][s] * embedded[e][s] * x * x;
            }
        }
        final double expected = LearningTheory.embeddedPower(weights, Arrays.stream(input).map(x -> x * x).sum(),
                output, wide[0].length);
        final Mean measured = Mean.of(power);
        checks.add(Check.mean(id + "/power",
                "sum_ij W'^2 x'^2 = (|W|^2 |x|^2 + 2 |W x|^2)/(inputs + 2) over embeddings", expected,
                measured.value(), measured.standardError(), SIGMAS));
    }

    private void transmission(String group, String id) {
        final double p = file.number(group, "release_probability");
        final double[][] weights = file.matrix(group + "/weights");
        final double[] input = file.doubles(group + "/inputs");
        final double[][] potential = file.matrix(group + "/potential");
        final double[] output = new double[weights.length];
        double expected = 0;
        for (int i = 0; i < output.length; i++) {
            for (int j = 0; j < input.length; j++) {
                output[i] += weights[i][j] * input[j];
                expected += weights[i][j] * weights[i][j] * input[j] * input[j] * (1 - p) / p / 2;
            }
        }
        final List<Double> loss = new ArrayList<>();
        for (double[] trial : potential) {
            double sum = 0;
            for (int i = 0; i < output.length; i++) {
                sum += (trial[i] - output[i]) * (trial[i] - output[i]) / 2;
            }
            loss.add(sum);
        }
        final Mean measured = Mean.of(loss.stream().mapToDouble(Double::doubleValue).toArray());
        checks.add(Check.mean(id + "/loss", "failures add sum_ij W^2 x^2 (1 - p)/(2 p) to the loss", expected,
                measured.value(), measured.standardError(), SIGMAS));
    }

    /** Noise of plasticity against release probability. */
    static Figure figure(ResultFile file) {
        final List<String> groups = file.children("/release").stream().map(name -> "/release/" + name).toList();
        final double a = file.number(groups.get(0), "change_per_release");
        final double rate = file.number(groups.get(0), "rate_hz");
        final double[] x = new double[201];
        Arrays.setAll(x, i -> i / 200.0);
        return new Figure("learning-bounds-release", "Noise of weights that change at each release",
                "release probability", "gamma3 (weight per square root of a second)")
                .points("engine", groups.stream().mapToDouble(group -> file.number(group, "release_probability"))
                .toArray(),
                        groups.stream()
                        .mapToDouble(group ->
                        Math.sqrt(noise(file.matrix(group + "/change"), file.number(group, "duration_s"))))
                                .toArray())
                .line("a sqrt(r p (1 - p))", x, Arrays.stream(x).map(p -> LearningTheory.releaseNoise(a, rate, p))
                .toArray());
    }
}

package org.quantal.validation;

import java.util.Arrays;

/** What was measured in a group of learned tasks; see {@link CapacityJudge}. */
record CapacityTask(int inputs, int patterns, double excitatory, boolean freeBias, boolean symmetric,
        double[] inputVariances, double[] outputVariances, double ridge, double p, double[][] weights, double[] errors,
        double[] unreliableErrors) {
    private static final double SILENT = 1e-9;

    /** A mean over repeats with its standard error. */
    record Mean(double value, double standardError) {
        static Mean of(double[] values) {
            final double mean = Arrays.stream(values).sum() / values.length;
            final double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
            return new Mean(mean, Math.sqrt(squares / (values.length - 1) / values.length));
        }
    }

    static CapacityTask read(ResultFile file, String group) {
        final double[][] targets = file.matrix(group + "/targets");
        final double[][] weights = file.matrix(group + "/weights");
        final int patterns = targets[0].length;
        final boolean freeBias = file.number(group, "free_bias") == 1;
        final double parameter = file.number(group, "spectrum_parameter");
        final double p = file.number(group, "release_probability");
        return new CapacityTask(weights[0].length, patterns, file.number(group, "excitatory_fraction"), freeBias,
                freeBias || file.number(group, "input_mean") == 0,
                variances(file.text(group, "input_spectrum"), parameter, patterns),
                variances(file.text(group, "output_spectrum"), parameter, patterns), file.number(group, "ridge"),
                p, weights, errors(targets, file.matrix(group + "/outputs"), freeBias),
                p < 1 ? errors(targets, file.matrix(group + "/unreliable_outputs"), freeBias) : new double[0]);
    }

    private static double[] variances(String spectrum, double parameter, int patterns) {
        return switch (spectrum) {
            case "ring" -> CapacityTheory.ringSpectrum(patterns, parameter);
            case "power" -> CapacityTheory.powerSpectrum(patterns, parameter);
            default -> CapacityTheory.powerSpectrum(patterns, 0);
        };
    }

    /** Sums of squared errors relative to those of the targets themselves (about their mean, if a bias is free). */
    static double[] errors(double[][] targets, double[][] outputs, boolean freeBias) {
        final double[] errors = new double[targets.length];
        for (int r = 0; r < errors.length; r++) {
            final double mean = freeBias ? Arrays.stream(targets[r]).sum() / targets[r].length : 0;
            double rest = 0;
            double all = 0;
            for (int mu = 0; mu < targets[r].length; mu++) {
                rest += (targets[r][mu] - outputs[r][mu]) * (targets[r][mu] - outputs[r][mu]);
                all += (targets[r][mu] - mean) * (targets[r][mu] - mean);
            }
            errors[r] = rest / all;
        }
        return errors;
    }

    /** Number of patterns, less one that a free bias takes. */
    int freedom() {
        return freeBias ? patterns - 1 : patterns;
    }

    /** Patterns per input. */
    double load() {
        return (double) freedom() / inputs;
    }

    int repeats() {
        return weights.length;
    }

    boolean whiteInputs() {
        return isWhite(inputVariances);
    }

    boolean whiteOutputs() {
        return isWhite(outputVariances);
    }

    private static boolean isWhite(double[] variances) {
        return Arrays.stream(variances).allMatch(v -> v == 1);
    }

    /** Fraction of silent synapses of all repeats. */
    double silent() {
        return silent(weights);
    }

    /** Fraction of synapses that are silent. */
    static double silent(double[][] weights) {
        double silent = 0;
        for (double[] row : weights) {
            final double largest = Arrays.stream(row).map(Math::abs).max().orElseThrow();
            silent += Arrays.stream(row).filter(w -> Math.abs(w) <= SILENT * largest).count();
        }
        return silent / weights.length / weights[0].length;
    }

    /** q of each repeat. */
    double[] norms() {
        return Arrays.stream(weights).mapToDouble(row -> Arrays.stream(row).map(w -> w * w).sum()).toArray();
    }

    /** Weights in use in their own sign, each repeat in units of its root mean square. */
    double[] scaledWeights() {
        return Arrays.stream(weights).flatMapToDouble(row -> {
            final double[] used = Arrays.stream(row).map(Math::abs).filter(w -> w > 0).toArray();
            final double scale = Math.sqrt(Arrays.stream(used).map(w -> w * w).sum() / used.length);
            return Arrays.stream(used).map(w -> w / scale);
        }).toArray();
    }

    /**
     * How far the first repeat is from being optimal: the largest wrong sign or gradient, relative to the largest
     * gradient of zero weights; and how far the outputs are from what the weights give, relative to the targets.
     *
     * @return those two
     */
    static double[] optimality(ResultFile file, String group) {
        final double[][] x = file.matrix(group + "/inputs");
        final double[] w = file.matrix(group + "/weights")[0];
        final double[] y = file.matrix(group + "/targets")[0];
        final double[] outputs = file.matrix(group + "/outputs")[0];
        final double bias = file.doubles(group + "/bias")[0];
        final boolean freeBias = file.number(group, "free_bias") == 1;
        final double ridge = file.number(group, "ridge") * w.length;
        final double mean = freeBias ? Arrays.stream(y).sum() / y.length : 0;
        final double[] rest = new double[y.length];
        double mismatch = 0;
        for (int mu = 0; mu < y.length; mu++) {
            double output = bias;
            for (int i = 0; i < w.length; i++) {
                output += x[mu][i] * w[i];
            }
            rest[mu] = output - y[mu];
            mismatch = Math.max(mismatch, Math.abs(output - outputs[mu]));
        }
        final double largestTarget = Arrays.stream(y).map(Math::abs).max().orElseThrow();
        double worst = freeBias ? Math.abs(Arrays.stream(rest).sum()) : 0;
        double scale = 0;
        for (int i = 0; i < w.length; i++) {
            final int sign = i < Math.round(file.number(group, "excitatory_fraction") * w.length) ? 1 : -1;
            double gradient = ridge * w[i];
            double atZero = 0;
            for (int mu = 0; mu < y.length; mu++) {
                gradient += x[mu][i] * rest[mu];
                atZero += x[mu][i] * (y[mu] - mean);
            }
            scale = Math.max(scale, Math.abs(atZero));
            worst = Math.max(worst, w[i] == 0 ? -sign * gradient : Math.abs(gradient));
            worst = Math.max(worst, -sign * w[i] * scale);
        }
        return new double[] {worst / scale, mismatch / largestTarget};
    }
}

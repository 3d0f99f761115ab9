package org.quantal.validation;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures of linear networks whose synapses fail. */
final class LinearFigures {
    private final ResultFile file;

    LinearFigures(ResultFile file) {
        this.file = file;
    }

    List<Figure> figures() {
        return List.of(singularValues(), widths(), scaling(),
                course("linear-networks-learning", "A spiking network that learns: effective rank of its mean map",
                "effective rank",
                        LinearOptimum::effectiveRank)
                        .beside(course("", "... and norm of its mean map", "Frobenius norm",
                                sigma -> Math.sqrt(Arrays.stream(sigma).map(s -> s * s).sum()))));
    }

    private Figure singularValues() {
        final Figure figure = new Figure("linear-networks-singular-values",
                "Singular values learnt with failures, H = 24 (broken: probability where a mode is lost)",
                "release probability p of both layers", "singular value");
        final List<String> names = List.of("p0.3", "p0.5", "p0.8");
        final List<double[]> measured = names.stream()
                .map(name -> LinearSeries.read(file, "/trained/sampled/" + name).meanSigma()).toList();
        final double[] a = LinearOptimum.singularValues(LinearSeries.matrix(file, "/trained/sampled/p0.5/A"));
        final double[] p = names.stream().mapToDouble(name -> file.number("/trained/sampled/" + name, "p1")).toArray();
        final double[] grid = new double[181];
        Arrays.setAll(grid, k -> 0.1 + 0.005 * k);
        for (int k = 0; k < a.length; k++) {
            final int mode = k;
            figure.points("a = " + a[k] + ", trained", p,
                    measured.stream().mapToDouble(sigma -> sigma[mode]).toArray());
            figure.line("a = " + a[k] + ", theory", grid,
                    Arrays.stream(grid).map(g -> LinearOptimum.of(a, LinearOptimum.lambda(g, g), 24).sigma()[mode])
                    .toArray());
            final double threshold = Math.sqrt(LinearOptimum.survival(a, k, 24));
            if (threshold > grid[0]) {
                figure.brokenLine("a = " + a[k] + ", lost below", new double[] {threshold, threshold},
                        new double[] {0, a[0]});
            }
        }
        return figure;
    }

    private Figure widths() {
        final Figure figure = new Figure("linear-networks-snr-width",
                "Two layers, masks: signal to noise against hidden units, before and after training", "hidden units H",
                "signal-to-noise ratio").logX().logY();
        for (String name : file.children("/trained/widths")) {
            final String group = "/trained/widths/" + name;
            final double p = file.number(group, "p");
            final double lambda = LinearOptimum.lambda(p, p);
            final double[] width = column(group, at -> file.number(at, "hidden"));
            final String label = "p = " + p;
            figure.points(label + ", random", width,
                    column(group, at -> file.number(at, "initial_signal") / file.number(at, "initial_noise")));
            figure.brokenLine(label + ", 1/lambda", width, Arrays.stream(width).map(h -> 1 / lambda).toArray());
            figure.points(label + ", trained", width,
                    column(group, at -> file.number(at, "trained_signal") / file.number(at, "trained_noise")));
            figure.line(label + ", H/lambda", width, Arrays.stream(width).map(h -> h / lambda).toArray());
        }
        return figure;
    }

    private double[] column(String group, ToDoubleFunction<String> value) {
        return file.children(group).stream().mapToDouble(name -> value.applyAsDouble(group + "/" + name)).toArray();
    }

    private Figure scaling() {
        final Figure figure = new Figure("linear-networks-snr-inputs",
                "In the simulator: signal to noise of a readout against its inputs",
                "inputs N", "signal-to-noise ratio").logX().logY();
        for (String name : file.children("/engine/scaling")) {
            final String group = "/engine/scaling/" + name;
            final String label = "p = " + file.number(group, "p");
            final double single = 1 / LinearLoss.q(file.number(group, "p"));
            for (String weights : List.of("random", "coherent")) {
                final LinearEngineChecks.Scaling scaling = LinearEngineChecks.Scaling.read(file, group, weights);
                final double[] n = array(scaling.inputs());
                final boolean isRandom = weights.equals("random");
                figure.points(label + (isRandom ? ", random 1/sqrt(N)" : ", equal 1/N"), n, array(scaling.measured()));
                final double[] theory = Arrays.stream(n).map(size -> isRandom ? single : single * size).toArray();
                if (isRandom) {
                    figure.brokenLine(label + ", slope 0", n, theory);
                } else {
                    figure.line(label + ", slope 1", n, theory);
                }
            }
        }
        return figure;
    }

    private Figure course(String figureName, String title, String yLabel, ToDoubleFunction<double[]> value) {
        final Figure figure = new Figure(figureName, title, "presentations", yLabel).logX();
        for (String name : List.of("reliable", "failing", "poisson")) {
            final LinearEngineChecks.Learning learning = LinearEngineChecks.Learning.read(file, name);
            final double[] presentations = file.doubles("/engine/learning/" + name + "/presentations");
            // The start has no place on a logarithmic axis.
            final double[] x = Arrays.copyOfRange(presentations, 1, presentations.length);
            final double[] y = new double[x.length];
            Arrays.setAll(y, t -> value.applyAsDouble(LinearOptimum.singularValues(learning.series().map(t + 1))));
            final double theory = value.applyAsDouble(learning.expected());
            figure.points(label(name), x, y).line(label(name) + ", theory", new double[] {x[0], x[x.length - 1]},
                    new double[] {theory, theory});
        }
        return figure;
    }

    private String label(String name) {
        final String group = "/engine/learning/" + name;
        final double p = file.number(group, "p1");
        return p == 1 ? "no failures" : "p = " + p + (name.equals("poisson") ? ", Poisson counts" : ", one spike");
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}

package org.quantal.io.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.quantal.io.plot.SweepPlot;
import org.quantal.io.plot.SweepPlot.Curve;
import org.quantal.io.sweep.Sweep.Combination;

/** What the figure of a sweep shows: rates over the first number that is varied, averaged over all else. */
final class SweepCurves {
    private static final String SEED = "seed";

    private SweepCurves() {
    }

    /**
     * @param theories names
     * @param rates    for each theory and run, rates by population in Hz, or null
     * @return empty if nothing that is varied is a number
     */
    static Optional<SweepPlot.Data> of(String scenario, Sweep sweep, List<Combination> combinations,
            List<JsonNode> runs, List<String> theories, List<double[][]> rates) {
        final int axis = axis(sweep.variations());
        if (axis < 0) {
            return Optional.empty();
        }
        final Variation variation = sweep.variations().get(axis);
        final double[] values = variation.numbers().orElseThrow();
        final int[] order = IntStream.range(0, values.length).boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue).toArray();
        final Set<String> populations = new LinkedHashSet<>();
        runs.forEach(run -> run.path("populations").fieldNames().forEachRemaining(populations::add));
        final List<Curve> curves = new ArrayList<>();
        for (String population : populations) {
            final double[] x = new double[values.length];
            final double[] mean = new double[values.length];
            final double[] error = new double[values.length];
            final double[][] theory = new double[theories.size()][values.length];
            for (int k = 0; k < order.length; k++) {
                final String value = variation.values().get(order[k]);
                final int[] chosen = IntStream.range(0, runs.size())
                        .filter(r -> combinations.get(r).values().get(axis).equals(value))
                        .toArray();
                final double[] found = Arrays.stream(chosen)
                        .mapToDouble(r -> runs.get(r).path("populations").path(population)
                        .path("rate_hz").asDouble(Double.NaN)).filter(Double::isFinite).toArray();
                x[k] = values[order[k]];
                mean[k] = Arrays.stream(found).average().orElse(Double.NaN);
                error[k] = standardError(found, mean[k]);
                for (int t = 0; t < theory.length; t++) {
                    final double[][] rate = rates.get(t);
                    theory[t][k] = Arrays.stream(chosen).mapToDouble(r -> rate(rate[r], runs.get(r), population))
                            .average()
                            .orElse(Double.NaN);
                }
            }
            curves.add(new Curve(population, x, mean, error, theory));
        }
        final String unit = variation.unit().isEmpty() ? "" : " (" + variation.unit() + ")";
        return Optional.of(new SweepPlot.Data(scenario, note(sweep, axis), variation.path() + unit, curves, theories));
    }

    /** The first number that is varied and is no seed; a seed if there is nothing else; -1 for none. */
    private static int axis(List<Variation> variations) {
        final int[] numeric = IntStream.range(0, variations.size()).filter(v -> variations.get(v).numbers().isPresent())
                .toArray();
        return Arrays.stream(numeric).filter(v -> !variations.get(v).path().equals(SEED)).findFirst()
                .orElse(numeric.length == 0 ? -1 : numeric[0]);
    }

    private static double rate(double[] rates, JsonNode run, String population) {
        if (rates == null) {
            return Double.NaN;
        }
        final List<String> names = new ArrayList<>();
        run.path("populations").fieldNames().forEachRemaining(names::add);
        final int index = names.indexOf(population);
        return index < 0 ? Double.NaN : rates[index];
    }

    private static double standardError(double[] values, double mean) {
        if (values.length < 2) {
            return Double.NaN;
        }
        final double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    private static String note(Sweep sweep, int axis) {
        int each = 1;
        final List<String> others = new ArrayList<>();
        for (int v = 0; v < sweep.variations().size(); v++) {
            if (v != axis) {
                each *= sweep.variations().get(v).values().size();
                others.add(sweep.variations().get(v).path());
            }
        }
        return each == 1 ? "one run each" : "mean \u00b1 standard error of " + each + " runs each, over "
                + String.join(", ", others);
    }
}

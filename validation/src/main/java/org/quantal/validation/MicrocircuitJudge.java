package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The microcircuit of Potjans and Diesmann, recurrent synapses failing, mean input kept. Layout: attribute
 * {@code scale} of the root; groups {@code p1.0}, {@code p0.5} and {@code p0.2} with attributes
 * {@code release_probability}, {@code step_ms}, {@code duration_ms}, and in each a group for each population ({@code
 * L23E} to {@code L6I}) with attribute {@code size} and datasets {@code step} and {@code neuron}, an entry for each
 * spike.
 */
final class MicrocircuitJudge implements Judge {
    private static final double TOLERANCE = 0.08;
    private static final double SIGMAS = 5.2;
    private static final int LEAST_INTERVALS = 5;

    @Override
    public String experiment() {
        return "microcircuit";
    }

    @Override
    public String description() {
        return "the cortical microcircuit: rates, irregularity and correlations, and what release failures do to them";
    }

    @Override
    public String source() {
        return "Potjans & Diesmann 2014";
    }

    /** One run, by population. */
    private record Run(double p, Map<String, SpikeData> spikes) {
        static Run read(ResultFile file, double p) {
            final String group = "/" + name(p);
            final Map<String, SpikeData> spikes = new LinkedHashMap<>();
            for (String population : MicrocircuitReference.POPULATIONS) {
                spikes.put(population,
                        SpikeData.read(file, group + "/" + population, file.number(group, "step_ms"),
                        file.number(group, "duration_ms")));
            }
            return new Run(p, spikes);
        }

        double[] rates() {
            return spikes.values().stream().mapToDouble(SpikeData::rate).toArray();
        }

        double variation() {
            return spikes.values().stream().flatMapToDouble(data ->
                    Arrays.stream(data.intervalVariations(LEAST_INTERVALS))).average().orElse(Double.NaN);
        }

        /** The largest of the populations. */
        double correlation() {
            return spikes.values().stream().mapToDouble(data -> Math.abs(data.correlation())).reduce(0, Math::max);
        }
    }

    private static String name(double p) {
        return String.format(Locale.ROOT, "p%.1f", p);
    }

    private static List<Run> runs(ResultFile file) {
        return Arrays.stream(MicrocircuitReference.PROBABILITIES).mapToObj(p -> Run.read(file, p)).toList();
    }

    @Override
    public List<Check> judge(ResultFile file) {
        final List<Check> checks = new ArrayList<>();
        final List<Run> runs = runs(file);
        for (Run run : runs) {
            final String name = name(run.p);
            final double[] rates = run.rates();
            for (int a = 0; a < rates.length; a++) {
                final String id = name + "/rate-" + MicrocircuitReference.POPULATIONS.get(a);
                checks.add(file.isFull() ? full(id, run, a) : MicrocircuitReference.smallCheck(id, run.p, a, rates[a]));
            }
            if (file.isFull()) {
                final double[] theory = MicrocircuitReference.theory(run.p);
                checks.add(Check.atMost(name + "/theory",
                        "rates by diffusion theory, which takes amplitudes as small (its largest error)", 0.25,
                        IntStream.range(0, rates.length).mapToDouble(a -> Math.abs(theory[a] / rates[a] - 1)).max()
                        .orElseThrow()));
            }
            // Downscaling enlarges synapses, so that spikes follow each other more closely; short runs miss long
            // intervals.
            checks.add(file.isFull() ? Check.near(name + "/cv",
                    "spikes are irregular: mean CV of intervals between 0.7 and 0.95", 0.825, run.variation(), 0.125)
                    : Check.near(name + "/cv", "spikes are irregular: mean CV of intervals between 0.55 and 0.95", 0.75,
                    run.variation(), 0.2));
            checks.add(Check.atMost(name + "/correlation",
                    "neurons of a population spike nearly independently: mean correlation of counts in 10 ms",
                    file.isFull() ? 0.05 : 0.1, run.correlation()));
        }
        for (int k = 1; k < runs.size(); k++) {
            final double[] reliable = runs.get(0).rates();
            final double[] failing = runs.get(k).rates();
            final double[] theory = MicrocircuitReference.theory(runs.get(k).p);
            final double rise = IntStream.range(0, failing.length).mapToDouble(a -> failing[a] / reliable[a]).average()
                    .orElseThrow();
            final double predicted = IntStream.range(0, failing.length)
                    .mapToDouble(a -> theory[a] / MicrocircuitReference.theory(1)[a]).average()
                    .orElseThrow();
            // Theory of small amplitudes leaves out what doubled and five-fold ones do: half of its rise is asked for.
            checks.add(Check.atLeast("order-" + String.format(Locale.ROOT, "%.1f", runs.get(k).p),
                    String.format(Locale.ROOT,
                    "failures lift rates though the mean input is kept (mean ratio to p = 1; theory of small"
                    + " amplitudes %.2f)", predicted), 1 + (predicted - 1) / 2, rise));
        }
        return checks;
    }

    private static Check full(String id, Run run, int population) {
        final Sample rate = run.spikes.get(MicrocircuitReference.POPULATIONS.get(population)).rates();
        final double reference = MicrocircuitReference.fullRate(run.p, population);
        return Check.mean(id, "rate (Hz) of the full network as " + (run.p == 1 ? "in NEST" : "in stored runs"),
                reference, rate.mean(), rate.standardError(), SIGMAS, TOLERANCE * reference);
    }

    @Override
    public List<Figure> figures(ResultFile file) {
        final List<Run> runs = runs(file);
        final double[] number = IntStream.rangeClosed(1, MicrocircuitReference.POPULATIONS.size()).asDoubleStream()
                .toArray();
        final Figure rates = new Figure("microcircuit-rates",
                "Rates of the microcircuit" + (file.isFull() ? "" : ", a twentieth of it"),
                "population: 1 L2/3E, 2 L2/3I, 3 L4E, 4 L4I, 5 L5E, 6 L5I, 7 L6E, 8 L6I", "rate (Hz)");
        for (Run run : runs) {
            rates.points("p = " + run.p, number, run.rates());
            if (file.isFull()) {
                rates.line("theory, p = " + run.p, number, MicrocircuitReference.theory(run.p));
            } else {
                rates.line("40 other runs, p = " + run.p, number, MicrocircuitReference.smallRates(run.p));
            }
        }
        if (file.isFull()) {
            rates.nextColor().brokenLine("NEST, p = 1", number, IntStream.range(0, number.length)
                    .mapToDouble(a -> MicrocircuitReference.fullRate(1, a)).toArray());
        }
        final Figure variation = new Figure("microcircuit-irregularity", "Irregularity and correlation of spikes",
                "release probability", "CV of intervals; correlation").yRange(-0.05, 1.05);
        final double[] p = runs.stream().mapToDouble(Run::p).toArray();
        final double[] ends = {0.15, 1.05};
        variation.points("mean CV of intervals", p, runs.stream().mapToDouble(Run::variation).toArray())
                .brokenLine("expected: above", ends,
                file.isFull() ? new double[] {0.7, 0.7} : new double[] {0.55, 0.55})
                .brokenLine("expected: below 0.95", ends, new double[] {0.95, 0.95})
                .points("largest mean correlation", p, runs.stream().mapToDouble(Run::correlation).toArray())
                .brokenLine("expected: correlation below", ends,
                file.isFull() ? new double[] {0.05, 0.05} : new double[] {0.1, 0.1});
        return List.of(rates, variation);
    }
}

package org.quantal.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataSpikesWriter;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.record.Recorder;

/**
 * How fast is a whole run, and where does the time go? Runs a scenario through the Java API for all combinations of
 * scale, release probability and threads, and prints phases, events a second, bytes a synapse, and the real-time
 * factor, also relative to that of p = 1 (or the first p given) at the same scale and threads.
 *
 * <p>Options, each {@code --name value}: {@code scale}, {@code p}, {@code threads} (lists with commas),
 * {@code duration} and {@code warmup} (ms), {@code seed}, {@code repeat} (the fastest run counts), {@code scenario}
 * (file), {@code record} ({@code true} writes all spikes to a temporary SONATA file).
 */
public final class WholeRunBenchmark {
    private static final Map<String, String> DEFAULTS = Map.of("scale", "0.1", "p", "1,0.8,0.5,0.2", "threads", "2",
            "duration", "1000", "warmup", "500", "seed", "1", "repeat", "1", "record", "false",
            "scenario", "examples/scenarios/microcircuit.yaml");

    private final Map<String, String> options;

    private WholeRunBenchmark(Map<String, String> options) {
        this.options = options;
    }

    /** Runs and prints a Markdown table. */
    public static void main(String[] arguments) {
        final Map<String, String> options = new HashMap<>(DEFAULTS);
        for (int i = 0; i < arguments.length; i += 2) {
            final String name = arguments[i].replaceFirst("^--", "");
            if (!DEFAULTS.containsKey(name) || i + 1 == arguments.length) {
                System.err.println("options are --name value, with names " + DEFAULTS.keySet() + ": " + arguments[i]);
                System.exit(2);
            }
            options.put(name, arguments[i + 1]);
        }
        new WholeRunBenchmark(options).runAll();
    }

    private List<String> list(String option) {
        return Arrays.asList(options.get(option).split(","));
    }

    private double number(String option) {
        return Double.parseDouble(options.get(option));
    }

    private void runAll() {
        System.out.printf("Java %s, %d processors, %s%n%n", Runtime.version(),
                Runtime.getRuntime().availableProcessors(), options.get("scenario"));
        System.out.println("| scale | p | threads | build s | RTF | RTF/first p | deliver s | update s | drive s"
                + " | exchange s | record s | synapses | B/synapse | rate Hz | offered/s | released/s | ns/offered"
                + " | CPU s/s |");
        System.out.println("|" + "---|".repeat(18));
        for (String scale : list("scale")) {
            for (String threads : list("threads")) {
                double first = Double.NaN;
                for (String p : list("p")) {
                    final Measured measured = best(scale, p, Integer.parseInt(threads));
                    final double factor = measured.summary().realTimeFactor();
                    first = Double.isNaN(first) ? factor : first;
                    print(scale, p, measured, factor / first);
                }
            }
        }
    }

    /**
     * A run's figures, the mean rate if spikes were recorded, and the processor time of all threads of this process in
     * the recorded part, in seconds.
     */
    private record Measured(RunSummary summary, double rateHz, double cpuSeconds) {
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().map(time -> time.toNanos() * 1e-9).orElse(Double.NaN);
    }

    private Measured best(String scale, String p, int threads) {
        Measured best = null;
        for (int k = 0; k < (int) number("repeat"); k++) {
            final Measured measured = run(scale, p, threads);
            if (best == null || measured.summary().times().run() < best.summary().times().run()) {
                best = measured;
            }
        }
        return best;
    }

    private Measured run(String scale, String p, int threads) {
        final List<String> overrides = new ArrayList<>(List.of("p=" + p, "scale=" + scale));
        final Scenario read = ScenarioReader.read(Path.of(options.get("scenario")), BuiltInModels.catalogue(),
                overrides).scenario();
        final Scenario scenario = new Scenario(read.name(), read.network(), new TimeGrid(read.grid().stepMs()),
                number("warmup"), number("duration"), (long) number("seed"), read.partitions(), List.of());
        final SpikeFile file = Boolean.parseBoolean(options.get("record")) ? new SpikeFile(scenario) : null;
        try (Simulation simulation = Simulation.of(scenario).threads(threads)) {
            if (file != null) {
                simulation.record(file);
            }
            simulation.warmUp();
            final double before = cpuSeconds();
            final RunSummary summary = simulation.run().summary();
            final double cpu = cpuSeconds() - before;
            final long spikes = file == null ? 0 : file.spikes;
            return new Measured(summary, spikes / (summary.neurons() * summary.modelMs() / 1000), cpu);
        }
    }

    private static void print(String scale, String p, Measured measured, double ratio) {
        final RunSummary s = measured.summary();
        final RunSummary.Times t = s.times();
        System.out.printf(Locale.ROOT,
                "| %s | %s | %d | %.1f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.3g | %.2f | %s"
                + " | %.3g | %.3g | %.2f | %.3f |%n", scale, p, s.threads(), t.build(), s.realTimeFactor(), ratio,
                t.deliver(), t.update(), t.drive(), t.exchange(), t.record(), (double) s.synapses(),
                (double) s.synapseBytes() / s.synapses(), measured.rateHz() > 0
                ? String.format(Locale.ROOT, "%.2f", measured.rateHz()) : "-", s.offered() / t.run(),
                s.released() / t.run(), t.deliver() * s.threads() / s.offered() * 1e9,
                measured.cpuSeconds() / s.modelMs() * 1000);
    }

    /** Writes spikes as a run does, to a file that is deleted at the end. */
    private static final class SpikeFile implements Recorder {
        private final Path path;
        private final SonataSpikesWriter writer;
        private final TimeGrid grid;
        private double[] times = new double[64];
        private long spikes;

        SpikeFile(Scenario scenario) {
            path = Path.of(System.getProperty("java.io.tmpdir"),
                    "quantal-benchmark-" + ProcessHandle.current().pid() + ".h5");
            grid = scenario.grid();
            writer = new SonataSpikesWriter(path, scenario.network().populations().stream()
                    .map(population -> new SonataSpikesWriter.Source(population.name(), population.size())).toList(),
                    new Provenance("benchmark", scenario.seed(), "", "", "", Optional.empty()));
        }

        @Override
        public void onSpikes(long step, int population, int[] neurons, int count) {
            if (times.length < count) {
                times = new double[2 * count];
            }
            Arrays.fill(times, 0, count, grid.timeMs(step + 1));
            writer.append(population, times, neurons, count);
            spikes += count;
        }

        @Override
        public void close() {
            writer.close();
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

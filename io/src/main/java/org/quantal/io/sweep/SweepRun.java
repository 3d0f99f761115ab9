package org.quantal.io.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.quantal.io.run.CommandText;
import org.quantal.io.run.OutputException;
import org.quantal.io.run.RunReport;
import org.quantal.io.run.ScenarioRun;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.sweep.Sweep.Combination;

/**
 * Simulates a sweep, several runs at a time, and writes its table and figure. What an earlier start finished is taken
 * as it is, so that a sweep that was killed goes on where it was, to the same table. {@link #stop} and
 * {@link #progress} may be called from any thread.
 */
public final class SweepRun {
    private final Sweep sweep;
    private final Path directory;
    private int jobs = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private boolean figures = true;
    private String commandLine = "";
    private List<RateTheory> theories = List.of();
    private Listener listener = (run, seconds, done, total) -> { };

    private final Map<Combination, ScenarioRun> active = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean stopping;
    private volatile int found;
    private volatile int total;
    private volatile long startNanos;

    /** Hears of runs that are finished, from the threads that ran them. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param run     what was varied
         * @param seconds wall time
         * @param done    finished runs, with those of earlier starts
         * @param total   all runs
         */
        void onFinished(String run, double seconds, int done, int total);
    }

    /**
     * How far a sweep is.
     *
     * @param done        finished runs, with those of earlier starts
     * @param total       all runs
     * @param fraction    share of this start's work that is done
     * @param wallSeconds since the start
     */
    public record Progress(int done, int total, double fraction, double wallSeconds) {
    }

    private SweepRun(Sweep sweep, Path directory) {
        this.sweep = sweep;
        this.directory = directory;
    }

    /** A sweep that has not begun. */
    public static SweepRun of(Sweep sweep, Path directory) {
        return new SweepRun(sweep, directory);
    }

    /** Sets how many runs go on at a time; by default one. Changes no result. */
    public SweepRun jobs(int count) {
        jobs = count;
        return this;
    }

    /** Sets how many threads they share; by default all processors. Changes no result. */
    public SweepRun threads(int count) {
        threads = count;
        return this;
    }

    /** Sets whether each run draws its raster and rates, which it does by default. */
    public SweepRun figures(boolean drawn) {
        figures = drawn;
        return this;
    }

    /** Tells what started the sweep, for the records. */
    public SweepRun commandLine(String text) {
        commandLine = text;
        return this;
    }

    /** Sets what is shown beside the simulations. */
    public SweepRun theories(List<RateTheory> shown) {
        theories = List.copyOf(shown);
        return this;
    }

    /** Sets who hears of finished runs. */
    public SweepRun listener(Listener hears) {
        listener = hears;
        return this;
    }

    /**
     * Simulates what is not finished yet, and writes the table and the figure.
     *
     * @return the sweep's results, or empty if it was stopped
     * @throws ScenarioException if a scenario is wrong, or so many runs at a time need more memory than there is
     * @throws OutputException   if the directory cannot be used, for example because it holds another sweep
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public Optional<SweepReport> execute() {
        startNanos = System.nanoTime();
        final List<Combination> combinations = sweep.combinations();
        total = combinations.size();
        // All are read first, so that a mistake in the last shows before the first is simulated.
        final List<String> resolved = new ArrayList<>();
        for (Combination combination : combinations) {
            resolved.add(sweep.check(combination, jobs));
            if (stopping) {
                return Optional.empty();
            }
        }
        try (SweepDirectory files = SweepDirectory.open(directory, sweep, resolved.get(0), commandLine)) {
            final List<Combination> open = new ArrayList<>();
            for (int i = 0; i < total; i++) {
                if (files.finished(combinations.get(i), resolved.get(i)).isEmpty()) {
                    open.add(combinations.get(i));
                }
            }
            found = total - open.size();
            done.set(found);
            simulate(files, open);
            if (stopping) {
                return Optional.empty();
            }
            final List<JsonNode> runs = files.results(combinations, resolved);
            return Optional.of(SweepReport.write(sweep, files, combinations, runs, theories, directory));
        }
    }

    private void simulate(SweepDirectory files, List<Combination> open) {
        final ExecutorService pool = Executors.newFixedThreadPool(jobs, task -> new Thread(task, "quantal-sweep"));
        try {
            final List<Future<?>> tasks = new ArrayList<>();
            open.forEach(combination -> tasks.add(pool.submit(() -> simulate(files, combination))));
            for (Future<?> task : tasks) {
                task.get();
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            pool.shutdown();
            while (!pool.isTerminated()) {
                try {
                    pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    stop();
                }
            }
        }
    }

    private void simulate(SweepDirectory files, Combination combination) {
        if (stopping) {
            return;
        }
        final long start = System.nanoTime();
        final LoadedScenario loaded = sweep.load(combination);
        files.clean(combination);
        final ScenarioRun run = ScenarioRun.of(loaded, files.run(combination)).force(true).figures(figures)
                .threads(Math.max(1, threads / jobs)).commandLine(command(combination));
        active.put(combination, run);
        boolean ended = false;
        try {
            if (stopping) {
                run.stop();
            }
            final RunReport report = run.execute();
            ended = true;
            if (report.complete()) {
                listener.onFinished(sweep.describe(combination), (System.nanoTime() - start) * 1e-9,
                        done.incrementAndGet(), total);
            }
        } catch (ScenarioException e) {
            throw new ScenarioException(e.getMessage() + " (in the run " + sweep.describe(combination) + ")", e);
        } catch (OutputException | java.io.UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalStateException("in the run " + sweep.describe(combination) + ": " + e.getMessage(), e);
        } finally {
            active.remove(combination);
            // After a failure no other run begins.
            if (!ended) {
                stopping = true;
            }
        }
    }

    /** The command that makes the same run by itself. */
    private String command(Combination combination) {
        final List<String> arguments = new ArrayList<>(List.of("run", sweep.file().toString()));
        Stream.concat(sweep.settings().stream(), java.util.stream.IntStream.range(0, sweep.variations().size())
                .mapToObj(i -> sweep.variations().get(i).path() + "=" + combination.values().get(i)))
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return CommandText.of(arguments);
    }

    /** Asks to end soon; finished runs stay, and another start goes on from there. Returns at once. */
    public void stop() {
        stopping = true;
        active.values().forEach(ScenarioRun::stop);
    }

    /** How far the sweep is. */
    public Progress progress() {
        double share = done.get() - found;
        for (ScenarioRun run : active.values()) {
            share += run.fraction();
        }
        final int mine = total - found;
        return new Progress(done.get(), total, mine == 0 ? 0 : Math.min(1, share / mine),
                (System.nanoTime() - startNanos) * 1e-9);
    }
}

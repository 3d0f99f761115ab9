package org.quantal.io.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.io.checkpoint.CheckpointException;
import org.quantal.io.checkpoint.Checkpoints;
import org.quantal.io.checkpoint.Job;
import org.quantal.io.checkpoint.RecordLog;
import org.quantal.io.checkpoint.StateFile;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.plot.ResponsesData.Train;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.OutputLayout;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.sonata.CircuitFiles;
import org.quantal.simulator.CheckpointSchedule;
import org.quantal.simulator.Integration;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.model.ModelCatalogue;

/**
 * Simulates a scenario and writes a directory of results.
 *
 * <pre>{@code
 * LoadedScenario loaded = ScenarioReader.read(file, BuiltInModels.catalogue(), List.of("seed=2"));
 * RunReport report = ScenarioRun.of(loaded, Path.of("out/mine")).threads(2).execute();
 * System.out.print(SummaryText.of(report));
 * }</pre>
 *
 * <p>Files get their final names when they are complete, {@code run.json} last. A run that fails while it builds or
 * simulates leaves no files of its own, and those of an earlier run as they were. {@link #stop}, {@link #abandon} and
 * {@link #progress} may be called from any thread.
 */
public final class ScenarioRun {
    /** How the engine's messages name a part of the network. */
    private static final Pattern PART = Pattern.compile("\\b(population|projection)[= ](\\S+?)(?=:? |:?$)");

    private final LoadedScenario loaded;
    private final Path directory;
    /** What is gone on with; null if the run begins. */
    private final Job resumed;
    private int threads = Runtime.getRuntime().availableProcessors();
    private boolean force;
    private boolean figures = true;
    private String commandLine = "";
    private CheckpointSchedule schedule;
    private StateFile from;
    private Path endState;
    private Runnable afterCheckpoint = () -> { };

    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean stopRequested;
    private volatile boolean simulated;
    private volatile Simulation simulation;
    private volatile RunRecorders recorders;
    private volatile RunFiles files;
    private volatile Checkpoints checkpoints;
    private Job.Branch branch;

    private ScenarioRun(LoadedScenario loaded, Path directory, Job resumed) {
        this.loaded = loaded;
        this.directory = directory;
        this.resumed = resumed;
    }

    /** A run that has not begun. */
    public static ScenarioRun of(LoadedScenario loaded, Path directory) {
        return new ScenarioRun(loaded, directory, null);
    }

    /**
     * The rest of a run that was killed or stopped: goes on from its last checkpoint and ends with the files that it
     * would have written.
     *
     * @throws OutputException     if there is nothing to go on with
     * @throws CheckpointException if what there is cannot be used
     * @throws ScenarioException   if a file that the scenario names is gone
     */
    public static ScenarioRun resume(Path directory, ModelCatalogue catalogue) {
        if (!Checkpoints.exist(directory)) {
            throw new OutputException(directory + ": holds no checkpoints; "
                    + (Files.exists(directory.resolve(RunFiles.RUN)) ? "the run in it is complete"
                    : "'quantal run --checkpoint' keeps them"));
        }
        final Job job = Checkpoints.job(directory, catalogue, new CircuitFiles(catalogue, new SonataSpikeTrains()));
        final ScenarioRun run = new ScenarioRun(job.loaded(), directory, job);
        run.commandLine = job.commandLine();
        run.figures = job.figures();
        run.schedule = job.schedule();
        run.endState = job.endState();
        return run;
    }

    /** The directory that results go to if none is named: the circuit's own, or {@code out/<scenario>-<seed>}. */
    public static Path defaultDirectory(LoadedScenario loaded) {
        final Scenario scenario = loaded.scenario();
        return loaded.layout().map(OutputLayout::directory)
                .orElse(Path.of("out", scenario.name() + "-" + scenario.seed()));
    }

    /** Sets the number of threads; by default all processors. Changes no result. */
    public ScenarioRun threads(int count) {
        threads = count;
        return this;
    }

    /** Allows to replace the files of an earlier run. */
    public ScenarioRun force(boolean allowed) {
        force = allowed;
        return this;
    }

    /** Sets whether raster and rates are drawn, which they are by default. */
    public ScenarioRun figures(boolean drawn) {
        figures = drawn;
        return this;
    }

    /** Keeps the state of the run now and then, so that {@link #resume} can go on with it. */
    public ScenarioRun checkpoints(CheckpointSchedule often) {
        schedule = often;
        return this;
    }

    /** Begins from a state that another run kept, with the network of that run and the seed of this one. */
    public ScenarioRun from(StateFile state) {
        from = state;
        return this;
    }

    /** Keeps the state in which the run ends in a file, for other runs that begin from it. */
    public ScenarioRun saveState(Path file) {
        endState = file;
        return this;
    }

    /** Does something each time the state has been kept, on the simulation's thread. */
    ScenarioRun afterCheckpoint(Runnable action) {
        afterCheckpoint = action;
        return this;
    }

    /** Tells what started the run, for the records. */
    public ScenarioRun commandLine(String text) {
        commandLine = text;
        return this;
    }

    /**
     * Simulates and writes.
     *
     * @throws OutputException      if the directory cannot be used, or has no room for what is recorded
     * @throws CheckpointException  if the run cannot go on from its checkpoints
     * @throws ScenarioException    if the network cannot be built, or needs more memory than there is
     * @throws UncheckedIOException if a file cannot be written
     */
    public RunReport execute() {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("a run executes once");
        }
        final Instant started = resumed == null ? Instant.now() : resumed.started();
        if (endState != null && !Files.isDirectory(endState.toAbsolutePath().getParent())) {
            throw new OutputException(endState + ": there is no such directory to keep the state in");
        }
        files = resumed == null ? RunFiles.create(directory, force) : RunFiles.of(directory);
        boolean done = false;
        try {
            files.lock();
            files.own(loaded.layout().map(OutputLayout::files).orElse(List.of()));
            files.removeParts();
            requireSpace();
            branch = resumed != null ? resumed.branch() : from == null ? null
                    : new Job.Branch(from.file(), from.header().timeMs(), from.header().seed());
            recorders = begin();
            final RunReport report = simulate(started);
            done = true;
            files.unlock();
            return report;
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    /** A run that goes on has its log already, so it is not refused. */
    private void requireSpace() {
        if (resumed == null) {
            try {
                DiskEstimate.of(loaded).require(directory, DiskEstimate.freeBytes(directory), schedule != null);
            } catch (IOException e) {
                throw new OutputException(directory + ": its file system does not tell the space that is free ("
                        + e.getMessage() + "); name another directory with --out", e);
            }
        }
    }

    private RunRecorders begin() {
        final Provenance provenance = new Provenance(QuantalVersion.get(), loaded.scenario().seed(), commandLine,
                loaded.file().toString(), loaded.resolved(), Optional.empty());
        try {
            return new RunRecorders(loaded, files, provenance, branch == null);
        } catch (UncheckedIOException e) {
            throw new OutputException(e.getMessage() + "; name another directory with --out", e);
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(loaded.file() + ": record: " + e.getMessage(), e);
        }
    }

    private RunReport simulate(Instant started) {
        final Simulation running = Simulation.of(loaded.scenario()).threads(threads);
        final Job job = resumed != null ? resumed : schedule == null ? null
                : new Job(loaded, QuantalVersion.get(), commandLine, started, figures, schedule, endState, branch);
        final RecordLog log = job == null ? null : record(running, job);
        if (job == null) {
            recorders.all().forEach(running::record);
        }
        simulation = running;
        if (branch != null) {
            running.networkSeed(branch.seed());
        }
        try {
            running.build();
            if (from != null) {
                from.branch(running, QuantalVersion.get());
            }
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(place(e.getMessage()) + ": " + e.getMessage(), e);
        }
        if (job != null) {
            begin(job, log, running);
        }
        if (stopRequested) {
            running.stop();
        }
        running.run();
        if (endState != null && !running.wasStopped()) {
            StateFile.save(endState, QuantalVersion.get(), loaded.resolved(),
                    branch == null ? loaded.scenario().seed() : branch.seed(), running.state());
        }
        simulated = true;
        files.forgetEarlierRun();
        if (job != null) {
            checkpoints.replay(recorders.all());
        } else {
            Checkpoints.remove(directory);
        }
        final List<Train> responses = recorders.responses().trains(running);
        running.close();
        return write(started, running.summary(), responses, !running.wasStopped());
    }

    /**
     * With checkpoints recorders work when the simulation has ended: then it does not matter how often it was taken up.
     */
    private RecordLog record(Simulation running, Job job) {
        final RecordLog log = Checkpoints.log(job);
        running.record(log);
        if (loaded.scenario().integration() == Integration.EXACT) {
            running.record(log.gridded());
        }
        running.keepStates(job.schedule(), state -> {
            checkpoints.keep(state);
            afterCheckpoint.run();
        });
        return log;
    }

    private void begin(Job job, RecordLog log, Simulation running) {
        checkpoints = resumed == null ? Checkpoints.begin(directory, job, log)
                : Checkpoints.resume(directory, job, QuantalVersion.get(), log);
        checkpoints.restore(running);
        if (from != null) {
            // The file that the state came from need not be there when the run is taken up again.
            checkpoints.keep(running.state());
        }
    }

    /** Where the part of the network was written that a message is about; otherwise the file. */
    private String place(String message) {
        final Matcher part = PART.matcher(String.valueOf(message));
        while (part.find()) {
            final String place = loaded.places().get(part.group(1) + " " + part.group(2));
            if (place != null) {
                return place;
            }
        }
        return loaded.file().toString();
    }

    private RunReport write(Instant started, RunSummary summary, List<Train> responses, boolean complete) {
        final List<String> written = new ArrayList<>(recorders.files());
        final List<String> warnings = new ArrayList<>(checkpoints == null ? List.of() : checkpoints.notes());
        if (summary.modelMs() > 0) {
            // What an earlier run left does not belong into the figures.
            files.keepOnly(written);
            if (figures) {
                written.addAll(draw(responses, warnings));
            }
        } else {
            warnings.add("stopped before anything was recorded, so there are no figures");
        }
        written.add(RunFiles.SUMMARY);
        written.add(RunFiles.RUN);
        files.keepOnly(written);
        final RunReport report = new RunReport(loaded, directory, commandLine, started, summary,
                RunReport.populations(loaded.scenario(), recorders.statistics(), summary), responses, recorders.rules(),
                complete, PeakMemory.bytes(), written, Optional.ofNullable(branch),
                warnings);
        RunFiles.write(files.path(RunFiles.SUMMARY), SummaryText.of(report));
        RunFiles.write(files.path(RunFiles.RUN), RunJson.write(report));
        if (complete) {
            Checkpoints.remove(directory);
        }
        return report;
    }

    private List<String> draw(List<Train> responses, List<String> warnings) {
        final List<String> projections = loaded.scenario().recordings().synapses().stream()
                .map(SynapseRecording::projection).toList();
        return RunPlots.draw(recorders.plotData(RunReport.title(loaded.scenario())), responses, directory, projections,
                directory, warnings);
    }

    /** Asks the run to end soon and to complete its files with what was simulated so far; returns at once. */
    public void stop() {
        stopRequested = true;
        final Simulation running = simulation;
        if (running != null) {
            running.stop();
        }
    }

    /** Whether there is something to complete: the simulation is running, or has ended. */
    public boolean hasResults() {
        return simulated || progress().phase() != Simulation.Phase.BUILD;
    }

    /**
     * Removes unfinished files and the directory made for them, but no checkpoints: for a run that has nothing else
     * worth keeping.
     */
    public void abandon() {
        final RunRecorders begunRecorders = recorders;
        if (begunRecorders != null) {
            begunRecorders.abort();
        }
        final Checkpoints begunCheckpoints = checkpoints;
        if (begunCheckpoints != null) {
            begunCheckpoints.abandon();
        }
        final RunFiles begunFiles = files;
        if (begunFiles != null) {
            begunFiles.discard();
        }
    }

    /** Whether the simulation has ended and files are being completed. */
    public boolean isWriting() {
        return simulated;
    }

    /** How far the simulation is. */
    public Simulation.Progress progress() {
        final Simulation running = simulation;
        return running == null ? new Simulation.Progress(Simulation.Phase.BUILD, 0, 0, 0) : running.progress();
    }

    /** Share of the model time, with the warm-up, that is simulated. */
    public double fraction() {
        final Simulation.Progress now = progress();
        final double warmup = loaded.scenario().warmupMs();
        final double all = warmup + loaded.scenario().durationMs();
        return switch (now.phase()) {
            case BUILD -> 0;
            case WARMUP -> now.fraction() * warmup / all;
            default -> (warmup + now.fraction() * loaded.scenario().durationMs()) / all;
        };
    }
}

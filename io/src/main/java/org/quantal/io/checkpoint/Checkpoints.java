package org.quantal.io.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.quantal.io.scenario.SpikeFileReader;
import org.quantal.simulator.Integration;
import org.quantal.simulator.NetworkFingerprint;
import org.quantal.simulator.RunState;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.model.ModelCatalogue;
import org.quantal.simulator.record.Recorder;

/**
 * The checkpoints of a run in its directory. A checkpoint is complete when its state has its final name; what was
 * recorded until then has been written before. Whoever uses it holds the run's {@link RunLock}.
 */
public final class Checkpoints implements RunState.Keeper {
    private static final String FOLDER = "checkpoints";
    private static final Pattern NAME = Pattern.compile("(record|state)-(\\d{1,9})\\.(log|bin)");
    private static final int KEPT_STATES = 2;

    private final Path folder;
    private final Job job;
    private final RecordLog log;
    private final List<StateFile.Segment> segments = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    /** The state to go on from; null at the beginning. */
    private StateFile latest;
    private int number;

    private Checkpoints(Path folder, Job job, RecordLog log) {
        this.folder = folder;
        this.job = job;
        this.log = log;
    }

    /** Takes what a run records, in place of its recorders. */
    public static RecordLog log(Job job) {
        return new RecordLog(isExact(job));
    }

    private static boolean isExact(Job job) {
        return job.loaded().scenario().integration() == Integration.EXACT;
    }

    private static Path folder(Path runDirectory) {
        return runDirectory.resolve(FOLDER);
    }

    /** Whether a directory holds checkpoints of a run that is not complete. */
    public static boolean exist(Path runDirectory) {
        return Files.exists(folder(runDirectory).resolve(Job.FILE));
    }

    /**
     * What the run in a directory does.
     *
     * @throws CheckpointException if it cannot be found out
     */
    public static Job job(Path runDirectory, ModelCatalogue catalogue, SpikeFileReader sonata) {
        return Job.read(folder(runDirectory), catalogue, sonata);
    }

    /**
     * Begins the checkpoints of a run, and removes those of an earlier one.
     *
     * @throws UncheckedIOException if the directory cannot be written
     */
    public static Checkpoints begin(Path runDirectory, Job job, RecordLog log) {
        remove(runDirectory);
        final Checkpoints checkpoints = new Checkpoints(folder(runDirectory), job, log);
        try {
            Files.createDirectory(checkpoints.folder);
            job.write(checkpoints.folder);
        } catch (IOException e) {
            throw AtomicFile.failure(checkpoints.folder, e);
        }
        checkpoints.beginPiece();
        return checkpoints;
    }

    /**
     * Goes on with the checkpoints of a run: finds the latest one that is whole and removes what is later.
     *
     * @throws CheckpointException if there are some and none can be used; says why
     */
    public static Checkpoints resume(Path runDirectory, Job job, String version, RecordLog log) {
        final Checkpoints checkpoints = new Checkpoints(folder(runDirectory), job, log);
        if (!job.version().equals(version)) {
            throw new CheckpointException(checkpoints.folder,
                    "belongs to a run of Quantal " + job.version() + ", and this is " + version
                    + "; only the same version goes on bit for bit");
        }
        checkpoints.findLatest();
        checkpoints.removeFiles("record", each -> each > checkpoints.number);
        checkpoints.removeFiles("state",
                each -> each > checkpoints.number || each <= checkpoints.number - KEPT_STATES);
        checkpoints.beginPiece();
        return checkpoints;
    }

    private void findLatest() {
        CheckpointException first = null;
        for (int each : numbers("state")) {
            try {
                final StateFile state = StateFile.open(file("state", each));
                check(state);
                latest = state;
                segments.addAll(state.header().segments());
                number = each;
                if (first != null) {
                    notes.add(first.getMessage() + "; went on from " + file("state", each).getFileName());
                }
                return;
            } catch (CheckpointException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void check(StateFile state) {
        if (!state.header().scenario().equals(Job.hash(job.loaded().resolved()))) {
            throw new CheckpointException(state.file(), "is of another scenario than " + folder.resolve(Job.FILE));
        }
        for (StateFile.Segment segment : state.header().segments()) {
            RecordReplay.check(file("record", segment.number()), segment);
        }
    }

    private Path file(String kind, int which) {
        return folder.resolve(kind + "-" + which + (kind.equals("state") ? ".bin" : ".log"));
    }

    /** Numbers of the files of a kind, latest first. */
    private List<Integer> numbers(String kind) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString())).filter(Matcher::matches)
                    .filter(match -> match.group(1).equals(kind)).map(match -> Integer.valueOf(match.group(2)))
                    .sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new CheckpointException(folder, "cannot be read (" + e.getMessage() + ")");
        }
    }

    private void removeFiles(String kind, IntPredicate which) {
        for (int each : numbers(kind)) {
            if (which.test(each)) {
                removeFile(kind, each);
            }
        }
    }

    private void removeFile(String kind, int which) {
        try {
            Files.deleteIfExists(file(kind, which));
        } catch (IOException e) {
            throw AtomicFile.failure(file(kind, which), e);
        }
    }

    private void beginPiece() {
        log.begin(file("record", number + 1));
    }

    /**
     * Takes the latest state up, if there is one.
     *
     * @throws CheckpointException if the network that was built is another one, for example because a file that the
     *                             scenario names has changed
     */
    public void restore(Simulation simulation) {
        if (latest != null) {
            require(latest.header().network().equals(simulation.fingerprint()), latest);
            latest.read(simulation::restore);
        }
    }

    private static void require(boolean fits, StateFile state) {
        if (!fits) {
            throw new CheckpointException(state.file(),
                    "is of another network than the one that was built; has a file changed that the"
                    + " scenario names?");
        }
    }

    /** What the user should know about the checkpoint that was taken up. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void keep(RunState state) {
        number++;
        segments.add(log.end(number));
        final NetworkFingerprint network = state.network();
        final long seed = job.branch() == null ? job.loaded().scenario().seed() : job.branch().seed();
        try {
            StateFile.write(file("state", number),
                    new StateFile.Header(job.version(), Job.hash(job.loaded().resolved()), network, seed,
                    state.timeMs(), segments), state);
        } catch (IOException e) {
            throw AtomicFile.failure(file("state", number), e);
        }
        // Without a look at all files, of which there may be thousands; resuming clears what a crash left here.
        removeFile("state", number - KEPT_STATES);
        beginPiece();
    }

    /** Gives up what is not complete: all, if no state has been kept. */
    public void abandon() {
        log.abandon();
        if (number == 0) {
            remove(folder.getParent());
        }
    }

    /** Tells recorders all that was recorded until the last checkpoint, and from then on what happens. */
    public void replay(List<Recorder> recorders) {
        log.abandon();
        final RecordReplay replay = new RecordReplay(recorders, isExact(job));
        for (StateFile.Segment segment : segments) {
            replay.play(file("record", segment.number()));
        }
        log.passOn(recorders);
    }

    /**
     * Removes the checkpoints of a directory, for a run that is complete.
     *
     * @throws UncheckedIOException if they cannot be removed
     */
    public static void remove(Path runDirectory) {
        final Path folder = folder(runDirectory);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            // First what tells that there is something to go on with.
            Files.deleteIfExists(folder.resolve(Job.FILE));
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Checkpoints::isOurs).toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isOurs(Path file) {
        final String name = file.getFileName().toString();
        return NAME.matcher(name.endsWith(".part") ? name.substring(0, name.length() - ".part".length()) : name)
                .matches()
                || name.equals(Job.FILE + ".part");
    }
}

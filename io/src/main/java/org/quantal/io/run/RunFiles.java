package org.quantal.io.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.quantal.io.checkpoint.Checkpoints;
import org.quantal.io.checkpoint.RunLock;

/**
 * The files of a run's directory. A file is written under another name first, so that one with its final name is
 * complete.
 */
public final class RunFiles {
    public static final String SPIKES = "spikes.h5";
    public static final String STATES = "states.h5";
    public static final String SYNAPSES = "weights.h5";
    public static final String RELEASES = "releases.h5";
    /** What the rule {@code balancing} tells. */
    public static final String BALANCING = "balancing.h5";
    public static final String SUMMARY = "summary.txt";
    public static final String RASTER = "raster.png";
    public static final String RATES = "rates.png";
    public static final String WEIGHTS = "weights.png";
    public static final String RESPONSES = "responses.png";
    public static final String BALANCING_PLOT = "balancing.png";
    public static final String COMPARISON = "compare.h5";
    public static final String COMPARISON_TEXT = "compare.txt";
    public static final String COMPARISON_FIGURE = "compare.png";
    /** Written last: a directory with it holds a run whose other files are complete. */
    public static final String RUN = "run.json";

    /** Files of another command, which may be writing them now. */
    private static final String COMPARED = "compare.";

    private static final List<String> ALL = List.of(RUN, SPIKES, STATES, SYNAPSES, RELEASES, BALANCING, SUMMARY,
            RASTER, RATES, WEIGHTS, RESPONSES, BALANCING_PLOT, COMPARISON, COMPARISON_TEXT, COMPARISON_FIGURE);

    private final Path directory;
    private final Path firstCreated;
    /** Files that a run in this directory may have; circuits name some of theirs. */
    private final Set<String> known = new LinkedHashSet<>(ALL);
    private RunLock lock;

    private RunFiles(Path directory, Path firstCreated) {
        this.directory = directory;
        this.firstCreated = firstCreated;
    }

    /**
     * Makes a directory for a run.
     *
     * @param force whether the files of an earlier run may be replaced
     * @throws OutputException if there is something already, or the directory cannot be made or written
     */
    public static RunFiles create(Path directory, boolean force) {
        Path firstCreated = null;
        try {
            if (Files.isDirectory(directory)) {
                if (!force && !isEmpty(directory)) {
                    throw new OutputException(directory + ": exists and is not empty; "
                            + (Checkpoints.exist(directory)
                            ? "go on with the run in it with 'quantal resume', replace it with --force,"
                                    : "replace the run in it with --force,") + " or name another directory with --out");
                }
            } else {
                firstCreated = directory.toAbsolutePath();
                while (firstCreated.getParent() != null && !Files.exists(firstCreated.getParent())) {
                    firstCreated = firstCreated.getParent();
                }
                Files.createDirectories(directory);
            }
            if (!Files.isWritable(directory)) {
                throw new AccessDeniedException(directory.toString());
            }
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw new OutputException(directory + ": cannot be a directory, because " + e.getFile()
                    + " is a file; name another directory with --out", e);
        } catch (IOException e) {
            throw new OutputException(directory + ": cannot be written (" + reason(e)
                    + "); name another directory with --out", e);
        }
        return new RunFiles(directory, firstCreated);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such directory";
        }
        return e instanceof FileSystemException failure && failure.getReason() != null ? failure.getReason()
                : e.getMessage();
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.allMatch(entry -> entry.getFileName().toString().equals(RunLock.FILE));
        }
    }

    /** The directory of a run that is to be gone on with. */
    static RunFiles of(Path directory) {
        return new RunFiles(directory, null);
    }

    /**
     * Excludes other runs from the directory until {@link #unlock}.
     *
     * @throws OutputException if there is one that goes on
     */
    synchronized void lock() {
        try {
            lock = RunLock.take(directory)
                    .orElseThrow(() -> new OutputException(directory + ": is in use by " + RunLock.holder(directory)
                    + "; name another directory with --out, or wait"));
        } catch (IOException e) {
            throw new OutputException(directory + ": cannot be written (" + reason(e)
                    + "); name another directory with --out", e);
        }
    }

    /** Lets others in. */
    synchronized void unlock() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    /** Tells of files that the run writes under names of its own. */
    void own(Collection<String> names) {
        known.addAll(names);
    }

    /** Removes unfinished files of processes that were killed; only while the directory is locked. */
    void removeParts() {
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path part : entries.filter(this::isPart).toList()) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tidy " + directory + ": " + reason(e), e);
        }
    }

    private boolean isPart(Path file) {
        final String name = file.getFileName().toString();
        return name.endsWith(".part") && !name.startsWith(COMPARED)
                && known.stream().anyMatch(whole -> name.startsWith(whole + "."));
    }

    /** Where a file of the run is. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    /** Removes the record of an earlier run, before its files are replaced. */
    void forgetEarlierRun() {
        own(recorded());
        delete(RUN);
    }

    /** Data files of the earlier run; none if its record cannot be read. */
    private List<String> recorded() {
        final List<String> names = new ArrayList<>();
        try {
            new ObjectMapper().readTree(path(RUN).toFile()).path("files").forEach(name -> names.add(name.asText()));
        } catch (IOException e) {
            // What nobody can say to be Quantal's stays.
        }
        return names.stream().filter(name -> name.matches("[^/\\\\]+\\.(h5|csv)")).toList();
    }

    /** Removes what an earlier run left and this one did not write. */
    void keepOnly(List<String> written) {
        known.stream().filter(name -> !written.contains(name)).forEach(this::delete);
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path(name) + ": " + reason(e), e);
        }
    }

    /** Removes the directories that were made for this run, as long as nothing is in them. */
    void discard() {
        unlock();
        if (firstCreated == null) {
            return;
        }
        try {
            Path empty = directory.toAbsolutePath();
            while (empty.startsWith(firstCreated) && Files.isDirectory(empty) && isEmpty(empty)) {
                Files.delete(empty);
                empty = empty.getParent();
            }
        } catch (IOException e) {
            // An empty directory stays; what led here is what matters.
        }
    }

    /**
     * Writes a text file.
     *
     * @throws UncheckedIOException if it cannot be written; an older file of that name is then as it was
     */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a PNG file.
     *
     * @throws UncheckedIOException if it cannot be written; an older file of that name is then as it was
     */
    public static void write(Path file, BufferedImage image) {
        final ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + reason(e), e);
        }
        write(file, png.toByteArray());
    }

    private static void write(Path file, byte[] bytes) {
        final Path temporary = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteQuietly(temporary);
            throw new UncheckedIOException("cannot write " + file + ": " + reason(e), e);
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The failure that led here is the one to report.
        }
    }
}

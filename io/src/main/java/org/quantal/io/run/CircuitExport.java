package org.quantal.io.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.sonata.CircuitWriter;

/** Exports the network of a scenario as a SONATA circuit, into a directory that appears when it is complete. */
public final class CircuitExport {

    private CircuitExport() {
    }

    /**
     * Builds and writes.
     *
     * @param directory   where; must be new or empty
     * @param threads     number of threads that build
     * @param commandLine what started the export, for the files' provenance
     * @throws OutputException if there is something already, or it cannot be written
     */
    public static void write(LoadedScenario loaded, Path directory, int threads, String commandLine) {
        final Path target = directory.toAbsolutePath().normalize();
        final Provenance provenance = new Provenance(QuantalVersion.get(), loaded.scenario().seed(), commandLine,
                loaded.file().toString(), loaded.resolved(), Optional.empty());
        Path unfinished = null;
        try {
            requireEmpty(directory);
            Files.createDirectories(target.getParent());
            // Not a temporary directory of the system's making, which others could not read.
            unfinished = Files.createDirectory(target.resolveSibling("." + target.getFileName() + "-"
                    + ProcessHandle.current().pid()));
            CircuitWriter.write(loaded, unfinished, provenance, threads);
            Files.deleteIfExists(target);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            unfinished = null;
        } catch (IOException | UncheckedIOException e) {
            throw new OutputException(directory + ": cannot be written (" + e.getMessage()
                    + "); name another directory with --out", e);
        } finally {
            remove(unfinished);
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (Files.exists(directory)) {
            if (!Files.isDirectory(directory)) {
                throw new OutputException(directory + ": is a file; name a directory with --out");
            }
            try (Stream<Path> entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new OutputException(directory + ": exists and is not empty; name another directory with"
                            + " --out");
                }
            }
        }
    }

    private static void remove(Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What led here is what matters; a hidden directory stays.
            System.getLogger(CircuitExport.class.getName())
                    .log(System.Logger.Level.DEBUG, "not removed: " + directory, e);
        }
    }
}

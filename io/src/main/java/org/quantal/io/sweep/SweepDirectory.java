package org.quantal.io.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.quantal.io.run.OutputException;
import org.quantal.io.run.QuantalVersion;
import org.quantal.io.run.RunFiles;
import org.quantal.io.sweep.Sweep.Combination;

/**
 * The directory of a sweep: {@code sweep.json}, which tells what it is of, the runs, and what is made of them. Open in
 * one process at a time.
 */
final class SweepDirectory implements AutoCloseable {
    static final String SWEEP = "sweep.json";
    static final String RUNS = "runs";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final String command;
    private final FileChannel lock;

    private SweepDirectory(Path directory, String command, FileChannel lock) {
        this.directory = directory;
        this.command = command;
        this.lock = lock;
    }

    /**
     * Begins a sweep, or goes on with one.
     *
     * @param first resolved scenario of the first run
     * @throws OutputException      if the directory holds something else, such as another sweep, or another process
     *                              works in it
     * @throws UncheckedIOException if it cannot be written
     */
    static SweepDirectory open(Path directory, Sweep sweep, String first, String command) {
        try {
            final ObjectNode wanted = describe(sweep, first, command);
            final Path file = directory.resolve(SWEEP);
            if (Files.exists(file)) {
                compare(directory, JSON.readTree(file.toFile()), wanted);
            } else {
                RunFiles.create(directory, isUnused(directory));
                RunFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(wanted) + "\n");
            }
            final FileChannel lock = lock(directory, file);
            return new SweepDirectory(directory, JSON.readTree(file.toFile()).path("command").asText(), lock);
        } catch (JsonProcessingException e) {
            throw new OutputException(directory.resolve(SWEEP)
                    + ": is damaged; name another directory with --out, or remove this one", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory + ": " + e.getMessage(), e);
        }
    }

    /** A start that was killed leaves no more than a file under a temporary name. */
    private static boolean isUnused(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> file.getFileName().toString().matches("sweep\\.json\\.\\d+\\.part"));
        }
    }

    private static FileChannel lock(Path directory, Path file) throws IOException {
        final FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Told below.
        }
        channel.close();
        throw new OutputException(directory + ": another process is running this sweep; wait for it, or name another"
                + " directory with --out");
    }

    private static ObjectNode describe(Sweep sweep, String first, String command) throws JsonProcessingException {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("quantal", QuantalVersion.get());
        root.put("command", command);
        root.put("scenario_file", sweep.file().toString());
        final ArrayNode vary = root.putArray("vary");
        for (Variation variation : sweep.variations()) {
            final ArrayNode values = vary.addObject().put("path", variation.path()).putArray("values");
            variation.values().forEach(values::add);
        }
        root.set("scenario", JSON.readTree(first));
        return root;
    }

    private static void compare(Path directory, JsonNode there, JsonNode here) {
        final String difference;
        if (!there.path("quantal").equals(here.path("quantal"))) {
            difference = "Quantal " + there.path("quantal").asText() + " began it, this is "
                    + here.path("quantal").asText();
        } else {
            difference = variations(there.path("vary"), here.path("vary"))
                    .or(() -> JsonDifference.between(there.path("scenario"), here.path("scenario"))
                    .map(found -> "scenario: " + found))
                    .orElse(null);
        }
        if (difference != null) {
            throw other(directory, difference);
        }
    }

    private static OutputException other(Path directory, String difference) {
        return new OutputException(directory + ": holds another sweep (" + difference
                + "); name another directory with --out, or remove this one");
    }

    private static Optional<String> variations(JsonNode there, JsonNode here) {
        for (int i = 0; i < Math.max(there.size(), here.size()); i++) {
            if (!there.path(i).equals(here.path(i))) {
                return Optional.of("it varies " + text(there.path(i)) + " where this one varies " + text(here.path(i)));
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode variation) {
        if (variation.isMissingNode()) {
            return "nothing more";
        }
        final StringBuilder values = new StringBuilder();
        variation.path("values")
                .forEach(value -> values.append(values.length() == 0 ? "" : ",").append(value.asText()));
        return variation.path("path").asText() + "=" + values;
    }

    /** The command that began the sweep. */
    String command() {
        return command;
    }

    Path path(String file) {
        return directory.resolve(file);
    }

    Path run(Combination combination) {
        return directory.resolve(RUNS).resolve(combination.name());
    }

    /**
     * The record of a run, if it is finished.
     *
     * @param resolved the scenario that it should be of
     * @throws OutputException if the directory holds a finished run of another scenario
     */
    Optional<JsonNode> finished(Combination combination, String resolved) {
        final Path file = run(combination).resolve(RunFiles.RUN);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            final JsonNode run = JSON.readTree(file.toFile());
            if (!run.path("complete").asBoolean()) {
                return Optional.empty();
            }
            JsonDifference.between(run.path("scenario"), JSON.readTree(resolved)).ifPresent(difference -> {
                throw other(directory, "run " + combination.name() + ": " + difference);
            });
            return Optional.of(run);
        } catch (IOException e) {
            throw new OutputException(file + ": cannot be read (" + e.getMessage().lines().findFirst().orElse("")
                    + "); remove it to simulate the run again", e);
        }
    }

    /** Removes what a killed process left half-written of a run. */
    void clean(Combination combination) {
        final Path run = run(combination);
        if (!Files.isDirectory(run)) {
            return;
        }
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.filter(each -> each.getFileName().toString().endsWith(".part")).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean " + run + ": " + e.getMessage(), e);
        }
    }

    /** The finished runs of all given combinations, in their order. */
    List<JsonNode> results(List<Combination> combinations, List<String> resolved) {
        return java.util.stream.IntStream.range(0, combinations.size())
                .mapToObj(i -> finished(combinations.get(i), resolved.get(i)).orElseThrow(
                        () -> new IllegalStateException("not finished: " + combinations.get(i).name())))
                .toList();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + directory.resolve(SWEEP) + ": " + e.getMessage(), e);
        }
    }
}

package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.CheckpointSchedule;

/**
 * Where results cannot be written the run ends with an error that names the file, and the last good checkpoint leads
 * on. Permissions do not hold for root, as whom tests may run, so other things stand in the way of files, too.
 */
class UnwritableDirectoryTest {
    private static final CheckpointSchedule OFTEN = CheckpointSchedule.model(40);

    @TempDir
    private Path folder;
    private Path out;

    @BeforeEach
    void nameTheDirectory() {
        out = folder.resolve("run");
    }

    private ScenarioRun run() throws IOException {
        return ScenarioRun.of(TestScenario.load(folder), out);
    }

    private List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertResumed() throws IOException {
        final Path alone = folder.resolve("alone");
        ScenarioRun.of(TestScenario.load(folder), alone).execute();
        assertTrue(ScenarioRun.resume(out, BuiltInModels.catalogue()).execute().complete());
        for (String name : List.of(RunFiles.SPIKES, RunFiles.STATES, RunFiles.RASTER)) {
            assertArrayEquals(Files.readAllBytes(alone.resolve(name)), Files.readAllBytes(out.resolve(name)), name);
        }
        assertEquals(names(alone), names(out));
    }

    private static void setPermissions(Path directory, String permissions) {
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory that not even root can put a file in place of. */
    private static void block(Path file) {
        try {
            Files.createFile(Files.createDirectories(file).resolve("in the way"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unblock(Path file) throws IOException {
        Files.delete(file.resolve("in the way"));
        Files.delete(file);
    }

    @Test
    void placeThatCannotBeADirectoryIsRefusedAtOnce() throws IOException {
        Files.writeString(folder.resolve("file"), "mine");
        out = folder.resolve("file/in");
        for (ScenarioRun run : List.of(run(), run().checkpoints(OFTEN))) {
            final String message = assertThrows(OutputException.class, run::execute).getMessage();
            assertTrue(message.startsWith(out + ": cannot be")
                    && message.endsWith("; name another directory with --out"), message);
        }
        assertEquals("mine", Files.readString(folder.resolve("file")));
    }

    @Test
    void checkpointThatCannotBeWrittenLeavesTheOneBefore() throws IOException {
        final Path checkpoints = out.resolve("checkpoints");
        final int[] kept = {0};
        final ScenarioRun run = run().checkpoints(OFTEN).afterCheckpoint(() -> {
            if (++kept[0] == 3) {
                block(checkpoints.resolve("state-4.bin.part"));
            }
        });
        final String message = assertThrows(UncheckedIOException.class, run::execute).getMessage();
        assertTrue(message.startsWith("cannot write " + checkpoints.resolve("state-4.bin")), message);
        assertEquals(3, kept[0]);
        assertEquals(List.of("checkpoints"), names(out));
        assertTrue(Files.isRegularFile(checkpoints.resolve("state-3.bin")));
        unblock(checkpoints.resolve("state-4.bin.part"));
        assertResumed();
    }

    @Test
    void resultThatCannotBeWrittenLeavesTheCheckpoints() throws IOException {
        final ScenarioRun run = run().checkpoints(OFTEN).afterCheckpoint(() -> {
            if (!Files.exists(out.resolve(RunFiles.STATES))) {
                block(out.resolve(RunFiles.STATES));
            }
        });
        final String message = assertThrows(UncheckedIOException.class, run::execute).getMessage();
        assertTrue(message.contains(out.resolve(RunFiles.STATES).toString()), message);
        assertFalse(Files.exists(out.resolve(RunFiles.RUN)), "a directory with a record holds complete files");
        unblock(out.resolve(RunFiles.STATES));
        assertResumed();
    }

    @Test
    void resultThatCannotBeWrittenWithoutCheckpoints() throws IOException {
        block(out.resolve(RunFiles.SPIKES));
        final String message = assertThrows(UncheckedIOException.class, () -> run().force(true).execute()).getMessage();
        assertTrue(message.contains(out.resolve(RunFiles.SPIKES).toString()), message);
        assertFalse(Files.exists(out.resolve(RunFiles.RUN)));
        assertTrue(names(out).stream().noneMatch(name -> name.endsWith(".part") || name.equals("run.lock")),
                names(out).toString());
    }

    @Test
    void readOnlyDirectory() throws IOException {
        Files.createDirectory(out);
        setPermissions(out, "r-xr-xr-x");
        assumeFalse(Files.isWritable(out), "permissions do not hold for root");
        for (ScenarioRun run : List.of(run(), run().checkpoints(OFTEN))) {
            final String message = assertThrows(OutputException.class, run::execute).getMessage();
            assertEquals(out + ": cannot be written (permission denied); name another directory with --out", message);
        }
        assertEquals(List.of(), names(out));
    }

    @Test
    void directoryThatBecomesReadOnly() throws IOException {
        Files.createDirectory(out);
        setPermissions(out, "r-xr-xr-x");
        assumeFalse(Files.isWritable(out), "permissions do not hold for root");
        setPermissions(out, "rwxr-xr-x");
        final int[] kept = {0};
        final ScenarioRun run = run().checkpoints(OFTEN).afterCheckpoint(() -> {
            if (++kept[0] == 3) {
                setPermissions(out.resolve("checkpoints"), "r-xr-xr-x");
            }
        });
        final String message = assertThrows(UncheckedIOException.class, run::execute).getMessage();
        assertTrue(message.startsWith("cannot write " + out.resolve("checkpoints")), message);
        setPermissions(out.resolve("checkpoints"), "rwxr-xr-x");
        assertResumed();
    }
}

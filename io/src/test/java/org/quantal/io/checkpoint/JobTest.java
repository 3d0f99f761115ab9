package org.quantal.io.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.run.Scenarios;
import org.quantal.io.run.SonataSpikeTrains;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.models.BuiltInModels;
import org.quantal.simulator.CheckpointSchedule;
import org.quantal.simulator.model.SpikeTrainSource;

class JobTest {
    @TempDir
    private Path folder;

    /** A run that was begun with a relative path, and whose scenario names a file, goes on from any directory. */
    @Test
    void filesOfAScenarioAreFoundFromAnotherDirectory() throws IOException {
        Files.writeString(folder.resolve("train.csv"), "time_ms,node_id\n5,0\n7.5,1\n");
        final Path scenario = Files.writeString(folder.resolve("s.yaml"), """
                duration: 10 ms
                populations:
                  S: {size: 2, model: spike_source, file: train.csv}
                """);
        final Path typed = Path.of("").toAbsolutePath().relativize(scenario);
        final LoadedScenario loaded = Scenarios.read(typed, BuiltInModels.catalogue(), List.of());
        new Job(loaded, "1", "", Instant.EPOCH, true, CheckpointSchedule.model(1), null, null).write(folder);
        // In another directory the path as it was typed leads nowhere.
        final Path job = folder.resolve(Job.FILE);
        final String elsewhere = "elsewhere/s.yaml";
        Files.writeString(job, Files.readString(job).replace("\"scenario_file\" : \"" + typed + "\"",
                "\"scenario_file\" : \"" + elsewhere + "\""));
        final LoadedScenario again =
                Job.read(folder, BuiltInModels.catalogue(), new SonataSpikeTrains()).loaded();
        assertEquals(Path.of(elsewhere), again.file());
        final SpikeTrainSource source =
                (SpikeTrainSource) again.scenario().network().population("S").model();
        assertEquals(7.5, source.timesMs(1)[0]);
    }
}

package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.SonataReport;
import org.quantal.io.hdf5.SonataReportReader;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.simulator.CheckpointSchedule;

/** The space of recordings is known before a run, and a run that cannot have it is refused. */
class DiskEstimateTest {
    @TempDir
    private Path folder;

    private DiskEstimate estimate(String... overrides) throws IOException {
        return DiskEstimate.of(TestScenario.load(folder, overrides));
    }

    @Test
    void statesAreCountedToTheSample() throws IOException {
        final String states = "record.states=[{population: E, neurons: 0..9, variables: [V_m, I_syn], interval: 0.7"
                + " ms}]";
        final LoadedScenario loaded = TestScenario.load(folder, states);
        ScenarioRun.of(loaded, folder.resolve("run")).figures(false).execute();
        double values = 0;
        try (SonataReportReader reader = SonataReportReader.open(folder.resolve("run/states.h5"))) {
            for (String name : reader.reports()) {
                final SonataReport report = reader.report(name);
                values += (double) report.rows() * report.elements();
            }
        }
        assertEquals(285 * 10 * 2, values);
        assertEquals(4 * values, DiskEstimate.of(loaded).stateBytes());
    }

    @Test
    void intervalsThatDivideTheDurationAreAllThere() throws IOException {
        assertEquals(4 * 3,
                estimate("duration=0.3 ms", "record.states=[{population: E, neurons: [0], interval: 0.1 ms}]")
                .stateBytes());
    }

    @Test
    void spikesAndReleasesAreThoseOfTheGuessedRate() throws IOException {
        // 101 neurons and 0.2 s at 10 Hz are 202 spikes of 16 bytes.
        assertEquals(202 * 16, estimate().spikeBytes(), 1e-9);
        assertEquals(0, estimate("record.spikes=false").spikeBytes());
        // I->E and I->I: in-degree 5, 80 and 20 neurons; 2 spikes of each synapse, 28 bytes each.
        assertEquals(500 * 2 * 28, estimate("record.releases=[{from: I, to: all}]").releaseBytes(), 1e-6);
        assertEquals(0, estimate().releaseBytes());
    }

    /** As many times as the interval between the first two makes would not fit into memory. */
    @Test
    void fewSnapshotsOfALongRunAreRead() throws IOException {
        final LoadedScenario loaded = TestScenario.load(folder, "duration=100000000 s",
                "record.synapses=[{projection: I->E, times: [0 ms, 1 ms]}]");
        assertEquals(List.of(0.0, 1.0), loaded.scenario().recordings().synapses().get(0).timesMs());
        assertTrue(loaded.resolved().contains("\"times\""), loaded.resolved());
    }

    @Test
    void snapshotsAreCounted() throws IOException {
        assertEquals(400 * (64 + 8), estimate("record.synapses=[{projection: I->E}]").synapseBytes(), 1e-6);
        // Three looks, all of them in the history, and the last by itself.
        final String three = "record.synapses=[{projection: I->E, times: [0 ms, 50 ms]}]";
        assertEquals(400 * (64 + 4 * 8), estimate(three).synapseBytes(), 1e-6);
        assertEquals(estimate().leastBytes(), estimate(three).leastBytes(), 1e-9,
                "weights that stay the same are packed well");
        final double learning = estimate(three, "projections[1].plasticity={rule: unified_pre_post}").leastBytes();
        assertEquals(0.25 * 400 * 4 * 8, learning - estimate().leastBytes(), 1e-6);
    }

    @Test
    void packedStatesAreNoSmallerThanWhatIsRequired() throws IOException {
        final LoadedScenario loaded = TestScenario.load(folder, "duration=1 s",
                "record.states=[{population: E, neurons: 0..79, interval: 0.1 ms}]");
        ScenarioRun.of(loaded, folder.resolve("run")).figures(false).execute();
        final DiskEstimate estimate = DiskEstimate.of(loaded);
        final long size = Files.size(folder.resolve("run/states.h5"));
        assertTrue(size > estimate.leastBytes(), size + " of " + estimate);
        assertTrue(size < estimate.stateBytes(), size + " of " + estimate);
    }

    @Test
    void whatCannotFitIsRefusedAndWhatMayFitIsNot() {
        final DiskEstimate estimate = new DiskEstimate(1e12, 8e9, 1e12, 1e12, 2e9);
        estimate.require(folder, 2e9, false);
        estimate.require(folder, 4e9, true);
        final String message = assertThrows(OutputException.class, () -> estimate.require(folder, 1.9e9, false))
                .getMessage();
        assertEquals(folder + ": recorded states and learning synapses need at least 2 GB, and there are 1.9 GB free;"
                + " record fewer neurons, longer intervals or fewer times, free some space, or name another directory"
                + " with --out", message);
        final String twice = assertThrows(OutputException.class, () -> estimate.require(folder, 3.9e9, true))
                .getMessage();
        assertTrue(twice.contains("at least 4 GB (log and files), and there are 3.9 GB free"), twice);
    }

    @Test
    void runThatNoDiskHoldsIsRefusedBeforeItBegins() throws IOException {
        // 10^14 samples of 80 neurons are 32 PB.
        final LoadedScenario loaded = TestScenario.load(folder, "duration=10000000000 s",
                "record.states=[{population: E, neurons: 0..79, interval: 0.1 ms}]");
        final Path out = folder.resolve("out/run");
        for (CheckpointSchedule schedule : List.of(CheckpointSchedule.wall(60), CheckpointSchedule.model(100))) {
            assertThrows(OutputException.class, () -> ScenarioRun.of(loaded, out).checkpoints(schedule).execute());
        }
        final String message = assertThrows(OutputException.class, () -> ScenarioRun.of(loaded, out).execute())
                .getMessage();
        assertTrue(message.startsWith(out + ": recorded states and learning synapses need at least 8000 TB, and there"
                + " are "), message);
        assertFalse(Files.exists(out.getParent()), "nothing is left");
        final String described = ScenarioDescription.of(loaded);
        assertTrue(described.contains("states 32000 TB") && described.contains("they may not fit"), described);
    }
}

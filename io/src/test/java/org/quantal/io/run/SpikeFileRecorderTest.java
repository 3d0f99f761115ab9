package org.quantal.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.hdf5.SonataSpikesReader;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;

class SpikeFileRecorderTest {

    @Test
    void exactTimesAreKept(@TempDir Path folder) {
        final Network network = new Network(List.of(
                new Population("S", 2,
                new SpikeTrainSource(new double[][] {{0.123456789012345, 7.5}, {3.000000000000001}}), Map.of())),
                List.of(), List.of(), List.of());
        final Scenario scenario = new Scenario("exact", network, new TimeGrid(0.1), 0, 10, 1, 2,
                new Scenario.Recordings(List.of(), List.of(), List.of()), Integration.EXACT);
        final Path file = folder.resolve("spikes.h5");
        final SpikeFileRecorder recorder = new SpikeFileRecorder(file, scenario,
                new Provenance("0", 1, "test", "test.yaml", "", Optional.empty()));
        try (Simulation simulation = Simulation.of(scenario).threads(2).record(recorder)) {
            simulation.run();
        }
        try (SonataSpikesReader reader = SonataSpikesReader.open(file)) {
            assertArrayEquals(new double[] {0.123456789012345, 3.000000000000001, 7.5}, reader.spikes("S").timesMs());
            assertArrayEquals(new long[] {0, 1, 0}, reader.spikes("S").neurons());
        }
    }
}

package org.quantal.simulator.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;

class ExactSpikeStatisticsTest {

    /** Intervals 1.03 and 2.01 in turn, which a grid of 0.5 ms would not tell from 1 and 2. */
    @Test
    void intervalsAreExact() {
        final double[] train = new double[9];
        for (int k = 1; k < train.length; k++) {
            train[k] = train[k - 1] + (k % 2 == 1 ? 1.03 : 2.01);
        }
        final Network network = new Network(List.of(new Population("S", 1, new SpikeTrainSource(new double[][] {train}),
                Map.of())), List.of(), List.of(), List.of());
        final TimeGrid grid = new TimeGrid(0.5);
        final SpikeStatistics statistics = new SpikeStatistics(network, grid);
        try (Simulation simulation = Simulation.of(new Scenario("statistics", network, grid, 0, 20.25, 1, 1,
                new Scenario.Recordings(List.of(), List.of(), List.of()), Integration.EXACT)).record(statistics)) {
            simulation.run();
        }
        assertEquals(20.25, statistics.recordedMs());
        assertArrayEquals(new double[] {9 / 20.25e-3}, statistics.ratesHz(0), 1e-12);
        assertEquals(0.49 / 1.52, statistics.cvIsi(0, 0), 1e-12);
    }
}

package org.quantal.simulator.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.record.SpikeStatistics.PopulationStatistics;

class SpikeStatisticsTest {
    private static final double STEP = 0.1;

    private final SpikeStatistics statistics = new SpikeStatistics(
            new Network(List.of(population("A", 3), population("B", 1)), List.of(), List.of(), List.of()),
            new TimeGrid(STEP));

    private static Population population(String name, int size) {
        return new Population(name, size, new SpikeTrainSource(new double[size][0]), Map.of());
    }

    private void spikes(int population, int neuron, long... steps) {
        for (long step : steps) {
            statistics.onSpikes(step, population, new int[] {neuron}, 1);
        }
    }

    @Test
    void countsAndRatesOfHandMadeTrains() {
        statistics.onSpikes(3, 0, new int[] {0, 2, 99}, 2);
        spikes(0, 2, 10, 20);
        statistics.onAdvance(5_000);

        assertEquals(500, statistics.recordedMs());
        assertArrayEquals(new int[] {1, 0, 3}, statistics.counts(0));
        assertArrayEquals(new double[] {2, 0, 6}, statistics.ratesHz(0), 1e-12);
        final PopulationStatistics a = statistics.populations().get(0);
        assertEquals("A", a.name());
        assertEquals(3, a.size());
        assertEquals(4, a.spikes());
        assertEquals(4 / 0.5 / 3, a.rateHz(), 1e-12);
    }

    /** Figures lie in blocks of 2^20 neurons. */
    @Test
    void neuronsOfLargePopulationsAreToldApart() {
        final int size = (1 << 20) + 2;
        final SpikeStatistics large = new SpikeStatistics(new Network(
                List.of(new Population("A", size, new SpikeTrainSource(new double[size][0]), Map.of())), List.of(), List.of(),
                List.of()), new TimeGrid(STEP));
        final int[] spiking = {0, 1, (1 << 20) - 1, 1 << 20, size - 1};
        for (int k = 0; k < 6; k++) {
            large.onSpikes(10 * k, 0, spiking, 3 + k % 3);
        }
        assertEquals(4 * 6, large.populations().get(0).spikes());
        assertArrayEquals(new int[] {6, 6, 6, 4, 2},
                Arrays.stream(spiking).map(i -> large.counts(0)[i]).toArray());
        assertEquals(0, large.cvIsi(0, (1 << 20) - 1), 1e-12);
    }

    @Test
    void silentPopulationHasRateZeroAndNoVariability() {
        statistics.onAdvance(100);
        final PopulationStatistics b = statistics.populations().get(1);
        assertEquals(0, b.spikes());
        assertEquals(0, b.rateHz());
        assertTrue(Double.isNaN(b.cvIsi()));
        assertEquals(0, b.cvNeurons());
    }

    @Test
    void rateOfNoTimeIsNotANumber() {
        assertTrue(Double.isNaN(statistics.populations().get(0).rateHz()));
    }

    @Test
    void regularTrainHasVariabilityZero() {
        spikes(0, 1, 7, 17, 27, 37, 47, 57);
        assertEquals(0, statistics.cvIsi(0, 1));
    }

    @Test
    void variabilityIsStandardDeviationOverMeanOfIntervals() {
        // Intervals 1, 2, 3, 6: mean 3, variance (4 + 1 + 0 + 9) / 4.
        spikes(0, 0, 100, 101, 103, 106, 112);
        assertEquals(Math.sqrt(3.5) / 3, statistics.cvIsi(0, 0), 1e-12);
    }

    @Test
    void neuronsWithFewSpikesAreLeftOutOfTheMean() {
        spikes(0, 0, 100, 101, 103, 106, 112);
        spikes(0, 1, 10, 20, 30, 40, 50);
        spikes(0, 2, 10, 11, 50, 51);
        statistics.onAdvance(1_000);
        assertTrue(Double.isNaN(statistics.cvIsi(0, 2)));
        final PopulationStatistics a = statistics.populations().get(0);
        assertEquals(Math.sqrt(3.5) / 3 / 2, a.cvIsi(), 1e-12);
        assertEquals(2, a.cvNeurons());
    }

    @Test
    void variabilityKeepsItsDigitsInLongRuns() {
        final long day = 24L * 3600 * 1000 * 10;
        spikes(0, 0, 0, day, 2 * day + 1, 3 * day + 1, 4 * day + 1);
        final double mean = day + 0.25;
        assertEquals(Math.sqrt(0.1875) / mean, statistics.cvIsi(0, 0), 1e-8);
    }
}

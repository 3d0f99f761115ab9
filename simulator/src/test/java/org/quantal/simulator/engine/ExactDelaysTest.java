package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamRandom;

class ExactDelaysTest {
    private static final TimeGrid GRID = new TimeGrid(0.1);

    private static ExactDelays delays(Distribution delay) {
        return ExactDelays.of(new Network(List.of(new Population("A", 1, new EchoNeuron(), Map.of())),
                List.of(new Projection("AA", "A", "A", new AllToAll(true), new Constant(1), delay,
                new TestModels.Sure(), false)), List.of(), List.of()), GRID);
    }

    @Test
    void sliceIsTheShortestDelayButAtLeastHalfAStep() {
        assertEquals(1.5, delays(new Constant(1.5)).sliceMs());
        assertEquals(0.7, delays(new Constant(0.7)).sliceMs(), 1e-7);
        assertTrue(delays(new Constant(0.7)).sliceMs() <= 0.7);
        assertEquals(0.05, delays(new Normal(0.75, 0.375)).sliceMs(), 1e-8);
        assertTrue(delays(new Normal(0.75, 0.375)).sliceMs() <= 0.05);
    }

    @Test
    void everyTimeLiesInItsSliceAndNoSpikeArrivesInItsOwn() {
        final SplittableRandom random = new SplittableRandom(3);
        for (double shortest : new double[] {1.5, 0.7, 0.1 + 0.2, 1 / 3.0}) {
            final ExactDelays delays = delays(new Constant(shortest));
            for (int k = 0; k < 100_000; k++) {
                final long slice = random.nextLong(-1000, 100_000_000);
                final double start = delays.start(slice);
                final double time = k % 3 == 0 ? start : k % 3 == 1 ? Math.nextDown(start)
                        : start + shortest * random.nextDouble();
                final long found = delays.slice(time);
                assertTrue(delays.start(found) <= time && time < delays.start(found + 1));
                assertTrue(delays.slice(time + shortest) > found);
            }
        }
    }

    /** Both modes run the same network: the grid's delay is the exact one, rounded. */
    @Test
    void drawsAreThoseOfTheGrid() {
        final Distribution delay = new Normal(0.1, 0.1, 0, 1);
        final double[] exact = new double[1000];
        final int[] steps = new int[1000];
        ExactDelays.draw(delay, 0.1, new StreamRandom(5), exact, 1000);
        Delays.draw(delay, 0.1, new StreamRandom(5), new double[1000], steps, 0, 1000);
        int different = 0;
        for (int i = 0; i < 1000; i++) {
            assertEquals(steps[i], Delays.steps(exact[i], 0.1));
            assertTrue(exact[i] >= 0.05 * (1 - 1e-15));
            different += exact[i] != 0.1 * steps[i] ? 1 : 0;
        }
        assertTrue(different > 900);
    }
}

package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Baselines are worth a comparison only if they do the same work. */
class EngineBaselinesTest {

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.2})
    void deliveriesGiveTheSameSums(double p) {
        final DeliveryBenchmark fast = delivery(p);
        final DeliveryBenchmark naive = delivery(p);
        for (int step = 0; step < 200; step++) {
            assertArrayEquals(Arrays.copyOf(naive.scatterIntoRing(), DeliveryBenchmark.SLOTS),
                    Arrays.copyOf(fast.queuesThenSum(), DeliveryBenchmark.SLOTS), "step " + step);
        }
        assertTrue(Arrays.stream(fast.queuesThenSum()).sum() > 0);
    }

    private static DeliveryBenchmark delivery(double p) {
        final DeliveryBenchmark benchmark = new DeliveryBenchmark();
        benchmark.p = p;
        benchmark.sources = 50;
        benchmark.setUp();
        return benchmark;
    }

    @Test
    void workersReadTheSameSpikes() throws Exception {
        final ExchangeBenchmark benchmark = new ExchangeBenchmark();
        benchmark.spikes = 13;
        benchmark.setUp();
        final long expected = benchmark.nothing();
        assertEquals(expected, benchmark.cyclicBarrier());
        assertEquals(expected, benchmark.rings());
        benchmark.tearDown();
    }

    /** 2.6e5 draws each: within 5 s.e. */
    @Test
    void drivesHaveTheSameMean() {
        for (int kind = 0; kind < 3; kind++) {
            double[] input = null;
            final int steps = 254;
            final PoissonDriveBenchmark benchmark = new PoissonDriveBenchmark();
            benchmark.mean = 1.28;
            benchmark.setUp();
            for (int step = 0; step < steps; step++) {
                input = kind == 0 ? benchmark.nothing() : kind == 1 ? benchmark.poissonSampler() : benchmark.table();
            }
            final double mean = Arrays.stream(input).average().orElseThrow() / steps / 87.8;
            assertEquals(1.28, mean, 5 * Math.sqrt(1.28 / (steps * 1024.0)));
        }
    }
}

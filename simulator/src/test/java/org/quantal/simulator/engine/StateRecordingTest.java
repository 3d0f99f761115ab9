package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.record.Recorder;

class StateRecordingTest {

    /** Without input V follows V -> 0.9 V + 0.01 from its start, whoever owns the neuron. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void samplesAreTheStatesAtTheEndOfTheInterval(int partitions) {
        final int[] neurons = {0, 4, 5, 9};
        final Scenario scenario = new Scenario("states", new Network(
                List.of(new Population("A", 10, new TestModels.Leaky(0.9), Map.of("V_m", new Uniform(0, 0.9)))),
                List.of(), List.of(), List.of()), new TimeGrid(0.1), 0.5, 2, 3, partitions,
                List.of(new Scenario.StateRecording("A", neurons, List.of("V_m"), 0.4)));
        final List<Long> steps = new ArrayList<>();
        final List<float[]> rows = new ArrayList<>();
        final Recorder recorder = new Recorder() {
            @Override
            public void onStates(long step, int recording, float[][] values) {
                steps.add(step);
                rows.add(values[0].clone());
            }

            @Override
            public void close() {
            }
        };
        try (Simulation simulation = Simulation.of(scenario).threads(2).record(recorder)) {
            simulation.run();
        }
        assertEquals(List.of(3L, 7L, 11L, 15L, 19L), steps);
        for (int r = 1; r < rows.size(); r++) {
            final float[] expected = new float[neurons.length];
            for (int i = 0; i < expected.length; i++) {
                double v = rows.get(r - 1)[i];
                for (int s = 0; s < 4; s++) {
                    v = 0.9 * v + 0.01;
                }
                expected[i] = (float) v;
            }
            assertArrayEquals(expected, rows.get(r), 1e-6f);
        }
    }

    /** After {@code from} and up to {@code to}: 0.8, 1.2, 1.6 of samples at multiples of 0.4 ms. */
    @ParameterizedTest
    @CsvSource({"0.4, 1.6, 3", "0.5, 1.9, 3", "0.7, 1.7, 3", "0, 5, 5", "1.9, 2, 1"})
    void samplesOfAPartOfTheRun(double from, double to, int samples) {
        final Scenario.StateRecording recording =
                new Scenario.StateRecording("A", new int[] {2}, List.of("V_m"), 0.4, from, to);
        final Scenario scenario = new Scenario("states", new Network(
                List.of(new Population("A", 10, new TestModels.Leaky(0.9), Map.of())), List.of(), List.of(),
                List.of()), new TimeGrid(0.1), 0.5, 2, 3, 2, List.of(recording, new Scenario.StateRecording("A",
                new int[] {2}, List.of("V_m"), 0.4)));
        final List<List<String>> rows = List.of(new ArrayList<>(), new ArrayList<>());
        final Recorder recorder = new Recorder() {
            @Override
            public void onStates(long step, int recording, float[][] values) {
                rows.get(recording).add((step + 1) + " " + values[0][0]);
            }

            @Override
            public void close() {
            }
        };
        try (Simulation simulation = Simulation.of(scenario).threads(2).record(recorder)) {
            simulation.run();
        }
        final int first = rows.get(1).indexOf(rows.get(0).get(0));
        assertEquals(rows.get(1).subList(first, first + samples), rows.get(0));
        assertEquals(samples, recording.samples(2));
        assertEquals(recording.firstMs(), 0.4 * (first + 1), 1e-12);
        assertEquals(5, rows.get(1).size());
    }

    private static Scenario allOf(int neurons, double intervalMs) {
        return new Scenario("states", new Network(
                List.of(new Population("A", neurons, new TestModels.Leaky(0.9), Map.of())), List.of(), List.of(),
                List.of()), new TimeGrid(0.1), 0, 20, 3, 2, List.of(new Scenario.StateRecording("A",
                        IntStream.range(0, neurons).toArray(), List.of("V_m"), intervalMs)));
    }

    /** What is recorded of many neurons goes through short rings, many times as many slices as they hold. */
    @Test
    void samplesOfManyNeuronsTakeLittleMemoryAndAllArrive() {
        final Scenario scenario = allOf(2_000_000, 0.1);
        assertEquals(16, SampleBuffers.slots(scenario));
        assertEquals(1024, SampleBuffers.slots(allOf(30_000, 0.1)));
        final double bytes = MemoryEstimate.of(scenario).stateBytes();
        // Slots of 2 x 8 MB, and 112 bytes for each neuron.
        assertEquals(16 * 16e6 + 112 * 2e6, bytes, 1);
        final Scenario fewer = allOf(200_000, 0.1);
        assertEquals(128, SampleBuffers.slots(fewer));
        final AtomicLong expected = new AtomicLong();
        try (Simulation simulation = Simulation.of(fewer).threads(2).record(new Recorder() {
            @Override
            public void onStates(long step, int recording, float[][] values) {
                assertEquals(expected.getAndIncrement(), step);
                assertEquals(values[0][0], values[0][values[0].length - 1]);
            }

            @Override
            public void close() {
            }
        })) {
            simulation.run();
        }
        assertEquals(200, expected.get());
    }

    @Test
    void statesThatMemoryDoesNotHoldAreRefused() {
        final MemoryEstimate estimate = MemoryEstimate.of(allOf(1_000_000, 1));
        final String message = assertThrows(MemoryEstimate.InsufficientMemoryException.class,
                () -> estimate.require(1 << 28)).getMessage();
        assertTrue(message.contains("for recorded states") && message.contains("record states of fewer neurons"),
                message);
    }
}

package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.random.StreamRandom;

class RefractoryQueueTest {

    /**
     * Against a counter for each neuron. Neurons spike as soon as they may with the given chance (1: all are refractory
     * at once and the queue is full), so that the queue wraps around many times; every few steps it is saved and read
     * into another, which was in use before.
     */
    @ParameterizedTest
    @CsvSource({"1, 3, 1", "7, 4, 1", "7, 4, 0.3", "10, 1, 0.5", "10, 25, 0.9", "10, 0, 1"})
    void holdsWhatACounterForEachNeuronHolds(int neurons, int steps, double chance) throws IOException {
        RefractoryQueue queue = new RefractoryQueue(neurons, steps);
        RefractoryQueue spare = new RefractoryQueue(neurons, steps);
        final long[] left = new long[neurons];
        final StreamRandom random = new StreamRandom(5);
        for (long step = -50; step < 500; step++) {
            final double[] v = new double[neurons];
            final double[] expected = new double[neurons];
            Arrays.fill(v, step);
            for (int i = 0; i < neurons; i++) {
                expected[i] = left[i] > 0 ? -1000 : step;
            }
            queue.hold(step, v, -1000);
            assertArrayEquals(expected, v);
            for (int i = 0; i < neurons; i++) {
                if (left[i] > 0) {
                    left[i]--;
                } else if (random.nextDouble() < chance) {
                    left[i] = steps;
                    queue.spiked(i, step);
                }
            }
            if (step % 3 == 0) {
                copy(queue, spare);
                final RefractoryQueue used = queue;
                queue = spare;
                spare = used;
            }
        }
    }

    private static void copy(RefractoryQueue from, RefractoryQueue to) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        from.save(new DataOutputStream(bytes));
        to.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}

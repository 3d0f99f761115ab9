package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpikeMergeTest {

    private static SpikeBatch batch(double[]... spikes) {
        final SpikeBatch batch = new SpikeBatch();
        batch.beginExact(1, false);
        for (double[] spike : spikes) {
            batch.add(spike[0], (int) spike[1], (int) spike[2]);
        }
        return batch;
    }

    @Test
    void ordersByTimeThenPopulationThenNeuron() {
        final SpikeBatch[] batches = {
            batch(new double[] {0.5, 0, 1}, new double[] {0.7, 1, 0}, new double[] {0.9, 0, 0}), batch(),
            batch(new double[] {0.2, 1, 9}, new double[] {0.5, 0, 7}, new double[] {0.7, 0, 8},
            new double[] {0.7, 1, 7})};
        final SpikeMerge merge = new SpikeMerge();
        for (int repeat = 0; repeat < 2; repeat++) {
            final List<String> order = new ArrayList<>();
            merge.begin(batches);
            while (merge.advance()) {
                order.add(merge.timeMs() + " " + merge.population() + " " + merge.neuron());
            }
            assertEquals(List.of("0.2 1 9", "0.5 0 1", "0.5 0 7", "0.7 0 8", "0.7 1 0", "0.7 1 7", "0.9 0 0"), order);
        }
    }
}

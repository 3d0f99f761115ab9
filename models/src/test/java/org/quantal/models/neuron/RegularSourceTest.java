package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;

class RegularSourceTest {

    /** The steps in which a neuron spikes. */
    private static List<Long> steps(NeuronModel source, int first, long from, long to) {
        final NeuronGroup group = NeuronRuns.group(source, first, 1, from, NeuronRuns.KEY);
        final List<Long> steps = new ArrayList<>();
        for (long step = from; step < to; step++) {
            if (group.advance(step, null, new int[1]) > 0) {
                steps.add(step);
            }
        }
        return steps;
    }

    /** A spike on the grid ends its step: 0.3 ms is the end of step 2. */
    @Test
    void spikesEndTheirSteps() {
        assertEquals(List.of(2L, 6L, 10L, 14L), steps(new RegularSource(0.4, 0.3, 0), 0, 0, 18));
    }

    /** Off the grid they belong to the step in which they lie: 0.25, 0.75, 1.25, 1.75. */
    @Test
    void spikesOffTheGridBelongToTheStepTheyLieIn() {
        assertEquals(List.of(2L, 7L, 12L, 17L), steps(new RegularSource(0.5, 0.25, 0), 0, 0, 20));
    }

    /** The spike at time 0 ends step -1: it needs a warm-up. */
    @Test
    void offsetZeroFallsIntoTheWarmUp() {
        assertEquals(List.of(9L, 19L), steps(new RegularSource(1, 0, 0), 0, 0, 20));
        assertEquals(List.of(-1L, 9L, 19L), steps(new RegularSource(1, 0, 0), 0, -15, 20));
        assertEquals(List.of(-21L, -11L, -1L, 9L), steps(new RegularSource(1, -2, 0), 0, -35, 10));
    }

    @Test
    void aSimulationThatStartsLateFindsItsPlace() {
        assertEquals(List.of(9L), steps(new RegularSource(1, -1e6, 0), 0, 3, 13));
    }

    /** No decimal interval drifts: the 30000th spike at 0.1 ms comes in step 29999, one in each step. */
    @Test
    void everyStepIsAnIntervalThatDoesNotDrift() {
        final List<Long> steps = steps(new RegularSource(0.1, 0.1, 0), 0, 0, 30_000);
        assertEquals(30_000, steps.size());
        assertEquals(29_999L, steps.get(29_999));
    }

    /**
     * With jitter spikes stay within it, and are uniform: 2000 displacements from [-2, 2) ms have mean 0 (after the
     * grid's mean delay of half a step, 0.05 ms) with s.e. 4/sqrt(12 x 2000) = 0.026 ms, and standard deviation 1.155
     * ms with s.e. 0.012 ms (uniform: kurtosis 1.8).
     */
    @Test
    void jitterIsUniformAroundTheRegularTimes() {
        final List<Long> steps = steps(new RegularSource(5, 5, 2), 3, 0, 100_030);
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < 2000; k++) {
            final double moved = (steps.get(k) + 1) * 0.1 - 0.05 - 5 * (k + 1);
            assertTrue(Math.abs(moved) < 2.051, "moved=" + moved);
            sum += moved;
            squares += moved * moved;
        }
        assertEquals(0, sum / 2000, 4 * 0.026);
        assertEquals(4 / Math.sqrt(12), Math.sqrt(squares / 2000), 4 * 0.012);
        assertTrue(!steps.equals(steps(new RegularSource(5, 5, 2), 4, 0, 100_030)), "neurons are displaced alike");
    }
}

package org.quantal.simulator.engine;

import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.StateRecording;

/**
 * Memory of recorded states on their way to the recorder. Slots of rings keep room for all samples of a slice, so rings
 * are the shorter the more is sampled.
 */
final class SampleBuffers {
    private static final int MOST_SLOTS = 1024;
    private static final int LEAST_SLOTS = 4;
    private static final double MOST_BYTES = 1 << 28;
    /** Slots grow by doubling. */
    private static final int GROWTH = 2;
    /** Where a neuron is found, and what files tell of it. */
    private static final double BYTES_PER_NEURON = 96;
    /** A row of samples at the recorder, in the file's current chunk, and packed. */
    private static final int ROWS = 4;

    private SampleBuffers() {
    }

    /** Slices that rings hold: a power of two. */
    static int slots(Scenario scenario) {
        final double slice = GROWTH * bytesOfSlice(scenario);
        int slots = MOST_SLOTS;
        while (slots > LEAST_SLOTS && slots * slice > MOST_BYTES) {
            slots /= 2;
        }
        return slots;
    }

    /** Bytes that recorded states take in memory. */
    static double bytes(Scenario scenario) {
        double kept = 0;
        for (StateRecording recording : scenario.states()) {
            kept += recording.neurons().length
                    * (BYTES_PER_NEURON + (double) ROWS * recording.variables().size() * Float.BYTES);
        }
        return kept + slots(scenario) * GROWTH * bytesOfSlice(scenario);
    }

    /** In the exact mode slices end where states are sampled. */
    private static double bytesOfSlice(Scenario scenario) {
        final int steps = scenario.integration() == Integration.EXACT ? 1
                : Delays.of(scenario.network(), scenario.grid()).shortest();
        double bytes = 0;
        for (StateRecording recording : scenario.states()) {
            final long interval = scenario.grid().steps("interval", recording.intervalMs());
            final double samples = Math.ceil((double) steps / interval);
            bytes += samples * recording.neurons().length * recording.variables().size() * Float.BYTES;
        }
        return bytes;
    }
}

package org.quantal.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LearningClockTest {
    private static final LearningClock GRID = LearningClock.grid(0.1);
    private static final LearningClock CONTINUOUS = LearningClock.continuous();

    @Test
    void ticksAreNearEveryTime() {
        for (double ms : new double[] {0.1, 1.0 / 3, 77.77, 123_456.789, -10.01}) {
            assertEquals(ms, CONTINUOUS.ticks(ms) * CONTINUOUS.tickMs(), 5e-10);
        }
        assertEquals(0, GRID.simultaneous());
        // Room for a time, a delay and "never" together.
        final long longest = CONTINUOUS.ticks(0x1.0p31);
        assertTrue(Math.subtractExact(longest, SynapseRun.NEVER) > longest);
        assertEquals(SynapseRun.NEVER - longest, Math.subtractExact(SynapseRun.NEVER, longest));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> CONTINUOUS.ticks(3e9)).getMessage()
                .contains("integration: exact"));
        assertThrows(IllegalArgumentException.class, () -> CONTINUOUS.ticks(Double.NaN));
    }

    @Test
    void decayIsExponential() {
        final Decay table = GRID.decay(20);
        final Decay formula = CONTINUOUS.decay(20);
        for (int k = 0; k < 10_000; k++) {
            assertEquals(Math.exp(-k * 0.1 / 20), table.after(k), 1e-16 + 1e-15 * table.after(k));
        }
        for (double ms : new double[] {0, 1e-3, 0.1, 3.3333, 200, 5000}) {
            final double expected = Math.exp(-ms / 20);
            assertEquals(expected, formula.after(CONTINUOUS.ticks(ms)), 1e-10 * expected);
        }
        assertEquals(0, table.after(-SynapseRun.NEVER));
        assertEquals(0, formula.after(-SynapseRun.NEVER));
    }

    /** Traces of spikes at any time are sums of exponentials, to a relative 1e-9. */
    @Test
    void tracesAreSumsOverSpikes() {
        final double[] spikes = {-3.14159, 0.1, 7.777, 7.8, 31.4159, 90.00001};
        final SpikeHistory history = new SpikeHistory(2, new double[] {5, 40}, CONTINUOUS);
        for (double spike : spikes) {
            history.add(1, CONTINUOUS.ticks(spike));
        }
        for (int trace = 0; trace < 2; trace++) {
            final double tau = trace == 0 ? 5 : 40;
            for (double ms : new double[] {-3.2, -3, 7.79, 31.5, 90.1, 200}) {
                final double sum = Arrays.stream(spikes).filter(s -> s < ms).map(s -> Math.exp((s - ms) / tau)).sum();
                final long until = CONTINUOUS.ticks(ms) + CONTINUOUS.simultaneous();
                assertEquals(sum, history.trace(trace, 1, until), 1e-9 * sum);
                assertEquals(0, history.trace(trace, 0, until));
            }
            final double before = Math.exp((7.777 - 7.8) / tau) + Math.exp((0.1 - 7.8) / tau)
                    + Math.exp((-3.14159 - 7.8) / tau);
            assertEquals(before, history.traceBefore(trace, 1, 3), 1e-9 * before);
        }
    }

    /** A spike that meets the synapse with the presynaptic one is not in the trace that the latter finds. */
    @Test
    void simultaneousSpikesAreNotInTheTrace() {
        for (LearningClock clock : new LearningClock[] {GRID, CONTINUOUS}) {
            final SpikeHistory history = new SpikeHistory(1, new double[] {20}, clock);
            history.add(0, 1000);
            for (int apart = -clock.simultaneous(); apart <= clock.simultaneous(); apart++) {
                assertEquals(0, history.trace(0, 0, 1000 + apart + clock.simultaneous()));
            }
            assertEquals(1, history.trace(0, 0, 1001 + 2 * clock.simultaneous()), 0.01);
        }
    }
}

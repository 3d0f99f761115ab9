package org.quantal.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimeGridTest {
    private final TimeGrid grid = new TimeGrid(0.1);

    @Test
    void timesAreTheDecimalNumbers() {
        assertEquals(0.3, grid.timeMs(3));
        assertEquals(1234.7, grid.timeMs(12347));
        assertEquals(-500, grid.timeMs(-5000));
        assertEquals(3 * 0.3, new TimeGrid(0.3).timeMs(3));
    }

    @Test
    void countsSteps() {
        assertEquals(15, grid.steps("delay", 1.5));
        assertEquals(36_000_000, grid.steps("duration", 3_600_000));
    }

    @Test
    void refusesTimesBetweenSteps() {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> grid.steps("warmup", 1.55));
        assertTrue(e.getMessage().contains("warmup=1.55 ms"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new TimeGrid(0));
    }
}

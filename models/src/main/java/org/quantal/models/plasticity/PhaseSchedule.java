package org.quantal.models.plasticity;

import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.LearningClock;

/**
 * The phase signal g(t) of contrastive learning: +1 in data phases, -1 in free ones, in turn. A data phase begins at
 * time 0, the end of the warm-up; before that the schedule goes on backwards.
 */
final class PhaseSchedule {
    private final LearningClock clock;
    private final double dataMs;
    private final double periodMs;
    /** Data phase and period in steps of the grid, where there is one. */
    private final long dataSteps;
    private final long periodSteps;

    PhaseSchedule(double dataMs, double freeMs, LearningClock clock) {
        this.clock = clock;
        this.dataMs = dataMs;
        this.periodMs = dataMs + freeMs;
        if (clock.isContinuous()) {
            dataSteps = 0;
            periodSteps = 0;
        } else {
            final TimeGrid grid = new TimeGrid(clock.tickMs());
            dataSteps = grid.steps("data_phase", dataMs);
            periodSteps = dataSteps + grid.steps("free_phase", freeMs);
        }
    }

    /** The signal at a tick. */
    int at(long tick) {
        if (!clock.isContinuous()) {
            return Math.floorMod(tick, periodSteps) < dataSteps ? 1 : -1;
        }
        // Not in ticks: a period that is no whole number of them would drift away over many periods.
        final double timeMs = tick * clock.tickMs();
        return timeMs - Math.floor(timeMs / periodMs) * periodMs < dataMs ? 1 : -1;
    }
}

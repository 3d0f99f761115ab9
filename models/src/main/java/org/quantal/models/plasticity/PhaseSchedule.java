package org.quantal.models.plasticity;

import org.quantal.simulator.TimeGrid;

/**
 * The phase signal g(t) of contrastive learning: +1 in data phases, -1 in free ones, in turn. A data phase begins at
 * time 0, the end of the warm-up; before that the schedule goes on backwards.
 */
final class PhaseSchedule {
    private final long dataSteps;
    private final long period;

    PhaseSchedule(double dataMs, double freeMs, double stepMs) {
        final TimeGrid grid = new TimeGrid(stepMs);
        dataSteps = grid.steps("data_phase", dataMs);
        period = dataSteps + grid.steps("free_phase", freeMs);
    }

    /** The signal during a step. */
    int at(long step) {
        return Math.floorMod(step, period) < dataSteps ? 1 : -1;
    }
}

package org.quantal.simulator.engine;

import org.quantal.simulator.CheckpointSchedule;

/** Knows when the next checkpoint is due, by the clock on the wall or by model time. */
final class CheckpointClock {
    private static final double NANOS = 1e9;

    private final double interval;
    private final long nanos;
    private long deadline;
    private double kept;

    /**
     * @param position where the run begins
     */
    CheckpointClock(CheckpointSchedule schedule, Timeline timeline, double position) {
        interval = timeline.position("checkpoint interval", schedule.modelMs());
        nanos = (long) Math.min(Long.MAX_VALUE / 4, schedule.wallSeconds() * NANOS);
        restart(position);
    }

    /** Begins to count anew when a state has been kept, or taken up. */
    void restart(double position) {
        kept = position;
        deadline = System.nanoTime() + nanos;
    }

    /** The end of a stretch of time that leads to {@code goal}: there, or at the next checkpoint before. */
    double end(double position, double goal) {
        if (interval == 0) {
            return goal;
        }
        double next = (Math.floor(position / interval) + 1) * interval;
        if (next <= position) { // rounding in the exact mode
            next += interval;
        }
        return Math.min(goal, next);
    }

    /** Makes a loop come back when a checkpoint is due. */
    void limit(TimeLoop loop) {
        if (nanos > 0) {
            loop.pauseAt(deadline);
        }
    }

    /** Whether time has moved since a state was kept. */
    boolean isNew(double position) {
        return position != kept;
    }

    boolean isDue(double position) {
        return isNew(position) && (interval > 0 ? position == Math.floor(position / interval) * interval
                : System.nanoTime() - deadline >= 0);
    }
}

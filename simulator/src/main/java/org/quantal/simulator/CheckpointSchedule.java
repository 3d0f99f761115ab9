package org.quantal.simulator;

/**
 * How often the state of a run is kept: after so much wall time, or at all multiples of a model time, those within the
 * warm-up too. One of the two is 0.
 *
 * @param wallSeconds time of the clock on the wall from one to the next in s
 * @param modelMs     model time from one to the next in ms, a whole number of steps if the scenario is run on a grid
 */
public record CheckpointSchedule(double wallSeconds, double modelMs) {
    public CheckpointSchedule {
        if (!(wallSeconds >= 0 && modelMs >= 0) || wallSeconds > 0 == modelMs > 0
                || Double.isInfinite(wallSeconds + modelMs)) {
            throw new IllegalArgumentException("checkpoints need a positive wall time or a positive model time: wall="
                    + wallSeconds + " s model=" + modelMs + " ms");
        }
    }

    /** After so many seconds of wall time. */
    public static CheckpointSchedule wall(double seconds) {
        return new CheckpointSchedule(seconds, 0);
    }

    /** At multiples of a model time in ms. */
    public static CheckpointSchedule model(double ms) {
        return new CheckpointSchedule(0, ms);
    }
}

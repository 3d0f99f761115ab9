package org.quantal.simulator.engine;

/**
 * How a run counts its time, and where slices end. Positions in time are whole numbers of steps on a grid, and ms in
 * the exact mode; 0 is the end of the warm-up in both.
 */
interface Timeline {

    /**
     * A time or span as a position.
     *
     * @param what name of the span for the message of an error
     * @throws IllegalArgumentException if there is no such position
     */
    double position(String what, double ms);

    /** The time or span in ms that a position stands for. */
    double ms(double position);

    /** The step of the grid that begins at a position, or that it lies in. */
    long step(double position);

    /** The end of the slice that begins at {@code from}; never beyond {@code to}. */
    double sliceEnd(double from, double to);
}

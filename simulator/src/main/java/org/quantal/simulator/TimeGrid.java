package org.quantal.simulator;

/**
 * The grid of time. Step {@code k} covers the model time from {@code time(k)} to {@code time(k + 1)}; a spike of step
 * {@code k} is stamped with the end of the step, as in NEST. Time 0 is the end of the warm-up, which runs at negative
 * times.
 *
 * @param stepMs length of a step in ms, positive
 */
public record TimeGrid(double stepMs) {

    private static final double TOLERANCE = 1e-9;

    public TimeGrid {
        if (!(stepMs > 0) || Double.isInfinite(stepMs)) {
            throw new IllegalArgumentException("step must be positive: step=" + stepMs + " ms");
        }
    }

    /**
     * The number of steps in a span of time.
     *
     * @param what name of the span for the message of an error
     * @throws IllegalArgumentException if the span is not a whole number of steps
     */
    public long steps(String what, double ms) {
        final double steps = ms / stepMs;
        final long rounded = Math.round(steps);
        if (Math.abs(steps - rounded) > TOLERANCE * Math.max(1, Math.abs(steps))) {
            throw new IllegalArgumentException(what + " must be a whole number of steps of " + stepMs + " ms: " + what
                    + "=" + ms + " ms");
        }
        return rounded;
    }

    /**
     * The model time in ms at the start of a step; exactly the decimal number when a millisecond holds a whole number
     * of steps.
     */
    public double timeMs(long step) {
        final double perMs = 1 / stepMs;
        final long whole = Math.round(perMs);
        return whole > 0 && Math.abs(perMs - whole) < TOLERANCE * whole ? (double) step / whole : step * stepMs;
    }
}

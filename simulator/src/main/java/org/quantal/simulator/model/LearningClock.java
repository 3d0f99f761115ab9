package org.quantal.simulator.model;

/**
 * How synapses that learn count time: in whole ticks, so that sums and comparisons of times are exact. On a grid a tick
 * is a step, and tick {@code k} stands for the end of step {@code k}, where its spikes are stamped. In continuous time
 * tick {@code k} stands for the time {@code k} ticks; spikes and delays are rounded to the nearest one, which moves
 * them by less than 5e-10 ms.
 *
 * @param tickMs       length of a tick in ms, positive
 * @param isContinuous whether events may have any time, so that ticks are far shorter than what they count
 */
public record LearningClock(double tickMs, boolean isContinuous) {
    private static final double EXACT_TICK_MS = 0x1.0p-30;
    private static final int SIMULTANEOUS = 64;
    /** Times up to this, 24 days, are far from where the sum of a time, a delay and "never" overflows. */
    private static final double LONGEST_MS = 0x1.0p31;

    /** The clock of a grid. */
    public static LearningClock grid(double stepMs) {
        return new LearningClock(stepMs, false);
    }

    /** The clock of the exact mode. */
    public static LearningClock continuous() {
        return new LearningClock(EXACT_TICK_MS, true);
    }

    /**
     * Events that are no more ticks apart than this meet. On a grid they have the same step. In continuous time a spike
     * that another one has caused has a time that was rounded (2 t + delay need not be the sum of its parts), so that
     * what is simultaneous may differ by a few units in the last place: 64 ticks, 6e-8 ms, are more than that for six
     * days of model time.
     */
    public int simultaneous() {
        return isContinuous ? SIMULTANEOUS : 0;
    }

    /**
     * A time or delay in continuous time, in ticks.
     *
     * @throws IllegalArgumentException if it is too long to be counted
     */
    public long ticks(double ms) {
        if (!(Math.abs(ms) <= LONGEST_MS)) {
            throw new IllegalArgumentException("synapses that learn count up to " + LONGEST_MS + " ms of model time"
                    + " with 'integration: exact': time=" + ms + " ms");
        }
        return Math.round(ms / tickMs);
    }

    /** Exponential decay by this clock. */
    public Decay decay(double tauMs) {
        return new Decay(tauMs, this);
    }
}

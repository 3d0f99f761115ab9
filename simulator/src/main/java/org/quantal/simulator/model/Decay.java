package org.quantal.simulator.model;

/** Exponential decay over whole ticks of a clock: from a table on a grid, and by its formula in continuous time. */
public final class Decay {
    private static final double NEGLIGIBLE = 1e-16;

    private final double tauMs;
    private final double tickMs;
    private final boolean isContinuous;
    /** exp(-k tick/tau) for k = 0, 1, ... as long as it matters. */
    private final double[] table;

    Decay(double tauMs, LearningClock clock) {
        this.tauMs = tauMs;
        this.tickMs = clock.tickMs();
        this.isContinuous = clock.isContinuous();
        this.table = new double[isContinuous ? 0 : (int) Math.ceil(-Math.log(NEGLIGIBLE) * tauMs / tickMs) + 1];
        for (int k = 0; k < table.length; k++) {
            table[k] = formula(k);
        }
    }

    /** The first values, as many as there are in the table. */
    double[] table() {
        return table;
    }

    private double formula(long ticks) {
        return StrictMath.exp(-ticks * tickMs / tauMs);
    }

    /** exp(-t/tau) after a number of ticks, which is not negative. */
    public double after(long ticks) {
        return ticks < table.length ? table[(int) ticks] : isContinuous ? formula(ticks) : 0;
    }
}

package org.quantal.simulator.network;

import java.util.List;

/**
 * A current into each neuron of a population, added to the model's own {@code I_e}: constant, or in steps.
 *
 * <p>A current that changes at time t is the new one right after t: on a grid, the potential at the end of the step
 * that begins at t is the first one to show it, as if {@code I_e} were set at t. Time 0 is the end of the warm-up,
 * which runs at negative times.
 *
 * @param target    name of the population
 * @param initialPA current in pA from the beginning of the simulation to the first change
 * @param changes   later currents, in order of their times; on a grid these are whole steps
 */
public record CurrentDrive(String target, double initialPA, List<Change> changes) {

    /**
     * The current from some time on.
     *
     * @param timeMs      when it begins, in ms
     * @param amplitudePA current in pA
     */
    public record Change(double timeMs, double amplitudePA) {
        public Change {
            if (!Double.isFinite(timeMs)) {
                throw new IllegalArgumentException("times of a current must be finite: time=" + timeMs + " ms");
            }
        }
    }

    public CurrentDrive {
        changes = List.copyOf(changes);
        requireFinite(target, initialPA);
        for (int k = 0; k < changes.size(); k++) {
            requireFinite(target, changes.get(k).amplitudePA());
            if (k > 0 && changes.get(k).timeMs() <= changes.get(k - 1).timeMs()) {
                throw new IllegalArgumentException("times of a current must ascend: target=" + target + " time="
                        + changes.get(k).timeMs() + " ms after " + changes.get(k - 1).timeMs() + " ms");
            }
        }
    }

    /** A constant current. */
    public CurrentDrive(String target, double amplitudePA) {
        this(target, amplitudePA, List.of());
    }

    private static void requireFinite(String target, double amplitudePA) {
        if (!Double.isFinite(amplitudePA)) {
            throw new IllegalArgumentException("current must be finite: target=" + target + " amplitude=" + amplitudePA
                    + " pA");
        }
    }

    /** Whether it never changes. */
    public boolean isConstant() {
        return changes.isEmpty();
    }

    /** Whether it is the same throughout a stretch of time in ms. */
    public boolean isConstant(double fromMs, double toMs) {
        final double first = at(fromMs);
        return changes.stream()
                .noneMatch(c -> c.timeMs() > fromMs && c.timeMs() < toMs && c.amplitudePA() != first);
    }

    /**
     * The current in pA throughout a stretch of time in ms.
     *
     * @throws IllegalArgumentException if it changes meanwhile
     */
    public double constantPA(double fromMs, double toMs) {
        if (!isConstant(fromMs, toMs)) {
            final Change first = changes.stream()
                    .filter(c -> c.timeMs() > fromMs && c.amplitudePA() != at(fromMs)).findFirst().orElseThrow();
            throw new IllegalArgumentException("the current into population '" + target + "' does not last: it changes"
                    + " from " + at(fromMs) + " pA to " + first.amplitudePA() + " pA at " + first.timeMs() + " ms");
        }
        return at(fromMs);
    }

    /** The current in pA right after a time. */
    public double at(double timeMs) {
        int begun = 0;
        int later = changes.size();
        while (begun < later) {
            final int middle = (begun + later) / 2;
            if (changes.get(middle).timeMs() <= timeMs) {
                begun = middle + 1;
            } else {
                later = middle;
            }
        }
        return begun == 0 ? initialPA : changes.get(begun - 1).amplitudePA();
    }
}

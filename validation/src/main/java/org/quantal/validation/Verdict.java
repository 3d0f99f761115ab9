package org.quantal.validation;

import java.util.List;

/**
 * What came of an experiment.
 *
 * @param experiment name of the experiment
 * @param checks     all predictions with what was measured
 * @param figures    measured values beside theory
 */
public record Verdict(String experiment, List<Check> checks, List<Figure> figures) {

    public Verdict {
        checks = List.copyOf(checks);
        figures = List.copyOf(figures);
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("nothing was checked: experiment=" + experiment);
        }
        if (checks.stream().map(Check::id).distinct().count() != checks.size()) {
            throw new IllegalArgumentException("two checks of one name: experiment=" + experiment);
        }
    }

    /** Whether all predictions hold. */
    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /** Upper bound of the probability that a right simulator fails any of the checks. */
    public double falseAlarm() {
        return checks.stream().mapToDouble(Check::falseAlarm).sum();
    }
}

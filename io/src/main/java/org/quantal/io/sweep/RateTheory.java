package org.quantal.io.sweep;

import java.util.Optional;
import org.quantal.io.scenario.LoadedScenario;

/** A theory of stationary rates that a sweep shows beside its simulations. */
public interface RateTheory {
    /** Name in figures and columns, such as {@code siegert}. */
    String name();

    /**
     * Rates in Hz by population, in the scenario's order, NaN where the theory has none; empty if it does not apply to
     * the scenario.
     */
    Optional<double[]> ratesHz(LoadedScenario scenario);
}

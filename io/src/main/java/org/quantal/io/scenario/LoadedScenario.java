package org.quantal.io.scenario;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.quantal.simulator.Scenario;

/**
 * A scenario as read from a file.
 *
 * @param scenario     what is simulated
 * @param file         where it was read
 * @param text         the file's text, unchanged
 * @param resolved     the same scenario as JSON in the scenario format, after overrides, with every expression
 *                     evaluated, tables looked up, pairs listed one by one, downscaling done, and every default written
 *                     out. Reading it gives the same simulation (files that it names must lie beside it).
 * @param description  what the scenario says about itself; empty if nothing
 * @param parameters   its parameters after overrides
 * @param recordSpikes whether spikes are to be kept
 * @param places       file, line and path where each part was written, by {@code population NAME} or
 *                     {@code projection NAME}
 * @param layout       names of results, if they are the names of a circuit
 */
public record LoadedScenario(Scenario scenario, Path file, String text, String resolved, String description,
        Map<String, BigDecimal> parameters, boolean recordSpikes, Map<String, String> places,
        Optional<OutputLayout> layout) {

    /** The same scenario with results under the names of a circuit. */
    public LoadedScenario with(OutputLayout names) {
        return new LoadedScenario(scenario, file, text, resolved, description, parameters, recordSpikes, places,
                Optional.of(names));
    }
}

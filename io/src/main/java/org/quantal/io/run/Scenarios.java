package org.quantal.io.run;

import java.nio.file.Path;
import java.util.List;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.io.sonata.CircuitFiles;
import org.quantal.io.sonata.SonataScenarioReader;
import org.quantal.simulator.model.ModelCatalogue;

/** Reads whatever describes a simulation: a scenario in YAML or JSON, or a SONATA circuit. */
public final class Scenarios {

    private Scenarios() {
    }

    /**
     * Reads a scenario, or a circuit as one.
     *
     * @param overrides each {@code path.to.value=...}
     * @throws ScenarioException if the file cannot be read or something in it is wrong
     */
    public static LoadedScenario read(Path file, ModelCatalogue catalogue, List<String> overrides) {
        return SonataScenarioReader.isConfiguration(file)
                ? SonataScenarioReader.read(file, catalogue, overrides, new SonataSpikeTrains())
                : ScenarioReader.read(file, catalogue, overrides, new SonataSpikeTrains());
    }

    /** Reads the resolved scenario that a run left; what it takes from files or a circuit must still be there. */
    static LoadedScenario readResolved(Path file, String text, ModelCatalogue catalogue) {
        return ScenarioReader.readText(file, text, catalogue, new CircuitFiles(catalogue, new SonataSpikeTrains()));
    }
}

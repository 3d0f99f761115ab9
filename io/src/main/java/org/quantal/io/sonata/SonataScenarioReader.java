package org.quantal.io.sonata;

import java.nio.file.Path;
import java.util.List;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.scenario.ScenarioException;
import org.quantal.io.scenario.ScenarioReader;
import org.quantal.io.scenario.SpikeFileReader;
import org.quantal.simulator.model.ModelCatalogue;

/**
 * Reads SONATA circuits as scenarios. What is read, what is refused, and how models are mapped is in
 * {@code docs/sonata.md}.
 */
public final class SonataScenarioReader {

    private SonataScenarioReader() {
    }

    /** Whether a file is the configuration of a circuit or of its simulation, rather than a scenario. */
    public static boolean isConfiguration(Path file) {
        return Circuit.isConfiguration(file);
    }

    /**
     * Reads a circuit with its simulation.
     *
     * @param file       a simulation's configuration with the key {@code network}, or a file with {@code network} and
     *                   {@code simulation}
     * @param overrides  as for {@link ScenarioReader#read}, and {@code edges.POPULATION.KEY=...}
     * @param spikeFiles reads spike files
     * @throws ScenarioException if a file cannot be read, is wrong, or needs something that Quantal has not
     */
    public static LoadedScenario read(Path file, ModelCatalogue catalogue, List<String> overrides,
            SpikeFileReader spikeFiles) {
        final CircuitFiles files = new CircuitFiles(catalogue, spikeFiles);
        final Circuit circuit = files.circuit(file);
        final CircuitSettings settings = new CircuitSettings(file.toString(), overrides,
                circuit.edges().stream().map(EdgePopulation::name).toList());
        final CircuitScenario translated = new CircuitScenario(circuit, settings);
        return ScenarioReader.readTranslated(file, translated.text(), catalogue, translated.overrides(), files)
                .with(translated.layout());
    }
}

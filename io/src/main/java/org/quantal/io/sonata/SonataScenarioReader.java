package org.quantal.io.sonata;

import java.nio.file.Path;
import java.util.ArrayList;
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
     * @param overrides  as for {@link ScenarioReader#read}; changes of the configurations ({@code manifest.X=...},
     *                   {@code run.tstop=...}), of nodes ({@code nodes.POPULATION.ATTRIBUTE=...}) and of edges
     *                   ({@code edges.POPULATION.KEY=...}). Relative paths in them count from the working directory
     * @param spikeFiles reads spike files
     * @throws ScenarioException if a file cannot be read, is wrong, or needs something that Quantal has not
     */
    public static LoadedScenario read(Path file, ModelCatalogue catalogue, List<String> overrides,
            SpikeFileReader spikeFiles) {
        final CircuitFiles files = new CircuitFiles(catalogue, spikeFiles);
        final CircuitChanges changes = new CircuitChanges(file.toString(), overrides, Path.of(""));
        final Circuit circuit = files.circuit(file, changes);
        final CircuitSettings settings = new CircuitSettings(file.toString(), changes.others(),
                circuit.edges().stream().map(EdgePopulation::name).toList());
        final CircuitScenario translated = new CircuitScenario(file, circuit, settings, changes.texts());
        final List<String> keys = new ArrayList<>(ConfigKeys.SECTIONS);
        keys.addAll(List.of("nodes", "edges"));
        return ScenarioReader.readTranslated(file, translated.text(), catalogue, translated.overrides(), keys, files)
                .with(translated.layout());
    }
}

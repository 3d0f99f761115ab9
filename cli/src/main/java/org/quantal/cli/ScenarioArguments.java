package org.quantal.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quantal.io.run.Scenarios;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.models.BuiltInModels;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The scenario that a command works on, with changes from the command line. */
final class ScenarioArguments {
    @Parameters(paramLabel = "SCENARIO",
            description = "YAML file of the scenario, or the simulation configuration of a SONATA circuit.")
    private Path file;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "Changes a value of the scenario: a parameter by its name (p=0.2), anything else by its path"
                    + " (populations.E.size=100). Of a circuit also its configuration (manifest.NETWORK_DIR=DIR,"
                    + " run.tstop=200), nodes and edges (nodes.POP.dynamics_params=FILE). May be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness; short for --set seed=N.")
    private Long seed;

    @Option(names = "--duration", paramLabel = "TIME",
            description = "Recorded time, such as 500ms or 2s; short for --set duration=TIME.")
    private String duration;

    /** Reads the scenario. */
    LoadedScenario read() {
        return Scenarios.read(file, BuiltInModels.catalogue(), settings());
    }

    Path file() {
        return file;
    }

    /** All changes, each {@code path=value}. */
    List<String> settings() {
        final List<String> all = new ArrayList<>(changes);
        if (seed != null) {
            all.add("seed=" + seed);
        }
        if (duration != null) {
            all.add("duration=" + duration);
        }
        return all;
    }
}

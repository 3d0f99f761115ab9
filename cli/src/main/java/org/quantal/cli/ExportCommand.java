package org.quantal.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.quantal.io.run.CircuitExport;
import org.quantal.io.scenario.LoadedScenario;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the network of a scenario as a SONATA circuit. */
@Command(name = "export", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = "Builds the network of a scenario and writes it as a SONATA circuit: nodes, edges with weights,"
            + " delays and release probabilities, and configurations. 'quantal run DIR/simulation_config.json' gives"
            + " the spikes of the scenario.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failure", "2:something in the input is wrong"},
        footerHeading = "%nExamples:%n",
        footer = {"  quantal export examples/scenarios/quickstart.yaml --out out/circuit"})
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private ScenarioArguments scenario;

    @Option(names = "--out", paramLabel = "DIR", required = true,
            description = "Directory for the circuit; new or empty.")
    private Path out;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final LoadedScenario loaded = scenario.read();
        CircuitExport.write(loaded, out, Runtime.getRuntime().availableProcessors(), TypedCommand.of(spec));
        spec.commandLine().getOut()
                .println(out + ": circuit_config.json, simulation_config.json, network, components, inputs");
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}

package org.quantal.cli;

import java.util.concurrent.Callable;
import org.quantal.io.run.ScenarioDescription;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what a scenario describes, before anything is built. */
@Command(name = "describe", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = "Shows what a scenario describes, as tables: populations, neuron models, input, projections, and"
            + " how many synapses, how much memory, and how much space for recordings they need. Builds nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  quantal describe examples/scenarios/quickstart.yaml",
            "  quantal describe examples/scenarios/microcircuit.yaml --set scale=1"})
final class DescribeCommand implements Callable<Integer> {
    @Mixin
    private ScenarioArguments scenario;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ScenarioDescription.of(scenario.read()));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}

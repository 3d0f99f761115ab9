package org.quantal.cli;

import java.util.concurrent.Callable;
import org.quantal.io.run.ModelListing;
import org.quantal.models.BuiltInModels;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what scenarios can name. */
@Command(name = "list", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = "Lists neuron models, release models, learning rules, connection rules and distributions, with"
            + " their parameters, units, defaults and sources.",
        footerHeading = "%nExamples:%n",
        footer = {"  quantal list", "  quantal list | less"})
final class ListCommand implements Callable<Integer> {
    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ModelListing.of(BuiltInModels.catalogue()));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}

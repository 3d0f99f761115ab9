package org.quantal.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.quantal.io.run.QuantalVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: a command for each thing that it can do. */
@Command(name = "quantal", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = "Simulates networks of spiking neurons whose synapses release stochastically.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RunCommand.class, ResumeCommand.class, SweepCommand.class, CompareCommand.class,
            ReduceCommand.class, ValidateCommand.class, DescribeCommand.class, ExportCommand.class, PlotCommand.class,
            ListCommand.class, HelpCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  quantal run examples/scenarios/quickstart.yaml",
            "  quantal describe examples/scenarios/microcircuit.yaml",
            "  quantal reduce examples/scenarios/microcircuit.yaml",
            "  quantal help run"})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs a command and ends the program with its exit code. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(args));
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::wrongArguments)
                .setExecutionStrategy(Main::execute)
                .setExecutionExceptionHandler(Failure::handle)
                .setUsageHelpAutoWidth(true);
    }

    private static int execute(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError e) { // picocli's handler gets exceptions only
            final List<CommandLine> commands = parsed.asCommandLineList();
            return Failure.handle(e, commands.get(commands.size() - 1), parsed);
        }
    }

    private static int wrongArguments(ParameterException e, String[] args) {
        final CommandLine command = e.getCommandLine();
        String message = e.getMessage().replaceAll("\\s*\\R\\s*", " ");
        if (e instanceof UnmatchedArgumentException unmatched) {
            final List<String> close = unmatched.getSuggestions();
            if (!close.isEmpty()) {
                message += "; did you mean " + close.stream().limit(3).collect(Collectors.joining(" or ")) + "?";
            }
        }
        final String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + message + " (see '" + name + " --help')");
        command.getErr().flush();
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Tells the version of the program, and of Java. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"quantal " + QuantalVersion.get() + " (Java " + Runtime.version() + ")"};
        }
    }
}

package org.quantal.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.quantal.io.run.ScenarioRun;
import org.quantal.models.BuiltInModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a run that was killed or stopped. */
@Command(name = "resume", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = {"Goes on with a run that was started with --checkpoint and then killed or stopped, from its"
            + " last checkpoint. The results are, bit for bit, those of a run that was left alone. Checkpoints are"
            + " kept as before."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failure", "2:there is no checkpoint, or none that can be used",
            "130:ended by Ctrl-C"},
        footerHeading = "%nExamples:%n",
        footer = {"  quantal resume out/stdp-1"})
final class ResumeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN_DIR", description = "Directory of the run.")
    private Path directory;

    @Option(names = "--threads", paramLabel = "N",
            description = "Number of threads, which changes no result; by default one for each processor.")
    private Integer threads;

    @Option(names = "--quiet", description = "Shows neither progress nor summary.")
    private boolean quiet;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (threads != null && threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1, but is " + threads);
        }
        final ScenarioRun run = ScenarioRun.resume(directory, BuiltInModels.catalogue());
        if (threads != null) {
            run.threads(threads);
        }
        return RunDisplay.execute(run, spec.commandLine(), quiet);
    }
}

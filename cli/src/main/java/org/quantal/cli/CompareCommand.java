package org.quantal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.run.OutputException;
import org.quantal.io.run.QuantalVersion;
import org.quantal.io.run.RecordedRun;
import org.quantal.io.run.RunFiles;
import org.quantal.models.BuiltInModels;
import org.quantal.rate.compare.Comparison;
import org.quantal.rate.compare.ComparisonFigure;
import org.quantal.rate.compare.ComparisonFile;
import org.quantal.rate.compare.ComparisonText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares a run with theory. */
@Command(name = "compare", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = {"Measures the spikes of a run, with errors that hold for correlated networks, and sets them"
            + " beside the stationary rates of theory: tables, a verdict for each population, compare.png, compare.h5"
            + " and compare.txt. Where theory does not apply it says why and measures alone. docs/comparing.md tells"
            + " how to read it."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, whether or not theory agrees", "1:failure", "2:something in the input is wrong"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  quantal compare out/quickstart-1",
            "  quantal compare out/microcircuit-1 --method siegert",
            "  quantal compare out/sweep/runs/p=0.5_seed=1 --out out/comparison"})
final class CompareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN_DIR", description = "Directory of a run.")
    private Path directory;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for the files; by default that of the run.")
    private Path out;

    @Option(names = "--method", paramLabel = "METHOD", split = ",", defaultValue = "siegert,finite-jump",
            completionCandidates = ReduceCommand.MethodNames.class,
            description = "Theories to compare with, as for 'quantal reduce', of ${COMPLETION-CANDIDATES} (default"
                + " ${DEFAULT-VALUE}).")
    private List<String> methods;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final RecordedRun run = RecordedRun.open(directory);
        final Comparison comparison = Comparison.of(run, BuiltInModels.catalogue(), MethodRates.methods(methods));
        final Path to = out == null ? directory : out;
        final String text = ComparisonText.of(comparison);
        final List<String> files = write(run, comparison, text, to);
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().println("\nfiles     " + to + ": " + String.join(", ", files));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private List<String> write(RecordedRun run, Comparison comparison, String text, Path to) {
        try {
            Files.createDirectories(to);
        } catch (IOException e) {
            throw new OutputException(to + ": cannot be made a directory (" + e.getMessage()
                    + "); name another with --out", e);
        }
        final List<String> files = new ArrayList<>(List.of(RunFiles.COMPARISON_TEXT, RunFiles.COMPARISON));
        RunFiles.write(to.resolve(RunFiles.COMPARISON_TEXT), text);
        ComparisonFile.write(to.resolve(RunFiles.COMPARISON), comparison,
                new Provenance(QuantalVersion.get(), run.seed(), TypedCommand.of(spec),
                directory.resolve(RunFiles.RUN).toString(), run.resolved(), Optional.empty()));
        try {
            RunFiles.write(to.resolve(RunFiles.COMPARISON_FIGURE), ComparisonFigure.draw(comparison));
            files.add(RunFiles.COMPARISON_FIGURE);
        } catch (LinkageError | InternalError e) {
            spec.commandLine().getErr().println("quantal: no figure, because this Java cannot draw (" + e.getMessage()
                    + "); install fontconfig and a font");
        }
        return files;
    }
}

package org.quantal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.quantal.examples.Experiment;
import org.quantal.examples.Experiments;
import org.quantal.io.run.TextTable;
import org.quantal.io.scenario.Names;
import org.quantal.validation.Check;
import org.quantal.validation.Judge;
import org.quantal.validation.Judges;
import org.quantal.validation.ResultFile;
import org.quantal.validation.ValidationReport;
import org.quantal.validation.Verdict;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reproduces theory: runs experiments and judges the files that they leave. */
@Command(name = "validate", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = {"Runs experiments and compares the HDF5 files that they leave with closed-form theory, by code"
            + " that shares nothing with the simulator. Writes the experiments' files, validation.json, validation.h5"
            + " and figures."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all predictions hold", "1:one does not", "2:something in the input is wrong"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  quantal validate",
            "  quantal validate --list",
            "  quantal validate release --full --out out/release",
            "  quantal validate --file out/release/release.h5"})
final class ValidateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Experiments to run; by default all.")
    private List<String> names = List.of();

    @ArgGroup
    private Effort effort;

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "out/validation",
            description = "Directory for files (default ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Seed of all randomness (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--file", paramLabel = "FILE",
            description = "Judges a file that is there instead of running experiments.")
    private Path file;

    @Option(names = "--list", description = "Lists the experiments and leaves.")
    private boolean list;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    /** How long it may take. */
    static final class Effort {
        @Option(names = "--quick", description = "Small experiments, under a minute in all; the default.")
        private boolean quick;

        @Option(names = "--full", description = "Experiments at full size, under 20 minutes in all.")
        private boolean full;
    }

    @Override
    public Integer call() {
        final PrintWriter screen = spec.commandLine().getOut();
        if (list) {
            final TextTable table = new TextTable("experiment", "what is tested", "source");
            Judges.all().forEach(judge -> table.row(judge.experiment(), judge.description(), judge.source()));
            screen.print(table);
            screen.flush();
            return CommandLine.ExitCode.OK;
        }
        if (file != null && !names.isEmpty()) {
            throw new ParameterException(spec.commandLine(),
                    "--file judges one file; it takes no names of experiments");
        }
        final List<Experiment> experiments = file == null ? experiments() : List.of();
        createDirectory();
        final List<Verdict> verdicts = new ArrayList<>();
        if (file != null) {
            verdicts.add(judge(file));
        }
        for (Experiment experiment : experiments) {
            final Path result = out.resolve(experiment.name() + ".h5");
            final long start = System.nanoTime();
            tell(experiment.name() + " ...");
            Experiments.run(experiment, result, new Experiment.Plan(effort != null && effort.full, seed, ""));
            verdicts.add(judge(result));
            tell(String.format(Locale.ROOT, "%s: %.1f s", experiment.name(), (System.nanoTime() - start) * 1e-9));
        }
        return report(new ValidationReport(verdicts), screen);
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private List<Experiment> experiments() {
        final List<String> known = Experiments.all().stream().map(Experiment::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(spec.commandLine(),
                        "experiment '" + name + "' is unknown" + Names.didYouMean(name, known)
                        + " (known: " + String.join(", ", known) + ")");
            }
        }
        return Experiments.all().stream().filter(experiment -> names.isEmpty() || names.contains(experiment.name()))
                .toList();
    }

    private Verdict judge(Path result) {
        try (ResultFile opened = ResultFile.open(result)) {
            final Verdict verdict = Judges.judge(opened);
            verdict.figures().forEach(figure -> figure.save(out));
            return verdict;
        }
    }

    private int report(ValidationReport report, PrintWriter screen) {
        report.writeJson(out);
        report.writeHdf5(out);
        for (Verdict verdict : report.verdicts()) {
            screen.println();
            screen.println(verdict.experiment() + ": " + source(verdict.experiment()));
            final TextTable table = new TextTable("", "check", "prediction", "expected>", "measured>", "s.e.>",
                    "bound>");
            for (Check check : verdict.checks()) {
                table.row(check.passed() ? "pass" : "FAIL", check.id(), check.prediction(), number(check.expected()),
                        number(check.measured()), check.standardError() == 0 ? "" : number(check.standardError()),
                        bound(check));
            }
            screen.print(table);
        }
        final long failed = report.verdicts().stream().flatMap(verdict -> verdict.checks().stream())
                .filter(check -> !check.passed()).count();
        screen.println();
        screen.printf(Locale.ROOT,
                "%d of %d predictions hold; a right simulator fails one with probability %.1e at most%n",
                report.checks() - failed, report.checks(), report.falseAlarm());
        screen.println(out + ": " + ValidationReport.JSON + ", " + ValidationReport.HDF5 + report.verdicts().stream()
                .flatMap(verdict -> verdict.figures().stream()).map(figure -> ", " + figure.name() + ".png")
                .collect(Collectors.joining()));
        screen.flush();
        return failed == 0 ? CommandLine.ExitCode.OK : Failure.FAILED;
    }

    private static String source(String experiment) {
        return Judges.all().stream().filter(judge -> judge.experiment().equals(experiment)).map(Judge::source)
                .findFirst().orElse("");
    }

    private static String bound(Check check) {
        return switch (check.kind()) {
            case NEAR -> "± " + number(check.bound());
            case AT_LEAST -> "at least";
            case AT_MOST -> "at most";
        };
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.5g", value);
    }

    private void createDirectory() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + out + ": " + e.getMessage(), e);
        }
    }
}

package org.quantal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.quantal.io.sweep.RateTheory;
import org.quantal.io.sweep.Sweep;
import org.quantal.io.sweep.SweepReport;
import org.quantal.io.sweep.SweepRun;
import org.quantal.io.sweep.Variation;
import org.quantal.models.BuiltInModels;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates a scenario with varied values and writes a table of all runs. */
@Command(name = "sweep", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = {"Simulates every combination of varied values, each as an ordinary run in DIR/runs, and writes"
            + " DIR/sweep.csv and DIR/sweep.h5 (a row for each population in each run), DIR/times.csv and"
            + " DIR/sweep.png. Started again it goes on where it was: what is finished is not simulated again."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failure", "2:something in the input is wrong",
            "130:ended by Ctrl-C; finished runs stay"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  quantal sweep examples/scenarios/quickstart.yaml --vary p=0.2,0.3,...,1 --vary seed=1..3",
            "  quantal sweep examples/scenarios/brunel.yaml --vary 'p=0.1..1 step 0.1' --set g=5 --jobs 2 --no-plots",
            "  quantal sweep examples/scenarios/quickstart.yaml --vary 'populations.E.params.tau_m=10..20 ms step 5'"})
final class SweepCommand implements Callable<Integer> {
    @Mixin
    private ScenarioArguments scenario;

    @Option(names = "--vary", paramLabel = "KEY=VALUES", required = true,
            description = "What differs between runs: a key as for --set, and its values, such as 0.2,0.5,1 or"
                    + " 0.2,0.3,...,1 or 1..5 or '0.2..1 step 0.1'. Repeated, all combinations are simulated.")
    private List<String> vary;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for the sweep; by default out/NAME-sweep.")
    private Path out;

    @Option(names = "--jobs", paramLabel = "N", defaultValue = "1",
            description = "Runs at a time (default ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(names = "--threads", paramLabel = "N",
            description = "Number of threads that they share, which changes no result; by default one for each"
                + " processor.")
    private Integer threads;

    @Option(names = "--method", paramLabel = "METHOD", split = ",", defaultValue = "siegert",
            completionCandidates = ReduceCommand.MethodNames.class,
            description = "Theories shown beside the simulations, of ${COMPLETION-CANDIDATES} (default"
                    + " ${DEFAULT-VALUE}). finite-jump takes seconds for each combination.")
    private List<String> methods;

    @Option(names = "--no-plots",
            description = "Draws no raster and rates of each run; 'quantal plot' can do it later.")
    private boolean noPlots;

    @Option(names = "--quiet", description = "Shows neither progress nor table.")
    private boolean quiet;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    @SuppressWarnings("try") // resources that work by being open
    public Integer call() {
        atLeastOne("--jobs", jobs);
        final Sweep sweep = new Sweep(scenario.file(), BuiltInModels.catalogue(), scenario.settings(),
                vary.stream().map(Variation::parse).toList());
        final Path directory = out != null ? out
                : Path.of("out", sweep.load(sweep.combinations().get(0)).scenario().name() + "-sweep");
        final List<RateTheory> theories = MethodRates.methods(methods).stream().<RateTheory>map(MethodRates::new)
                .toList();
        final SweepRun run = SweepRun.of(sweep, directory).jobs(jobs).figures(!noPlots).theories(theories)
                .commandLine(TypedCommand.of(spec));
        if (threads != null) {
            atLeastOne("--threads", threads);
            run.threads(threads);
        }
        try (Interruption interruption = Interruption.of(run, spec.commandLine().getErr())) {
            return execute(run, directory);
        }
    }

    @SuppressWarnings("try")
    private int execute(SweepRun run, Path directory) {
        final CommandLine command = spec.commandLine();
        final Optional<SweepReport> report;
        try (StatusLine display = SweepDisplay.start(run, command.getErr(), quiet)) {
            report = run.execute();
        }
        if (report.isEmpty()) {
            final SweepRun.Progress reached = run.progress();
            command.getErr().printf(Locale.ROOT,
                    "quantal: stopped; %d of %d runs are finished in %s, and the same command goes on from there%n",
                    reached.done(), reached.total(), directory);
            command.getErr().flush();
            return Failure.INTERRUPTED;
        }
        if (!quiet) {
            command.getOut().print(SweepSummary.of(report.get()));
            command.getOut().flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, but is " + value);
        }
    }
}

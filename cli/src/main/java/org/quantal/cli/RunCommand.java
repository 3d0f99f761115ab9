package org.quantal.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.quantal.io.checkpoint.StateFile;
import org.quantal.io.run.ScenarioRun;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.simulator.CheckpointSchedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulates a scenario and writes its results. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = {"Simulates a scenario and writes a directory of results: spikes.h5, states.h5 and weights.h5"
            + " (SONATA), releases.h5, run.json, summary.txt, raster.png, rates.png, weights.png, responses.png."
            + " Ctrl-C ends it early and keeps what was simulated so far."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failure", "2:something in the input is wrong", "130:ended by Ctrl-C"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  quantal run examples/scenarios/quickstart.yaml",
            "  quantal run examples/scenarios/microcircuit.yaml --set scale=0.2 --set p=0.3",
            "  quantal run examples/scenarios/brunel.yaml --seed 2 --duration 2s --threads 2 --out out/mine --force",
            "  quantal run examples/scenarios/stdp.yaml --checkpoint every=10min",
            "  quantal run examples/circuits/ten_cells/config.json --set edges.pre_to_post.release.probability=0.5"})
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ScenarioArguments scenario;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for the results; by default out/NAME-SEED.")
    private Path out;

    @Option(names = "--threads", paramLabel = "N",
            description = "Number of threads, which changes no result; by default one for each processor.")
    private Integer threads;

    @Option(names = "--force", description = "Replaces the results of an earlier run in the directory.")
    private boolean force;

    @Option(names = "--checkpoint", paramLabel = "every=TIME[:model]", converter = CheckpointOption.class,
            description = "Keeps the state of the run, from which 'quantal resume' goes on: every=10min by the clock"
                    + " on the wall, every=10s:model by model time. Changes no result.")
    private CheckpointSchedule checkpoint;

    @Option(names = "--save-state", paramLabel = "FILE",
            description = "Keeps the state in which the run ends, for --from.")
    private Path saveState;

    @Option(names = "--from", paramLabel = "FILE",
            description = "Begins from the state of another run, kept by --save-state or as a checkpoint, instead of"
                    + " at rest. The network, its weights and all states are those of that run; parameters, input,"
                    + " duration and the seed of what happens are of this one.")
    private Path from;

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
        final LoadedScenario loaded = scenario.read();
        final ScenarioRun run = ScenarioRun.of(loaded, out == null ? ScenarioRun.defaultDirectory(loaded) : out)
                .force(force).saveState(saveState).commandLine(TypedCommand.of(spec));
        if (threads != null) {
            run.threads(threads);
        }
        if (checkpoint != null) {
            run.checkpoints(checkpoint);
        }
        if (from != null) {
            run.from(StateFile.open(from));
        }
        return RunDisplay.execute(run, spec.commandLine(), quiet);
    }
}

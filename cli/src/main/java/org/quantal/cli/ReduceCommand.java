package org.quantal.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.quantal.cli.Failure.BadInputException;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.run.QuantalVersion;
import org.quantal.io.run.RunFiles;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.rate.TransferFunction;
import org.quantal.rate.dropconnect.DropConnectExport;
import org.quantal.rate.dropconnect.DropConnectReduction;
import org.quantal.rate.dropconnect.DropConnectReduction.Resolution;
import org.quantal.rate.dropconnect.OperatingPoint;
import org.quantal.rate.dropconnect.ReducedLayer;
import org.quantal.rate.dropconnect.ReducedLayerText;
import org.quantal.rate.dropconnect.SiegertTransfer;
import org.quantal.rate.meanfield.Methods;
import org.quantal.rate.meanfield.RatesFile;
import org.quantal.rate.meanfield.Reduction;
import org.quantal.rate.meanfield.ReductionException;
import org.quantal.rate.meanfield.ReductionText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reduces a scenario to the stationary rates of its populations. */
@Command(name = "reduce", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = {"Computes the stationary rates of a scenario's populations from theory, without simulating:"
            + " rates, mean and noise of the membrane potential, how far the theory holds, and whether the state is"
            + " stable. docs/rates.md tells how to read them."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failure", "2:something in the input is wrong, or the network has no reduction"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  quantal reduce examples/scenarios/microcircuit.yaml",
            "  quantal reduce examples/scenarios/brunel.yaml --set g=5 --set eta=2 --method finite-jump --out"
            + " out/brunel-rates",
            "  quantal reduce examples/scenarios/quickstart.yaml --presentation 100ms --out out/quickstart-layers"})
final class ReduceCommand implements Callable<Integer> {
    private static final String DROPCONNECT = "dropconnect.h5";

    @Mixin
    private ScenarioArguments scenario;

    @Option(names = "--method", paramLabel = "METHOD", defaultValue = "siegert",
            completionCandidates = MethodNames.class,
            description = "How rates follow from input: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}). siegert:"
                    + " diffusion approximation; finite-jump: population density with jumps of their true sizes;"
                    + " finite-jump-formula: the diffusion approximation with its first correction for jumps of finite"
                    + " size, delta synapses only.")
    private String method;

    @Option(names = "--presentation", paramLabel = "TIME", converter = PlotCommand.Milliseconds.class,
            description = "Reduces to layers with DropConnect masks, too: what fails of the synapses while an input is"
                    + " shown for that long, such as 100ms (docs/dropconnect.md).")
    private Double presentation;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Directory for " + RatesFile.NAME + ", and " + DROPCONNECT
            + " with --presentation; by default nothing is written.")
    private Path out;

    @Option(names = "--force", description = "Allows a directory that is not empty.")
    private boolean force;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final LoadedScenario loaded = scenario.read();
        final Reduction reduction = reduce(loaded);
        final CommandLine command = spec.commandLine();
        command.getOut().print(loaded.scenario().name() + ": stationary rates, method " + method + "\n\n"
                + ReductionText.of(reduction));
        final RunFiles files = out == null ? null : RunFiles.create(out, force);
        if (presentation != null) {
            reduceToLayers(loaded, reduction, files);
        }
        if (files != null) {
            writeRates(loaded, reduction, files);
        }
        command.getOut().flush();
        return CommandLine.ExitCode.OK;
    }

    private Reduction reduce(LoadedScenario loaded) {
        final TransferFunction transfer;
        try {
            transfer = Methods.named(method);
        } catch (ReductionException e) {
            throw new BadInputException("--method: " + e.getMessage(), e);
        }
        try {
            return Reduction.of(loaded.scenario(), transfer);
        } catch (ReductionException e) {
            throw new BadInputException(loaded.file() + ": " + e.getMessage(), e);
        }
    }

    private void reduceToLayers(LoadedScenario loaded, Reduction reduction, RunFiles files) {
        final OperatingPoint point = OperatingPoint.of(loaded.scenario(), reduction);
        final List<ReducedLayer> layers;
        try {
            layers = files == null
                    ? new DropConnectReduction(presentation, point, SiegertTransfer.factory(), Resolution.AUTO)
                    .reduce(loaded.scenario())
                    : DropConnectExport.write(files.path(DROPCONNECT), loaded.scenario(), point, presentation,
                    SiegertTransfer.factory(),
                            Resolution.AUTO);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(loaded.file() + ": --presentation: " + e.getMessage(), e);
        }
        spec.commandLine().getOut().print("\n" + ReducedLayerText.of(layers));
        if (files != null) {
            spec.commandLine().getOut().println("\n" + files.path(DROPCONNECT));
        }
    }

    private void writeRates(LoadedScenario loaded, Reduction reduction, RunFiles files) {
        final Path rates = files.path(RatesFile.NAME);
        RatesFile.write(rates, reduction,
                new Provenance(QuantalVersion.get(), loaded.scenario().seed(), TypedCommand.of(spec),
                loaded.file().toString(), loaded.resolved(), Optional.empty()));
        spec.commandLine().getOut().println("\n" + rates);
    }

    /** The methods that there are. */
    static final class MethodNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Methods.ALL.stream().map(TransferFunction::name).iterator();
        }
    }
}

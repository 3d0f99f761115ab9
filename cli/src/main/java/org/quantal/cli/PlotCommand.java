package org.quantal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quantal.cli.Failure.BadInputException;
import org.quantal.io.run.RunPlots;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Draws the figures of a run again. */
@Command(name = "plot", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, sortOptions = false,
        description = "Draws the figures of a run again, from its run.json, spikes.h5 and, if there is one,"
            + " weights.h5.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  quantal plot out/quickstart-1",
            "  quantal plot out/microcircuit-1 --from 200ms --to 300ms --neurons 5000 --out figures"})
final class PlotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN_DIR", description = "Directory of a run.")
    private Path directory;

    @Option(names = "--from", paramLabel = "TIME", converter = Milliseconds.class,
            description = "Start of the raster's window, such as 200ms; by default 400 ms before its end.")
    private Double from;

    @Option(names = "--to", paramLabel = "TIME", converter = Milliseconds.class,
            description = "End of the raster's window; by default the end of the recording.")
    private Double to;

    @Option(names = "--neurons", paramLabel = "N", defaultValue = "3000",
            description = "How many neurons the raster shows, about; they are chosen evenly (default"
                + " ${DEFAULT-VALUE}).")
    private int neurons;

    @Option(names = "--out", paramLabel = "DIR", description = "Directory for the figures; by default that of the run.")
    private Path out;

    @Mixin
    private Verbosity verbosity;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        final RunPlots.Options options = new RunPlots.Options(from == null ? Double.NaN : from,
                to == null ? Double.NaN : to, neurons);
        try {
            final List<Path> files = RunPlots.draw(directory, out == null ? directory : out, options);
            files.forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            return CommandLine.ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new BadInputException(directory + ": " + e.getMessage(), e);
        }
    }

    /** A time with its unit, in ms. */
    static final class Milliseconds implements ITypeConverter<Double> {
        private static final Pattern TIME = Pattern.compile("([0-9.]+(?:[eE][-+]?[0-9]+)?)\\s*(ms|s)");

        @Override
        public Double convert(String text) {
            final Matcher matcher = TIME.matcher(text.strip());
            try {
                if (matcher.matches()) {
                    return Double.parseDouble(matcher.group(1)) * (matcher.group(2).equals("s") ? 1000 : 1);
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new TypeConversionException("'" + text + "' is no time; write a number with its unit, such as 200ms"
                    + " or 0.2s");
        }
    }
}

package org.quantal.io.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.plot.SweepPlot;
import org.quantal.io.run.QuantalVersion;
import org.quantal.io.run.RunFiles;
import org.quantal.io.scenario.LoadedScenario;
import org.quantal.io.sweep.Sweep.Combination;

/**
 * What a sweep found, and where it is written.
 *
 * @param directory where the files are
 * @param table     a row for each population in each run
 * @param files     names of the files
 * @param warnings  what went wrong without spoiling the results, one line each
 */
public record SweepReport(Path directory, SweepTable table, List<String> files, List<String> warnings) {
    public static final String CSV = "sweep.csv";
    public static final String HDF5 = "sweep.h5";
    public static final String TIMES = "times.csv";
    public static final String FIGURE = "sweep.png";

    private static final ObjectMapper JSON = new ObjectMapper();

    public SweepReport {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /** Makes tables and the figure of finished runs. */
    static SweepReport write(Sweep sweep, SweepDirectory files, List<Combination> combinations, List<JsonNode> runs,
            List<RateTheory> theories, Path directory) {
        final List<double[][]> rates = theories.stream().map(theory -> rates(theory, sweep, combinations)).toList();
        final List<String> names = new ArrayList<>();
        final List<double[][]> known = new ArrayList<>();
        for (int t = 0; t < theories.size(); t++) {
            if (java.util.Arrays.stream(rates.get(t)).anyMatch(java.util.Objects::nonNull)) {
                names.add(theories.get(t).name());
                known.add(rates.get(t));
            }
        }
        final SweepTable table = SweepTables.results(sweep, combinations, runs, names, known);
        final List<String> written = new ArrayList<>(List.of(CSV, HDF5, TIMES));
        final List<String> warnings = new ArrayList<>();
        table.writeCsv(files.path(CSV));
        final LoadedScenario first = sweep.load(combinations.get(0));
        table.writeHdf5(files.path(HDF5), new Provenance(QuantalVersion.get(), first.scenario().seed(), files.command(),
                sweep.file().toString(), first.resolved(), Optional.empty()));
        SweepTables.times(combinations, runs).writeCsv(files.path(TIMES));
        SweepCurves.of(first.scenario().name(), sweep, combinations, runs, names, known).ifPresentOrElse(curves -> {
            try {
                RunFiles.write(files.path(FIGURE), SweepPlot.draw(curves));
                written.add(FIGURE);
            } catch (LinkageError | InternalError e) {
                warnings.add("no figure, because this Java cannot draw (" + e.getMessage()
                        + "); install fontconfig and a font");
            }
        }, () -> warnings.add("no figure, because nothing that is varied is a number"));
        return new SweepReport(directory, table, written, warnings);
    }

    /** Rates by run and population; runs that differ by their seed alone have the same. */
    private static double[][] rates(RateTheory theory, Sweep sweep, List<Combination> combinations) {
        final Map<JsonNode, Optional<double[]>> known = new HashMap<>();
        return combinations.stream().map(combination -> {
            final LoadedScenario loaded = sweep.load(combination);
            return known.computeIfAbsent(withoutSeed(loaded.resolved()), scenario -> theory.ratesHz(loaded))
                    .orElse(null);
        }).toArray(double[][]::new);
    }

    private static JsonNode withoutSeed(String resolved) {
        try {
            final ObjectNode scenario = (ObjectNode) JSON.readTree(resolved);
            scenario.remove("seed");
            return scenario;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

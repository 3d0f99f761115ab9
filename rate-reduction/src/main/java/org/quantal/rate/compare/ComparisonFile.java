package org.quantal.rate.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.io.hdf5.Hdf5Writer;
import org.quantal.io.hdf5.Provenance;
import org.quantal.rate.Drive;
import org.quantal.rate.compare.Comparison.FreePotential;
import org.quantal.rate.compare.Comparison.Row;
import org.quantal.rate.meanfield.Caution;

/**
 * Writes a comparison as HDF5; {@code docs/analysis.md} lists the datasets. What a population does not have is not a
 * number.
 */
public final class ComparisonFile {
    private ComparisonFile() {
    }

    /**
     * Writes the file under a temporary name first.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static void write(Path path, Comparison comparison, Provenance provenance) {
        final Hdf5Writer file = new Hdf5Writer(path);
        try {
            final List<Row> rows = comparison.populations();
            file.root().texts("populations", texts(rows, row -> row.population().name()));
            file.root().texts("verdicts", texts(rows, Row::verdict));
            measured(file.root().group("measured"), rows);
            final GroupWriter theory = file.root().group("theory");
            for (int m = 0; m < comparison.theories().reductions().size(); m++) {
                predicted(theory.group(comparison.theories().reductions().get(m).method().name()), rows, m);
            }
            provenance.write(file);
        } catch (RuntimeException e) {
            file.abort();
            throw e;
        }
        file.close();
    }

    private static String[] texts(List<Row> rows, Function<Row, String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    private static void array(GroupWriter group, String name, String units, List<Row> rows,
            ToDoubleFunction<Row> number) {
        final var dataset = group.array(name, rows.stream().mapToDouble(number).toArray());
        if (!units.isEmpty()) {
            dataset.attribute("units", units);
        }
    }

    private static void estimate(GroupWriter group, String name, String units, List<Row> rows,
            Function<SpikeMeasurement, Estimate> estimate) {
        array(group, name, units, rows, row -> estimate.apply(row.measured()).value());
        array(group, name + "_error", units, rows, row -> estimate.apply(row.measured()).error());
    }

    private static void measured(GroupWriter group, List<Row> rows) {
        group.array("spikes", rows.stream().mapToLong(row -> row.measured().spikes()).toArray());
        estimate(group, "rate", "Hz", rows, SpikeMeasurement::rateHz);
        array(group, "rate_error_time", "Hz", rows, row -> row.measured().timeErrorHz());
        array(group, "rate_error_neurons", "Hz", rows, row -> row.measured().neuronErrorHz());
        estimate(group, "cv_isi", "", rows, SpikeMeasurement::cvIsi);
        estimate(group, "fano", "", rows, SpikeMeasurement::fano);
        estimate(group, "correlation", "", rows, SpikeMeasurement::correlation);
        group.array("correlation_pairs", rows.stream().mapToInt(row -> row.measured().pairs()).toArray());
        array(group, "modulation", "", rows, row -> row.measured().modulation());
        array(group, "potential_mean", "mV", rows, row -> membrane(row, m -> m.meanMv().value()));
        array(group, "potential_mean_error", "mV", rows, row -> membrane(row, m -> m.meanMv().error()));
        array(group, "potential_sd", "mV", rows, row -> membrane(row, m -> m.sdMv().value()));
        array(group, "potential_sd_error", "mV", rows, row -> membrane(row, m -> m.sdMv().error()));
        array(group, "free_potential_mean", "mV", rows, row -> row.free().map(FreePotential::meanMv)
                .orElse(Double.NaN));
        array(group, "free_potential_sd", "mV", rows, row -> row.free().map(FreePotential::sdMv).orElse(Double.NaN));
        if (!rows.isEmpty()) {
            final SpikeMeasurement first = rows.get(0).measured();
            group.attribute("rate_batches", first.batches());
            group.attribute("fano_window_ms", first.windowMs());
            group.attribute("correlation_bin_ms", first.binMs());
            group.attribute("modulation_bin_ms", SpikeMeasurement.MODULATION_BIN_MS);
        }
    }

    private static double membrane(Row row, ToDoubleFunction<MembraneMeasurement> figure) {
        return row.membrane().map(membrane -> figure.applyAsDouble(membrane)).orElse(Double.NaN);
    }

    private static void predicted(GroupWriter group, List<Row> rows, int method) {
        final Function<Row, Prediction> prediction = row -> row.predictions().get(method);
        array(group, "rate", "Hz", rows, row -> prediction.apply(row).rateHz());
        array(group, "z", "", rows, row -> prediction.apply(row).z(row.measured().rateHz()));
        array(group, "mu", "mV", rows, row -> drive(prediction.apply(row).drive(), Drive::muMv));
        array(group, "sigma", "mV", rows, row -> drive(prediction.apply(row).drive(), Drive::sigmaMv));
        array(group, "gamma", "", rows, row -> drive(prediction.apply(row).drive(), Drive::gamma));
        array(group, "jump_ratio", "", rows, row -> drive(prediction.apply(row).drive(), Drive::jumpRatio));
        group.texts("notes", texts(rows, row -> prediction.apply(row).cautions().stream().map(Caution::label)
                .collect(Collectors.joining(", "))));
    }

    private static double drive(Optional<Drive> drive, ToDoubleFunction<Drive> figure) {
        return drive.map(each -> figure.applyAsDouble(each)).orElse(Double.NaN);
    }
}

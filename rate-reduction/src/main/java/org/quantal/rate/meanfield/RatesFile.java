package org.quantal.rate.meanfield;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.ejml.data.Complex_F64;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.io.hdf5.Hdf5Writer;
import org.quantal.io.hdf5.Provenance;
import org.quantal.rate.Drive;

/**
 * Writes {@code rates.h5}: {@code /populations} (names), and for each fixed point {@code /fixed_points/<k>} with
 * {@code rate}, {@code mu}, {@code sigma}, {@code gamma}, {@code jump_ratio} (float64 by population), {@code notes}
 * (text by population), {@code couplings} (float64, target by source) and {@code eigenvalues} (float64, n by 2: real
 * and imaginary parts). What a population does not have is not a number.
 */
public final class RatesFile {
    public static final String NAME = "rates.h5";

    private RatesFile() {
    }

    /**
     * Writes the file under a temporary name first.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static void write(Path path, Reduction reduction, Provenance provenance) {
        final Hdf5Writer file = new Hdf5Writer(path);
        try {
            final GroupWriter root = file.root();
            root.attribute("method", reduction.method().name());
            root.texts("populations", reduction.model().populations().stream().map(MeanField.Population::name)
                    .toArray(String[]::new));
            final GroupWriter points = root.group("fixed_points");
            for (int i = 0; i < reduction.points().size(); i++) {
                write(points.group(String.valueOf(i)), reduction, reduction.points().get(i));
            }
            provenance.write(file);
        } catch (RuntimeException e) {
            file.abort();
            throw e;
        }
        file.close();
    }

    private static void write(GroupWriter group, Reduction reduction, FixedPoint point) {
        final int size = reduction.model().size();
        final double[] rates = new double[size];
        final String[] notes = new String[size];
        for (int a = 0; a < size; a++) {
            rates[a] = point.rateHz(a);
            notes[a] = reduction.cautions(a, point).stream().map(Caution::label).collect(Collectors.joining(", "));
        }
        group.attribute("stable", point.isStable() ? 1 : 0);
        group.attribute("residual", 1000 * point.residual());
        group.attribute("residual_units", "Hz");
        group.array("rate", rates).attribute("units", "Hz");
        group.array("mu", drive(reduction, point, Drive::muMv)).attribute("units", "mV");
        group.array("sigma", drive(reduction, point, Drive::sigmaMv)).attribute("units", "mV");
        group.array("gamma", drive(reduction, point, Drive::gamma));
        group.array("jump_ratio", drive(reduction, point, Drive::jumpRatio));
        group.texts("notes", notes);
        final double[][] couplings = new double[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                couplings[a][b] = point.couplings().get(a, b);
            }
        }
        group.array("couplings", couplings).attribute("dimensions", new String[] {"target", "source"});
        final List<Complex_F64> eigenvalues = point.eigenvalues();
        final double[][] parts = new double[size][];
        for (int k = 0; k < size; k++) {
            parts[k] = new double[] {eigenvalues.get(k).getReal(), eigenvalues.get(k).getImaginary()};
        }
        group.array("eigenvalues", parts).attribute("dimensions", new String[] {"eigenvalue", "real, imaginary"});
    }

    private static double[] drive(Reduction reduction, FixedPoint point, ToDoubleFunction<Drive> figure) {
        final double[] values = new double[reduction.model().size()];
        for (int a = 0; a < values.length; a++) {
            final Optional<Drive> drive = reduction.model().drive(a, point.ratesPerMs());
            values[a] = drive.isPresent() ? figure.applyAsDouble(drive.get()) : Double.NaN;
        }
        return values;
    }
}

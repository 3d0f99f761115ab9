package org.quantal.rate.dropconnect;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.quantal.io.run.TextTable;

/** Reduced layers as a table, averaged over their units. */
public final class ReducedLayerText {
    private ReducedLayerText() {
    }

    /** A row for each layer: its size, drive, keep probabilities, the variance ratio (16), and the bound (20). */
    public static String of(List<ReducedLayer> layers) {
        final TextTable table = new TextTable("layer", "from", "outputs x inputs>", "drive>", "sd by masks>",
                "sd external>", "keep>", "keep, release only>",
                "quenched/annealed>", "not normal by at most>");
        for (ReducedLayer reduced : layers) {
            final DropConnectLayer layer = reduced.layer();
            final String unit = " " + layer.units().drive();
            table.row(layer.name(), reduced.sources().stream().map(ReducedLayer.Source::population)
                    .collect(Collectors.joining("+")),
                    layer.outputs() + " x " + layer.inputs(), number(mean(reduced.mean(), x -> x)) + unit,
                    number(mean(reduced.driveVariance(), Math::sqrt)) + unit, number(mean(reduced.externalVariance(),
                    Math::sqrt)) + unit,
                    number(mean(layer.weight(), layer.keep())), number(mean(layer.weight(), reduced.releaseKeep())),
                    number(mean(reduced.varianceRatio(), x -> x)), number(mean(reduced.gaussianBound(), x -> x)));
        }
        return table.toString();
    }

    private static double mean(double[] values, DoubleUnaryOperator of) {
        return IntStream.range(0, values.length).mapToDouble(i -> of.applyAsDouble(values[i])).average().orElseThrow();
    }

    /** Mean over pairs that are connected; 1 if there are none. */
    private static double mean(DMatrixRMaj weight, DMatrixRMaj keep) {
        return IntStream.range(0, keep.getNumElements()).filter(at -> weight.data[at] != 0)
                .mapToDouble(at -> keep.data[at]).average().orElse(1);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "-";
    }
}

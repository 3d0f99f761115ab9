package org.quantal.rate.compare;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.quantal.io.plot.ComparisonPlot;

/** Draws a comparison. */
public final class ComparisonFigure {
    private ComparisonFigure() {
    }

    /** Simulated rates with error bars beside those of theory, by population, and one against the other. */
    public static BufferedImage draw(Comparison comparison) {
        final List<ComparisonPlot.Row> rows = new ArrayList<>();
        for (Comparison.Row row : comparison.populations()) {
            rows.add(new ComparisonPlot.Row(row.population().name(), row.measured().rateHz().value(),
                    row.measured().rateHz().error(), row.predictions().stream().mapToDouble(Prediction::rateHz)
                    .toArray()));
        }
        return ComparisonPlot.draw(new ComparisonPlot.Data(comparison.run().title(), rows,
                comparison.theories().reductions().stream()
                .map(reduction -> Prediction.title(reduction.method().name())).toList()));
    }
}

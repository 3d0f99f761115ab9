package org.quantal.rate.meanfield;

import static org.quantal.io.run.Numbers.fixed;
import static org.quantal.io.run.Numbers.significant;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantal.io.run.TextTable;
import org.quantal.rate.Drive;

/** A reduction as tables. */
public final class ReductionText {
    private ReductionText() {
    }

    /** All fixed points, and what the notes mean. */
    public static String of(Reduction reduction) {
        final StringBuilder text = new StringBuilder();
        final Set<Caution> all = EnumSet.noneOf(Caution.class);
        for (int i = 0; i < reduction.points().size(); i++) {
            final FixedPoint point = reduction.points().get(i);
            if (reduction.points().size() > 1) {
                text.append(i == 0 ? "" : "\n").append("Fixed point ").append(i + 1).append(" of ")
                        .append(reduction.points().size())
                        .append(i == 0 ? ", reached from silence" : "").append("\n\n");
            }
            text.append(table(reduction, point, all));
            text.append("\nlargest real part of an eigenvalue of the effective couplings ")
                    .append(fixed(point.largestRealPart(), 3))
                    .append(point.isStable() ? " < 1: stable" : " >= 1: unstable").append('\n');
        }
        if (!all.isEmpty()) {
            text.append('\n');
            all.forEach(caution -> text.append(caution.label()).append(": ").append(caution.sentence()).append('\n'));
        }
        return text.toString();
    }

    private static TextTable table(Reduction reduction, FixedPoint point, Set<Caution> all) {
        final TextTable table = new TextTable("population", "rate (Hz)>", "mu (mV)>", "sigma (mV)>", "gamma>",
                "J/sigma>", "note");
        for (int a = 0; a < reduction.model().size(); a++) {
            final Set<Caution> cautions = reduction.cautions(a, point);
            all.addAll(cautions);
            final Optional<Drive> drive = reduction.model().drive(a, point.ratesPerMs());
            table.row(reduction.model().populations().get(a).name(), significant(point.rateHz(a), 5),
                    drive.map(d -> fixed(d.muMv(), 3)).orElse("-"), drive.map(d -> fixed(d.sigmaMv(), 3)).orElse("-"),
                    drive.map(d -> fixed(d.gamma(), 4)).orElse("-"),
                    drive.map(d -> fixed(d.jumpRatio(), 4)).orElse("-"),
                    cautions.stream().map(Caution::label).collect(Collectors.joining(", ")));
        }
        return table;
    }
}

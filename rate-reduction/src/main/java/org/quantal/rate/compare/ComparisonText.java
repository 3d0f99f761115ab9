package org.quantal.rate.compare;

import static org.quantal.io.run.Numbers.fixed;
import static org.quantal.io.run.Numbers.grouped;
import static org.quantal.io.run.Numbers.significant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantal.io.run.TextTable;
import org.quantal.rate.Drive;
import org.quantal.rate.compare.Comparison.Row;
import org.quantal.rate.meanfield.Caution;
import org.quantal.rate.meanfield.Reduction;

/** A comparison as tables and sentences. */
public final class ComparisonText {
    private ComparisonText() {
    }

    /** All of it: rates, spike statistics, membrane potentials, a verdict for each population, and what doubts mean. */
    public static String of(Comparison comparison) {
        final StringBuilder text = new StringBuilder();
        text.append(comparison.run().title()).append('\n');
        text.append(significant(comparison.run().recordedMs(), 6))
                .append(" ms recorded\n\nRates: simulation \u00b1 standard error, theory,"
                + " and z = (simulation - theory) / error\n\n").append(rates(comparison));
        text.append("\nSpike trains\n\n").append(trains(comparison));
        if (!comparison.populations().isEmpty()) {
            final SpikeMeasurement first = comparison.populations().get(0).measured();
            text.append("\nFano factor: counts in windows of ").append(significant(first.windowMs(), 4))
                    .append(" ms; correlation: counts in"
                    + " bins of ").append(significant(first.binMs(), 4))
                    .append(" ms, random pairs; modulation: CV of the population's rate in"
                    + " bins of ").append(significant(SpikeMeasurement.MODULATION_BIN_MS, 4))
                    .append(" ms beyond chance\n");
        }
        membranes(comparison)
                .ifPresent(table ->
                text.append("\nMembrane potential: recorded, and as theory has it for the simulated rates without"
                + " threshold; threshold and reset lower both mean and SD\n\n").append(table));
        text.append('\n');
        comparison.populations().forEach(row -> text.append(row.verdict()).append('\n'));
        notes(comparison, text);
        return text.toString();
    }

    private static TextTable rates(Comparison comparison) {
        final List<String> header = new ArrayList<>(List.of("population", "spikes>", "rate (Hz)>"));
        for (Reduction reduction : comparison.theories().reductions()) {
            header.add(Prediction.title(reduction.method().name()) + ">");
            header.add("z>");
        }
        final boolean theory = !comparison.theories().reductions().isEmpty();
        if (theory) {
            header.addAll(List.of("gamma>", "J/sigma>"));
        }
        final TextTable table = new TextTable(header.toArray(String[]::new));
        for (Row row : comparison.populations()) {
            final List<String> cells = new ArrayList<>(List.of(row.population().name(),
                    grouped(row.measured().spikes()), Verdict.text(row.measured().rateHz())));
            for (Prediction prediction : row.predictions()) {
                cells.add(significant(prediction.rateHz(), 4));
                cells.add(fixed(prediction.z(row.measured().rateHz()), 1));
            }
            if (theory) {
                final Optional<Drive> drive = row.predictions().get(0).drive();
                cells.add(drive.map(d -> fixed(d.gamma(), 4)).orElse("-"));
                cells.add(drive.map(d -> fixed(d.jumpRatio(), 4)).orElse("-"));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static TextTable trains(Comparison comparison) {
        final TextTable table = new TextTable("population", "CV ISI>", "neurons>", "Fano factor>", "correlation>",
                "pairs>", "modulation>");
        for (Row row : comparison.populations()) {
            final SpikeMeasurement measured = row.measured();
            table.row(row.population().name(), Verdict.text(measured.cvIsi()), grouped(measured.cvNeurons()),
                    Verdict.text(measured.fano()), Verdict.text(measured.correlation()), grouped(measured.pairs()),
                    fixed(measured.modulation(), 2));
        }
        return table;
    }

    private static Optional<TextTable> membranes(Comparison comparison) {
        if (comparison.populations().stream().noneMatch(row -> row.membrane().isPresent())) {
            return Optional.empty();
        }
        final TextTable table = new TextTable("population", "neurons>", "mean (mV)>", "without threshold>", "SD (mV)>",
                "without threshold>");
        comparison.populations().forEach(row -> row.membrane().ifPresent(membrane -> table.row(row.population().name(),
                grouped(membrane.neurons()), Verdict.text(membrane.meanMv()),
                row.free().map(free -> fixed(free.meanMv(), 2)).orElse("-"), Verdict.text(membrane.sdMv()),
                row.free().map(free -> fixed(free.sdMv(), 2)).orElse("-"))));
        return Optional.of(table);
    }

    private static void notes(Comparison comparison, StringBuilder text) {
        final Theories theories = comparison.theories();
        final Set<Caution> cautions = EnumSet.noneOf(Caution.class);
        comparison.populations()
                .forEach(row -> row.predictions().forEach(prediction -> cautions.addAll(prediction.cautions())));
        final List<String> notes = new ArrayList<>();
        if (theories.reductions().isEmpty()) {
            notes.add("theory does not apply, so these are the measurements alone: " + theories.refusals().values()
                    .iterator().next());
        } else {
            theories.refusals().values().forEach(reason -> notes.add("not shown: " + reason));
        }
        for (Reduction reduction : theories.reductions()) {
            if (reduction.points().size() > 1) {
                notes.add(Prediction.title(reduction.method().name()) + " has " + reduction.points().size()
                        + " fixed points; the one nearest to the simulation is shown");
            }
        }
        cautions.forEach(caution -> notes.add(caution.label() + ": " + caution.sentence()));
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(note -> text.append(note).append('\n'));
        }
    }
}

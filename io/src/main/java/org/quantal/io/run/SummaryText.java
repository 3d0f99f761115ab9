package org.quantal.io.run;

import static org.quantal.io.run.Numbers.bytes;
import static org.quantal.io.run.Numbers.fixed;
import static org.quantal.io.run.Numbers.grouped;
import static org.quantal.io.run.Numbers.significant;

import java.util.List;
import org.quantal.io.run.RunReport.PopulationFigures;
import org.quantal.io.run.RunReport.RuleReport;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.record.SpikeStatistics;

/** The summary of a run as people read it: on the terminal, and in {@code summary.txt}. */
public final class SummaryText {
    private SummaryText() {
    }

    /** The summary, several lines. */
    public static String of(RunReport report) {
        final RunSummary run = report.summary();
        final StringBuilder text = new StringBuilder();
        text.append(report.title()).append('\n');
        text.append(time(run.modelMs())).append(" recorded");
        if (!report.complete()) {
            text.append(" of ").append(time(report.loaded().scenario().durationMs())).append(" (the run was stopped)");
        }
        text.append(", ").append(time(report.loaded().scenario().warmupMs())).append(" warm-up, ")
                .append(grouped(run.neurons())).append(" neurons in ").append(run.partitions())
                .append(run.partitions() == 1 ? " partition on " : " partitions on ").append(run.threads())
                .append(run.threads() == 1 ? " thread\n\n" : " threads\n\n");
        text.append(table(report.populations())).append('\n');
        for (String[] line : figures(report, run)) {
            text.append(String.format("%-10s%s%n", line[0], line[1]).replace(System.lineSeparator(), "\n"));
        }
        report.rules().forEach(rule -> rule(text, rule));
        report.warnings().forEach(warning -> text.append("warning   ").append(warning).append('\n'));
        return text.toString();
    }

    /** A rule that lowers a cost: from where to where. */
    private static void rule(StringBuilder text, RuleReport rule) {
        final Double before = rule.first().totals().get("cost");
        final Double minimum = rule.first().constants().get("cost_minimum");
        if (before != null && minimum != null) {
            text.append(String.format("%-10s", rule.first().rule())).append("cost ").append(significant(before, 4))
                    .append(" before, ")
                    .append(significant(rule.last().totals().get("cost"), 4)).append(" after; minimum ")
                    .append(significant(minimum, 4))
                    .append('\n');
        }
    }

    private static TextTable table(List<PopulationFigures> populations) {
        final TextTable table = new TextTable("population", "size>", "spikes>", "rate (Hz)>", "CV ISI>", "released>");
        for (PopulationFigures figures : populations) {
            final SpikeStatistics.PopulationStatistics spikes = figures.statistics();
            table.row(spikes.name(), grouped(spikes.size()), grouped(spikes.spikes()), fixed(spikes.rateHz(), 2),
                    fixed(spikes.cvIsi(), 2), fixed(figures.releasedFraction(), 4));
        }
        return table;
    }

    private static List<String[]> figures(RunReport report, RunSummary run) {
        final RunSummary.Times t = run.times();
        return List.of(
                new String[] {"synapses", grouped(run.synapses()) + (run.synapses() == 0 ? ""
                        : " of " + significant((double) run.synapseBytes() / run.synapses(), 3) + " bytes")},
                new String[] {"events", grouped(run.offered()) + " offered, " + grouped(run.released()) + " released"},
                new String[] {"memory", bytes(report.peakMemoryBytes()) + " at most"},
                new String[] {"speed", run.modelMs() > 0 ? "real-time factor " + fixed(run.realTimeFactor(), 3) + " ("
                        + seconds(t.run()) + " for " + time(run.modelMs()) + " of model time)" : "-"},
                new String[] {"time", "build " + seconds(t.build()) + ", warm-up " + seconds(t.warmup()) + ", run "
                        + seconds(t.run())},
                new String[] {"in run", "deliver " + seconds(t.deliver()) + ", update " + seconds(t.update())
                + ", drive " + seconds(t.drive()) + ", exchange " + seconds(t.exchange()) + "; beside it record "
                        + seconds(t.record())},
                new String[] {"files", report.directory() + ": " + String.join(", ", report.files())});
    }

    private static String seconds(double seconds) {
        return fixed(seconds, seconds < 9.995 ? 2 : 1) + " s";
    }

    private static String time(double ms) {
        return ms >= 1000 ? significant(ms / 1000, 6) + " s" : significant(ms, 6) + " ms";
    }
}

package org.quantal.cli;

import java.util.Locale;
import org.quantal.io.run.TextTable;
import org.quantal.io.sweep.SweepReport;
import org.quantal.io.sweep.SweepTable;

/** The table of a sweep as people read it. */
final class SweepSummary {
    private static final int MOST_ROWS = 60;

    private SweepSummary() {
    }

    /** The table, its first rows if there are many, and where everything is. */
    static String of(SweepReport report) {
        final SweepTable table = report.table();
        final TextTable shown = new TextTable("run", "population", "rate (Hz)>", "CV ISI>", "released>");
        final int rows = Math.min(MOST_ROWS, table.rows());
        for (int r = 0; r < rows; r++) {
            shown.row(((String[]) table.column("run").data())[r], ((String[]) table.column("population").data())[r],
                    number(table, "rate", r, 2), number(table, "cv_isi", r, 2),
                    number(table, "released_fraction", r, 4));
        }
        final StringBuilder text = new StringBuilder(shown.toString());
        if (rows < table.rows()) {
            text.append("... ").append(table.rows() - rows).append(" more rows in ").append(SweepReport.CSV)
                    .append('\n');
        }
        text.append("\nfiles     ").append(report.directory()).append(": ").append(String.join(", ", report.files()))
                .append('\n');
        report.warnings().forEach(warning -> text.append("warning   ").append(warning).append('\n'));
        return text.toString();
    }

    private static String number(SweepTable table, String column, int row, int digits) {
        final double value = ((double[]) table.column(column).data())[row];
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "-";
    }
}

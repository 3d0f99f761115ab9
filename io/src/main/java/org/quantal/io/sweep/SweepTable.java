package org.quantal.io.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.io.hdf5.Hdf5Writer;
import org.quantal.io.hdf5.Provenance;
import org.quantal.io.run.RunFiles;

/** A tidy table: named columns of equal length, each of numbers or of texts. */
public final class SweepTable {
    private static final int DIGITS = 12;

    private final List<Column> columns = new ArrayList<>();

    /**
     * A column.
     *
     * @param name without its unit
     * @param unit of its numbers; empty if they have none
     * @param data String[], double[] or long[]
     */
    public record Column(String name, String unit, Object data) {
        int length() {
            return java.lang.reflect.Array.getLength(data);
        }

        private String title() {
            return unit.isEmpty() ? name : name + " (" + unit + ")";
        }

        private String cell(int row) {
            if (data instanceof double[] numbers) {
                // Rounded, because versions of Java differ in the last digits that they print.
                return Double.isFinite(numbers[row])
                        ? new BigDecimal(numbers[row]).round(new MathContext(DIGITS)).stripTrailingZeros()
                        .toPlainString() : "";
            }
            return data instanceof long[] numbers ? Long.toString(numbers[row]) : ((String[]) data)[row];
        }
    }

    /** Adds a column behind the others; its name is made different from theirs. */
    void add(String name, String unit, Object data) {
        insert(columns.size(), name, unit, data);
    }

    /** Adds a column at a place; its name is made different from those of the others. */
    void insert(int place, String name, String unit, Object data) {
        String free = name;
        while (contains(free)) {
            free = "varied_" + free;
        }
        columns.add(place, new Column(free, unit, data));
    }

    private boolean contains(String name) {
        return columns.stream().anyMatch(column -> column.name.equals(name));
    }

    /** All columns, in the order of the table. */
    public List<Column> columns() {
        return List.copyOf(columns);
    }

    /** The column of that name. */
    public Column column(String name) {
        return columns.stream().filter(column -> column.name.equals(name)).findFirst().orElseThrow();
    }

    /** Number of rows. */
    public int rows() {
        return columns.get(0).length();
    }

    /** The table as CSV with a header; what does not exist is empty. */
    public String csv() {
        final StringBuilder text = new StringBuilder();
        text.append(columns.stream().map(column -> quoted(column.title())).collect(Collectors.joining(",")))
                .append('\n');
        for (int row = 0; row < rows(); row++) {
            final int r = row;
            text.append(columns.stream().map(column -> quoted(column.cell(r))).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\\r\\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /** Writes the CSV file. */
    void writeCsv(Path file) {
        RunFiles.write(file, csv());
    }

    /** Writes an HDF5 file with a dataset for each column in the group {@code /sweep}. */
    void writeHdf5(Path path, Provenance provenance) {
        try (Hdf5Writer file = new Hdf5Writer(path)) {
            boolean done = false;
            try {
                final GroupWriter group = file.root().group("sweep");
                group.attribute("columns", columns.stream().map(column -> hdf5Name(column.name))
                        .toArray(String[]::new));
                for (Column column : columns) {
                    final String name = hdf5Name(column.name);
                    final var dataset = column.data instanceof String[] texts ? group.texts(name, texts)
                            : group.array(name, column.data);
                    if (!column.unit.isEmpty()) {
                        dataset.attribute("units", column.unit);
                    }
                }
                provenance.write(file);
                done = true;
            } finally {
                if (!done) {
                    file.abort();
                }
            }
        }
    }

    private static String hdf5Name(String name) {
        return name.replace('/', '|');
    }
}

package org.quantal.io.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quantal.simulator.model.Dimension;

/** Columns of numbers from a CSV file with a header. Empty lines and lines that begin with '#' are passed over. */
final class CsvFile {
    private final String name;
    private final Map<String, double[]> columns = new HashMap<>();
    private int[] lines = new int[256];
    private int rows;

    private CsvFile(String name) {
        this.name = name;
    }

    /**
     * Reads a file.
     *
     * @param required columns that must be there
     * @param optional columns that may be there
     * @throws IOException              if the file cannot be read
     * @throws IllegalArgumentException if it is no such table; the message begins with name and line
     */
    static CsvFile read(Path file, List<String> required, List<String> optional) throws IOException {
        final CsvFile csv = new CsvFile(String.valueOf(file.getFileName()));
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            csv.read(reader, required, optional);
        }
        return csv;
    }

    private void read(BufferedReader reader, List<String> required, List<String> optional) throws IOException {
        List<String> header = null;
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            final String[] cells = line.split(",", -1);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i].strip();
            }
            if (header == null) {
                header = List.of(cells);
                checkHeader(number, header, required, optional);
                header.forEach(column -> columns.put(column, new double[lines.length]));
            } else {
                add(number, header, cells);
            }
        }
        if (header == null) {
            throw new IllegalArgumentException(name + ": is empty; its first line must name the columns "
                    + String.join(",", required));
        }
    }

    private void checkHeader(int number, List<String> header, List<String> required, List<String> optional) {
        for (String column : header) {
            final boolean known = required.contains(column) || optional.contains(column);
            if (!known || header.indexOf(column) != header.lastIndexOf(column)) {
                throw fail(number, "unknown or repeated column '" + Cursor.shorten(column)
                        + "'; the first line must name the columns " + String.join(",", required)
                        + (optional.isEmpty() ? "" : " and may name " + String.join(",", optional)));
            }
        }
        for (String column : required) {
            if (!header.contains(column)) {
                throw fail(number, "lacks the column '" + column + "'");
            }
        }
    }

    private void add(int number, List<String> header, String[] cells) {
        if (cells.length != header.size()) {
            throw fail(number, "has " + cells.length + " values for " + header.size() + " columns");
        }
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
            columns.replaceAll((column, values) -> Arrays.copyOf(values, 2 * rows));
        }
        lines[rows] = number;
        for (int i = 0; i < cells.length; i++) {
            try {
                columns.get(header.get(i))[rows] = Double.parseDouble(cells[i]);
            } catch (NumberFormatException e) {
                throw fail(number, header.get(i) + " '" + Cursor.shorten(cells[i]) + "' is not a number");
            }
            if (!Double.isFinite(columns.get(header.get(i))[rows])) {
                throw fail(number, header.get(i) + " must be finite, but is " + cells[i]);
            }
        }
        rows++;
    }

    /** An exception that names the file and a line of it. */
    IllegalArgumentException fail(int line, String what) {
        return new IllegalArgumentException(name + ":" + line + ": " + what);
    }

    /** The line from which a row was read. */
    int line(int row) {
        return lines[row];
    }

    int rows() {
        return rows;
    }

    /** The numbers of a column, or {@code null} if the file has no such column. */
    double[] column(String column) {
        return columns.containsKey(column) ? Arrays.copyOf(columns.get(column), rows) : null;
    }

    /** A column of indices from 0 to {@code size - 1}. */
    int[] indices(String column, int size) {
        final double[] values = columns.get(column);
        final int[] indices = new int[rows];
        for (int row = 0; row < rows; row++) {
            indices[row] = (int) values[row];
            if (indices[row] != values[row] || indices[row] < 0 || indices[row] >= size) {
                throw fail(lines[row], column + " must be a neuron from 0 to " + (size - 1) + ", but is "
                        + ModelKinds.write(values[row], Dimension.NUMBER));
            }
        }
        return indices;
    }
}

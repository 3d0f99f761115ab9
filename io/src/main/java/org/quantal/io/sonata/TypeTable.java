package org.quantal.io.sonata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quantal.io.scenario.ScenarioException;

/**
 * Node types or edge types: a table separated by spaces, with a header, texts in quotes where they hold spaces, and
 * NULL for no value.
 */
final class TypeTable {
    private static final long MAX_BYTES = 50_000_000;

    private final Map<Long, Map<String, String>> rows = new HashMap<>();

    private TypeTable() {
    }

    /** A table without types. */
    static TypeTable none() {
        return new TypeTable();
    }

    /**
     * Reads a table.
     *
     * @param idColumn {@code node_type_id} or {@code edge_type_id}
     * @throws ScenarioException if the file cannot be read or is no such table
     */
    static TypeTable read(Path file, String idColumn) {
        final TypeTable table = new TypeTable();
        List<String> header = null;
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            final List<String> cells = cells(file, number, line);
            if (header == null) {
                header = cells;
                if (!header.contains(idColumn)) {
                    throw new ScenarioException(file + ":1: lacks the column '" + idColumn + "'; it has " + header
                            + " (columns are separated by spaces)");
                }
            } else {
                table.add(file, number, header, cells, idColumn);
            }
        }
        if (header == null) {
            throw new ScenarioException(file + ": is empty; its first line must name the columns, among them '"
                    + idColumn + "'");
        }
        return table;
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
                throw new ScenarioException(file + ": has more than " + MAX_BYTES + " bytes and is no table of types");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ScenarioException(file + ": cannot be read: "
                    + (Files.exists(file) ? e.getMessage() : "there is no such file"), e);
        }
    }

    private void add(Path file, int number, List<String> header, List<String> cells, String idColumn) {
        if (cells.size() != header.size()) {
            throw new ScenarioException(file + ":" + number + ": has " + cells.size() + " values for " + header.size()
                    + " columns");
        }
        final Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) != null) {
                row.put(header.get(i), cells.get(i));
            }
        }
        try {
            final double type = Double.parseDouble(row.getOrDefault(idColumn, ""));
            if (type != Math.rint(type)) {
                throw new NumberFormatException(row.get(idColumn));
            }
            if (rows.put((long) type, row) != null) {
                throw new ScenarioException(file + ":" + number + ": there is already a type " + row.get(idColumn));
            }
        } catch (NumberFormatException e) {
            throw new ScenarioException(file + ":" + number + ": " + idColumn + " must be a whole number, but is '"
                    + row.getOrDefault(idColumn, "NULL") + "'", e);
        }
    }

    /** The cells of a line; {@code null} for no value. */
    private static List<String> cells(Path file, int number, String line) {
        final List<String> cells = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            final char c = line.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '"' || c == '\'') {
                // A quote within a word, as in pop_name=='Exc', does not begin a text.
                final int end = closing(line, i);
                if (end < 0) {
                    throw new ScenarioException(file + ":" + number + ": a quote is not closed");
                }
                cells.add(line.substring(i + 1, end).replace("" + c + c, "" + c));
                i = end + 1;
            } else {
                int end = i;
                while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                    end++;
                }
                final String word = line.substring(i, end);
                cells.add(word.equals("NULL") || word.equals("None") || word.equalsIgnoreCase("nan") ? null : word);
                i = end;
            }
        }
        return cells;
    }

    private static int closing(String line, int open) {
        final char quote = line.charAt(open);
        for (int i = open + 1; i < line.length(); i++) {
            if (line.charAt(i) == quote) {
                if (i + 1 < line.length() && line.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }

    /** Whether there is a type of that number. */
    boolean has(long type) {
        return rows.containsKey(type);
    }

    /** Whether the table has no types. */
    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** A value of a type; {@code null} if it has none. */
    String value(long type, String column) {
        final Map<String, String> row = rows.get(type);
        return row == null ? null : row.get(column);
    }
}

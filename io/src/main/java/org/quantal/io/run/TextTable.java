package org.quantal.io.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of text with aligned columns: numbers to the right, words to the left. */
public final class TextTable {
    private static final String GAP = "   ";

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /** @param header titles of the columns; one that ends with {@code >} is aligned to the right */
    public TextTable(String... header) {
        right = new boolean[header.length];
        final String[] titles = new String[header.length];
        for (int c = 0; c < header.length; c++) {
            right[c] = header[c].endsWith(">");
            titles[c] = right[c] ? header[c].substring(0, header[c].length() - 1) : header[c];
        }
        rows.add(titles);
    }

    /** Adds a row. */
    public TextTable row(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException("must be " + right.length + " cells: " + Arrays.toString(cells));
        }
        rows.add(cells.clone());
        return this;
    }

    /** The table, a line break after each row. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder();
        final int[] width = new int[right.length];
        for (String[] row : rows) {
            for (int c = 0; c < width.length; c++) {
                width[c] = Math.max(width[c], row[c].length());
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            line(text, rows.get(r), width);
            if (r == 0) {
                text.append("-".repeat(Arrays.stream(width).sum() + GAP.length() * (width.length - 1))).append('\n');
            }
        }
        return text.toString();
    }

    private void line(StringBuilder text, String[] row, int[] width) {
        final StringBuilder line = new StringBuilder();
        for (int c = 0; c < width.length; c++) {
            final String pad = " ".repeat(width[c] - row[c].length());
            line.append(c == 0 ? "" : GAP).append(right[c] ? pad + row[c] : row[c] + pad);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}

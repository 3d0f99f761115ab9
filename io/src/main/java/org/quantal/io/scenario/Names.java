package org.quantal.io.scenario;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who wrote something else. */
public final class Names {

    private Names() {
    }

    /** The end of a message, {@code "; did you mean 'x'?"}, or nothing if no name comes near. */
    public static String didYouMean(String wrong, Collection<String> valid) {
        return nearest(wrong, valid).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** The name with the least number of edits, if it is few enough; abbreviations and longer forms count as near. */
    static Optional<String> nearest(String wrong, Collection<String> valid) {
        final String written = wrong.toLowerCase(Locale.ROOT);
        String best = null;
        int least = Math.min(4, written.length() / 3) + 1;
        for (String name : valid) {
            final String candidate = name.toLowerCase(Locale.ROOT);
            final boolean abbreviated = !candidate.isEmpty() && !written.isEmpty()
                    && (written.startsWith(candidate) || candidate.startsWith(written));
            final int edits = distance(written, candidate);
            final int distance = abbreviated ? 0 : edits;
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Number of insertions, deletions, substitutions and swaps of neighbours that lead from one word to the other. */
    static int distance(String a, String b) {
        final int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                final int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + substitution, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

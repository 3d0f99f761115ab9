package org.quantal.validation;

import java.util.Arrays;

/** Outcomes of release, a bit each: rows are spikes, source after source, and columns are targets. */
final class ReleaseBits {
    private final boolean[][] row;
    private final int spikes;

    private ReleaseBits(boolean[][] row, int spikes) {
        this.row = row;
        this.spikes = spikes;
    }

    /**
     * Pairs of outcomes: how many, how many of the first and of the second kind were releases, and how many were both.
     */
    record Pairs(double count, double first, double second, double both) {
    }

    static ReleaseBits read(ResultFile file, String group) {
        final int targets = (int) file.number(group, "targets");
        final int spikes = (int) file.number(group, "spikes");
        final int sources = (int) file.number(group, "sources");
        final int[] extents = file.extents(group + "/outcomes");
        if (extents.length != 2 || extents[0] != sources * spikes || extents[1] * 8 != targets) {
            throw new ResultFileException(file.path(),
                    group + "/outcomes must be " + sources * spikes + " x " + targets / 8.0 + " but is "
                    + Arrays.toString(extents));
        }
        final double[] bytes = file.doubles(group + "/outcomes");
        final boolean[][] row = new boolean[extents[0]][targets];
        for (int r = 0; r < row.length; r++) {
            for (int t = 0; t < targets; t++) {
                row[r][t] = ((int) bytes[r * extents[1] + t / 8] >> t % 8 & 1) == 1;
            }
        }
        return new ReleaseBits(row, spikes);
    }

    int rows() {
        return row.length;
    }

    int targets() {
        return row[0].length;
    }

    int spikes() {
        return spikes;
    }

    double draws() {
        return (double) rows() * targets();
    }

    double released() {
        return Arrays.stream(bySpike()).asLongStream().sum();
    }

    int[] bySpike() {
        final int[] counts = new int[rows()];
        for (int r = 0; r < counts.length; r++) {
            for (boolean bit : row[r]) {
                counts[r] += bit ? 1 : 0;
            }
        }
        return counts;
    }

    int[] bySynapse() {
        final int[] counts = new int[rows() / spikes * targets()];
        for (int r = 0; r < rows(); r++) {
            for (int t = 0; t < targets(); t++) {
                counts[r / spikes * targets() + t] += row[r][t] ? 1 : 0;
            }
        }
        return counts;
    }

    /** Synapses of one spike whose targets are so far apart. */
    Pairs acrossSynapses(int lag) {
        final long[] sums = new long[4];
        for (boolean[] spike : row) {
            for (int t = lag; t < spike.length; t++) {
                add(sums, spike[t - lag], spike[t]);
            }
        }
        return pairs(sums);
    }

    /** A synapse at two spikes, one after the other. */
    Pairs acrossSpikes() {
        final long[] sums = new long[4];
        for (int r = 1; r < rows(); r++) {
            for (int t = 0; t < targets() && r % spikes != 0; t++) {
                add(sums, row[r - 1][t], row[r][t]);
            }
        }
        return pairs(sums);
    }

    /** Two sources, one after the other, that spike at the same time onto the same target. */
    Pairs acrossSources() {
        final long[] sums = new long[4];
        for (int r = spikes; r < rows(); r++) {
            for (int t = 0; t < targets(); t++) {
                add(sums, row[r - spikes][t], row[r][t]);
            }
        }
        return pairs(sums);
    }

    private static void add(long[] sums, boolean first, boolean second) {
        sums[0]++;
        sums[1] += first ? 1 : 0;
        sums[2] += second ? 1 : 0;
        sums[3] += first && second ? 1 : 0;
    }

    private static Pairs pairs(long[] sums) {
        return new Pairs(sums[0], sums[1], sums[2], sums[3]);
    }

    /** How often so many failures lie between two releases of a row. */
    double[] gaps(int longest) {
        final double[] counts = new double[longest + 1];
        for (boolean[] spike : row) {
            int last = -1;
            for (int t = 0; t < spike.length; t++) {
                if (spike[t]) {
                    if (last >= 0 && t - last - 1 <= longest) {
                        counts[t - last - 1]++;
                    }
                    last = t;
                }
            }
        }
        return counts;
    }
}

package org.quantal.io.plot;

/**
 * Numbers of values in bins of equal width.
 *
 * @param from   left edge of the first bin
 * @param width  width of a bin
 * @param counts values in each bin
 */
record Histogram(double from, double width, double[] counts) {

    /**
     * Counts values; those outside of the bins are left out, but for the right edge, which belongs to the last bin.
     *
     * @param scale what a value counts
     */
    static Histogram of(float[] values, WeightsPlot.Range range, double scale) {
        final int bins = range.bins();
        final double width = (range.to() - range.from()) / bins;
        final double[] counts = new double[bins];
        for (float value : values) {
            // Values at an edge of bins that are not exact in floats belong above it.
            final int bin = (int) Math.floor((value - range.from()) / width + 1e-4);
            if (bin >= 0 && bin < bins) {
                counts[bin] += scale;
            } else if (bin == bins && value <= range.to() + 1e-3 * width) {
                counts[bins - 1] += scale;
            }
        }
        return new Histogram(range.from(), width, counts);
    }

    double highest() {
        double highest = 0;
        for (double count : counts) {
            highest = Math.max(highest, count);
        }
        return highest;
    }
}

package org.quantal.simulator.engine;

import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamRandom;

/**
 * Delays in continuous time: taken as drawn. A draw below half a step of the grid is repeated, as {@link Delays} does,
 * so that both modes run the same network: the delay of a synapse on the grid is that of the exact mode, rounded.
 *
 * <p>The shortest delay is the length of a slice, rounded down to 24 binary digits. Multiples of it are then exact in
 * double precision, and as rounding keeps order, a spike at {@code t >= start} arrives at
 * {@code t + delay >= start + slice}: in a later slice, not by an argument about errors but always.
 */
final class ExactDelays {
    /** Length of a slice in ms where there are no synapses, and hence no shortest delay. */
    private static final double WITHOUT_SYNAPSES = 1;
    private static final int DIGITS = 24;

    private final double sliceMs;
    private final double longestMs;

    private ExactDelays(double sliceMs, double longestMs) {
        this.sliceMs = sliceMs;
        this.longestMs = longestMs;
    }

    /**
     * The range of delays in a network.
     *
     * @throws IllegalArgumentException if {@link Delays} refuses it
     */
    static ExactDelays of(Network network, TimeGrid grid) {
        Delays.of(network, grid);
        double shortest = network.projections().isEmpty() ? WITHOUT_SYNAPSES : Double.POSITIVE_INFINITY;
        double longest = 0;
        for (Projection projection : network.projections()) {
            final boolean given = projection.rule().definesDelays();
            final double low = given ? projection.rule().delayBounds()[0] : projection.delayMs().minimum();
            final double high = given ? projection.rule().delayBounds()[1] : projection.delayMs().maximum();
            // As a quotient, half a step may be met from a unit in the last place below.
            shortest = Math.min(shortest, Math.max(low, Math.nextDown(grid.stepMs() / 2)));
            longest = Math.max(longest, high);
        }
        return new ExactDelays(roundedDown(shortest), longest);
    }

    private static double roundedDown(double value) {
        final double unit = Math.scalb(1.0, Math.getExponent(value) - DIGITS + 1);
        return Math.floor(value / unit) * unit;
    }

    /** Draws delays in ms. */
    static void draw(Distribution distribution, double stepMs, StreamRandom random, double[] delayMs, int count) {
        distribution.fill(random, delayMs, count);
        final double[] one = new double[1];
        for (int i = 0; i < count; i++) {
            while (Delays.steps(delayMs[i], stepMs) < 1) {
                distribution.fill(random, one, 1);
                delayMs[i] = one[0];
            }
        }
    }

    /** Length of a slice in ms; no delay is shorter. */
    double sliceMs() {
        return sliceMs;
    }

    /** The longest delay in ms. */
    double longestMs() {
        return longestMs;
    }

    /** Number of slices that a delay can reach over, the slice of the spike and that of the arrival included. */
    int reach() {
        return Math.toIntExact((long) Math.ceil(longestMs / sliceMs) + 2);
    }

    /** Start of a slice in ms. */
    double start(long slice) {
        return slice * sliceMs;
    }

    /** The slice that a time lies in. */
    long slice(double timeMs) {
        final long slice = (long) Math.floor(timeMs / sliceMs);
        // The quotient may have been rounded over a border.
        return start(slice) > timeMs ? slice - 1 : start(slice + 1) <= timeMs ? slice + 1 : slice;
    }
}

package org.quantal.simulator.network;

import org.quantal.simulator.random.StreamRandom;

/**
 * A probability distribution of weights, delays or initial values, in the unit of the quantity that it is used for.
 * Implementations are immutable records that check themselves.
 */
public interface Distribution {

    /**
     * Fills the first {@code count} entries with independent draws.
     *
     * @param random stream to draw from; the number of words used may vary
     */
    void fill(StreamRandom random, double[] values, int count);

    /** Mean of the distribution (after truncation). */
    double mean();

    /** Standard deviation of the distribution (after truncation). */
    double standardDeviation();

    /** Third central moment of the distribution (after truncation). */
    double thirdCentralMoment();

    /** The first three moments. */
    default Moments moments() {
        final double sd = standardDeviation();
        return new Moments(mean(), sd * sd, thirdCentralMoment());
    }

    /** Smallest value that can occur; for a tail without end the bound beyond which draws are repeated. */
    double minimum();

    /** Largest value that can occur; for a tail without end the bound beyond which draws are repeated. */
    double maximum();

    /** The cumulative distribution function, P(X &le; x). */
    double cumulativeProbability(double x);

    /** The same distribution multiplied by a factor (values, bounds and moments). */
    Distribution scaled(double factor);

    /** Whether all draws are the same number. */
    default boolean isConstant() {
        return minimum() == maximum();
    }
}

package org.quantal.simulator.network;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.quantal.simulator.random.StreamRandom;

/**
 * A normal distribution; draws outside of [min, max] are repeated.
 *
 * <p>Draws farther than {@value #REACH} standard deviations from the mean are repeated too, so that delays and weights
 * have bounds. They have a probability of 1.2e-15: none is expected among the 3e8 synapses of a large network.
 *
 * @param untruncatedMean mean of the normal law
 * @param untruncatedSd   standard deviation of the normal law, not negative; 0 makes every draw the mean
 * @param min             lower bound, or minus infinity
 * @param max             upper bound, or infinity; the interval must keep at least 1 % of the draws
 */
public record Normal(double untruncatedMean, double untruncatedSd, double min, double max) implements Distribution {
    /** Standard deviations from the mean beyond which draws are repeated; for a {@link LogNormal}, of the logarithm. */
    static final double REACH = 8;
    /** Smallest share of draws that a truncation must keep; with less, drawing would take long. */
    static final double LEAST_KEPT = 0.01;
    /** Even number of intervals of Simpson's rule. */
    private static final int INTERVALS = 4096;

    public Normal {
        if (!Double.isFinite(untruncatedMean) || !(untruncatedSd >= 0) || !Double.isFinite(untruncatedSd)) {
            throw new IllegalArgumentException("mean must be finite and sd not negative: mean=" + untruncatedMean
                    + " sd=" + untruncatedSd);
        }
        if (!(min <= max)) {
            throw new IllegalArgumentException("min must not be above max: min=" + min + " max=" + max);
        }
        checkKept(keptShare(untruncatedMean, untruncatedSd, min, max), "normal", untruncatedMean, untruncatedSd, min,
                max);
    }

    /** A normal distribution without bounds of its own. */
    public Normal(double mean, double sd) {
        this(mean, sd, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Override
    public void fill(StreamRandom random, double[] values, int count) {
        if (untruncatedSd == 0) {
            Arrays.fill(values, 0, count, untruncatedMean);
            return;
        }
        final ContinuousSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        final double low = minimum();
        final double high = maximum();
        for (int i = 0; i < count; i++) {
            double value;
            do {
                value = untruncatedMean + untruncatedSd * gaussian.sample();
            } while (value < low || value > high);
            values[i] = value;
        }
    }

    @Override
    public double mean() {
        return untruncatedSd == 0 ? untruncatedMean : truncated().getMean();
    }

    @Override
    public double standardDeviation() {
        return untruncatedSd == 0 ? 0 : Math.sqrt(truncated().getVariance());
    }

    /** By Simpson's rule, as for a {@link LogNormal}. */
    @Override
    public double thirdCentralMoment() {
        if (untruncatedSd == 0) {
            return 0;
        }
        final double low = (minimum() - untruncatedMean) / untruncatedSd;
        final double high = (maximum() - untruncatedMean) / untruncatedSd;
        if (low == -high) {
            return 0;
        }
        final double middle = (mean() - untruncatedMean) / untruncatedSd;
        return untruncatedSd * untruncatedSd * untruncatedSd
                * normalMean(low, high, z -> (z - middle) * (z - middle) * (z - middle));
    }

    /**
     * The mean of a function of a standard normal number between two bounds, by Simpson's rule; at most 16 s.d. wide in
     * all, so that the error is below 1e-10.
     */
    static double normalMean(double low, double high, DoubleUnaryOperator function) {
        final double width = (high - low) / INTERVALS;
        double mass = 0;
        double sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            final double z = low + i * width;
            final double simpsonWeight = i == 0 || i == INTERVALS ? 1 : 2 + 2 * (i % 2);
            final double density = simpsonWeight * StrictMath.exp(-z * z / 2);
            mass += density;
            sum += density * function.applyAsDouble(z);
        }
        return sum / mass;
    }

    @Override
    public double minimum() {
        return Math.max(min, untruncatedMean - REACH * untruncatedSd);
    }

    @Override
    public double maximum() {
        return Math.min(max, untruncatedMean + REACH * untruncatedSd);
    }

    @Override
    public double cumulativeProbability(double x) {
        if (untruncatedSd == 0) {
            return x >= untruncatedMean ? 1 : 0;
        }
        return truncated().cumulativeProbability(x);
    }

    @Override
    public Distribution scaled(double factor) {
        if (factor == 0) {
            return new Constant(0);
        }
        return factor < 0
                ? new Normal(untruncatedMean * factor, -untruncatedSd * factor, max * factor, min * factor)
                : new Normal(untruncatedMean * factor, untruncatedSd * factor, min * factor, max * factor);
    }

    private TruncatedNormalDistribution truncated() {
        return TruncatedNormalDistribution.of(untruncatedMean, untruncatedSd, minimum(), maximum());
    }

    private static double keptShare(double mean, double sd, double min, double max) {
        if (sd == 0) {
            return min <= mean && mean <= max ? 1 : 0;
        }
        return NormalDistribution.of(mean, sd).probability(min, max);
    }

    /** Refuses a truncation that keeps too little. */
    static void checkKept(double kept, String law, double mean, double sd, double min, double max) {
        if (!(kept >= LEAST_KEPT)) {
            throw new IllegalArgumentException(law + " distribution: [min, max] must keep at least "
                    + 100 * LEAST_KEPT + " % of the draws but keeps " + (float) (100 * kept) + " %: mean=" + mean
                    + " sd=" + sd + " min=" + min + " max=" + max + "; widen the interval or move the mean into it");
        }
    }
}

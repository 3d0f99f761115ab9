package org.quantal.simulator.network;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.quantal.simulator.random.StreamRandom;

/**
 * A lognormal distribution, given by mean and standard deviation of the variable itself (not of its logarithm); draws
 * outside of [min, max] are repeated.
 *
 * <p>Draws whose logarithm is farther than 8 standard deviations from its mean are repeated too, so that delays and
 * weights have bounds. This takes less than 1e-9 of the mean as long as sd is below 7 times the mean; {@link #mean()}
 * accounts for it.
 *
 * @param untruncatedMean mean of the lognormal law, positive
 * @param untruncatedSd   standard deviation of the lognormal law, not negative; 0 makes every draw the mean
 * @param min             lower bound; 0 or minus infinity for none
 * @param max             upper bound, or infinity; the interval must keep at least 1 % of the draws
 */
public record LogNormal(double untruncatedMean, double untruncatedSd, double min, double max) implements Distribution {
    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    public LogNormal {
        if (!(untruncatedMean > 0) || !Double.isFinite(untruncatedMean) || !(untruncatedSd >= 0)
                || !Double.isFinite(untruncatedSd)) {
            throw new IllegalArgumentException("mean must be positive and sd not negative: mean=" + untruncatedMean
                    + " sd=" + untruncatedSd);
        }
        if (!(min <= max)) {
            throw new IllegalArgumentException("min must not be above max: min=" + min + " max=" + max);
        }
        Normal.checkKept(keptShare(untruncatedMean, untruncatedSd, min, max), "lognormal", untruncatedMean,
                untruncatedSd, min, max);
    }

    /** A lognormal distribution without bounds of its own. */
    public LogNormal(double untruncatedMean, double untruncatedSd) {
        this(untruncatedMean, untruncatedSd, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    public void fill(StreamRandom random, double[] values, int count) {
        if (untruncatedSd == 0) {
            Arrays.fill(values, 0, count, untruncatedMean);
            return;
        }
        final ContinuousSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        final double mu = mu();
        final double sigma = sigma();
        final double low = minimum();
        final double high = maximum();
        for (int i = 0; i < count; i++) {
            double value;
            do {
                // StrictMath, because Math.exp may differ in the last digit from one machine to the next.
                value = StrictMath.exp(mu + sigma * gaussian.sample());
            } while (value < low || value > high);
            values[i] = value;
        }
    }

    /**
     * The mean after truncation, in closed form; accurate to 1e-12 of its value unless the interval is far narrower
     * than sd.
     */
    @Override
    public double mean() {
        if (untruncatedSd == 0) {
            return untruncatedMean;
        }
        final double sigma = sigma();
        final double low = standardised(minimum());
        final double high = standardised(maximum());
        return untruncatedMean * STANDARD_NORMAL.probability(low - sigma, high - sigma)
                / STANDARD_NORMAL.probability(low, high);
    }

    /**
     * The standard deviation after truncation, by Simpson's rule over the normal density; accurate to 1e-9 of its
     * value. The closed form is the difference of two squares and would lose all digits where sd is much smaller than
     * the mean.
     */
    @Override
    public double standardDeviation() {
        if (untruncatedSd == 0) {
            return 0;
        }
        return mean() * Math.sqrt(relativeMean(deviation -> deviation * deviation));
    }

    /** By Simpson's rule, as the standard deviation. */
    @Override
    public double thirdCentralMoment() {
        if (untruncatedSd == 0) {
            return 0;
        }
        final double mean = mean();
        return mean * mean * mean * relativeMean(deviation -> deviation * deviation * deviation);
    }

    /** The mean of a function of the relative deviation x/mean - 1. */
    private double relativeMean(DoubleUnaryOperator function) {
        final double sigma = sigma();
        final double offset = mu() - StrictMath.log(mean());
        return Normal.normalMean(standardised(minimum()), standardised(maximum()),
                z -> function.applyAsDouble(StrictMath.expm1(offset + sigma * z)));
    }

    @Override
    public double minimum() {
        return untruncatedSd == 0 ? untruncatedMean : Math.max(min, StrictMath.exp(mu() - Normal.REACH * sigma()));
    }

    @Override
    public double maximum() {
        return untruncatedSd == 0 ? untruncatedMean : Math.min(max, StrictMath.exp(mu() + Normal.REACH * sigma()));
    }

    @Override
    public double cumulativeProbability(double x) {
        if (x >= maximum()) {
            return 1;
        }
        final double low = minimum();
        if (x <= low) {
            return 0;
        }
        final double from = standardised(low);
        return Math.min(1, STANDARD_NORMAL.probability(from, standardised(x))
                / STANDARD_NORMAL.probability(from, standardised(maximum())));
    }

    @Override
    public Distribution scaled(double factor) {
        if (factor == 0) {
            return new Constant(0);
        }
        return factor < 0
                ? new Scaled(this, factor)
                : new LogNormal(untruncatedMean * factor, untruncatedSd * factor, min * factor, max * factor);
    }

    /** Mean of the logarithm before truncation. */
    private double mu() {
        final double sigma = sigma();
        return StrictMath.log(untruncatedMean) - sigma * sigma / 2;
    }

    /** Standard deviation of the logarithm before truncation. */
    private double sigma() {
        return sigma(untruncatedMean, untruncatedSd);
    }

    private static double sigma(double mean, double sd) {
        final double variation = sd / mean;
        return Math.sqrt(StrictMath.log1p(variation * variation));
    }

    /** The distance of a positive value from the mean, on the logarithmic scale and in its standard deviations. */
    private double standardised(double value) {
        return standardised(value, untruncatedMean, sigma());
    }

    private static double standardised(double value, double mean, double sigma) {
        return value <= 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(value / mean) / sigma + sigma / 2;
    }

    private static double keptShare(double mean, double sd, double min, double max) {
        if (sd == 0) {
            return min <= mean && mean <= max ? 1 : 0;
        }
        final double sigma = sigma(mean, sd);
        return max <= 0
                ? 0
                : STANDARD_NORMAL.probability(standardised(min, mean, sigma), standardised(max, mean, sigma));
    }
}

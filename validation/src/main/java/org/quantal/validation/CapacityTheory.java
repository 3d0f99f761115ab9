package org.quantal.validation;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Storage of P associations in N synapses of fixed sign (Ingrosso 2020, in the large-N limit), alpha = P/N.
 *
 * <p>Where nothing favours a sign, some results hold for finite N as well. Flip the sign of any inputs: each set of
 * synapses is then the support of the solution for just one pattern of flips. So the number of synapses in use is
 * Binomial(N, 1/2), and the solution is distributed like ordinary least squares on that many columns, whose error and
 * norm are Beta and F variables. (In the same way Wendel 1962.)
 */
final class CapacityTheory {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private CapacityTheory() {
    }

    /**
     * A solution in the large-N limit.
     *
     * @param chi   response of the weights to the targets
     * @param norm  q = N &lt;w^2&gt; sx^2/sy^2
     * @param error training error, as a fraction of the targets' variance
     */
    record Solution(double chi, double norm, double error) {
    }

    /** Mean and standard deviation of a quantity over tasks. */
    record Moments(double mean, double sd) {
    }

    /**
     * Probability that all associations can be stored without error.
     *
     * @param inputs   N
     * @param patterns degrees of freedom of the targets: P, less one if a bias is free
     */
    static double realisable(int inputs, int patterns) {
        return patterns == 0 ? 1 : BinomialDistribution.of(inputs, 0.5).survivalProbability(patterns - 1);
    }

    /** The threshold eta of fixed-bias solutions, for a fraction of excitatory synapses in (0, 1). */
    static double balance(double excitatory) {
        return root(eta -> (1 - excitatory) * (NORMAL.density(eta) - eta * phi(-eta))
                - excitatory * (NORMAL.density(eta) + eta * phi(eta)), -10, 10);
    }

    /** Capacity when no bias is free and inputs have a mean: also the fraction of synapses in use. */
    static double fixedBiasCapacity(double excitatory) {
        final double eta = balance(excitatory);
        return excitatory * phi(eta) + (1 - excitatory) * phi(-eta);
    }

    /** Training error at a load above or below capacity. */
    static double error(double load, double capacity) {
        return load <= capacity ? 0 : 1 - capacity / load;
    }

    /** Norm of the solution with a free bias, the smallest one below capacity. */
    static double norm(double load) {
        return load > 0.5 ? 1 / (2 * load - 1) : 2 * load / (1 - 2 * load);
    }

    /**
     * Error at finite size: with k synapses in use the rest of the targets is Beta((P-k)/2, k/2) of their sum of
     * squares.
     */
    static Moments finiteError(int inputs, int patterns) {
        return over(inputs, patterns, k -> (patterns - k) / (double) patterns, k -> {
            final double rest = patterns - k;
            return rest * (rest + 2) / (patterns * (patterns + 2.0));
        });
    }

    /**
     * Norm at finite size above capacity: with k synapses in use it is a ratio of chi-square variables of k and P-k+1
     * degrees of freedom.
     */
    static Moments finiteNorm(int inputs, int patterns) {
        final int most = patterns - 5; // beyond, the variance is infinite
        return over(inputs, most, k -> k / (patterns - k - 1.0),
                k -> k * (k + 2.0) / ((patterns - k - 1.0) * (patterns - k - 3.0)));
    }

    private static Moments over(int inputs, int most, java.util.function.IntToDoubleFunction mean,
            java.util.function.IntToDoubleFunction square) {
        final BinomialDistribution used = BinomialDistribution.of(inputs, 0.5);
        double first = 0;
        double second = 0;
        for (int k = 0; k <= inputs; k++) {
            first += used.probability(k) * mean.applyAsDouble(Math.min(k, most));
            second += used.probability(k) * square.applyAsDouble(Math.min(k, most));
        }
        return new Moments(first, Math.sqrt(Math.max(0, second - first * first)));
    }

    /** Ridge and free bias. */
    static Solution ridge(double load, double lambda) {
        final double chi = root(x -> load * x / (1 + x) + lambda * x - 0.5, 0, 1e12);
        final double r = 2 * load * chi * chi / ((1 + chi) * (1 + chi));
        final double q = r / (1 - r);
        return new Solution(chi, q, (1 + q) / ((1 + chi) * (1 + chi)));
    }

    /** The ridge that training on the mean over failures amounts to, for inputs without a mean. */
    static double failureRidge(double load, double p) {
        return load * (1 - p) / p;
    }

    /** Error of weights learned without failures, read out with them. */
    static double unawareError(double load, double p) {
        return error(load, 0.5) + (1 - p) / p * norm(load);
    }

    /** Error of weights learned and read out with failures. */
    static double awareError(double load, double p) {
        final Solution solution = ridge(load, failureRidge(load, p));
        return solution.error() + solution.norm() * (1 - p) / p;
    }

    /**
     * Inputs and outputs that are correlated in time.
     *
     * @param inputs N
     * @param c      input variance of each mode
     * @param s      output variance of each mode
     * @return with the error relative to the mean of s; the error is 0 and the norm not a number below capacity
     */
    static Solution spectrum(int inputs, double[] c, double[] s) {
        if (c.length <= inputs / 2.0) {
            return new Solution(Double.POSITIVE_INFINITY, Double.NaN, 0);
        }
        final double chi = root(x -> Arrays.stream(c).map(v -> v * x / (1 + v * x)).sum() / inputs - 0.5, 0, 1e12);
        double top = 0;
        double bottom = 0;
        for (int mu = 0; mu < c.length; mu++) {
            final double d = (1 + c[mu] * chi) * (1 + c[mu] * chi);
            top += c[mu] * s[mu] / d;
            bottom += c[mu] * c[mu] / d;
        }
        final double a2 = 2 * chi * chi / inputs;
        final double q = a2 * top / (1 - a2 * bottom);
        double error = 0;
        for (int mu = 0; mu < c.length; mu++) {
            error += (s[mu] + c[mu] * q) / ((1 + c[mu] * chi) * (1 + c[mu] * chi));
        }
        return new Solution(chi, q, error / Arrays.stream(s).sum());
    }

    /** Variances of the modes of a process with autocorrelation exp(-|t|/tau) on a ring of samples; tau in samples. */
    static double[] ringSpectrum(int samples, double tau) {
        final double[] c = new double[samples];
        for (int mode = 0; mode < samples; mode++) {
            for (int t = 0; t < samples; t++) {
                c[mode] += Math.exp(-Math.min(t, samples - t) / tau) * Math.cos(2 * Math.PI * mode * t / samples);
            }
        }
        return c;
    }

    /** Variances proportional to mode^-exponent, of mean 1. */
    static double[] powerSpectrum(int modes, double exponent) {
        final double[] c = new double[modes];
        Arrays.setAll(c, mode -> Math.pow(mode + 1, -exponent));
        final double mean = Arrays.stream(c).sum() / modes;
        return Arrays.stream(c).map(v -> v / mean).toArray();
    }

    private static double phi(double x) {
        return NORMAL.cumulativeProbability(x);
    }

    /** Where a function that ascends changes its sign (or one that descends, if it is positive at first). */
    private static double root(DoubleUnaryOperator function, double from, double to) {
        final double sign = function.applyAsDouble(from) > 0 ? -1 : 1;
        double low = from;
        double high = to;
        for (int i = 0; i < 200; i++) {
            final double middle = (low + high) / 2;
            if (sign * function.applyAsDouble(middle) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }
}

package org.quantal.rate.meanfield;

import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.TransferFunction;

/**
 * Linear Poisson neurons: the mean of max(0, X), where X = rate_0 + gain I is taken as Gaussian, of the mean and
 * variance that it has. Where X hardly ever falls below 0, that is exact, whatever its law: the rate is linear.
 *
 * @param baselineHz  rate without input in Hz
 * @param gainHzPerPa change of the rate by the filtered input in Hz/pA
 * @param tauMs       time constant of the filter in ms
 */
public record LinearPoissonRate(double baselineHz, double gainHzPerPa, double tauMs) implements RateNeuron {
    private static final double HIGHEST = 1;

    /** Mean and standard deviation of X in Hz. */
    private double[] input(List<PoissonInput> inputs, double currentPa) {
        double mean = currentPa;
        double variance = 0;
        for (PoissonInput input : inputs) {
            mean += tauMs * input.ratePerMs() * input.amplitude().mean();
            variance += tauMs / 2 * input.ratePerMs() * input.amplitude().moment(2);
        }
        return new double[] {baselineHz + gainHzPerPa * mean, Math.abs(gainHzPerPa) * Math.sqrt(variance)};
    }

    private static double cumulative(double z) {
        return Erfc.value(-z / Math.sqrt(2)) / 2;
    }

    private static double density(double z) {
        return StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    @Override
    public double ratePerMs(List<PoissonInput> inputs, double currentPa, TransferFunction method) {
        final double[] x = input(inputs, currentPa);
        if (x[1] == 0) {
            return 1e-3 * Math.max(0, x[0]);
        }
        final double z = x[0] / x[1];
        return 1e-3 * Math.max(0, x[0] * cumulative(z) + x[1] * density(z));
    }

    @Override
    public Sensitivity sensitivity(List<PoissonInput> inputs, double currentPa) {
        final double[] x = input(inputs, currentPa);
        if (x[1] == 0) {
            return new Sensitivity(x[0] > 0 ? 1e-3 * gainHzPerPa * tauMs : 0, 0);
        }
        final double z = x[0] / x[1];
        return new Sensitivity(1e-3 * gainHzPerPa * tauMs * cumulative(z),
                1e-3 * gainHzPerPa * gainHzPerPa * tauMs / (4 * x[1]) * density(z));
    }

    @Override
    public double highestPerMs() {
        return HIGHEST;
    }
}

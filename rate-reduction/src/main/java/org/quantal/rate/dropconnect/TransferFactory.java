package org.quantal.rate.dropconnect;

import java.util.Arrays;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.simulator.network.Population;

/** Makes the transfer function of a population's neurons from drive to rate in Hz at an operating point. */
@FunctionalInterface
public interface TransferFactory {

    /**
     * The transfer of a population.
     *
     * @param population whose neurons answer; at the resolution of populations there is one unit for all
     * @param mean       mu of each unit at the operating point
     * @param sigma      sigma of each unit, frozen at the operating point, equation (4)
     */
    Transfer of(Population population, double[] mean, double[] sigma);

    /**
     * Gives the drive itself: layers whose outputs are mV (pA), for who has no transfer function. Linear Poisson
     * neurons get theirs.
     */
    static TransferFactory drive() {
        return (population, mean, sigma) -> population.model() instanceof LinearPoisson linear ? rectified(linear)
                : Activation.LINEAR;
    }

    /** The transfer of linear Poisson neurons: max(0, rate_0 + gain drive) in Hz. */
    static Transfer rectified(LinearPoisson model) {
        return new RectifiedRate(model.baselineHz(), model.gainHzPerPA());
    }

    /**
     * A linear response around the operating point, rate nu0 + slope (drive - mu0): equation (21).
     *
     * @param rateHz of each unit at the operating point
     * @param slope  d nu/d mu of each unit in Hz per unit of drive
     * @param mean   mu0 of each unit
     */
    static Transfer linearised(double[] rateHz, double[] slope, double[] mean) {
        if (rateHz.length != slope.length || rateHz.length != mean.length) {
            throw new IllegalArgumentException("units must be as many: rates=" + rateHz.length + " slopes="
                    + slope.length + " means="
                    + mean.length);
        }
        return new Linearised(rateHz.clone(), slope.clone(), mean.clone());
    }

    /** Rate of a linear Poisson neuron. */
    record RectifiedRate(double baselineHz, double gainHz) implements Transfer {
        @Override
        public String label() {
            return "rectified_rate";
        }

        @Override
        public double value(int unit, double drive) {
            return Math.max(0, baselineHz + gainHz * drive);
        }

        @Override
        public double slope(int unit, double drive) {
            return baselineHz + gainHz * drive > 0 ? gainHz : 0;
        }
    }

    /** Linear response of each unit. */
    record Linearised(double[] rateHz, double[] gain, double[] mean) implements Transfer {
        @Override
        public String label() {
            return "linearised";
        }

        @Override
        public double value(int unit, double drive) {
            return rateHz[unit] + gain[unit] * (drive - mean[unit]);
        }

        @Override
        public double slope(int unit, double drive) {
            return gain[unit];
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Linearised that && Arrays.equals(rateHz, that.rateHz)
                    && Arrays.equals(gain, that.gain)
                    && Arrays.equals(mean, that.mean);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(rateHz) + 31 * Arrays.hashCode(gain);
        }

        @Override
        public String toString() {
            return "Linearised[units=" + rateHz.length + "]";
        }
    }
}

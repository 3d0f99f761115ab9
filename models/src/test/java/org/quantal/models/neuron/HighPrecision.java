package org.quantal.models.neuron;

import java.math.BigDecimal;
import java.math.MathContext;

/** The exact solution in 60 digits, without any of the rearrangements that keep digits in double precision. */
final class HighPrecision {
    static final MathContext DIGITS = new MathContext(60);
    private static final int HALVINGS = 40;

    private HighPrecision() {
    }

    /** The Taylor series at x/2^40, squared 40 times. */
    static BigDecimal exp(BigDecimal x) {
        final MathContext more = new MathContext(DIGITS.getPrecision() + 20);
        final BigDecimal small = x.divide(BigDecimal.valueOf(2).pow(HALVINGS), more);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; k < 12; k++) {
            term = term.multiply(small, more).divide(BigDecimal.valueOf(k), more);
            sum = sum.add(term, more);
        }
        for (int k = 0; k < HALVINGS; k++) {
            sum = sum.multiply(sum, more);
        }
        return sum;
    }

    /** exp(-time/tau). */
    static BigDecimal decay(double time, double tau) {
        return exp(exact(time).negate().divide(exact(tau), DIGITS));
    }

    /** P21 by equation (2) and, for equal constants, its limit. */
    static BigDecimal membraneGain(double tauMembrane, double tauSyn, double capacitance, double step) {
        if (tauMembrane == tauSyn) {
            return exact(step).divide(exact(capacitance), DIGITS).multiply(decay(step, tauSyn), DIGITS);
        }
        final BigDecimal m = exact(tauMembrane);
        final BigDecimal s = exact(tauSyn);
        return m.multiply(s).divide(exact(capacitance).multiply(m.subtract(s)), DIGITS)
                .multiply(decay(step, tauMembrane).subtract(decay(step, tauSyn)), DIGITS);
    }

    /** The number that a double stands for. */
    static BigDecimal exact(double value) {
        return new BigDecimal(value);
    }

    /** |value - expected| / |expected|. */
    static double relativeError(BigDecimal expected, double value) {
        return exact(value).subtract(expected).divide(expected, DIGITS).abs().doubleValue();
    }
}

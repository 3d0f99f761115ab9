package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialCurrentTest {
    private static final double CAPACITANCE = 250;

    /** Reference values in mV/pA for 250 pF, from 50-digit arithmetic and from the matrix exponential. */
    @ParameterizedTest
    @CsvSource({"10, 0.5, 0.1, 0.000360671748781445", "10, 2, 0.1, 0.00038820409248454",
            "10, 10, 0.1, 0.000396019933499667",
        "10, 10.000001, 0.1, 0.000396019933697677", "5, 10, 1, 0.00344426659831911", "20, 5, 10, 0.0125652100393606"})
    void membraneGainMeetsTheTable(double tauMembrane, double tauSyn, double step, double expected) {
        assertEquals(expected, ExponentialCurrent.membraneGain(tauMembrane, tauSyn, CAPACITANCE, step),
                1e-14 * expected);
    }

    /** tau_s/tau_m from far apart to equal, where the difference of exponentials cancels. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2, 0.5, 0.99, 1 - 1e-5, 1 - 1e-8, 1, 1 + 1e-8, 1 + 1e-5, 1.01, 1.5, 2})
    void membraneGainMeetsHighPrecision(double ratio) {
        for (double tauMembrane : new double[] {5, 10, 20}) {
            for (double step : new double[] {0.01, 0.1, 1, 10}) {
                final double tauSyn = ratio * tauMembrane;
                final BigDecimal expected = HighPrecision.membraneGain(tauMembrane, tauSyn, CAPACITANCE, step);
                final double gain = ExponentialCurrent.membraneGain(tauMembrane, tauSyn, CAPACITANCE, step);
                final double error = HighPrecision.relativeError(expected, gain);
                assertTrue(error <= 1e-14, "tau_m=" + tauMembrane + " tau_s=" + tauSyn + " h=" + step + " error="
                        + error);
            }
        }
    }

    /** The series and the general formula meet at d = 1e-5. */
    @Test
    void membraneGainHasNoJumpWhereTheSeriesBegins() {
        for (double d : new double[] {0.5e-5, 0.999e-5, 1.001e-5, 2e-5, -0.999e-5, -1.001e-5}) {
            final double tauSyn = 1 / (1 / 10.0 + d / 0.1);
            final double error = HighPrecision.relativeError(HighPrecision.membraneGain(10, tauSyn, CAPACITANCE, 0.1),
                    ExponentialCurrent.membraneGain(10, tauSyn, CAPACITANCE, 0.1));
            assertTrue(error <= 1e-14, "d=" + d + " error=" + error);
        }
    }

    /** A synapse that is over long before the step ends: exp(h/tau_s) is beyond the range of doubles. */
    @ParameterizedTest
    @CsvSource({"10, 0.001, 1", "10, 0.0001, 0.1", "0.001, 10, 1"})
    void membraneGainStaysFiniteForVeryDifferentTimes(double tauMembrane, double tauSyn, double step) {
        final double error = HighPrecision.relativeError(HighPrecision.membraneGain(tauMembrane, tauSyn,
                CAPACITANCE, step), ExponentialCurrent.membraneGain(tauMembrane, tauSyn, CAPACITANCE, step));
        assertTrue(error <= 1e-13, "error=" + error);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.1", "2, 0.1", "10, 0.01", "5, 10"})
    void decaysMeetHighPrecision(double tau, double step) {
        final BigDecimal decay = HighPrecision.decay(step, tau);
        final Membrane membrane = new Membrane(CAPACITANCE, tau, 0, -70, -55, -70, 0);
        final BigDecimal gain = BigDecimal.ONE.subtract(decay).multiply(HighPrecision.exact(tau / CAPACITANCE));
        assertTrue(HighPrecision.relativeError(decay, ExponentialCurrent.decay(tau, step)) <= 1e-15);
        assertTrue(HighPrecision.relativeError(decay, membrane.decay(step)) <= 1e-15);
        assertTrue(HighPrecision.relativeError(gain, membrane.currentGain(step)) <= 1e-15);
    }
}

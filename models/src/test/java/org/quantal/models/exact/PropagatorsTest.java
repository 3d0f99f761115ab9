package org.quantal.models.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.random.StreamRandom;

class PropagatorsTest {

    /** Reference values from arithmetic of 40 digits (mpmath). */
    @ParameterizedTest
    @CsvSource({"10, 0.5, 0.1, 0.000360671748781444639", "10, 2, 0.1, 0.000388204092484540466",
        "10, 10, 0.1, 0.000396019933499667243", "10, 10.000001, 0.1, 0.00039601993369767719",
        "5, 10, 1, 0.00344426659831910858", "20, 5, 10, 0.0125652100393605528"})
    void currentGainHasAllDigits(double tauM, double tauS, double h, double expected) {
        assertEquals(expected, Propagators.currentGain(h, tauM, tauS, 250), 1e-15 * expected);
    }

    /** By definition P21 is symmetric in both time constants, and it must not jump where they meet. */
    @Test
    void currentGainIsSymmetricAndContinuous() {
        for (double h : new double[] {1e-9, 0.1, 7, 300}) {
            final double equal = h / 250 * Math.exp(-h / 10);
            for (double off : new double[] {1e-15, 1e-13, 1e-11, 1e-9, 1e-7}) {
                final double gain = Propagators.currentGain(h, 10, 10 * (1 + off), 250);
                assertEquals(gain, Propagators.currentGain(h, 10 * (1 + off), 10, 250), 1e-15 * gain);
                assertEquals(equal, gain, (1e-14 + off * h / 10) * equal);
            }
        }
    }

    @Test
    void nothingOverflowsAtLongTimes() {
        for (double tauS : new double[] {0.01, 9, 10, 11, 1e4}) {
            final double gain = Propagators.currentGain(1e7, 10, tauS, 250);
            assertTrue(gain >= 0 && gain < 1e-9, "gain=" + gain);
        }
    }

    /** One step is two half steps, for V and both currents: 1e-13. */
    @Test
    void halfStepsMakeAStep() {
        final StreamRandom random = new StreamRandom(11);
        for (int k = 0; k < 10_000; k++) {
            final double tauM = 1 + 30 * random.nextDouble();
            final double tau1 = k % 3 == 0 ? tauM : k % 3 == 1 ? tauM * (1 + 1e-8) : 0.2 + 30 * random.nextDouble();
            final double tau2 = 0.2 + 30 * random.nextDouble();
            final double h = 5 * random.nextDouble();
            final double v = 20 * random.nextDouble() - 10;
            final double i1 = 1000 * random.nextDouble();
            final double i2 = -1000 * random.nextDouble();
            final double vInf = 20 * random.nextDouble() - 5;
            final double half = LifTwoExpExact.potential(v, i1, i2, vInf, h / 2, tauM, tau1, tau2, 250);
            final double again = LifTwoExpExact.potential(half, LifExpExact.current(i1, h / 2, tau1),
                    LifExpExact.current(i2, h / 2, tau2), vInf, h / 2, tauM, tau1, tau2, 250);
            assertEquals(LifTwoExpExact.potential(v, i1, i2, vInf, h, tauM, tau1, tau2, 250), again, 1e-13 * 20);
            assertEquals(LifExpExact.current(i1, h, tau1),
                    LifExpExact.current(LifExpExact.current(i1, h / 2, tau1), h / 2, tau1), 1e-13 * i1);
        }
    }

    /** A constant current is a synaptic current that never decays. */
    @Test
    void constantCurrentIsTheLimitOfSlowCurrents() {
        assertEquals(Propagators.constantGain(3, 10, 250), Propagators.currentGain(3, 10, 1e15, 250), 1e-16);
        assertEquals(16, Propagators.steadyPotential(400, 10, 250), 1e-14);
        assertEquals(16 * (1 - Math.exp(-0.3)), LifDeltaExact.potential(0, 16, 3, 10), 1e-14);
    }
}

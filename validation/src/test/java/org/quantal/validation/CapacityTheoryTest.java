package org.quantal.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against numbers computed apart, from the same formulas. */
class CapacityTheoryTest {

    @ParameterizedTest
    @CsvSource({"20, 8, 0.868412018", "20, 10, 0.588098526", "20, 12, 0.251722336", "100, 45, 0.864373488",
            "100, 50, 0.539794619",
        "100, 55, 0.184100809"})
    void probabilityAtFiniteSize(int inputs, int patterns, double expected) {
        assertEquals(expected, CapacityTheory.realisable(inputs, patterns), 5e-10);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 0", "0.6, 0.487157556900, -0.161657506746", "0.7, 0.447205306097, -0.337119881548",
        "0.8, 0.374869555964, -0.549155821099", "0.9, 0.255564805187, -0.861592112416",
        "0.1, 0.255564805187, 0.861592112416"})
    void capacityWithFixedBias(double excitatory, double capacity, double eta) {
        assertEquals(eta, CapacityTheory.balance(excitatory), 1e-11);
        assertEquals(capacity, CapacityTheory.fixedBiasCapacity(excitatory), 1e-11);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1, 0.741657386774, 0.569044967650, 0.517261241912",
            "1, 1, 0.280776406404, 0.106339062591, 0.674437343814",
        "0.4, 0.1, 2.2360679775, 0.6180339887, 0.1545084972"})
    void ridge(double load, double lambda, double chi, double q, double e) {
        final CapacityTheory.Solution solution = CapacityTheory.ridge(load, lambda);
        assertEquals(chi, solution.chi(), 1e-10);
        assertEquals(q, solution.norm(), 1e-10);
        assertEquals(e, solution.error(), 1e-10);
    }

    @ParameterizedTest
    @CsvSource({"5, 0.75, 0.0812622", "5, 1, 0.1439420", "5, 2, 0.3276901", "20, 0.75, 0.0207998", "20, 1, 0.0373989",
            "20, 2, 0.0928113"})
    void timeSeriesOnRing(double tau, double load, double expected) {
        final double[] c = CapacityTheory.ringSpectrum((int) (2000 * load), tau);
        assertEquals(expected, CapacityTheory.spectrum(2000, c, c).error(), 1e-7);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1904493, 1.3187512", "2, 0.3205672, 0.6271147"})
    void powerLaw(double load, double error, double norm) {
        final double[] c = CapacityTheory.powerSpectrum((int) (400 * load), 1);
        assertEquals(error, CapacityTheory.spectrum(400, c, c).error(), 1e-7);
        assertEquals(norm, CapacityTheory.spectrum(400, c, c).norm(), 1e-7);
    }

    @Test
    void whiteTargetsAreLearnedAlikeFromAnySpectrum() {
        final double[] white = CapacityTheory.powerSpectrum(800, 0);
        for (double exponent : new double[] {0, 0.5, 2}) {
            final CapacityTheory.Solution solution =
                    CapacityTheory.spectrum(400, CapacityTheory.powerSpectrum(800, exponent), white);
            assertEquals(0.75, solution.error(), 1e-9);
            assertEquals(solution.chi(), solution.norm(), 1e-6 * solution.chi());
        }
        assertEquals(0, CapacityTheory.spectrum(400, new double[] {1, 1}, new double[] {1, 1}).error());
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, 1.5, 0.7807764", "1, 0.8, 0.75, 0.6403882", "2, 0.3, 1.5277778, 0.9288186"})
    void failures(double load, double p, double unaware, double aware) {
        assertEquals(unaware, CapacityTheory.unawareError(load, p), 5e-8);
        assertEquals(aware, CapacityTheory.awareError(load, p), 5e-8);
    }

    @Test
    void finiteSizeTendsToTheLimit() {
        for (double load : new double[] {0.75, 1, 2}) {
            final int inputs = 4000;
            final int patterns = (int) (load * inputs);
            assertEquals(CapacityTheory.error(load, 0.5), CapacityTheory.finiteError(inputs, patterns).mean(), 1e-3);
            assertEquals(CapacityTheory.norm(load), CapacityTheory.finiteNorm(inputs, patterns).mean(),
                    5e-3 * CapacityTheory.norm(load));
        }
        assertEquals(0, CapacityTheory.finiteError(400, 100).mean(), 1e-12);
    }

    @Test
    void errorOfOneSynapse() {
        // One synapse, P targets: in use with probability 1/2, and then 1/P of the sum of squares is explained on
        // average.
        final CapacityTheory.Moments error = CapacityTheory.finiteError(1, 10);
        assertEquals(1 - 0.5 / 10, error.mean(), 1e-12);
        final double explainedSquare = 0.5 * 3 / (10 * 12.0);
        assertEquals(Math.sqrt(explainedSquare - 0.05 * 0.05), error.sd(), 1e-12);
        assertTrue(CapacityTheory.norm(0.3) > 0);
    }
}

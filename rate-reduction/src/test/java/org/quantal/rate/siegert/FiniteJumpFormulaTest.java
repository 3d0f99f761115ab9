package org.quantal.rate.siegert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.rate.Amplitude;
import org.quantal.rate.Drive;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;

class FiniteJumpFormulaTest {
    private static final LifNeuron NEURON = new LifNeuron(20, 2, 20, 10, 250, 0);

    private static List<PoissonInput> inputs(double jump, double p, double g, double excitatory, double inhibitory) {
        return List.of(new PoissonInput(excitatory, Amplitude.of(jump, p)),
                new PoissonInput(inhibitory, Amplitude.of(-g * jump, p)));
    }

    /** The delta rows of section 5: (10) and (14) in Hz to the digits given, and the simulated rate within 1.4 %. */
    @ParameterizedTest
    @CsvSource({"0.2, 0.5, 5, 16.6667, 1.83333, 15, 5, 9.461, 8.438, 8.549",
            "0.1, 0.5, 5, 54.1667, 7.83333, 15, 5, 9.461, 8.903, 8.909",
        "0.2, 0.2, 5, 41.6667, 4.58333, 15, 5, 9.461, 8.438, 8.502",
        "0.1, 0.5, 5, 45, 4.6, 22, 4, 33.058, 32.638, 32.805"})
    void ratesEqualTheTable(double jump, double p, double g, double excitatory, double inhibitory,
    double mu, double sigma,
            double siegert, double formula, double simulated) {
        final List<PoissonInput> inputs = inputs(jump, p, g, excitatory, inhibitory);
        final Drive drive = Drive.of(NEURON, inputs, 0);
        assertEquals(mu, drive.muMv(), 1e-5 * mu);
        assertEquals(sigma, drive.sigmaMv(), 1e-5 * sigma);
        assertEquals(jump, drive.jumpMv(), 1e-12);
        assertEquals(siegert, 1000 * new Siegert().ratePerMs(NEURON, inputs, 0), 6e-4);
        final double rate = 1000 * new FiniteJumpFormula().ratePerMs(NEURON, inputs, 0);
        assertEquals(formula, rate, 6e-4);
        assertEquals(simulated, rate, 0.014 * simulated);
    }

    /** At 0.49 Hz simulated, the formula gives 0.55 where (10) gives 0.88. */
    @Test
    void lowRateEqualsTheNote() {
        // sigma² = 25 and mu = 10 with J = 0.2, g = 5: r p (1, 25) and (1, -5) in units of J.
        final double first = 10 / 20.0 / 0.2;
        final double second = 25 / 20.0 / 0.04;
        final double inhibitory = (second - first) / 30;
        final double excitatory = first + 5 * inhibitory;
        final List<PoissonInput> inputs = inputs(0.2, 0.5, 5, excitatory / 0.5, inhibitory / 0.5);
        assertEquals(0.88, 1000 * new Siegert().ratePerMs(NEURON, inputs, 0), 0.005);
        assertEquals(0.55, 1000 * new FiniteJumpFormula().ratePerMs(NEURON, inputs, 0), 0.005);
    }

    /** The closed form of the integral of k_3, against Gauss-Legendre of k_3 itself. */
    @Test
    void skewTermIsTheIntegralOfItsDensity() {
        final double gamma = 0.01;
        final double mu = 15;
        final double sigma = 5;
        final GaussLegendre quadrature = new GaussLegendre(60);
        final double integral = quadrature.integral(u -> {
            final double f = new ScaledIntegral(0, u).f(u) / new ScaledIntegral(0, u).scale();
            return f - 2 * gamma * (f * (2 * u + 4 * u * u * u / 3) + 4 * (1 + u * u) / (3 * Math.sqrt(Math.PI)));
        }, -1, 1.05);
        final double expected = 1 / (2 + 20 * Math.sqrt(Math.PI) * integral);
        assertEquals(expected, FiniteJumpFormula.ratePerMs(NEURON, mu, sigma, gamma, 0.5), 1e-13);
    }

    @Test
    void smallJumpsNeedNoCorrection() {
        assertEquals(Siegert.ratePerMs(NEURON, 15, 5), FiniteJumpFormula.ratePerMs(NEURON, 15, 5, 0, 0), 1e-17);
        assertEquals(Siegert.ratePerMs(NEURON, 25, 0), FiniteJumpFormula.ratePerMs(NEURON, 25, 0, 0, 0), 1e-17);
        assertEquals(0, FiniteJumpFormula.ratePerMs(NEURON, -200, 5, 0.001, 0.1));
    }

    @Test
    void refusesExponentialSynapsesAndJumpsBeyondTheFirstOrder() {
        final LifNeuron exponential = new LifNeuron(10, 2, 15, 0, 250, 0.5);
        final String message = assertThrows(IllegalArgumentException.class,
                () -> new FiniteJumpFormula().ratePerMs(exponential, List.of(), 0)).getMessage();
        assertTrue(message.contains("delta"), message);
        assertThrows(IllegalArgumentException.class, () -> FiniteJumpFormula.ratePerMs(NEURON, 0, 5, 0.5, 0.1));
    }
}

package org.quantal.rate.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quantal.rate.density.Drives.DELTA;
import static org.quantal.rate.density.Drives.EXPONENTIAL;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.rate.Amplitude;
import org.quantal.rate.PoissonInput;

class DensitySolverTest {

    private final DensitySolver solver = new DensitySolver();

    @Test
    void neuronWithoutUpwardJumpsIsSilent() {
        final List<PoissonInput> inhibition = List.of(new PoissonInput(1, Amplitude.of(-2, 0.5)));
        assertEquals(0, solver.ratePerMs(DELTA, List.of(), 0));
        assertEquals(0, solver.ratePerMs(DELTA, inhibition, 200));
        assertEquals(0, solver.ratePerMs(EXPONENTIAL, inhibition, 375));
        assertTrue(message(() -> solver.solve(DELTA, inhibition, 0)).contains("can fire the neuron"));
        assertTrue(message(() -> solver.solve(DELTA, List.of(), 500)).contains("no input delivers anything"));
        assertTrue(message(() -> solver.gains(DELTA, inhibition, 0)).contains("can fire the neuron"));
    }

    /** Inhibition alone under a current that fires the neuron, against the same pull by the current itself. */
    @Test
    void inhibitionSlowsANeuronThatTheCurrentFires() {
        final List<PoissonInput> inhibition = List.of(new PoissonInput(2, Amplitude.of(-0.1, 0.5)));
        // 1/ms of -0.1 mV for 20 ms is -2 mV, or -25 pA.
        final double noiseless = solver.ratePerMs(DELTA, List.of(), 400 - 25);
        assertEquals(noiseless, solver.ratePerMs(DELTA, inhibition, 400), 0.002 * noiseless);
    }

    @Test
    void ratesBelowTheResolutionCountAsZero() {
        final List<PoissonInput> far = Drives.balanced(DELTA, -15, 4, 0.2, 1, 1);
        assertEquals(0, solver.ratePerMs(DELTA, far, 0));
        assertThrows(ArithmeticException.class, () -> solver.solve(DELTA, far, 0));
        assertEquals(0, solver.ratePerMs(EXPONENTIAL, Drives.balanced(EXPONENTIAL, -15, 4, 40, 1, 1), 0));
    }

    @Test
    void refusesWhatItCannotSolve() {
        assertTrue(message(() -> solver.ratePerMs(DELTA, List.of(), Double.NaN))
                .contains("current must be finite: NaN pA"));
        assertTrue(message(() -> solver.ratePerMs(DELTA, List.of(new PoissonInput(1, Amplitude.of(Double.NaN, 1))), 0))
                .contains("amplitudes must be finite: NaN"));
        final List<PoissonInput> faint = List.of(new PoissonInput(1, Amplitude.of(1e-4, 1)));
        assertTrue(message(() -> solver.ratePerMs(DELTA, faint, 0)).contains("noise is too weak"));
        assertTrue(message(() -> solver.ratePerMs(EXPONENTIAL, faint, 0)).contains("noise is too weak"));
        final List<PoissonInput> absent = List.of(new PoissonInput(1, Amplitude.of(1, 1)),
                new PoissonInput(0, Amplitude.of(1, 1)));
        assertTrue(message(() -> solver.gains(DELTA, absent, 0)).contains("input 1 has 0.0/ms"));
    }

    /**
     * Brunel's model A with failures, theory note section 6: rates of the full network at which the neuron returns what
     * it is given. Neurons of the network share input and are weakly synchronous, which Poisson input ignores: within 3
     * %.
     */
    @ParameterizedTest
    @CsvSource({"1, 37.621", "0.5, 40.071", "0.2, 46.249"})
    void selfConsistentRateIsThatOfBrunelsNetwork(double p, double network) {
        double low = 20;
        double high = 60;
        while (high - low > 1e-4) {
            final double rate = 0.5 * (low + high);
            if (1000 * solver.ratePerMs(DELTA, brunel(rate / 1000, p), 0) > rate) {
                low = rate;
            } else {
                high = rate;
            }
        }
        assertEquals(network, low, 0.03 * network);
    }

    private static List<PoissonInput> brunel(double rate, double p) {
        final double jump = 0.1;
        return List.of(new PoissonInput(2 * 20 / (jump * 20), Amplitude.of(jump, 1)),
                new PoissonInput(1000 * rate, Amplitude.of(jump / p, p)),
                new PoissonInput(250 * rate, Amplitude.of(-5 * jump / p, p)));
    }

    private static String message(Runnable refused) {
        return assertThrows(IllegalArgumentException.class, refused::run).getMessage();
    }
}

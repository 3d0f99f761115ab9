package org.quantal.rate.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quantal.rate.density.Drives.DELTA;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.rate.Amplitude;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;

class DeltaSynapseDensityTest {

    private final DensitySolver solver = new DensitySolver();

    /** Section 5 of the theory note: 3 standard errors + 1 %, and the numerical error. */
    @ParameterizedTest
    @CsvSource({"0.2, 0.5, 15, 5, 8.549, 0.037", "0.1, 0.5, 15, 5, 8.909, 0.039", "0.2, 0.2, 15, 5, 8.502, 0.037",
            "0.1, 0.5, 22, 4, 32.805, 0.04"})
    void agreesWithSimulationsOfTheTheoryNote(double jump, double p, double mu, double sigma,
    double simulated, double error) {
        final StationaryState state = solver.solve(DELTA, Drives.balanced(DELTA, mu, sigma, jump, 5, p), 0);
        assertEquals(simulated, 1000 * state.ratePerMs(), 3 * error + 0.01 * simulated);
        assertTrue(state.errorPerMs() < 1e-5 * state.ratePerMs(), state.toString());
    }

    /** Own simulations, 3 standard errors: 0.3 to 50 Hz. */
    @ParameterizedTest
    @CsvSource({"10, 5, 1, 5, 2000, 1", "16, 6, 1, 4, 8000, 2", "30, 4, 0.5, 3, 8000, 3", "5, 8, 1.5, 1, 6000, 4"})
    void agreesWithItsOwnNeuron(double mu, double sigma, double jump, double g, int spikes, long seed) {
        final List<PoissonInput> inputs = Drives.balanced(DELTA, mu, sigma, jump, g, 1);
        final SimulatedNeuron.Intervals simulated = SimulatedNeuron.run(DELTA, Jumps.of(inputs), spikes, seed);
        final StationaryState state = solver.solve(DELTA, inputs, 0);
        assertEquals(simulated.ratePerMs(), state.ratePerMs(), 3 * simulated.rateErrorPerMs());
        assertEquals(simulated.cv(), state.intervalCv(), 0.05);
    }

    /** Without leak a neuron fires at each fifth jump of 2.2 mV: intervals are sums of five exponential ones. */
    @Test
    void integratorFiresAtTheFifthJump() {
        final StationaryState state = solver.solve(new LifNeuron(1e8, 3, 20, 10, 250, 0),
                List.of(new PoissonInput(0.4, Amplitude.of(2.2, 0.5))), 0);
        assertEquals(1 / (3 + 5 / 0.2), state.ratePerMs(), 1e-6 * state.ratePerMs());
        assertEquals(Math.sqrt(5) / 0.2 * state.ratePerMs(), state.intervalCv(), 1e-5);
    }

    /** A jump that always suffices. */
    @Test
    void greatJumpsFireAtOnce() {
        final StationaryState state = solver.solve(DELTA, List.of(new PoissonInput(0.05, Amplitude.of(25, 0.2))), 0);
        assertEquals(1 / (2 + 1 / 0.01), state.ratePerMs(), 1e-6 * state.ratePerMs());
    }

    /**
     * Small jumps against section 9, which lacks their overshoot of J/2: an error of the order of J/sigma, halved with
     * J.
     */
    @Test
    void smallJumpsApproachTheDiffusionLimit() {
        final double siegert = 9.46079980576;
        final double coarse = 1000 * solver.ratePerMs(DELTA, Drives.balanced(DELTA, 15, 5, 0.02, 1, 1), 0) - siegert;
        final double fine = 1000 * solver.ratePerMs(DELTA, Drives.balanced(DELTA, 15, 5, 0.01, 1, 1), 0) - siegert;
        assertEquals(0, fine, 0.004 * siegert);
        assertEquals(2, coarse / fine, 0.1);
    }

    @Test
    void weakNoiseFollowsTheNoiselessNeuron() {
        final double currentPa = 25 * 250.0 / 20;
        final double noiseless = 1 / (2 + 20 * Math.log(15.0 / 5));
        assertEquals(noiseless, solver.ratePerMs(DELTA, List.of(), currentPa), 1e-15);
        final double noisy = solver.ratePerMs(DELTA, Drives.balanced(DELTA, 0, 0.5, 0.02, 1, 1), currentPa);
        assertEquals(noiseless, noisy, 2e-3 * noiseless);
    }

    /** Where spikes are rare the potential has the cumulants of equation (5). */
    @Test
    void rarelyFiringNeuronHasTheFreeMoments() {
        final LifNeuron neuron = new LifNeuron(20, 2, 30, 8, 250, 0);
        final List<PoissonInput> inputs = Drives.balanced(neuron, 8, 8, 1, 4, 1);
        final StationaryState state = solver.solve(neuron, inputs, 0);
        assertTrue(state.ratePerMs() < 1e-5, state.toString());
        assertEquals(8, state.meanPotentialMv(), 0.01);
        assertEquals(8 / Math.sqrt(2), state.sdPotentialMv(), 0.01);
    }

    @Test
    void densityHoldsTheTimeThatIsNotRefractory() {
        final StationaryState state = solver.solve(DELTA, Drives.balanced(DELTA, 22, 4, 0.2, 5, 1), 0);
        double sum = 0;
        for (int i = 1; i < state.potentialsMv().length; i++) {
            sum += 0.5 * (state.densityPerMv()[i] + state.densityPerMv()[i - 1])
                    * (state.potentialsMv()[i] - state.potentialsMv()[i - 1]);
        }
        assertEquals(1 - 2 * state.ratePerMs(), sum, 0.01);
    }

    /** Diffusion gains of section 9, for jumps so small that they are within a percent. */
    @Test
    void gainsApproachTheDiffusionLimit() {
        final double jump = 0.01;
        final RateGains gains = solver.gains(DELTA, Drives.balanced(DELTA, 15, 5, jump, 1, 1), 0);
        final double perMu = 2.9072910632e-3;
        final double perSigma = 3.4499683488e-3;
        assertEquals(perMu, gains.perPa() * 250 / 20, 0.005 * perMu);
        final double excitation = 20 * jump * perMu + 20 * jump * jump / 10 * perSigma;
        assertEquals(excitation, gains.perInput()[0], 0.005 * excitation);
        final double inhibition = -20 * jump * perMu + 20 * jump * jump / 10 * perSigma;
        assertEquals(inhibition, gains.perInput()[1], 0.01 * Math.abs(inhibition));
    }
}

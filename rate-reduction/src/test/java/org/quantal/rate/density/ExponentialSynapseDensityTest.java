package org.quantal.rate.density;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quantal.rate.density.Drives.EXPONENTIAL;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.rate.Amplitude;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;

class ExponentialSynapseDensityTest {

    private final DensitySolver solver = new DensitySolver();

    /**
     * Section 5 of the theory note, simulated on a grid of 0.1 ms: 3 standard errors + 1 %, and the numerical error.
     */
    @ParameterizedTest
    @CsvSource({"87.8, 1, 8, 5, 4.628, 0.02", "175.6, 0.5, 8, 5, 4.278, 0.019", "439, 0.2, 8, 5, 3.494, 0.017",
            "175.6, 0.5, 12, 4, 16.078, 0.037"})
    void agreesWithSimulationsOfTheTheoryNote(double amplitude, double p, double mu, double sigma, double simulated,
            double error) {
        final StationaryState state = solver.solve(EXPONENTIAL,
                Drives.balanced(EXPONENTIAL, mu, sigma, amplitude, 4, p), 0);
        assertEquals(simulated, 1000 * state.ratePerMs(), 3 * error + 0.01 * simulated);
        assertTrue(state.errorPerMs() < 5e-4 * state.ratePerMs(), state.toString());
    }

    /** Own simulations in continuous time, 3 standard errors: 0.3 to 60 Hz, slow synapses included. */
    @ParameterizedTest
    @CsvSource({"0.5, 0, 9, 878, 4, 1200, 1", "0.5, 8, 5, 878, 4, 6000, 2", "0.5, 20, 6, 439, 4, 20000, 3",
            "0.5, -5, 14, 1000, 3, 3000, 4", "5, 10, 5, 100, 2, 8000, 5", "2, 6, 6, 200, 4, 4000, 6"})
    void agreesWithItsOwnNeuron(double synaptic, double mu, double sigma, double amplitude, double g,
    int spikes, long seed) {
        final LifNeuron neuron = new LifNeuron(10, 2, 15, 0, 250, synaptic);
        final List<PoissonInput> inputs = Drives.balanced(neuron, mu, sigma, amplitude, g, 1);
        final SimulatedNeuron.Intervals simulated = SimulatedNeuron.run(neuron, Jumps.of(inputs), spikes, seed);
        final StationaryState state = solver.solve(neuron, inputs, 0);
        assertEquals(simulated.cv(), state.intervalCv(), 0.05);
        // Slow synapses correlate successive intervals, so that the standard error for independent ones is too small.
        final double correlation = synaptic > 1 ? 1.5 : 1;
        assertEquals(simulated.ratePerMs(), state.ratePerMs(), 3 * correlation * simulated.rateErrorPerMs());
    }

    /** External input that never fails beside recurrent input that mostly does, of several sizes. */
    @Test
    void agreesWithItsOwnNeuronForMixedInputs() {
        final List<PoissonInput> inputs = List.of(new PoissonInput(12.8, Amplitude.of(87.8, 1)),
                new PoissonInput(4, Amplitude.of(439, 0.2)), new PoissonInput(3, Amplitude.of(-1756, 0.2)),
                new PoissonInput(2, new Amplitude(new double[] {300, 600, 900}, new double[] {0.2, 0.1, 0.05})));
        final SimulatedNeuron.Intervals simulated = SimulatedNeuron.run(EXPONENTIAL, Jumps.of(inputs), 6000, 7);
        assertEquals(simulated.ratePerMs(), solver.ratePerMs(EXPONENTIAL, inputs, 0), 3 * simulated.rateErrorPerMs());
    }

    /** Bursts: without refractory time and with a reset close to threshold, the current outlives many spikes. */
    @Test
    void currentIsRememberedAcrossSpikes() {
        final LifNeuron bursting = new LifNeuron(10, 0, 15, 14, 250, 5);
        final List<PoissonInput> inputs = Drives.balanced(bursting, 9, 6, 100, 2, 1);
        final SimulatedNeuron.Intervals simulated = SimulatedNeuron.run(bursting, Jumps.of(inputs), 20_000, 9);
        final StationaryState state = solver.solve(bursting, inputs, 0);
        // Bursts correlate intervals, so that the standard error for independent ones is too small.
        assertEquals(simulated.ratePerMs(), state.ratePerMs(), 3 * 1.5 * simulated.rateErrorPerMs());
        assertEquals(simulated.cv(), state.intervalCv(), 0.1);
    }

    /**
     * Rule (i) of section 5: in the diffusion limit within 1.5 % of the Siegert rate with shifted threshold, at 5 Hz.
     */
    @Test
    void smallJumpsApproachTheDiffusionLimit() {
        final double siegert = 5.03010270467;
        assertEquals(siegert,
                1000 * solver.ratePerMs(EXPONENTIAL, Drives.balanced(EXPONENTIAL, 8, 5, 5, 1, 1), 0), 0.015 * siegert);
    }

    /** Synapses much faster than the membrane act like jumps of the potential. */
    @Test
    void fastSynapsesApproachDeltaSynapses() {
        final LifNeuron delta = new LifNeuron(10, 2, 15, 0, 250, 0);
        final double expected = solver.ratePerMs(delta, Drives.balanced(delta, 8, 5, 0.5, 4, 1), 0);
        final LifNeuron fast = new LifNeuron(10, 2, 15, 0, 250, 0.003);
        final double rate = solver.ratePerMs(fast, Drives.balanced(fast, 8, 5, 0.5 * 250 / 0.003, 4, 1), 0);
        assertEquals(expected, rate, 0.02 * expected);
    }

    /** Where spikes are rare the potential has the mean and variance of equation (6). */
    @Test
    void rarelyFiringNeuronHasTheFreeMoments() {
        final LifNeuron neuron = new LifNeuron(10, 2, 20, 5, 250, 2);
        final StationaryState state = solver.solve(neuron, Drives.balanced(neuron, 5, 6, 100, 4, 1), 0);
        assertTrue(state.ratePerMs() < 1e-5, state.toString());
        assertEquals(5, state.meanPotentialMv(), 0.02);
        assertEquals(6 / Math.sqrt(2) * Math.sqrt(10.0 / 12), state.sdPotentialMv(), 0.02);
    }

    @Test
    void constantCurrentAddsToTheMean() {
        final List<PoissonInput> inputs = Drives.balanced(EXPONENTIAL, 4, 4, 60, 1, 1);
        final double rate = solver.ratePerMs(EXPONENTIAL, inputs, 100);
        final List<PoissonInput> more = Drives.balanced(EXPONENTIAL, 8, 4, 60, 1, 1);
        // Mean and noise are the same; only the skewness of the noise differs, and it is small.
        assertEquals(solver.ratePerMs(EXPONENTIAL, more, 0), rate, 0.03 * rate);
        final double gain = solver.gains(EXPONENTIAL, inputs, 100).perPa();
        assertEquals((solver.ratePerMs(EXPONENTIAL, inputs, 105) - solver.ratePerMs(EXPONENTIAL, inputs, 95)) / 10,
                gain, 0.02 * gain);
    }
}

package org.quantal.rate.siegert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.rate.LifNeuron;

/** Reference values of section 9: rates and gains in Hz, to 1e-8. */
class SiegertTest {
    private static final String TABLE = """
            15, 5, 20, 2, 20, 10, 0, 9.46079980576, 2.9072910632, 3.4499683488
            10, 4, 20, 2, 20, 10, 0, 0.122604259807, 0.13785378967, 0.34496751392
            25, 5, 20, 2, 20, 10, 0, 47.2174433041, 3.9292556203, 1.7295618073
            20, 1, 20, 2, 20, 0, 0, 12.260578129, 5.1786336429, 3.0026914821
            0, 5, 10, 2, 15, 0, 0.5, 0.00504682474644, 0.006168003998, 0.018504370836
            8, 5, 10, 2, 15, 0, 0.5, 5.03010270467, 2.506227729, 3.6013861267
            12, 3, 10, 2, 15, 0, 2, 7.04220724388, 4.8240281564, 5.0492455215
            40, 2, 10, 2, 15, 0, 0.5, 147.924150373, 3.3607861301, -0.55560833495
            -10, 4, 10, 2, 15, 0, 0.5, 2.07228181629e-16, 6.6331622347e-16, 4.1457263967e-15
            16, 0.2, 10, 0, 15, 0, 0, 36.1937282185, 12.033520426, 1.2331936675""";

    @ParameterizedTest
    @CsvSource(textBlock = TABLE)
    void ratesEqualTheTable(double mu, double sigma, double tau, double refractory, double threshold, double reset,
            double synaptic, double rate, double ofMu, double ofSigma) {
        final LifNeuron neuron = new LifNeuron(tau, refractory, threshold, reset, 250, synaptic);
        assertEquals(rate, 1000 * Siegert.ratePerMs(neuron, mu, sigma), 1e-10 * rate);
        final Siegert.Gain gain = Siegert.gain(neuron, mu, sigma);
        assertEquals(ofMu, 1000 * gain.ofMu(), 1e-8 * ofMu);
        assertEquals(ofSigma, 1000 * gain.ofSigma(), 1e-8 * Math.abs(ofSigma));
    }

    @ParameterizedTest
    @CsvSource(textBlock = TABLE)
    void gainsAreSlopesOfTheRate(double mu, double sigma, double tau, double refractory, double threshold, double reset,
            double synaptic) {
        final LifNeuron neuron = new LifNeuron(tau, refractory, threshold, reset, 250, synaptic);
        final Siegert.Gain gain = Siegert.gain(neuron, mu, sigma);
        final double h = 1e-4 * sigma;
        final double ofMu = (Siegert.ratePerMs(neuron, mu + h, sigma) - Siegert.ratePerMs(neuron, mu - h, sigma))
                / (2 * h);
        final double ofSigma = (Siegert.ratePerMs(neuron, mu, sigma + h) - Siegert.ratePerMs(neuron, mu, sigma - h))
                / (2 * h);
        assertEquals(ofMu, gain.ofMu(), 1e-5 * ofMu);
        assertEquals(ofSigma, gain.ofSigma(), 1e-5 * Math.abs(ofSigma));
    }

    /** Without noise the closed form; little noise comes close to it, over bounds as far as 1e6. */
    @Test
    void noiseVanishesWithoutAJump() {
        final LifNeuron neuron = new LifNeuron(10, 2, 15, 0, 250, 0);
        assertEquals(0, Siegert.ratePerMs(neuron, 15, 0));
        assertEquals(0, Siegert.ratePerMs(neuron, 14, 0));
        final double rate = 1 / (2 + 10 * Math.log(16 / 1.0));
        assertEquals(rate, Siegert.ratePerMs(neuron, 16, 0), 1e-15);
        assertEquals(rate, Siegert.ratePerMs(neuron, 16, 1e-5), 1e-9 * rate);
        assertEquals(Siegert.gain(neuron, 16, 1e-5).ofMu(), Siegert.gain(neuron, 16, 0).ofMu(), 1e-8);
        assertEquals(0, Siegert.gain(neuron, 14, 0).ofMu());
        assertEquals(0, Siegert.ratePerMs(neuron, 14, 0.01));
        assertEquals(new Siegert.Gain(0, 0), Siegert.gain(neuron, 14, 0.01));
    }

    /** The three cases meet where a bound passes 0. */
    @Test
    void casesMeet() {
        final LifNeuron neuron = new LifNeuron(20, 2, 20, 10, 250, 0);
        for (double mu : new double[] {10, 20}) {
            final double below = Siegert.ratePerMs(neuron, mu - 1e-9, 4);
            final double at = Siegert.ratePerMs(neuron, mu, 4);
            final double above = Siegert.ratePerMs(neuron, mu + 1e-9, 4);
            assertEquals(2 * at, below + above, 1e-12 * at);
            assertTrue(below < at && at < above);
        }
    }

    @Test
    void nonsenseIsRefused() {
        final LifNeuron neuron = new LifNeuron(20, 2, 20, 10, 250, 0);
        assertThrows(IllegalArgumentException.class, () -> Siegert.ratePerMs(neuron, 10, -1));
        assertThrows(IllegalArgumentException.class, () -> Siegert.ratePerMs(neuron, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> Siegert.gain(neuron, 10, Double.POSITIVE_INFINITY));
    }
}

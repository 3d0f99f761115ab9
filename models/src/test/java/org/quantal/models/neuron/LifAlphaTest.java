package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quantal.models.neuron.HighPrecision.DIGITS;
import static org.quantal.models.neuron.HighPrecision.decay;
import static org.quantal.models.neuron.HighPrecision.exact;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.random.StreamRandom;

class LifAlphaTest {
    private static final double STEP = 0.1;

    /** exp(-h/tau_m) (1 - (1 + d h) exp(-d h))/(C d^2) with d = 1/tau_s - 1/tau_m, in 60 digits. */
    private static BigDecimal gain(double tauM, double tauS, double capacitance, double h) {
        final BigDecimal c = exact(capacitance);
        if (tauM == tauS) {
            return exact(h).pow(2).divide(c.add(c), DIGITS).multiply(decay(h, tauM), DIGITS);
        }
        final BigDecimal d = BigDecimal.ONE.divide(exact(tauS), DIGITS)
                .subtract(BigDecimal.ONE.divide(exact(tauM), DIGITS));
        final BigDecimal rest = decay(h, tauM)
                .subtract(BigDecimal.ONE.add(d.multiply(exact(h))).multiply(decay(h, tauS)));
        return rest.divide(c.multiply(d, DIGITS).multiply(d, DIGITS), DIGITS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.05, 0.2, 0.5, 0.99, 1 - 1e-5, 1 - 1e-9, 1, 1 + 1e-9, 1 + 1e-5, 1.01, 2, 50})
    void membraneGainMeetsHighPrecision(double ratio) {
        for (double tauM : new double[] {5, 10, 20}) {
            for (double step : new double[] {0.001, 0.1, 1, 10}) {
                final double error = HighPrecision.relativeError(gain(tauM, ratio * tauM, 250, step),
                        AlphaCurrent.membraneGain(tauM, ratio * tauM, 250, step));
                assertTrue(error <= 3e-14, "tau_m=" + tauM + " tau_s=" + ratio * tauM + " h=" + step + " error="
                        + error);
            }
        }
    }

    /** I(t) = w (e/tau) t exp(-t/tau) from the end of the arrival's step on; the peak is the weight, at tau. */
    @Test
    void anArrivalMakesAnAlphaFunctionWhosePeakIsTheWeight() {
        final LifAlpha model = new LifAlpha(new Membrane(250, 10, 2, -65, -50, -65, 0), 2, 5);
        final NeuronGroup group = Groups.of(model, 1, STEP);
        group.advance(0, new double[][] {{100}, {-60}}, new int[1]);
        assertEquals(0, group.state("I_syn_ex", 0));
        double largest = 0;
        double deepest = 0;
        for (int step = 1; step <= 100; step++) {
            group.advance(step, Groups.silence(model, 1), new int[1]);
            final double t = step * STEP;
            assertEquals(100 * Math.E / 2 * t * Math.exp(-t / 2), group.state("I_syn_ex", 0), 1e-11);
            assertEquals(-60 * Math.E / 5 * t * Math.exp(-t / 5), group.state("I_syn_in", 0), 1e-11);
            // The potential is the sum of both responses at t, each in one jump of a step of t.
            final double v = 100 * Math.E / 2 * gain(10, 2, 250, t).doubleValue()
                    - 60 * Math.E / 5 * gain(10, 5, 250, t).doubleValue();
            assertEquals(v, group.state("V_m", 0) + 65, 1e-12);
            largest = Math.max(largest, group.state("I_syn_ex", 0));
            deepest = Math.min(deepest, group.state("I_syn_in", 0));
        }
        assertEquals(100, largest, 1e-10);
        assertEquals(-60, deepest, 1e-10);
    }

    /** update() of NEST's iaf_psc_alpha, with a branch and a counter of refractory steps, bit for bit. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 2, 0, 1500", "2, 5, 5, 380, 6000", "10, 0.3, 0.1, -100, 900", "10, 10.000001, 20, 420, 100"})
    void everyStepEqualsNest(double tauEx, double tauIn, double refractoryMs, double currentPA, double amplitude) {
        final Membrane membrane = new Membrane(250, 10, refractoryMs, -65, -50, -60, currentPA);
        final int size = 60;
        final NeuronGroup group = Groups.of(new LifAlpha(membrane, tauEx, tauIn), size, STEP);
        final Nest[] nest = new Nest[size];
        java.util.Arrays.setAll(nest, i -> new Nest(membrane, tauEx, tauIn));
        final StreamRandom random = new StreamRandom(20090417);
        final double[][] arrivals = new double[2][size];
        final int[] spiked = new int[size];
        long spikes = 0;
        for (long step = 0; step < 3000; step++) {
            for (int i = 0; i < size; i++) {
                arrivals[0][i] = random.nextDouble() < 0.1 ? amplitude * random.nextDouble() : 0;
                arrivals[1][i] = random.nextDouble() < 0.05 ? -amplitude * random.nextDouble() : 0;
            }
            final int count = group.advance(step, arrivals, spiked);
            int expected = 0;
            for (int i = 0; i < size; i++) {
                if (nest[i].step(arrivals[0][i], arrivals[1][i])) {
                    assertTrue(expected < count && spiked[expected] == i,
                            "missed spike of neuron " + i + " in step " + step);
                    expected++;
                }
                assertEquals(nest[i].v - 65, group.state("V_m", i), 0);
                assertEquals(nest[i].currentEx, group.state("I_syn_ex", i), 0);
                assertEquals(nest[i].currentIn, group.state("I_syn_in", i), 0);
            }
            assertEquals(expected, count);
            spikes += count;
        }
        assertTrue(spikes > 500, "spikes=" + spikes);
    }

    /** One neuron; names of propagators as in NEST. */
    private static final class Nest {
        private final Membrane membrane;
        private final double tauEx;
        private final double tauIn;
        private double v;
        private double currentEx;
        private double riseEx;
        private double currentIn;
        private double riseIn;
        private long refractory;

        Nest(Membrane membrane, double tauEx, double tauIn) {
            this.membrane = membrane;
            this.tauEx = tauEx;
            this.tauIn = tauIn;
        }

        private double p31(double tau) {
            return AlphaCurrent.membraneGain(membrane.tauMs(), tau, membrane.capacitancePF(), STEP);
        }

        private double p32(double tau) {
            return ExponentialCurrent.membraneGain(membrane.tauMs(), tau, membrane.capacitancePF(), STEP);
        }

        boolean step(double arrivalsEx, double arrivalsIn) {
            if (refractory == 0) {
                v = membrane.decay(STEP) * v + p31(tauEx) * riseEx + p32(tauEx) * currentEx + p31(tauIn) * riseIn
                        + p32(tauIn) * currentIn + membrane.currentPA() * membrane.currentGain(STEP);
            } else {
                refractory--;
            }
            final double p11ex = StrictMath.exp(-STEP / tauEx);
            final double p11in = StrictMath.exp(-STEP / tauIn);
            currentEx = STEP * p11ex * riseEx + p11ex * currentEx;
            riseEx *= p11ex;
            riseEx += Math.E / tauEx * arrivalsEx;
            currentIn = STEP * p11in * riseIn + p11in * currentIn;
            riseIn *= p11in;
            riseIn += Math.E / tauIn * arrivalsIn;
            if (v < membrane.threshold()) {
                return false;
            }
            refractory = Math.round(membrane.refractoryMs() / STEP);
            v = membrane.reset();
            return true;
        }
    }
}

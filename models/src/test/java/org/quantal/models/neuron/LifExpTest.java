package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.random.StreamRandom;

class LifExpTest {
    private static final double STEP = 0.1;
    private static final double NEVER = 1e9;

    private static LifExp model(double tauEx, double tauIn, double refractoryMs, double currentPA) {
        return new LifExp(new Membrane(250, 10, refractoryMs, -65, -50, -60, currentPA), tauEx, tauIn, false);
    }

    /** Arrivals of one channel: none in most steps, otherwise up to twice the given amplitude. */
    private static void draw(StreamRandom random, double share, double amplitude, double[] arrivals) {
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = random.nextDouble() < share ? 2 * amplitude * random.nextDouble() : 0;
        }
    }

    /**
     * All state of 150 neurons over 4000 steps of random input, bit for bit: from silence to a spike in nearly every
     * step, without and with refractoriness (also longer than any interval), time constants apart, equal to each other,
     * and equal to tau_m.
     */
    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 2, 0, 3000", "0.5, 0.5, 0, 100, 3000", "2, 2, 5, 380, 20000", "2, 5, 2, 0, 2000",
            "0.5, 10, 0, 3500, 600",
        "10, 0.3, 0.1, -100, 2000", "10, 10.000001, 20, 420, 200", "2, 5, 2, 0, 0"})
    void everyStepEqualsNest(double tauEx, double tauIn, double refractoryMs, double currentPA, double amplitude) {
        final LifExp model = model(tauEx, tauIn, refractoryMs, currentPA);
        final int size = 150;
        final boolean one = model.channels() == 1;
        assertEquals(tauEx == tauIn, one);
        final NeuronGroup group = Groups.of(model, size, STEP);
        final NestNeuron[] nest = new NestNeuron[size];
        Arrays.setAll(nest, i -> new NestNeuron(model.membrane(), tauEx, tauIn, STEP));
        final StreamRandom random = new StreamRandom(20090417);
        final double[] excitation = new double[size];
        final double[] inhibition = new double[size];
        final int[] spiked = new int[size];
        long spikes = 0;
        for (long step = 0; step < 4000; step++) {
            draw(random, 0.1, amplitude, excitation);
            draw(random, 0.05, -amplitude, inhibition);
            final double[][] arrivals = one ? new double[1][size] : new double[][] {excitation, inhibition};
            for (int i = 0; one && i < size; i++) {
                arrivals[0][i] = excitation[i] + inhibition[i];
            }
            final int count = group.advance(step, arrivals, spiked);
            int expected = 0;
            for (int i = 0; i < size; i++) {
                final boolean spike = nest[i].stepExp(arrivals[0][i], one ? 0 : arrivals[1][i]);
                if (spike) {
                    assertTrue(expected < count && spiked[expected] == i,
                            "missed spike of neuron " + i + " in step " + step);
                    expected++;
                }
                assertEquals(nest[i].potential(), group.state("V_m", i), 0);
                if (one) {
                    assertEquals(nest[i].currentEx, group.state("I_syn", i), 0);
                } else {
                    assertEquals(nest[i].currentEx, group.state("I_syn_ex", i), 0);
                    assertEquals(nest[i].currentIn, group.state("I_syn_in", i), 0);
                }
            }
            assertEquals(expected, count);
            spikes += count;
        }
        assertTrue(amplitude == 0 ? spikes == 0 : spikes > 1000, "spikes=" + spikes);
    }

    /** The same input through one array or two: potentials to rounding, spikes equal. */
    @Test
    void oneCurrentAndSeparateCurrentsSpikeAlike() {
        final Membrane membrane = new Membrane(250, 10, 2, -65, -50, -65, 0);
        final LifExp joint = new LifExp(membrane, 0.5, 0.5, false);
        final LifExp apart = new LifExp(membrane, 0.5, 0.5, true);
        assertEquals(1, joint.channels());
        assertEquals(2, apart.channels());
        final int size = 300;
        final NeuronGroup one = Groups.of(joint, size, STEP);
        final NeuronGroup two = Groups.of(apart, size, STEP);
        final StreamRandom random = new StreamRandom(3);
        final double[][] both = new double[2][size];
        final int[] spikedOne = new int[size];
        final int[] spikedTwo = new int[size];
        int spikes = 0;
        for (long step = 0; step < 3000; step++) {
            draw(random, 0.3, 900, both[0]);
            draw(random, 0.3, -250, both[1]);
            final double[] sum = new double[size];
            Arrays.setAll(sum, i -> both[0][i] + both[1][i]);
            final int count = one.advance(step, new double[][] {sum}, spikedOne);
            assertEquals(count, two.advance(step, both, spikedTwo));
            assertArrayEquals(Arrays.copyOf(spikedOne, count), Arrays.copyOf(spikedTwo, count));
            for (int i = 0; i < size; i++) {
                assertEquals(two.state("V_m", i), one.state("V_m", i), 1e-11);
                assertEquals(two.state("I_syn_ex", i) + two.state("I_syn_in", i), one.state("I_syn", i), 1e-9);
            }
            spikes += count;
        }
        assertTrue(spikes > 1000, "spikes=" + spikes);
    }

    @Test
    void weightsChooseTheirChannelBySign() {
        final LifExp apart = model(2, 5, 2, 0);
        assertEquals(0, apart.channel(1));
        assertEquals(0, apart.channel(0));
        assertEquals(1, apart.channel(-1));
        final LifExp joint = model(2, 2, 2, 0);
        assertEquals(0, joint.channel(1));
        assertEquals(0, joint.channel(-1));
        assertEquals("pA", joint.weightUnit());
    }

    /** Equation (4): T = t_ref + tau_m ln((V_inf - V_r)/(V_inf - theta)), rounded up to a whole number of steps. */
    @ParameterizedTest
    @CsvSource({"375.1, 2", "380, 2", "400, 0", "500, 2", "750, 1.3", "1500, 5", "20000, 2"})
    void constantCurrentFiresRegularly(double currentPA, double refractoryMs) {
        final LifExp model = model(0.5, 0.5, refractoryMs, currentPA);
        final double infinity = 10 * currentPA / 250;
        final double interval = refractoryMs + 10 * Math.log((infinity - 5) / (infinity - 15));
        final NeuronGroup group = Groups.of(model, 1, STEP);
        final int[] spiked = new int[1];
        long last = -1;
        int intervals = 0;
        for (long step = 0; intervals < 20; step++) {
            if (group.advance(step, Groups.silence(model, 1), spiked) == 1) {
                if (last >= 0) {
                    final double isi = (step - last) * STEP;
                    assertTrue(isi >= interval - 1e-9 && isi < interval + STEP + 1e-9, "isi=" + isi + " T=" + interval);
                    intervals++;
                }
                last = step;
            }
        }
    }

    @Test
    void currentAtRheobaseNeverFires() {
        final LifExp model = model(0.5, 0.5, 2, 375 * (1 - 1e-12));
        final NeuronGroup group = Groups.of(model, 1, STEP);
        for (long step = 0; step < 20_000; step++) {
            assertEquals(0, group.advance(step, Groups.silence(model, 1), new int[1]));
        }
        assertEquals(-50, group.state("V_m", 0), 1e-9);
    }

    /** A current that crosses threshold within one step: exactly t_ref/h steps at reset lie between two spikes. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.1, 1", "2, 20", "7.3, 73"})
    void refractoryTimeIsWholeSteps(double refractoryMs, int steps) {
        final LifExp model = model(0.5, 0.5, refractoryMs, 1e6);
        final NeuronGroup group = Groups.of(model, 1, STEP);
        final int[] spiked = new int[1];
        for (long step = 0; step < 500; step++) {
            assertEquals(step % (steps + 1) == 0 ? 1 : 0, group.advance(step, Groups.silence(model, 1), spiked),
                    "step " + step);
            assertEquals(-60, group.state("V_m", 0));
        }
    }

    @Test
    void currentsGoOnWhileRefractory() {
        for (LifExp model : new LifExp[] {model(2, 2, 2, 0), model(2, 5, 2, 0)}) {
            final String name = model.channels() == 1 ? "I_syn" : "I_syn_ex";
            final NeuronGroup group = Groups.of(model, 1, STEP);
            final double[][] arrivals = Groups.silence(model, 1);
            final int[] spiked = new int[1];
            arrivals[0][0] = 1e5;
            assertEquals(0, group.advance(0, arrivals, spiked));
            arrivals[0][0] = 0;
            assertEquals(1, group.advance(1, arrivals, spiked));
            double current = 1e5 * StrictMath.exp(-STEP / 2);
            assertEquals(current, group.state(name, 0), 1e-6);
            for (long step = 2; step < 22; step++) {
                arrivals[0][0] = step == 11 ? 700 : 0;
                assertEquals(0, group.advance(step, arrivals, spiked));
                current = current * StrictMath.exp(-STEP / 2) + arrivals[0][0];
                assertEquals(current, group.state(name, 0), 1e-6);
                assertEquals(-60, group.state("V_m", 0));
            }
            arrivals[0][0] = 0;
            assertEquals(1, group.advance(22, arrivals, spiked));
        }
    }

    /** V follows P21 I from the step after the arrival on: equation (1). */
    @Test
    void arrivalActsOnThePotentialFromTheNextStep() {
        final LifExp model = model(0.5, 0.5, 2, 0);
        final NeuronGroup group = Groups.of(model, 1, STEP);
        final int[] spiked = new int[1];
        final double[][] arrivals = {{100}};
        group.advance(0, arrivals, spiked);
        assertEquals(-65, group.state("V_m", 0));
        assertEquals(100, group.state("I_syn", 0));
        arrivals[0][0] = 0;
        group.advance(1, arrivals, spiked);
        assertEquals(0.0360671748781445, group.state("V_m", 0) + 65, 1e-13);
        assertEquals(100 * StrictMath.exp(-0.2), group.state("I_syn", 0), 1e-12);
    }

    /** A step of h and two of h/2 without arrivals agree to 1e-13. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "2, 5", "10, 10", "10, 9.9999999", "20, 0.1"})
    void oneStepEqualsTwoHalfSteps(double tauEx, double tauIn) {
        final LifExp model = new LifExp(new Membrane(250, 10, 0, 0, NEVER, 0, 123), tauEx, tauIn, true);
        final Map<String, Double> initial = Map.of("V_m", 7.0, "I_syn_ex", 800.0, "I_syn_in", -300.0);
        for (double step : new double[] {0.01, 0.1, 1, 4}) {
            final NeuronGroup whole = Groups.of(model, 1, step, 0, initial);
            final NeuronGroup half = Groups.of(model, 1, step / 2, 0, initial);
            whole.advance(0, Groups.silence(model, 1), new int[1]);
            half.advance(0, Groups.silence(model, 1), new int[1]);
            half.advance(1, Groups.silence(model, 1), new int[1]);
            for (String name : new String[] {"I_syn_ex", "I_syn_in"}) {
                assertEquals(whole.state(name, 0), half.state(name, 0), 1e-13 * Math.abs(whole.state(name, 0)));
            }
            assertEquals(whole.state("V_m", 0), half.state("V_m", 0), 1e-13 * whole.state("V_m", 0));
        }
    }

    /** The engine's constant current and the model's own are one sum. */
    @Test
    void externalConstantCurrentAddsToTheModelsOwn() {
        final NeuronGroup own = Groups.of(model(2, 2, 2, 450), 1, STEP);
        final NeuronGroup given = Groups.of(model(2, 2, 2, 150), 1, STEP, 300, Map.of());
        final double[][] silence = {{0}};
        for (long step = 0; step < 1000; step++) {
            assertEquals(own.advance(step, silence, new int[1]), given.advance(step, silence, new int[1]));
            assertEquals(own.state("V_m", 0), given.state("V_m", 0));
        }
    }

    @Test
    void spikesAtThresholdExactly() {
        final double gain = new Membrane(250, 10, 2, 0, 1, 0, 0).currentGain(STEP);
        final NeuronGroup reaches = Groups.of(new LifExp(new Membrane(250, 10, 2, 0, gain * 500, 0, 500), 2, 2, false),
                1, STEP);
        final NeuronGroup misses = Groups.of(new LifExp(new Membrane(250, 10, 2, 0, Math.nextUp(gain * 500), 0, 500), 2,
                2, false), 1, STEP);
        assertEquals(1, reaches.advance(0, new double[1][1], new int[1]));
        assertEquals(0, misses.advance(0, new double[1][1], new int[1]));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-50, -49.9, -40})
    void initialPotentialCanBeAboveThreshold(double potential) {
        final LifExp model = model(2, 2, 2, 400);
        final NeuronGroup group = Groups.of(model, 1, STEP, 0, Map.of("V_m", potential));
        assertEquals(potential, group.state("V_m", 0), 1e-13);
        assertEquals(1, group.advance(0, Groups.silence(model, 1), new int[1]));
    }
}

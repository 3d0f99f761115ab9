package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.random.StreamRandom;

class LifDeltaTest {
    private static final double STEP = 0.1;

    private static LifDelta model(double refractoryMs, double currentPA) {
        return new LifDelta(new Membrane(250, 20, refractoryMs, 0, 20, 10, currentPA));
    }

    /** 150 neurons over 4000 steps of random input, bit for bit. */
    @ParameterizedTest
    @CsvSource({"2, 0, 1", "0, 300, 5", "5, 0, 30", "0.1, -50, 4", "20, 260, 0"})
    void everyStepEqualsNest(double refractoryMs, double currentPA, double amplitude) {
        final LifDelta model = model(refractoryMs, currentPA);
        final int size = 150;
        final NeuronGroup group = Groups.of(model, size, STEP);
        final NestNeuron[] nest = new NestNeuron[size];
        Arrays.setAll(nest, i -> new NestNeuron(model.membrane(), STEP));
        final StreamRandom random = new StreamRandom(11);
        final double[][] arrivals = new double[1][size];
        final int[] spiked = new int[size];
        long spikes = 0;
        for (long step = 0; step < 4000; step++) {
            for (int i = 0; i < size; i++) {
                arrivals[0][i] = random.nextDouble() < 0.2 ? amplitude * (2.5 * random.nextDouble() - 0.5) : 0;
            }
            final int count = group.advance(step, arrivals, spiked);
            int expected = 0;
            for (int i = 0; i < size; i++) {
                if (nest[i].stepDelta(arrivals[0][i])) {
                    assertTrue(expected < count && spiked[expected] == i,
                            "missed spike of neuron " + i + " in step " + step);
                    expected++;
                }
                assertEquals(nest[i].potential(), group.state("V_m", i), 0);
            }
            assertEquals(expected, count);
            spikes += count;
        }
        assertTrue(spikes > 500, "spikes=" + spikes);
    }

    @Test
    void arrivalActsInTheSameStep() {
        final NeuronGroup group = Groups.of(model(2, 0), 2, STEP);
        final int[] spiked = new int[2];
        assertEquals(1, group.advance(0, new double[][] {{0.1, 20}}, spiked));
        assertEquals(1, spiked[0]);
        assertEquals(0.1, group.state("V_m", 0));
        assertEquals(10, group.state("V_m", 1));
        assertEquals(0, group.advance(1, new double[][] {{0, 0}}, spiked));
        assertEquals(0.1 * StrictMath.exp(-STEP / 20), group.state("V_m", 0));
    }

    @Test
    void arrivalsWhileRefractoryAreLost() {
        final NeuronGroup group = Groups.of(model(2, 0), 1, STEP);
        final int[] spiked = new int[1];
        assertEquals(1, group.advance(0, new double[][] {{25}}, spiked));
        for (long step = 1; step <= 20; step++) {
            assertEquals(0, group.advance(step, new double[][] {{25}}, spiked), "step " + step);
            assertEquals(10, group.state("V_m", 0));
        }
        assertEquals(0, group.advance(21, new double[][] {{5}}, spiked));
        assertEquals(10 * StrictMath.exp(-STEP / 20) + 5, group.state("V_m", 0));
    }

    /** Equation (4) with V_inf = tau_m I/C above threshold, rounded up to a whole number of steps. */
    @ParameterizedTest
    @CsvSource({"251, 2", "300, 0", "500, 2", "5000, 3.7"})
    void constantCurrentFiresRegularly(double currentPA, double refractoryMs) {
        final LifDelta model = model(refractoryMs, currentPA);
        final double infinity = 20 * currentPA / 250;
        final double interval = refractoryMs + 20 * Math.log((infinity - 10) / (infinity - 20));
        final NeuronGroup group = Groups.of(model, 1, STEP);
        long last = -1;
        for (long step = 0; step < 20_000; step++) {
            if (group.advance(step, Groups.silence(model, 1), new int[1]) == 1) {
                final double isi = (step - last) * STEP;
                assertTrue(last < 0 || isi >= interval - 1e-9 && isi < interval + STEP + 1e-9,
                        "isi=" + isi + " T=" + interval);
                last = step;
            }
        }
        assertTrue(last > 0);
    }

    @Test
    void takesExcitationAndInhibitionInOneChannel() {
        final LifDelta model = model(2, 0);
        assertEquals(1, model.channels());
        assertEquals(0, model.channel(0.1));
        assertEquals(0, model.channel(-0.6));
        assertEquals("mV", model.weightUnit());
    }
}

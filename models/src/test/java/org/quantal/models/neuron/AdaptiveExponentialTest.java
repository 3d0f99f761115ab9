package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.simulator.model.NeuronGroup;

class AdaptiveExponentialTest {
    private static final double STEP = 0.1;

    /**
     * A known run of 100 ms at I_e = 700 pA with excitation at 5, 12, ..., 89 ms and inhibition of 500 pA at 9.3,
     * 20.3, ..., 86.3 ms.
     *
     * @param excitation weight in pA
     * @param spikes     spike times in continuous time
     * @param states     V and w at 10, 20, 40, 70 and 100 ms
     */
    private record Known(Map<String, Double> parameters, double excitation, double[] spikes, double[][] states) {
    }

    /**
     * Reference: SciPy's DOP853 at rtol 3e-14 on the equations as they stand, with 1/(1 + |V'|) ds in place of dt
     * against the blow-up, stopped by events at V_peak; with t_ref the hold ends t_ref after the grid point that
     * follows the spike.
     */
    static Stream<Known> known() {
        return Stream.of(
                new Known(Map.of(), 3000, new double[] {22.6866327, 54.07787481}, new double[][] {
                    {-54.9881506644, 2.645624618111}, {-46.5964958714, 7.53849793796},
                            {-51.67096758495, 86.95970796502},
                    {-53.68179097, 156.0372353908}, {-51.43757874947, 140.4412117382}}),
                new Known(Map.of("V_reset", -47.4, "t_ref", 1.0, "tau_w", 40.0, "b", 60.0, "tau_syn_ex", 5.0, "a", 2.0),
                300,
                        new double[] {18.35878825, 21.15002605, 24.83972185, 27.68456413, 31.04514215, 36.56607529,
                        40.96544041,
                            54.399978, 58.90323371, 63.01810876, 94.52483207, 99.00374696},
                        new double[][] {{-53.76160013887, 4.487051934602}, {-46.05442256039, 70.50780388101},
                            {-45.87179014168, 287.547710667}, {-50.00751330676, 325.5995172781},
                            {-47.4, 288.0599995963}}),
                new Known(Map.of("Delta_T", 0.2, "V_peak", -40.0, "tau_syn_ex", 2.0, "b", 20.0), 600,
                        new double[] {14.97688125, 26.92080251, 40.27921284, 52.66000527, 64.3105403, 82.915212},
                        new double[][] {{-53.58774344501, 2.727065077112}, {-52.9799851043, 26.17865155556},
                            {-50.06799894756, 50.1852465897}, {-55.11006583653, 105.5517746599},
                            {-51.46557853529, 116.5564750802}}));
    }

    /** V within 1e-6 mV and w within 1e-5 pA after strong input and spikes; spikes in their steps. */
    @ParameterizedTest
    @MethodSource("known")
    void knownRuns(Known known) {
        final Map<String, Double> parameters = new HashMap<>(known.parameters);
        parameters.put("I_e", 700.0);
        final NeuronGroup group = NeuronRuns.group(AdaptiveExponential.ENTRY.create(parameters), 1);
        final long[] times = {100, 200, 400, 700, 1000};
        int sample = 0;
        int spikes = 0;
        for (long step = 0; step < 1000; step++) {
            final long end = step + 1;
            final double ex = end >= 50 && (end - 50) % 70 == 0 && end <= 890 ? known.excitation : 0;
            final double in = end >= 93 && (end - 93) % 110 == 0 && end <= 863 ? -500 : 0;
            if (group.advance(step, new double[][] {{ex}, {in}}, new int[1]) > 0) {
                assertEquals((long) Math.ceil(known.spikes[spikes++] / STEP) - 1, step);
            }
            if (end == times[sample]) {
                assertEquals(known.states[sample][0], group.state("V_m", 0), 1e-6, "V at " + end);
                assertEquals(known.states[sample][1], group.state("w", 0), 1e-5, "w at " + end);
                sample++;
            }
        }
        assertEquals(known.spikes.length, spikes);
    }

    /** The grid cuts the integration, so its length must not matter beyond the error: 0.1 against 0.05 and 0.025 ms. */
    @Test
    void stepLengthDoesNotMatterBetweenArrivals() {
        final double[] v = new double[3];
        final double[] w = new double[3];
        for (int fine = 0; fine < 3; fine++) {
            final int per = 1 << fine;
            final NeuronGroup group = Groups.of(AdaptiveExponential.ENTRY.create(Map.of("I_e", 1200.0)), 1, STEP / per);
            int spikes = 0;
            for (long step = 0; step < 1000L * per; step++) {
                spikes += group.advance(step, new double[2][1], new int[1]);
            }
            assertTrue(spikes > 5, "spikes=" + spikes);
            v[fine] = group.state("V_m", 0);
            w[fine] = group.state("w", 0);
        }
        for (int fine = 1; fine < 3; fine++) {
            assertEquals(v[0], v[fine], 1e-6);
            assertEquals(w[0], w[fine], 1e-5);
        }
    }

    /**
     * Without exponential current, adaptation and synapses it is a leaky integrate-and-fire neuron: from reset 10 to
     * threshold 15 mV above rest at a drive to 20 mV in tau_m ln 2 = 6.93 ms, on the grid 7.0 ms.
     */
    @Test
    void hardThresholdFiresLikeALeakyNeuron() {
        final AdaptiveExponential model = new AdaptiveExponential(250, 25, -70, -55, 0, -55, -60, 2, 0, 0, 100,
                2, 2, 500);
        final NeuronGroup group = Groups.of(model, 1, STEP, 0, Map.of("V_m", -60.0));
        long last = -21;
        for (long step = 0; step < 1000; step++) {
            final int count = group.advance(step, new double[2][1], new int[1]);
            assertEquals(step - last == 90 ? 1 : 0, count, "step " + step);
            last = count > 0 ? step : last;
            final double free = Math.max(0, step - last - 20) * STEP;
            assertEquals(-50 - 10 * Math.exp(-free / 10), group.state("V_m", 0), 1e-7);
        }
    }

    /** w jumps by b at a spike and then decays to a (V_reset - E_L), exactly while V is held. */
    @Test
    void adaptationJumpsAndRelaxesWhileRefractory() {
        final NeuronGroup group = Groups.of(AdaptiveExponential.ENTRY.create(Map.of("t_ref", 5.0)), 1, STEP, 0,
                Map.of("V_m", 1.0, "w", 7.0, "I_syn_in", 3.0));
        assertEquals(1, group.advance(0, new double[2][1], new int[1]));
        final double level = 4 * (-60 + 70.6);
        for (int step = 1; step <= 50; step++) {
            // At V_peak already: the spike is at the start of step 0.
            assertEquals(level + (87.5 - level) * Math.exp(-step * STEP / 144), group.state("w", 0), 1e-11);
            assertEquals(3 * Math.exp(-step * STEP / 2), group.state("I_syn_in", 0), 1e-13);
            assertEquals(-60, group.state("V_m", 0));
            assertEquals(0, group.advance(step, new double[2][1], new int[1]));
        }
        group.advance(51, new double[2][1], new int[1]);
        assertTrue(group.state("V_m", 0) < -60);
    }

    /** Arrivals act from the next step on; I_syn_in is positive and hyperpolarises. */
    @Test
    void arrivalsActFromTheNextStep() {
        final NeuronGroup group = NeuronRuns.group(AdaptiveExponential.ENTRY.create(Map.of()), 2);
        // Rest, where the tiny exponential current is balanced.
        for (long step = 0; step < 20_000; step++) {
            group.advance(step, new double[2][2], new int[2]);
        }
        final double rest = group.state("V_m", 0);
        group.advance(20_000, new double[][] {{100, 0}, {0, -100}}, new int[2]);
        assertEquals(rest, group.state("V_m", 0), 1e-9);
        assertEquals(100, group.state("I_syn_ex", 0));
        assertEquals(100, group.state("I_syn_in", 1));
        group.advance(20_001, new double[2][2], new int[2]);
        assertEquals(100 * Math.exp(-0.5), group.state("I_syn_ex", 0), 1e-13);
        assertTrue(group.state("V_m", 0) > rest + 0.01 && group.state("V_m", 1) < rest - 0.01);
    }

    /** At most one spike a step, nothing overflows and nothing hangs, whatever comes in. */
    @Test
    void absurdInputSpikesOnceAStep() {
        for (double input : new double[] {1e5, 1e7, 1e9}) {
            final NeuronGroup group = Groups.of(AdaptiveExponential.ENTRY.create(Map.of("b", 0.0)), 1, STEP, input,
                    Map.of());
            int spikes = 0;
            for (long step = 0; step < 20; step++) {
                spikes += group.advance(step, new double[2][1], new int[1]);
                assertTrue(Double.isFinite(group.state("V_m", 0)) && group.state("V_m", 0) <= 0);
            }
            assertTrue(spikes > 7, "spikes=" + spikes);
        }
        final NeuronGroup down = Groups.of(AdaptiveExponential.ENTRY.create(Map.of()), 1, STEP, -1e7, Map.of());
        for (long step = 0; step < 20; step++) {
            assertEquals(0, down.advance(step, new double[2][1], new int[1]));
        }
    }

    /** A low V_peak, at V_th itself or just above: the spike is where V crosses it, linearly in a strong drive. */
    @Test
    void lowPeaksAreLocated() {
        for (double peak : new double[] {-50.4, -50.3, -48}) {
            final double[] after = new double[2];
            for (int fine = 0; fine < 2; fine++) {
                final int per = fine == 0 ? 1 : 16;
                final NeuronGroup group = Groups.of(AdaptiveExponential.ENTRY.create(Map.of("V_peak", peak, "I_e",
                        2000.0)), 1, STEP / per);
                for (long step = 0; step < 400L * per; step++) {
                    group.advance(step, new double[2][1], new int[1]);
                }
                after[fine] = group.state("V_m", 0);
            }
            assertEquals(after[1], after[0], 1e-6, "V_peak=" + peak);
        }
    }

    @Test
    void inhibitoryWeightsFeedTheSecondChannel() {
        final AdaptiveExponential model = (AdaptiveExponential) AdaptiveExponential.ENTRY.create(Map.of());
        assertArrayEquals(new int[] {0, 0, 1}, new int[] {model.channel(3), model.channel(0), model.channel(-3)});
        assertEquals(List.of("V_m", "I_syn_ex", "I_syn_in", "w"),
                model.stateVariables().stream().map(v -> v.name()).toList());
    }
}

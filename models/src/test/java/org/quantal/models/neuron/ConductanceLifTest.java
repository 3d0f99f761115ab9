package org.quantal.models.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.random.StreamRandom;

class ConductanceLifTest {
    private static final double STEP = 0.1;

    /** The equations as they stand, by the classical Runge-Kutta method with 400 pieces a step. */
    private static final class Reference {
        private static final int PIECES = 400;
        private final ConductanceLif m;
        private final double[] y;

        Reference(ConductanceLif m, double v) {
            this.m = m;
            y = new double[] {v, 0, 0};
        }

        void advance(double step) {
            final double h = step / PIECES;
            for (int p = 0; p < PIECES; p++) {
                final double[] k1 = slopes(y, y, 0);
                final double[] k2 = slopes(y, k1, h / 2);
                final double[] k3 = slopes(y, k2, h / 2);
                final double[] k4 = slopes(y, k3, h);
                for (int i = 0; i < 3; i++) {
                    y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
                }
            }
        }

        private double[] slopes(double[] at, double[] along, double h) {
            final double v = at[0] + h * along[0];
            final double ex = at[1] + h * along[1];
            final double in = at[2] + h * along[2];
            return new double[] {(m.leakNS() * (m.restMV() - v) + ex * (m.excitatoryMV() - v)
                    + in * (m.inhibitoryMV() - v)
                    + m.currentPA()) / m.capacitancePF(), -ex / m.tauExMs(), -in / m.tauInMs()};
        }
    }

    /**
     * 100 ms of strong input below threshold: V within 1e-6 mV of the reference in every step, with conductances up to
     * 100 times the leak and time constants down to half a step.
     */
    @ParameterizedTest
    @CsvSource({"0.2, 2, 100, 0.1", "0.05, 0.3, 300, 0.1", "5, 10, 300, 0.1", "0.2, 2, 1500, 0.1",
        "0.5, 2, 100, 1", "2, 0.2, 40, 0.01"})
    void potentialIsWithinTheStatedError(double tauEx, double tauIn, double weight, double step) {
        final ConductanceLif model = new ConductanceLif(1e9, -60, -70, 0, -85, 250, 16.6667, 2, tauEx, tauIn, 150);
        final NeuronGroup group = Groups.of(model, 1, step, 0, Map.of("V_m", -66.0));
        final Reference reference = new Reference(model, -66);
        final StreamRandom random = new StreamRandom(3);
        double worst = 0;
        double most = 0;
        for (long k = 0; k < Math.round(100 / step); k++) {
            final double ex = random.nextDouble() < 0.1 ? weight * random.nextDouble() : 0;
            final double in = random.nextDouble() < 0.1 ? -weight * random.nextDouble() : 0;
            group.advance(k, new double[][] {{ex}, {in}}, new int[1]);
            reference.advance(step);
            reference.y[1] += ex;
            reference.y[2] -= in;
            worst = Math.max(worst, Math.abs(group.state("V_m", 0) - reference.y[0]));
            most = Math.max(most, group.state("g_ex", 0));
            assertEquals(reference.y[1], group.state("g_ex", 0), 1e-8 * weight);
            assertEquals(reference.y[2], group.state("g_in", 0), 1e-8 * weight);
        }
        assertTrue(worst < 1e-6, "error=" + worst + " mV");
        assertTrue(most > 0.9 * weight, "most=" + most);
    }

    /** Without conductances: E_L + R I (1 - exp(-t/tau_m)). */
    @Test
    void constantCurrentChargesTheMembrane() {
        final ConductanceLif model = new ConductanceLif(-55, -60, -70, 0, -85, 250, 25, 2, 0.2, 2, 100);
        final NeuronGroup group = Groups.of(model, 1, STEP, 150, Map.of());
        for (long k = 1; k <= 300; k++) {
            group.advance(k - 1, new double[2][1], new int[1]);
            assertEquals(-70 + 10 * (1 - Math.exp(-k * STEP / 10)), group.state("V_m", 0), 1e-10);
        }
    }

    /**
     * Constant drive to 20 mV above rest, threshold 15 and reset 10 mV above: T = t_ref + tau_m ln((20 - 10)/(20 -
     * 15)) = 2 + 10 ln 2 = 8.93 ms, on the grid 9 ms. In the steps of t_ref V stands at reset.
     */
    @Test
    void regularFiringIsOnTheGrid() {
        final ConductanceLif model = new ConductanceLif(-55, -60, -70, 0, -85, 250, 25, 2, 0.2, 2, 500);
        final NeuronGroup group = Groups.of(model, 1, STEP, 0, Map.of("V_m", -60.0));
        long last = -21;
        int spikes = 0;
        for (long k = 0; k < 2000; k++) {
            final int count = group.advance(k, new double[2][1], new int[1]);
            assertEquals(k - last == 90 ? 1 : 0, count, "step " + k);
            if (count > 0) {
                last = k;
                spikes++;
            }
            if (k - last <= 20) {
                assertEquals(-60, group.state("V_m", 0));
            } else {
                assertTrue(group.state("V_m", 0) > -60);
            }
        }
        assertEquals(22, spikes);
    }

    /** An arrival acts from the next step on, and inhibition counts by its magnitude. */
    @Test
    void arrivalsActFromTheNextStep() {
        final NeuronGroup group = NeuronRuns.group(ConductanceLif.ENTRY.create(Map.of()), 1);
        group.advance(0, new double[][] {{3}, {-4}}, new int[1]);
        assertEquals(-70, group.state("V_m", 0));
        assertEquals(3, group.state("g_ex", 0));
        assertEquals(4, group.state("g_in", 0));
        group.advance(1, new double[2][1], new int[1]);
        assertEquals(3 * Math.exp(-0.5), group.state("g_ex", 0), 1e-15);
        assertEquals(4 * Math.exp(-0.05), group.state("g_in", 0), 1e-15);
        assertTrue(group.state("V_m", 0) > -70);
    }

    /** Conductances go on while V is held: after t_ref a slow conductance has decayed as it should. */
    @Test
    void conductancesGoOnWhileRefractory() {
        final ConductanceLif model = new ConductanceLif(-55, -60, -70, 0, -85, 250, 16.6667, 2, 5, 2, 0);
        final NeuronGroup group = Groups.of(model, 1, STEP, 0, Map.of("V_m", -54.0, "g_ex", 20.0));
        assertEquals(1, group.advance(0, new double[2][1], new int[1]));
        for (long k = 1; k <= 20; k++) {
            group.advance(k, new double[2][1], new int[1]);
            assertEquals(-60, group.state("V_m", 0));
            assertEquals(20 * Math.exp(-(k + 1) * STEP / 5), group.state("g_ex", 0), 1e-13);
        }
        group.advance(21, new double[2][1], new int[1]);
        assertTrue(group.state("V_m", 0) > -60);
    }

    /** A conductance of 10 uS, 600 times the leak, clamps V at its reversal potential and nothing oscillates. */
    @Test
    void absurdConductancesAreStable() {
        final ConductanceLif model = new ConductanceLif(1e9, -60, -70, 0, -85, 250, 16.6667, 2, 50, 50, 0);
        final NeuronGroup group = Groups.of(model, 2, STEP, 0, Map.of("g_in", 1e4));
        group.advance(0, new double[][] {{0, 1e12}, {0, 0}}, new int[2]);
        for (long k = 1; k < 100; k++) {
            group.advance(k, new double[2][2], new int[2]);
            final double v = group.state("V_m", 0);
            assertTrue(v >= -85 - 1e-9 && v < -84.5, "v=" + v);
            final double strong = group.state("V_m", 1);
            assertTrue(strong >= -90 && strong < 90, "v=" + strong);
        }
    }
}

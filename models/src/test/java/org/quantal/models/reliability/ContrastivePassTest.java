package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamKey;

class ContrastivePassTest {

    /**
     * Mean of v+ h+^T - v- h-^T over 300,000 passes against the sum over all units, with masks summed out row by row
     * and column by column. A difference of two bits has a variance of at most 1: one standard error is at most 0.0018.
     */
    @Test
    void meanOfDrawsIsTheSumOverAllStates() {
        final Synapses s = Tiny.synapses();
        final ContrastivePass pass = new ContrastivePass(3, 2);
        pass.prepare(s.weight(), s.alpha(), s.visible(), s.hidden());
        final byte[] example = {1, 0, 1};
        final int[][] coincidences = new int[3][2];
        final int[] dv = new int[3];
        final int[] dh = new int[2];
        final int passes = 300_000;
        for (int n = 0; n < passes; n++) {
            pass.run(example, StreamKey.with(63, n));
            pass.addTo(coincidences, dv, dh);
        }
        final Expected expected = new Expected(s, new int[] {1, 0, 1});
        for (int i = 0; i < 3; i++) {
            assertEquals(expected.dv[i], dv[i] / (double) passes, 4 * 0.0018);
            for (int j = 0; j < 2; j++) {
                assertEquals(expected.dh[j], dh[j] / (double) passes, 4 * 0.0018);
                assertEquals(expected.d[i][j], coincidences[i][j] / (double) passes, 4 * 0.0018);
            }
        }
    }

    /** The same by enumeration. */
    private static final class Expected {
        private final double[][] d = new double[3][2];
        private final double[] dv = new double[3];
        private final double[] dh = new double[2];
        private final ReliabilityMachine machine;
        private final Synapses s;

        Expected(Synapses s, int[] example) {
            this.s = s;
            this.machine = new ReliabilityMachine(s);
            final int[] none = new int[2];
            for (int first = 0; first < 4; first++) {
                final int[] h = Tiny.units(first, 2);
                final double ph = hiddenChance(example, none, h);
                for (int second = 0; second < 8; second++) {
                    final int[] v = Tiny.units(second, 3);
                    final double pv = ph * visibleChance(h, example, v);
                    for (int third = 0; third < 4; third++) {
                        final int[] again = Tiny.units(third, 2);
                        add(example, h, v, again, pv * hiddenChance(v, h, again));
                    }
                }
            }
        }

        private void add(int[] example, int[] h, int[] v, int[] again, double p) {
            for (int i = 0; i < 3; i++) {
                dv[i] += p * (example[i] - v[i]);
                for (int j = 0; j < 2; j++) {
                    d[i][j] += p * (example[i] * h[j] - v[i] * again[j]);
                }
            }
            for (int j = 0; j < 2; j++) {
                dh[j] += p * (h[j] - again[j]);
            }
        }

        /** Probability of hidden units given v, through masks given v and {@code given}. */
        private double hiddenChance(int[] v, int[] given, int[] h) {
            double product = 1;
            for (int j = 0; j < 2; j++) {
                double on = 0;
                for (int column = 0; column < 8; column++) {
                    double p = 1;
                    double drive = s.hidden()[j];
                    for (int i = 0; i < 3; i++) {
                        final double release = machine.releaseProbability(i, j, v[i] * given[j] == 1);
                        p *= States.on(column, i, 3) ? release : 1 - release;
                        drive += States.on(column, i, 3) ? v[i] * s.weight()[i][j] : 0;
                    }
                    on += p * Logistic.sigma(drive);
                }
                product *= h[j] == 1 ? on : 1 - on;
            }
            return product;
        }

        /** Probability of visible units given h, through masks given h and {@code given}. */
        private double visibleChance(int[] h, int[] given, int[] v) {
            double product = 1;
            for (int i = 0; i < 3; i++) {
                double on = 0;
                for (int row = 0; row < 4; row++) {
                    double p = 1;
                    double drive = s.visible()[i];
                    for (int j = 0; j < 2; j++) {
                        final double release = machine.releaseProbability(i, j, given[i] * h[j] == 1);
                        p *= States.on(row, j, 2) ? release : 1 - release;
                        drive += States.on(row, j, 2) ? h[j] * s.weight()[i][j] : 0;
                    }
                    on += p * Logistic.sigma(drive);
                }
                product *= v[i] == 1 ? on : 1 - on;
            }
            return product;
        }
    }
}

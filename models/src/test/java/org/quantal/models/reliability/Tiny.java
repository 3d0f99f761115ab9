package org.quantal.models.reliability;

import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/** The machine of three visible and two hidden units of the reference table, and its data. */
final class Tiny {
    /** Share of the visible states 000, 001, ..., 111. */
    static final double[] DATA = {4 / 16.0, 1 / 16.0, 0, 2 / 16.0, 1 / 16.0, 0, 3 / 16.0, 5 / 16.0};

    private Tiny() {
    }

    static Synapses synapses() {
        final double[][] weight = new double[3][2];
        final double[][] alpha = new double[3][2];
        final double[] b = new double[3];
        final double[] c = new double[2];
        for (int i = 0; i < 3; i++) {
            b[i] = ((2 * i + 1) % 3 - 1) / 2.0;
            for (int j = 0; j < 2; j++) {
                weight[i][j] = ((5 * i + 3 * j + 1) % 7 - 3) / 2.0;
                alpha[i][j] = ((3 * i + 2 * j) % 5 - 2) / 2.0;
                c[j] = (j + 1) % 2 - 0.5;
            }
        }
        return new Synapses(weight, alpha, b, c);
    }

    /** The same machine with one number changed: group 0 is W, 1 alpha, 2 b, 3 c. */
    static Synapses moved(Synapses synapses, int group, int i, int j, double by) {
        final double[][] weight = synapses.weight();
        final double[][] alpha = synapses.alpha();
        final double[] b = synapses.visible();
        final double[] c = synapses.hidden();
        switch (group) {
            case 0 -> weight[i][j] += by;
            case 1 -> alpha[i][j] += by;
            case 2 -> b[i] += by;
            default -> c[j] += by;
        }
        return new Synapses(weight, alpha, b, c);
    }

    static StreamRandom random(long seed) {
        return new StreamRandom(StreamKey.of(seed, Purpose.PLASTICITY, 0));
    }

    static int[] units(int state, int count) {
        final int[] units = new int[count];
        for (int i = 0; i < count; i++) {
            units[i] = States.on(state, i, count) ? 1 : 0;
        }
        return units;
    }

    /** exp(-E(v,h;M) + sum of alpha M), (1) and (3), written out. */
    static double jointWeight(Synapses s, int[] v, int[] h, boolean[][] mask) {
        double exponent = 0;
        for (int i = 0; i < v.length; i++) {
            exponent += s.visible()[i] * v[i];
            for (int j = 0; j < h.length; j++) {
                exponent += mask[i][j] ? s.weight()[i][j] * v[i] * h[j] + s.alpha()[i][j] : 0;
            }
        }
        for (int j = 0; j < h.length; j++) {
            exponent += s.hidden()[j] * h[j];
        }
        return Math.exp(exponent);
    }

    /** The mask of the given number: synapse (0, 0) is the most significant bit. */
    static boolean[][] mask(int number, int nv, int nh) {
        final boolean[][] mask = new boolean[nv][nh];
        for (int i = 0; i < nv; i++) {
            for (int j = 0; j < nh; j++) {
                mask[i][j] = States.on(number, i * nh + j, nv * nh);
            }
        }
        return mask;
    }
}

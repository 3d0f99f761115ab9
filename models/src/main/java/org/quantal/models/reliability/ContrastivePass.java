package org.quantal.models.reliability;

import java.util.Arrays;
import org.quantal.simulator.random.StreamRandom;

/**
 * The six draws of (12) for one example. A synapse is drawn only where the draw matters, that is where its sending unit
 * is 1: the law of the units is the same, at a third of the random numbers.
 */
final class ContrastivePass {
    private final int nv;
    private final int nh;
    private final double[][] prior;
    private final double[][] coincident;
    private final long[][] priorLimit;
    private final long[][] coincidentLimit;
    private final StreamRandom random = new StreamRandom(0);
    private final double[] visibleDrive;
    private final double[] hiddenDrive;
    private final byte[] reconstructed;
    private final byte[] hidden;
    private final byte[] hiddenAgain;
    private double[][] weight;
    private double[] b;
    private double[] c;
    private byte[] example;

    ContrastivePass(int nv, int nh) {
        this.nv = nv;
        this.nh = nh;
        prior = new double[nv][nh];
        coincident = new double[nv][nh];
        priorLimit = new long[nv][nh];
        coincidentLimit = new long[nv][nh];
        visibleDrive = new double[nv];
        hiddenDrive = new double[nh];
        reconstructed = new byte[nv];
        hidden = new byte[nh];
        hiddenAgain = new byte[nh];
    }

    /** Takes over the parameters for the following examples. */
    void prepare(double[][] weights, double[][] alpha, double[] visibleBias, double[] hiddenBias) {
        weight = weights;
        b = visibleBias;
        c = hiddenBias;
        for (int i = 0; i < nv; i++) {
            for (int j = 0; j < nh; j++) {
                prior[i][j] = Logistic.sigma(alpha[i][j]);
                coincident[i][j] = Logistic.sigma(alpha[i][j] + weights[i][j]);
                priorLimit[i][j] = limit(prior[i][j]);
                coincidentLimit[i][j] = limit(coincident[i][j]);
            }
        }
    }

    private static long limit(double probability) {
        return (long) Math.ceil(probability * 0x1p53);
    }

    /**
     * 1 with the probability limit / 2^53, else 0: a draw below a probability, without a branch that nobody can
     * predict.
     */
    private long released(long limit) {
        return (random.nextLong() >>> 11) - limit >>> 63;
    }

    /** sigma(alpha). */
    double prior(int i, int j) {
        return prior[i][j];
    }

    /** sigma(alpha + W). */
    double coincident(int i, int j) {
        return coincident[i][j];
    }

    void run(byte[] visible, long key) {
        example = visible;
        random.reset(key);
        // Given v+, nothing is known of the masks yet; later, masks know v and h+.
        Arrays.fill(hidden, (byte) 0);
        drawHidden(visible, hidden, hidden);
        drawVisible(visible);
        drawHidden(reconstructed, hidden, hiddenAgain);
    }

    /**
     * Draws hidden units from visible ones through a mask that was drawn given those and the hidden units {@code
     * given}.
     */
    private void drawHidden(byte[] visible, byte[] given, byte[] drawn) {
        System.arraycopy(c, 0, hiddenDrive, 0, nh);
        for (int i = 0; i < nv; i++) {
            if (visible[i] != 0) {
                final double[] w = weight[i];
                final long[] rare = priorLimit[i];
                final long[] often = coincidentLimit[i];
                for (int j = 0; j < nh; j++) {
                    hiddenDrive[j] += released(given[j] != 0 ? often[j] : rare[j]) * w[j];
                }
            }
        }
        for (int j = 0; j < nh; j++) {
            drawn[j] = (byte) (random.nextDouble() < Logistic.sigma(hiddenDrive[j]) ? 1 : 0);
        }
    }

    /** Draws the reconstruction from h+ through a mask that was drawn given h+ and {@code given}. */
    private void drawVisible(byte[] given) {
        System.arraycopy(b, 0, visibleDrive, 0, nv);
        for (int i = 0; i < nv; i++) {
            final double[] w = weight[i];
            final long[] limit = given[i] != 0 ? coincidentLimit[i] : priorLimit[i];
            for (int j = 0; j < nh; j++) {
                if (hidden[j] != 0) {
                    visibleDrive[i] += released(limit[j]) * w[j];
                }
            }
        }
        for (int i = 0; i < nv; i++) {
            reconstructed[i] = (byte) (random.nextDouble() < Logistic.sigma(visibleDrive[i]) ? 1 : 0);
        }
    }

    /** Adds v+ h+^T - v- h-^T, v+ - v- and h+ - h- of this example. */
    void addTo(int[][] coincidences, int[] dv, int[] dh) {
        for (int i = 0; i < nv; i++) {
            dv[i] += example[i] - reconstructed[i];
            final int[] row = coincidences[i];
            if (example[i] != 0) {
                for (int j = 0; j < nh; j++) {
                    row[j] += hidden[j];
                }
            }
            if (reconstructed[i] != 0) {
                for (int j = 0; j < nh; j++) {
                    row[j] -= hiddenAgain[j];
                }
            }
        }
        for (int j = 0; j < nh; j++) {
            dh[j] += hidden[j] - hiddenAgain[j];
        }
    }
}

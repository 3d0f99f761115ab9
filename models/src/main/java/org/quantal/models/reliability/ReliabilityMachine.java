package org.quantal.models.reliability;

import org.quantal.simulator.random.StreamRandom;

/**
 * The joint machine (model B): visible units, hidden units and the mask of released synapses under one partition
 * function,
 *
 * <pre>
 * P(v,h,M) = exp(-E(v,h;M) + sum_ij alpha_ij M_ij) / Z                                                         (3)
 * </pre>
 *
 * <p>All conditionals factorise, (7) and (8). Summed over M it is an ordinary restricted Boltzmann machine of the
 * effective weights (9); weight and release probability of one synapse therefore always learn together, (10).
 *
 * <p>Units are 0 or 1. Thread-safe; immutable.
 */
public final class ReliabilityMachine {
    private final double[][] weight;
    private final double[][] alpha;
    private final double[][] probability;
    private final double[] b;
    private final double[] c;

    /** The machine of the given parameters. */
    public ReliabilityMachine(Synapses synapses) {
        this.weight = synapses.weight();
        this.alpha = synapses.alpha();
        this.probability = synapses.probability();
        this.b = synapses.visible();
        this.c = synapses.hidden();
    }

    /** Number of visible units. */
    public int visibleUnits() {
        return b.length;
    }

    /** Number of hidden units. */
    public int hiddenUnits() {
        return c.length;
    }

    /** Its parameters. */
    public Synapses synapses() {
        return new Synapses(weight, alpha, b, c);
    }

    /** P(M_ij = 1 | v, h) = sigma(alpha_ij + W_ij v_i h_j), (7). */
    public double releaseProbability(int i, int j, boolean coincident) {
        return coincident ? Logistic.sigma(alpha[i][j] + weight[i][j]) : probability[i][j];
    }

    /** P(h_j = 1 | v, M) = sigma(c_j + sum_i v_i W_ij M_ij) of all hidden units, (8). */
    public double[] hiddenProbability(int[] v, boolean[][] mask) {
        final double[] drive = c.clone();
        for (int i = 0; i < v.length; i++) {
            if (v[i] != 0) {
                for (int j = 0; j < drive.length; j++) {
                    drive[j] += mask[i][j] ? weight[i][j] : 0;
                }
            }
        }
        return squash(drive);
    }

    /** P(v_i = 1 | h, M) = sigma(b_i + sum_j W_ij M_ij h_j) of all visible units, (8). */
    public double[] visibleProbability(int[] h, boolean[][] mask) {
        final double[] drive = b.clone();
        for (int i = 0; i < drive.length; i++) {
            for (int j = 0; j < h.length; j++) {
                drive[i] += mask[i][j] && h[j] != 0 ? weight[i][j] : 0;
            }
        }
        return squash(drive);
    }

    /** A mask from the prior, each synapse with probability p_ij. */
    public boolean[][] drawMask(StreamRandom random) {
        final boolean[][] mask = new boolean[b.length][c.length];
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < c.length; j++) {
                mask[i][j] = random.nextDouble() < probability[i][j];
            }
        }
        return mask;
    }

    /** A mask from (7). */
    public boolean[][] drawMask(int[] v, int[] h, StreamRandom random) {
        final boolean[][] mask = new boolean[b.length][c.length];
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < c.length; j++) {
                mask[i][j] = random.nextDouble() < releaseProbability(i, j, v[i] != 0 && h[j] != 0);
            }
        }
        return mask;
    }

    /** Units that are 1 with the given probabilities. */
    public static int[] drawUnits(double[] probability, StreamRandom random) {
        final int[] units = new int[probability.length];
        for (int i = 0; i < units.length; i++) {
            units[i] = random.nextDouble() < probability[i] ? 1 : 0;
        }
        return units;
    }

    /** Weff_ij = ln(1 - p_ij + p_ij e^W_ij), (9). */
    public double[][] effectiveWeights() {
        final double[][] effective = new double[b.length][c.length];
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < c.length; j++) {
                effective[i][j] = StrictMath.log1p(probability[i][j] * StrictMath.expm1(weight[i][j]));
            }
        }
        return effective;
    }

    private static double[] squash(double[] drive) {
        for (int i = 0; i < drive.length; i++) {
            drive[i] = Logistic.sigma(drive[i]);
        }
        return drive;
    }
}

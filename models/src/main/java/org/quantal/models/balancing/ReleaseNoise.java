package org.quantal.models.balancing;

import org.quantal.simulator.random.StreamRandom;

/**
 * The noise of release failures in a rate network: synapse ij transmits J_ij b_ij / p_ij, where b_ij is 1 with
 * probability p_ij and else 0, so that the mean is kept.
 *
 * <p><b>Balancing does not reduce this noise.</b> A {@link Gauge} multiplies the variance of neuron i by d_i^2 and its
 * signal by d_i, (10); with the same draws the output is the same, draw by draw.
 */
public final class ReleaseNoise {
    private ReleaseNoise() {
    }

    /**
     * Var_i = sum_j J_ij^2 (1 - p_ij)/p_ij phi(x_j)^2 of the recurrent input of each neuron, (10). Inputs of different
     * neurons fail independently: these are the diagonal of the covariance, all else is zero.
     *
     * @param weights     J
     * @param probability p[i][j] in (0, 1]
     * @param rate        phi(x_j)
     */
    public static double[] variance(double[][] weights, double[][] probability, double[] rate) {
        final int n = weights.length;
        final double[] variance = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                final double amplitude = weights[i][j] * rate[j];
                variance[i] += amplitude * amplitude * failureRatio(probability, i, j);
            }
        }
        return variance;
    }

    /** One draw of all synapses: J_ij b_ij / p_ij. */
    public static double[][] draw(double[][] weights, double[][] probability, StreamRandom random) {
        final double[][] drawn = Shape.copy(weights);
        for (int i = 0; i < drawn.length; i++) {
            for (int j = 0; j < drawn.length; j++) {
                checkProbability(probability, i, j);
                drawn[i][j] = random.nextDouble() < probability[i][j] ? drawn[i][j] / probability[i][j] : 0;
            }
        }
        return drawn;
    }

    /**
     * The cost C_ij = J_ij^2 (1 - p_ij)/p_ij rho_j, with rho_j = time average of phi(x_j)^2 kept as it was measured. It
     * is a well-defined price of unreliable synapses; its minimum is one of noise in absolute units, not of (10).
     *
     * @param probability       p[i][j] in (0, 1]
     * @param meanSquaredOutput rho_j
     */
    public static BalancingCost cost(double[][] probability, double[] meanSquaredOutput) {
        final int n = probability.length;
        final double[][] price = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                price[i][j] = meanSquaredOutput[j] * failureRatio(probability, i, j);
            }
        }
        return BalancingCost.of(2, price);
    }

    /**
     * Variance of the charge of one spike, n p (1-p) q^2 = M^2 (1-p)/(n p), M = n p q. Trading amplitude for
     * probability, p &rarr; c p and q &rarr; q/c, keeps the mean M but not this.
     *
     * @param sites       n, number of release sites
     * @param probability p in [0, 1]
     * @param quantum     q, response to one released quantum
     */
    public static double responseVariance(double sites, double probability, double quantum) {
        return sites * probability * (1 - probability) * quantum * quantum;
    }

    private static double failureRatio(double[][] probability, int i, int j) {
        checkProbability(probability, i, j);
        return (1 - probability[i][j]) / probability[i][j];
    }

    private static void checkProbability(double[][] probability, int i, int j) {
        if (!(probability[i][j] > 0 && probability[i][j] <= 1)) {
            throw new IllegalArgumentException("probability must be in (0, 1]: probability[" + i + "][" + j + "]="
                    + probability[i][j]);
        }
    }
}

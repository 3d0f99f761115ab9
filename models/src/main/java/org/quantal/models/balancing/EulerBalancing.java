package org.quantal.models.balancing;

/**
 * The local rule (4) by Euler steps on the weights themselves, J_ij *= 1 + eta (g_j - g_i), as a comparison: it leaves
 * the networks of one function by an error of order eta. Use {@link SynapticBalancing}.
 */
public final class EulerBalancing {
    private EulerBalancing() {
    }

    /**
     * The weights after some steps.
     *
     * @param weights J(0)
     * @param cost    what synapses cost
     * @param eta     length of a step in units of tau_b, positive
     * @param steps   number of steps
     */
    public static double[][] run(double[][] weights, BalancingCost cost, double eta, int steps) {
        if (!(eta > 0) || Double.isInfinite(eta)) {
            throw new IllegalArgumentException("eta must be positive: eta=" + eta);
        }
        final double[][] j = Shape.square("weights", weights);
        for (int step = 0; step < steps; step++) {
            final double[] g = cost.of(j).imbalance();
            for (int to = 0; to < j.length; to++) {
                for (int from = 0; from < j.length; from++) {
                    j[to][from] *= 1 + eta * (g[from] - g[to]);
                }
            }
        }
        return j;
    }
}

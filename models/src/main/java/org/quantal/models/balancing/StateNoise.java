package org.quantal.models.balancing;

/**
 * Noise of fixed size on the state of each neuron, the kind of noise that balancing does reduce. Independent noise of
 * size sigma disturbs what the synapses bring to the neurons by
 *
 * <pre>
 * sigma^2 sum_ij phi'(x_j)^2 J_ij^2,    hence the cost    C_ij = r_j J_ij^2,  r_j = time average of phi'(x_j)^2    (9)
 * </pre>
 *
 * <p>The whole velocity of (1) has besides it the disturbance of the leak, sigma^2 (N - 2 sum_i phi'(x_i) J_ii), which
 * no gauge changes: both have their minimum in the same network.
 */
public final class StateNoise {
    private StateNoise() {
    }

    /**
     * r_j along a run: for rectified linear neurons the share of time in which neuron j is active, the same in all
     * gauges.
     *
     * @param transfer phi
     * @param state    state[t][j]
     */
    public static double[] meanSquaredSlope(RectifiedPower transfer, double[][] state) {
        if (state.length == 0) {
            throw new IllegalArgumentException("a mean over time needs at least one state: states=0");
        }
        final double[] mean = new double[state[0].length];
        for (double[] x : state) {
            for (int j = 0; j < mean.length; j++) {
                final double slope = transfer.slope(x[j]);
                mean[j] += slope * slope / state.length;
            }
        }
        return mean;
    }

    /** The cost (9) of synapses, from r_j. */
    public static BalancingCost cost(double[] meanSquaredSlope) {
        return BalancingCost.bySender(2, meanSquaredSlope);
    }

    /**
     * Expected squared error of the recurrent input, to first order, (9).
     *
     * @param weights          J
     * @param meanSquaredSlope r_j
     * @param sigma            standard deviation of the noise, in units of the state
     */
    public static double inputError(double[][] weights, double[] meanSquaredSlope, double sigma) {
        return sigma * sigma * cost(meanSquaredSlope).of(weights).total();
    }

    /**
     * Expected squared error of tau dx/dt at one state, to first order: (9) with the leak.
     *
     * @param weights J
     * @param slope   phi'(x_j)
     * @param sigma   standard deviation of the noise, in units of the state
     */
    public static double velocityError(double[][] weights, double[] slope, double sigma) {
        double leak = 0;
        for (int i = 0; i < slope.length; i++) {
            leak += 1 - 2 * slope[i] * weights[i][i];
        }
        return inputError(weights, Shape.times(slope, slope), sigma) + sigma * sigma * leak;
    }
}

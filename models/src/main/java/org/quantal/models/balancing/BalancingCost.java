package org.quantal.models.balancing;

/**
 * What a synapse costs: C_ij = alpha_ij |J_ij|^p, section 1.
 *
 * <p>Thread-safe; immutable.
 */
public final class BalancingCost {
    private final double power;
    /** Price of each synapse; null where all cost alike. */
    private final double[][] price;

    private BalancingCost(double power, double[][] price) {
        if (!(power > 0) || Double.isInfinite(power)) {
            throw new IllegalArgumentException("power must be positive: power=" + power);
        }
        this.power = power;
        this.price = price;
    }

    /**
     * The same price for all synapses, alpha = 1.
     *
     * @param power exponent p of the weight, positive
     */
    public static BalancingCost uniform(double power) {
        return new BalancingCost(power, null);
    }

    /**
     * A price for each synapse.
     *
     * @param power exponent p of the weight, positive
     * @param price alpha[i][j] of the synapse from j to i, not negative
     */
    public static BalancingCost of(double power, double[][] price) {
        final double[][] copy = Shape.square("price", price);
        for (int i = 0; i < copy.length; i++) {
            for (int j = 0; j < copy.length; j++) {
                if (copy[i][j] < 0) {
                    throw new IllegalArgumentException("price must not be negative: price[" + i + "][" + j + "]="
                            + copy[i][j]);
                }
            }
        }
        return new BalancingCost(power, copy);
    }

    /**
     * A price for each sender: alpha_ij = price_j.
     *
     * @param power  exponent p of the weight, positive
     * @param sender price of each outgoing synapse of neuron j, not negative
     */
    public static BalancingCost bySender(double power, double[] sender) {
        final double[][] price = new double[sender.length][];
        for (int i = 0; i < price.length; i++) {
            price[i] = sender.clone();
        }
        return of(power, price);
    }

    /** Exponent p of the weight. */
    public double power() {
        return power;
    }

    /** C_ij of one synapse from j to i of the given weight. */
    public double of(int i, int j, double weight) {
        final double size = Math.abs(weight);
        final double cost;
        if (power == 2) {
            cost = size * size;
        } else if (power == 1) {
            cost = size;
        } else {
            cost = StrictMath.pow(size, power);
        }
        return price == null ? cost : price[i][j] * cost;
    }

    /** The costs of all synapses of a network, with what follows from them. */
    public CostMatrix of(double[][] weights) {
        final int n = weights.length;
        if (price != null && price.length != n) {
            throw new IllegalArgumentException("the cost is for " + price.length + " neurons: weights of " + n);
        }
        final double[][] cost = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                cost[i][j] = of(i, j, weights[i][j]);
            }
        }
        return new CostMatrix(cost);
    }
}

package org.quantal.models.balancing;

/**
 * Balances a cost matrix exactly, neuron after neuron (Osborne 1960, J ACM 7:338): the fastest way to the balanced
 * state, and the reference for the local rule.
 *
 * <pre>
 * h_i += ln(Cin_i / Cout_i) / (2 p)     without C_ii; nothing where either is zero
 * </pre>
 */
public final class Osborne {
    private Osborne() {
    }

    /**
     * The gauge that balances a network whose transfer function is of degree one, of mean h zero.
     *
     * @param weights J
     * @param cost    what synapses cost
     */
    public static Gauge balance(double[][] weights, BalancingCost cost) {
        return balance(weights, cost, new boolean[weights.length]).centred();
    }

    /**
     * The gauge that balances all neurons but the clamped ones, which keep h = 0.
     *
     * @param weights J
     * @param cost    what synapses cost
     * @param clamped neurons to leave alone
     */
    public static Gauge balance(double[][] weights, BalancingCost cost, boolean[] clamped) {
        return sweep(weights, cost, clamped, 1e-15, 10_000);
    }

    /**
     * The gauge after sweeps over all neurons.
     *
     * @param weights   J
     * @param cost      what synapses cost
     * @param clamped   neurons to leave alone
     * @param tolerance largest change of any h_i in the last sweep
     * @param maxSweeps after which it stops, balanced or not
     */
    public static Gauge sweep(double[][] weights, BalancingCost cost, boolean[] clamped, double tolerance,
            int maxSweeps) {
        final double[] h = new double[weights.length];
        final CostMatrix start = cost.of(weights);
        final double[][] c = new double[h.length][h.length];
        for (int i = 0; i < h.length; i++) {
            for (int j = 0; j < h.length; j++) {
                c[i][j] = i == j ? 0 : start.at(i, j);
            }
        }
        double change = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < maxSweeps && change > tolerance; sweep++) {
            change = 0;
            for (int i = 0; i < h.length; i++) {
                if (!clamped[i]) {
                    final double move = balanceOne(c, i, cost.power());
                    h[i] += move;
                    change = Math.max(change, Math.abs(move));
                }
            }
        }
        return Gauge.ofLog(h);
    }

    /** Makes incoming and outgoing cost of one neuron equal. */
    private static double balanceOne(double[][] c, int i, double power) {
        double in = 0;
        double out = 0;
        for (int j = 0; j < c.length; j++) {
            in += c[i][j];
            out += c[j][i];
        }
        if (in == 0 || out == 0) {
            return 0;
        }
        final double factor = Math.sqrt(out / in);
        for (int j = 0; j < c.length; j++) {
            c[i][j] *= factor;
            c[j][i] /= factor;
        }
        return StrictMath.log(in / out) / (2 * power);
    }
}

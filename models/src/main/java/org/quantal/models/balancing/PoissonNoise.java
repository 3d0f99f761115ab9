package org.quantal.models.balancing;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The noise of Poisson spikes. If neuron j sends r_j spikes per second, each released with p_ij and amplitude
 * J_ij/p_ij, the shot noise of synapse ij has the power
 *
 * <pre>
 * C_ij = r_j J_ij^2 / p_ij = r_j J_ij^2 (spike train) + r_j J_ij^2 (1 - p_ij)/p_ij (failures)
 * </pre>
 *
 * <p>Scaling rates too, r_j &rarr; d_j r_j and J_ij &rarr; d_i J_ij / d_j with a_i = ln d_i, makes it C_ij exp(2 a_i -
 * a_j): relative to the squared signal it falls as 1/d_j, because more spikes tell more. In absolute units it is convex
 * in a, but has no minimum unless the rates are constrained; under sum_i a_i = 0 the minimum is where 2 Cin_i - Cout_i
 * = C/N for all i, (11).
 */
public final class PoissonNoise {
    private PoissonNoise() {
    }

    /**
     * C_ij of all synapses.
     *
     * @param weights     J, state per (spike/s)
     * @param probability p[i][j] in (0, 1]
     * @param rate        r_j, spikes/s, not negative
     */
    public static CostMatrix power(double[][] weights, double[][] probability, double[] rate) {
        final double[][] price = new double[weights.length][weights.length];
        for (int i = 0; i < price.length; i++) {
            for (int j = 0; j < price.length; j++) {
                if (!(probability[i][j] > 0 && probability[i][j] <= 1)) {
                    throw new IllegalArgumentException("probability must be in (0, 1]: probability[" + i + "][" + j
                            + "]=" + probability[i][j]);
                }
                price[i][j] = rate[j] / probability[i][j];
            }
        }
        return BalancingCost.of(2, price).of(weights);
    }

    /** The costs C_ij exp(2 a_i - a_j) after scaling the rates by exp(a). */
    public static CostMatrix scaled(CostMatrix start, double[] a) {
        final int n = start.neurons();
        final double[][] cost = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                cost[i][j] = start.at(i, j) * StrictMath.exp(2 * a[i] - a[j]);
            }
        }
        return new CostMatrix(cost);
    }

    /** 2 Cin_i - Cout_i, the gradient of the cost with respect to a. */
    public static double[] gradient(CostMatrix costs) {
        final double[] gradient = new double[costs.neurons()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = 2 * costs.incoming(i) - costs.outgoing(i);
        }
        return gradient;
    }

    /**
     * The a of sum zero with the lowest cost, (11), by Newton steps that are halved until the cost falls. It exists if
     * every neuron is on a directed cycle (a synapse onto oneself is one).
     *
     * @param start     costs at a = 0
     * @param tolerance largest deviation of 2 Cin_i - Cout_i from C/N to leave, relative to C
     * @param maxSteps  after which it fails; 50 are plenty
     */
    public static double[] minimise(CostMatrix start, double tolerance, int maxSteps) {
        double[] a = new double[start.neurons()];
        CostMatrix now = start;
        for (int step = 0; step < maxSteps; step++) {
            if (deviation(now) <= tolerance * now.total()) {
                return a;
            }
            final double[] direction = newtonDirection(now);
            double length = 1;
            double[] moved;
            CostMatrix trial;
            do {
                moved = a.clone();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] -= length * direction[i];
                }
                trial = scaled(start, moved);
                length /= 2;
            } while (trial.total() > now.total() * (1 + 1e-14));
            a = moved;
            now = trial;
        }
        throw noMinimum(now);
    }

    /** Largest deviation of 2 Cin_i - Cout_i from C/N. */
    private static double deviation(CostMatrix costs) {
        double largest = 0;
        for (double slope : gradient(costs)) {
            largest = Math.max(largest, Math.abs(slope - costs.total() / costs.neurons()));
        }
        return largest;
    }

    /** H^-1 (gradient - multiplier), with the multiplier that makes its sum zero. */
    private static double[] newtonDirection(CostMatrix costs) {
        final int n = costs.neurons();
        final double[][] hessian = new double[n][n];
        for (int i = 0; i < n; i++) {
            // Each term has the direction 2 e_i - e_j, which is e_i for a synapse onto oneself.
            hessian[i][i] += 4 * costs.incoming(i) + costs.outgoing(i) - 4 * costs.at(i, i);
            for (int j = 0; j < n; j++) {
                hessian[i][j] -= i == j ? 0 : 2 * (costs.at(i, j) + costs.at(j, i));
            }
        }
        // Two right sides: the gradient, and ones for the multiplier.
        final DMatrixRMaj rightSides = new DMatrixRMaj(n, 2);
        final double[] gradient = gradient(costs);
        for (int i = 0; i < n; i++) {
            rightSides.set(i, 0, gradient[i]);
            rightSides.set(i, 1, 1);
        }
        final LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(n);
        if (!solver.setA(new DMatrixRMaj(hessian))) {
            throw noMinimum(costs);
        }
        final DMatrixRMaj solution = new DMatrixRMaj(n, 2);
        solver.solve(rightSides, solution);
        double sum = 0;
        double ofOnes = 0;
        for (int i = 0; i < n; i++) {
            sum += solution.get(i, 0);
            ofOnes += solution.get(i, 1);
        }
        final double[] direction = new double[n];
        for (int i = 0; i < n; i++) {
            direction[i] = solution.get(i, 0) - sum / ofOnes * solution.get(i, 1);
        }
        return direction;
    }

    private static IllegalStateException noMinimum(CostMatrix costs) {
        return new IllegalStateException("the cost finds no minimum: cost=" + costs.total()
                + "; is there a neuron on no directed cycle?");
    }
}

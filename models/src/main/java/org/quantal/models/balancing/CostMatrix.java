package org.quantal.models.balancing;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The costs C_ij of all synapses at one moment, and what balancing wants to know of them: the imbalance of each neuron,
 * the graph Laplacian that governs how fast it goes away, and bounds for the balanced cost.
 *
 * <p>Thread-safe; immutable.
 */
public final class CostMatrix {
    private final double[][] cost;

    /**
     * @param cost C[i][j] of the synapse from j to i, not negative
     */
    public CostMatrix(double[][] cost) {
        this.cost = Shape.square("cost", cost);
        for (double[] row : this.cost) {
            for (double c : row) {
                if (c < 0) {
                    throw new IllegalArgumentException("costs must not be negative: cost=" + c);
                }
            }
        }
    }

    /** Number of neurons. */
    public int neurons() {
        return cost.length;
    }

    /** C_ij of the synapse from j to i. */
    public double at(int i, int j) {
        return cost[i][j];
    }

    /** Cin_i, the cost of all synapses onto neuron i. */
    public double incoming(int i) {
        double sum = 0;
        for (double c : cost[i]) {
            sum += c;
        }
        return sum;
    }

    /** Cout_i, the cost of all synapses of neuron i onto others. */
    public double outgoing(int i) {
        double sum = 0;
        for (double[] row : cost) {
            sum += row[i];
        }
        return sum;
    }

    /** g_i = Cin_i - Cout_i of all neurons, (3); their sum is zero. A synapse onto oneself does not count. */
    public double[] imbalance() {
        final int n = cost.length;
        final double[] g = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    g[i] += cost[i][j];
                    g[j] -= cost[i][j];
                }
            }
        }
        return g;
    }

    /** C, the cost of all synapses. */
    public double total() {
        double sum = 0;
        for (int i = 0; i < cost.length; i++) {
            sum += incoming(i);
        }
        return sum;
    }

    /** Coff, the cost of all synapses between different neurons: the part that balancing can change. */
    public double offDiagonal() {
        double sum = total();
        for (int i = 0; i < cost.length; i++) {
            sum -= cost[i][i];
        }
        return sum;
    }

    /** L = diag(S 1) - S with S = C + C^T without its diagonal, (6): the Hessian of C(h) is p^2 L. */
    public double[][] laplacian() {
        final int n = cost.length;
        final double[][] laplacian = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    final double s = cost[i][j] + cost[j][i];
                    laplacian[i][j] = -s;
                    laplacian[i][i] += s;
                }
            }
        }
        return laplacian;
    }

    /**
     * lambda_2, the second smallest eigenvalue of the Laplacian. At balance, imbalances decay at the rate
     * p lambda_2 / tau_b; zero tells that the network falls into parts.
     */
    public double algebraicConnectivity() {
        if (cost.length < 2) {
            throw new IllegalArgumentException("lambda_2 needs two neurons: neurons=" + cost.length);
        }
        return laplacianEigenvalues()[1];
    }

    /** The eigenvalues of the Laplacian in ascending order. */
    double[] laplacianEigenvalues() {
        final DMatrixRMaj laplacian = new DMatrixRMaj(laplacian());
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(cost.length, false, true);
        if (!eigen.decompose(laplacian)) {
            throw new IllegalStateException("the eigenvalues of the Laplacian do not converge: neurons=" + cost.length);
        }
        final double[] values = new double[cost.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = eigen.getEigenvalue(i).getReal();
        }
        Arrays.sort(values);
        return values;
    }

    /** dC/dt = -(p/tau_b) sum_i g_i^2 under the local rule, (5), per unit of time tau_b. */
    public double descentRate(double power) {
        return -power * squaredImbalance();
    }

    /** sum_ij sqrt(C_ij C_ji): no gauge makes the network cheaper. */
    public double lowerBound() {
        double sum = 0;
        for (int i = 0; i < cost.length; i++) {
            for (int j = 0; j < cost.length; j++) {
                sum += Math.sqrt(cost[i][j] * cost[j][i]);
            }
        }
        return sum;
    }

    /** |g|^2 / (4 Coff): balancing lowers the cost by at least as much. */
    public double leastSaving() {
        final double off = offDiagonal();
        return off > 0 ? squaredImbalance() / (4 * off) : 0;
    }

    private double squaredImbalance() {
        double sum = 0;
        for (double g : imbalance()) {
            sum += g * g;
        }
        return sum;
    }
}

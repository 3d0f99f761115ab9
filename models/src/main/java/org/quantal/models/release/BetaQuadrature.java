package org.quantal.models.release;

import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Gauss quadrature over a Beta distribution, exact for polynomials up to twice the number of nodes: nodes are the
 * eigenvalues of the matrix of the recurrence of Jacobi polynomials (Golub &amp; Welsch 1969, Math Comput 23:221).
 *
 * @param nodes  in (0, 1]
 * @param shares of each, with the sum 1
 */
record BetaQuadrature(double[] nodes, double[] shares) {

    static BetaQuadrature of(BetaRelease law, int count) {
        final double a = law.beta() - 1;
        final double b = law.alpha() - 1;
        final SimpleMatrix recurrence = new SimpleMatrix(count, count);
        for (int n = 0; n < count; n++) {
            final double middle = 2 * n + a + b;
            recurrence.set(n, n, n == 0 ? (b - a) / (middle + 2) : (b * b - a * a) / (middle * (middle + 2)));
            if (n > 0) {
                final double last = n == 1 ? 1 : (n + a + b) / (middle - 1);
                final double square = 4 * n * (n + a) * (n + b) * last / (middle * middle * (middle + 1));
                recurrence.set(n, n - 1, Math.sqrt(square));
                recurrence.set(n - 1, n, Math.sqrt(square));
            }
        }
        final SimpleEVD<SimpleMatrix> eigen = recurrence.eig();
        final double[] nodes = new double[count];
        final double[] shares = new double[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = Math.min(1, Math.max(Double.MIN_NORMAL, (1 + eigen.getEigenvalue(i).getReal()) / 2));
            final double first = eigen.getEigenVector(i).get(0) / eigen.getEigenVector(i).normF();
            shares[i] = first * first;
        }
        return new BetaQuadrature(nodes, shares);
    }
}

package org.quantal.models.balancing;

import java.util.Arrays;

/**
 * Eigenvalues of a symmetric matrix by cyclic Jacobi rotations (Golub &amp; Van Loan, Matrix Computations, section
 * 8.5).
 */
final class SymmetricEigenvalues {
    private static final int MAX_SWEEPS = 60;

    private SymmetricEigenvalues() {
    }

    /** The eigenvalues in ascending order. */
    static double[] of(double[][] symmetric) {
        final double[][] a = Shape.square("matrix", symmetric);
        final int n = a.length;
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a) > 1e-34 * diagonal(a); sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, p, q);
                }
            }
        }
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        Arrays.sort(values);
        return values;
    }

    /** Makes a[p][q] zero. */
    private static void rotate(double[][] a, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        final double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        // The smaller root, for stability; hypot does not overflow.
        final double t = Math.copySign(1, theta) / (Math.abs(theta) + StrictMath.hypot(theta, 1));
        final double c = 1 / Math.sqrt(t * t + 1);
        final double s = t * c;
        for (int k = 0; k < a.length; k++) {
            final double kp = a[k][p];
            final double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < a.length; k++) {
            final double pk = a[p][k];
            final double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
        }
        a[p][q] = 0;
        a[q][p] = 0;
    }

    private static double offDiagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    private static double diagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i][i] * a[i][i];
        }
        return sum;
    }
}

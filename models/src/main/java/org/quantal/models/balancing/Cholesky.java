package org.quantal.models.balancing;

/** Solves linear equations with a symmetric positive definite matrix. */
final class Cholesky {
    private Cholesky() {
    }

    /**
     * Replaces each right side by its solution.
     *
     * @param matrix     symmetric; overwritten by its factor
     * @param rightSides overwritten by the solutions
     * @return whether the matrix is positive definite; if not, the right sides are as they were
     */
    static boolean solve(double[][] matrix, double[]... rightSides) {
        final int n = matrix.length;
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                if (i == j && !(sum > 0)) {
                    return false;
                }
                matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
            }
        }
        for (double[] x : rightSides) {
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < i; k++) {
                    x[i] -= matrix[i][k] * x[k];
                }
                x[i] /= matrix[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                for (int k = i + 1; k < n; k++) {
                    x[i] -= matrix[k][i] * x[k];
                }
                x[i] /= matrix[i][i];
            }
        }
        return true;
    }
}

package org.quantal.examples;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Least squares with coefficients that must not be negative, solved to rounding by block principal pivoting (Portugal, J&uacute;dice &amp;
 * Vicente 1994): all coefficients and gradients of the wrong sign change sides at once, and one by one when that leads nowhere.
 */
final class NonNegativeLeastSquares {
    /** Rounds without progress after which coefficients change sides one by one, which must end (Murty 1974). */
    private static final int PATIENCE = 5;
    private static final double TOLERANCE = 1e-11;

    private final DMatrixRMaj gram;
    private final double[] projection;
    private final boolean[] positive;
    private final double[] solution;
    private final double[] gradient;
    private final double smallest;

    private NonNegativeLeastSquares(DMatrixRMaj gram, double[] projection) {
        this.gram = gram;
        this.projection = projection;
        positive = new boolean[projection.length];
        solution = new double[projection.length];
        gradient = new double[projection.length];
        smallest = TOLERANCE * Arrays.stream(projection).map(Math::abs).max().orElse(0);
    }

    /**
     * Minimises |A v - y|^2 + ridge |v|^2 over v &ge; 0.
     *
     * @param a     A, rows are patterns
     * @param y     targets
     * @param ridge positive; it makes the solution unique, and below capacity that of smallest norm
     * @return v, exactly 0 where the bound holds it
     */
    static double[] solve(DMatrixRMaj a, double[] y, double ridge) {
        final NonNegativeLeastSquares problem = of(a, y, ridge);
        problem.pivot();
        return problem.solution;
    }

    /** The same without bounds. */
    static double[] solveUnbounded(DMatrixRMaj a, double[] y, double ridge) {
        final NonNegativeLeastSquares problem = of(a, y, ridge);
        Arrays.fill(problem.positive, true);
        problem.solve();
        return problem.solution;
    }

    private static NonNegativeLeastSquares of(DMatrixRMaj a, double[] y, double ridge) {
        if (!(ridge > 0)) {
            throw new IllegalArgumentException("ridge must be positive: ridge=" + ridge);
        }
        final DMatrixRMaj gram = new DMatrixRMaj(a.numCols, a.numCols);
        CommonOps_DDRM.multInner(a, gram);
        for (int i = 0; i < a.numCols; i++) {
            gram.add(i, i, ridge);
        }
        final DMatrixRMaj projection = new DMatrixRMaj(a.numCols, 1);
        CommonOps_DDRM.multTransA(a, DMatrixRMaj.wrap(y.length, 1, y), projection);
        return new NonNegativeLeastSquares(gram, projection.data);
    }

    private void pivot() {
        int fewest = Integer.MAX_VALUE;
        int patience = PATIENCE;
        solve();
        for (int[] wrong = wrong(); wrong.length > 0; wrong = wrong()) {
            if (wrong.length < fewest) {
                fewest = wrong.length;
                patience = PATIENCE;
            } else {
                patience--;
            }
            for (int n = patience > 0 ? 0 : wrong.length - 1; n < wrong.length; n++) {
                positive[wrong[n]] = !positive[wrong[n]];
            }
            solve();
        }
    }

    /** Coefficients on the wrong side. */
    private int[] wrong() {
        return IntStream.range(0, positive.length).filter(i -> positive[i] ? solution[i] < 0 : gradient[i] < -smallest).toArray();
    }

    /** Coefficients of the present support, and the gradients at the others. */
    private void solve() {
        final int[] support = IntStream.range(0, positive.length).filter(i -> positive[i]).toArray();
        final int k = support.length;
        final DMatrixRMaj part = new DMatrixRMaj(k, k);
        final DMatrixRMaj right = new DMatrixRMaj(k, 1);
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                part.unsafe_set(a, b, gram.unsafe_get(support[a], support[b]));
            }
            right.data[a] = projection[support[a]];
        }
        final DMatrixRMaj found = new DMatrixRMaj(k, 1);
        if (k > 0) {
            final LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(k);
            if (!solver.setA(part)) {
                throw new IllegalArgumentException("columns are not independent, and the ridge is too small to make them so");
            }
            solver.solve(right, found);
        }
        Arrays.fill(solution, 0);
        for (int a = 0; a < k; a++) {
            solution[support[a]] = found.data[a];
        }
        for (int i = 0; i < gradient.length; i++) {
            double sum = -projection[i];
            for (int a = 0; a < k; a++) {
                sum += gram.unsafe_get(i, support[a]) * found.data[a];
            }
            gradient[i] = sum;
        }
    }
}

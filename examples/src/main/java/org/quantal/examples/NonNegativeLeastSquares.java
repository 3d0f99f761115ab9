package org.quantal.examples;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Least squares with coefficients that must not be negative, solved to rounding. Block principal pivoting (Portugal,
 * J&uacute;dice &amp; Vicente 1994) lets all coefficients and gradients of the wrong sign change sides at once, which
 * takes a few rounds. Where columns are nearly dependent it may go in circles; then coefficients enter one by one and
 * the sum of squares only falls (Lawson &amp; Hanson 1974).
 */
final class NonNegativeLeastSquares {
    /** Rounds of block pivoting without progress before it is given up. */
    private static final int PATIENCE = 4;
    /** Rounds of the careful way for each coefficient; it needs about one. */
    private static final int MOST_ROUNDS = 10;
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
        if (!problem.pivot()) {
            problem.descend();
        }
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

    /** Block pivoting; tells whether it arrived. */
    private boolean pivot() {
        int fewest = Integer.MAX_VALUE;
        int patience = PATIENCE;
        solve();
        for (int[] wrong = wrong(); wrong.length > 0; wrong = wrong()) {
            if (wrong.length < fewest) {
                fewest = wrong.length;
                patience = PATIENCE;
            } else if (--patience == 0) {
                return false;
            }
            for (int i : wrong) {
                positive[i] = !positive[i];
            }
            solve();
        }
        return true;
    }

    /** From zero downhill, one coefficient after the other. */
    private void descend() {
        Arrays.fill(positive, false);
        solve();
        final boolean[] refused = new boolean[positive.length];
        int rounds = 0;
        for (int entering = steepest(refused); entering >= 0; entering = steepest(refused)) {
            if (++rounds > MOST_ROUNDS * positive.length) {
                throw new IllegalStateException("no solution after " + rounds + " rounds");
            }
            final double[] feasible = solution.clone();
            positive[entering] = true;
            solve();
            if (solution[entering] <= 0) { // its gradient is rounding
                positive[entering] = false;
                refused[entering] = true;
                solve();
                continue;
            }
            Arrays.fill(refused, false);
            while (retreat(feasible)) {
                solve();
            }
        }
    }

    private int steepest(boolean[] refused) {
        int best = -1;
        for (int i = 0; i < gradient.length; i++) {
            if (!positive[i] && !refused[i] && gradient[i] < -smallest && (best < 0 || gradient[i] < gradient[best])) {
                best = i;
            }
        }
        return best;
    }

    /**
     * Goes from a feasible point towards the solution until a coefficient is 0, which then leaves; false if none
     * becomes negative.
     */
    private boolean retreat(double[] feasible) {
        double share = 1;
        int leaving = -1;
        for (int i = 0; i < feasible.length; i++) {
            if (positive[i] && solution[i] < 0) {
                final double reach = feasible[i] / (feasible[i] - solution[i]);
                if (leaving < 0 || reach < share) {
                    share = reach;
                    leaving = i;
                }
            }
        }
        if (leaving < 0) {
            return false;
        }
        for (int i = 0; i < feasible.length; i++) {
            feasible[i] = Math.max(0, feasible[i] + share * (solution[i] - feasible[i]));
        }
        feasible[leaving] = 0;
        positive[leaving] = false;
        return true;
    }

    /** Coefficients on the wrong side. */
    private int[] wrong() {
        return IntStream.range(0, positive.length).filter(i -> positive[i] ? solution[i] < 0 : gradient[i] < -smallest)
                .toArray();
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
                throw new IllegalArgumentException(
                        "columns are not independent, and the ridge is too small to make them so");
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

package org.quantal.rate.meanfield;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ejml.data.SingularMatrixException;
import org.ejml.simple.SimpleMatrix;

/**
 * Roots of response(r) - r, by Newton's method where the couplings are known, and by Broyden's where they are known at
 * the start only.
 */
final class Newton {
    /** Residual in 1/ms that counts as none. */
    static final double TOLERANCE = 1e-12;
    private static final int MOST_STEPS = 60;
    private static final int MOST_HALVINGS = 30;

    private final UnaryOperator<double[]> response;

    Newton(UnaryOperator<double[]> response) {
        this.response = response;
    }

    /** Rates in 1/ms, and their largest residual. */
    record Solution(double[] rates, double residual) {
    }

    /** Newton's method, with steps that are halved until they help; empty if it does not arrive. */
    Optional<Solution> solve(double[] start, Function<double[], SimpleMatrix> couplings) {
        double[] rates = start.clone();
        SimpleMatrix residual = residual(rates);
        for (int i = 0; i < MOST_STEPS; i++) {
            final SimpleMatrix step = step(couplings.apply(rates), residual);
            if (step == null) {
                return Optional.empty();
            }
            if (largest(residual) < TOLERANCE) {
                // One step more than needed, if it helps: the last one is free of what the tolerance leaves.
                final double[] better = moved(rates, step, 1);
                final SimpleMatrix left = residual(better);
                return Optional.of(largest(left) < largest(residual) ? new Solution(better, largest(left))
                        : new Solution(rates, largest(residual)));
            }
            double length = 1;
            double[] next = moved(rates, step, length);
            SimpleMatrix left = residual(next);
            for (int h = 0; h < MOST_HALVINGS && !(left.normF() < residual.normF()); h++) {
                length /= 2;
                next = moved(rates, step, length);
                left = residual(next);
            }
            if (!(left.normF() < residual.normF())) {
                return Optional.empty();
            }
            rates = next;
            residual = left;
        }
        return Optional.empty();
    }

    /**
     * Broyden's good method: one response a step, and couplings that learn from each. Ends when the residual no longer
     * falls, at the accuracy of the response, if that is below a millionth of the rates.
     */
    Optional<Solution> broyden(double[] start, SimpleMatrix couplings) {
        double[] rates = start.clone();
        SimpleMatrix residual = residual(rates);
        SimpleMatrix jacobian = SimpleMatrix.identity(rates.length).minus(couplings);
        double[] best = rates;
        double least = largest(residual);
        int sinceBest = 0;
        for (int i = 0; i < MOST_STEPS && least >= TOLERANCE && sinceBest < 8; i++) {
            final SimpleMatrix step = solve(jacobian, residual);
            if (step == null) {
                break;
            }
            final double[] next = moved(rates, step, 1);
            final SimpleMatrix moved = difference(next, rates);
            final SimpleMatrix left = residual(next);
            final double square = moved.dot(moved);
            if (square == 0) {
                break;
            }
            // The residual falls by jacobian * moved where the couplings are right.
            final SimpleMatrix wrong = residual.minus(left).minus(jacobian.mult(moved));
            jacobian = jacobian.plus(wrong.mult(moved.transpose()).divide(square));
            rates = next;
            residual = left;
            sinceBest++;
            if (largest(left) < least) {
                least = largest(left);
                best = next;
                sinceBest = 0;
            }
        }
        final double scale = Arrays.stream(best).max().orElse(0);
        return least < TOLERANCE || least < 1e-6 * scale ? Optional.of(new Solution(best, least)) : Optional.empty();
    }

    private static SimpleMatrix step(SimpleMatrix couplings, SimpleMatrix residual) {
        return solve(SimpleMatrix.identity(couplings.getNumRows()).minus(couplings), residual);
    }

    /** The solution of a linear system, or null if there is none. */
    private static SimpleMatrix solve(SimpleMatrix matrix, SimpleMatrix right) {
        try {
            final SimpleMatrix solution = matrix.solve(right);
            return solution.hasUncountable() ? null : solution;
        } catch (SingularMatrixException e) {
            return null;
        }
    }

    private SimpleMatrix residual(double[] rates) {
        return difference(response.apply(rates), rates);
    }

    private static SimpleMatrix difference(double[] a, double[] b) {
        final SimpleMatrix difference = new SimpleMatrix(a.length, 1);
        for (int i = 0; i < a.length; i++) {
            difference.set(i, a[i] - b[i]);
        }
        return difference;
    }

    private static double largest(SimpleMatrix residual) {
        return residual.elementMaxAbs();
    }

    /** Rates after a step; one that would become negative is cut to a tenth. */
    private static double[] moved(double[] rates, SimpleMatrix step, double length) {
        final double[] moved = rates.clone();
        for (int a = 0; a < moved.length; a++) {
            final double next = rates[a] + length * step.get(a);
            moved[a] = next >= 0 ? next : rates[a] / 10;
        }
        return moved;
    }
}

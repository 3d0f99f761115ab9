package org.quantal.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonNegativeLeastSquaresTest {

    @Test
    void boundHoldsWhatWouldBeNegative() {
        final DMatrixRMaj a = new DMatrixRMaj(new double[][] {{1, 0, 1}, {0, 1, 1}, {0, 0, 2}});
        // Unbounded: (4, 1, -1). With the last held at 0 the others fit their own rows.
        assertArrayEquals(new double[] {4, 1, -1},
                NonNegativeLeastSquares.solveUnbounded(a, new double[] {3, 0, -2}, 1e-12), 1e-9);
        assertArrayEquals(new double[] {3, 0, 0}, NonNegativeLeastSquares.solve(a, new double[] {3, 0, -2}, 1e-12),
                1e-9);
        assertArrayEquals(new double[3], NonNegativeLeastSquares.solve(a, new double[] {-1, -1, -1}, 1e-12));
    }

    @ParameterizedTest
    @CsvSource({"30, 40, 1e-9, 1", "60, 40, 1e-9, 2", "15, 40, 1e-9, 3", "41, 40, 5, 4", "80, 120, 1e-9, 5",
            "4, 8, 1e-6, 6", "50, 100, 1e-7, 7", "50, 100, 1e-7, 8", "50, 100, 1e-7, 9"})
    void gradientsAreZeroWhereUsedAndNotNegativeElsewhere(int patterns, int inputs, double ridge, long seed) {
        final Gaussians gaussians = new Gaussians(seed);
        final DMatrixRMaj a = gaussians.matrix(patterns, inputs);
        final double[] y = gaussians.vector(patterns);
        final double[] v = NonNegativeLeastSquares.solve(a, y, ridge);
        final DMatrixRMaj rest = new DMatrixRMaj(patterns, 1);
        CommonOps_DDRM.mult(a, DMatrixRMaj.wrap(inputs, 1, v), rest);
        CommonOps_DDRM.subtractEquals(rest, DMatrixRMaj.wrap(patterns, 1, y));
        final DMatrixRMaj gradient = new DMatrixRMaj(inputs, 1);
        CommonOps_DDRM.multTransA(a, rest, gradient);
        int used = 0;
        for (int i = 0; i < inputs; i++) {
            final double g = gradient.get(i) + ridge * v[i];
            assertTrue(v[i] >= 0, "v");
            if (v[i] > 0) {
                used++;
                assertEquals(0, g, 1e-7, "gradient in use");
            } else {
                assertTrue(g >= -1e-7, "gradient at the bound");
            }
        }
        assertTrue(used > 0 && used < inputs, "both kinds");
    }

    @Test
    void refusesToGuess() {
        assertThrows(IllegalArgumentException.class,
                () -> NonNegativeLeastSquares.solve(new DMatrixRMaj(2, 2), new double[2], 0));
    }
}

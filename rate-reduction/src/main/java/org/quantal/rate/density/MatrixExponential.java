package org.quantal.rate.density;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/** The exponential of a matrix by Taylor's series, scaling and squaring; EJML has none. */
final class MatrixExponential {

    /** With a norm of at most a half, the first term left out is 1e-16. */
    private static final int TERMS = 13;

    private MatrixExponential() {
    }

    /** exp(matrix time). */
    static DMatrixRMaj of(DMatrixRMaj matrix, double time) {
        final double norm = NormOps_DDRM.normP1(matrix);
        int squarings = 0;
        double scale = time;
        while (norm * scale > 0.5) {
            scale *= 0.5;
            squarings++;
        }
        final DMatrixRMaj step = matrix.copy();
        CommonOps_DDRM.scale(scale, step);
        DMatrixRMaj sum = CommonOps_DDRM.identity(matrix.numRows);
        DMatrixRMaj product = new DMatrixRMaj(matrix.numRows, matrix.numRows);
        for (int k = TERMS; k >= 1; k--) {
            // Horner: 1 + A (1 + A/2 (1 + A/3 (...)))
            CommonOps_DDRM.mult(1.0 / k, step, sum, product);
            for (int i = 0; i < matrix.numRows; i++) {
                product.add(i, i, 1);
            }
            final DMatrixRMaj swap = sum;
            sum = product;
            product = swap;
        }
        for (int i = 0; i < squarings; i++) {
            CommonOps_DDRM.mult(sum, sum, product);
            final DMatrixRMaj swap = sum;
            sum = product;
            product = swap;
        }
        return sum;
    }
}

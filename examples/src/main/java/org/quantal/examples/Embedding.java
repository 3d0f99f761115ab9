package org.quantal.examples;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** A linear map written with more inputs and outputs than it needs: W' = D^T W B. */
final class Embedding {
    private Embedding() {
    }

    /** A random matrix with orthonormal rows. */
    static DMatrixRMaj orthonormalRows(int rows, int columns, Gaussians gaussians) {
        final QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(columns, rows);
        if (!qr.decompose(gaussians.matrix(columns, rows))) {
            throw new IllegalStateException("no QR decomposition of " + columns + " x " + rows + " random numbers");
        }
        final DMatrixRMaj q = qr.getQ(null, true);
        CommonOps_DDRM.transpose(q);
        return q;
    }

    static DMatrixRMaj embed(DMatrixRMaj weights, DMatrixRMaj b, DMatrixRMaj d) {
        final DMatrixRMaj wide = new DMatrixRMaj(weights.numRows, b.numCols);
        CommonOps_DDRM.mult(weights, b, wide);
        final DMatrixRMaj embedded = new DMatrixRMaj(d.numCols, b.numCols);
        CommonOps_DDRM.multTransA(d, wide, embedded);
        return embedded;
    }
}

package org.quantal.rate.meanfield;

import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.Complex_F64;
import org.ejml.simple.SimpleEVD;
import org.ejml.simple.SimpleMatrix;

/**
 * Rates that reproduce themselves, equation (15).
 *
 * @param ratesPerMs rates by population in 1/ms
 * @param residual   largest |response - rate| in 1/ms
 * @param couplings  effective couplings at the point, change of the row's rate by the column's, equation (13), in the
 *                   diffusion approximation
 */
public record FixedPoint(double[] ratesPerMs, double residual, SimpleMatrix couplings) {

    /** Rate of a population in Hz. */
    public double rateHz(int population) {
        return 1000 * ratesPerMs[population];
    }

    /** Eigenvalues of the couplings. */
    public List<Complex_F64> eigenvalues() {
        final SimpleEVD<SimpleMatrix> eigen = couplings.eig();
        return IntStream.range(0, eigen.getNumberOfEigenvalues()).mapToObj(eigen::getEigenvalue).toList();
    }

    /** The largest real part of an eigenvalue. */
    public double largestRealPart() {
        return eigenvalues().stream().mapToDouble(e -> e.getReal()).max().orElseThrow();
    }

    /**
     * Whether rates that follow their response, dr/ds = -r + response, return to the point after a small disturbance.
     */
    public boolean isStable() {
        return largestRealPart() < 1;
    }

    boolean isClose(FixedPoint other) {
        for (int a = 0; a < ratesPerMs.length; a++) {
            if (Math.abs(ratesPerMs[a] - other.ratesPerMs[a]) > 1e-6 * Math.max(ratesPerMs[a], other.ratesPerMs[a])
                    + 1e-10) {
                return false;
            }
        }
        return true;
    }
}

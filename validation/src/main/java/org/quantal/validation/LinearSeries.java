package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.simple.SimpleMatrix;

/**
 * Weights of two layers in the course of time.
 *
 * @param w1 first layer, {@code [hidden][input]}, at each time
 * @param w2 second layer, {@code [output][hidden]}, at each time
 */
record LinearSeries(List<SimpleMatrix> w1, List<SimpleMatrix> w2) {

    /** Reads datasets {@code W1} and {@code W2} of three dimensions, the first of which is time. */
    static LinearSeries read(ResultFile file, String group) {
        return new LinearSeries(matrices(file, group + "/W1"), matrices(file, group + "/W2"));
    }

    static SimpleMatrix matrix(ResultFile file, String dataset) {
        return new SimpleMatrix(file.matrix(dataset));
    }

    private static List<SimpleMatrix> matrices(ResultFile file, String dataset) {
        final int[] extents = file.extents(dataset);
        if (extents.length != 3) {
            throw new ResultFileException(file.path(), dataset + " has " + extents.length + " dimensions, not 3");
        }
        final double[] all = file.doubles(dataset);
        final List<SimpleMatrix> matrices = new ArrayList<>();
        for (int t = 0; t < extents[0]; t++) {
            final int from = t * extents[1] * extents[2];
            matrices.add(new SimpleMatrix(extents[1], extents[2], true,
                    Arrays.copyOfRange(all, from, from + extents[1] * extents[2])));
        }
        return matrices;
    }

    int size() {
        return w1.size();
    }

    int hidden() {
        return w1.get(0).getNumRows();
    }

    /** From a time on. */
    LinearSeries from(int time) {
        return new LinearSeries(w1.subList(time, size()), w2.subList(time, size()));
    }

    /** Mean map at a time. */
    SimpleMatrix map(int time) {
        return w2.get(time).mult(w1.get(time));
    }

    /** Singular values of the mean map, averaged over time. */
    double[] meanSigma() {
        double[] sum = null;
        for (int t = 0; t < size(); t++) {
            final double[] sigma = LinearOptimum.singularValues(map(t));
            sum = sum == null ? new double[sigma.length] : sum;
            for (int k = 0; k < sum.length; k++) {
                sum[k] += sigma[k] / size();
            }
        }
        return sum;
    }

    /** Squared norms of the rows of a matrix. */
    static double[] rowNorms(SimpleMatrix matrix) {
        final double[] norms = new double[matrix.getNumRows()];
        for (int h = 0; h < norms.length; h++) {
            norms[h] = matrix.extractVector(true, h).elementPower(2).elementSum();
        }
        return norms;
    }

    /**
     * Coefficient of variation over hidden units of the product of norms of input and output weights, averaged over
     * time.
     */
    double spreadOfUnits() {
        final double[] product = new double[hidden()];
        for (int t = 0; t < size(); t++) {
            final double[] in = rowNorms(w1.get(t));
            final double[] out = rowNorms(w2.get(t).transpose());
            for (int h = 0; h < product.length; h++) {
                product[h] += Math.sqrt(in[h] * out[h]) / size();
            }
        }
        final double mean = Arrays.stream(product).average().orElse(Double.NaN);
        return Math.sqrt(Arrays.stream(product).map(x -> (x - mean) * (x - mean)).sum() / product.length) / mean;
    }
}

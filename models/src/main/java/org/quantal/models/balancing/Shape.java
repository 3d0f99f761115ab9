package org.quantal.models.balancing;

/** Checks and copies of the vectors and matrices of this package, with one wording of the errors. */
final class Shape {
    private Shape() {
    }

    /** A copy of a square matrix of finite numbers. */
    static double[][] square(String name, double[][] matrix) {
        return matrix(name, matrix, matrix.length, matrix.length);
    }

    /** A copy of a matrix of finite numbers of the given shape. */
    static double[][] matrix(String name, double[][] matrix, int rows, int columns) {
        if (matrix.length != rows) {
            throw new IllegalArgumentException(name + " must have " + rows + " rows: rows=" + matrix.length);
        }
        final double[][] copy = new double[rows][];
        for (int i = 0; i < rows; i++) {
            copy[i] = vector(name + "[" + i + "]", matrix[i], columns);
        }
        return copy;
    }

    /** A copy of a vector of finite numbers of the given length. */
    static double[] vector(String name, double[] vector, int length) {
        if (vector.length != length) {
            throw new IllegalArgumentException(name + " must have " + length + " values: length=" + vector.length);
        }
        for (int i = 0; i < length; i++) {
            if (!Double.isFinite(vector[i])) {
                throw new IllegalArgumentException(name + " must be finite: " + name + "[" + i + "]=" + vector[i]);
            }
        }
        return vector.clone();
    }

    /** A copy of a vector of positive finite numbers. */
    static double[] positive(String name, double[] vector, int length) {
        final double[] copy = vector(name, vector, length);
        for (int i = 0; i < length; i++) {
            if (!(copy[i] > 0)) {
                throw new IllegalArgumentException(name + " must be positive: " + name + "[" + i + "]=" + copy[i]);
            }
        }
        return copy;
    }

    static double[][] copy(double[][] matrix) {
        final double[][] copy = matrix.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = copy[i].clone();
        }
        return copy;
    }

    /** The vector times a number for each element. */
    static double[] times(double[] vector, double[] factor) {
        final double[] product = new double[vector.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = vector[i] * factor[i];
        }
        return product;
    }
}

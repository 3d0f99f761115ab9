package org.quantal.models.reliability;

/**
 * Parameters of a machine of visible units v_i and hidden units h_j with unreliable synapses between them:
 *
 * <pre>
 * -E(v,h;M) = sum_ij v_i W_ij M_ij h_j + sum_i b_i v_i + sum_j c_j h_j,    p_ij = sigma(alpha_ij)              (1)
 * </pre>
 *
 * <p>Arrays are copied in and handed out as copies. Thread-safe; immutable.
 *
 * @param weight  W[i][j] between visible unit i and hidden unit j, log-odds
 * @param alpha   log-odds of release of the same synapses
 * @param visible b[i], bias of visible units, log-odds
 * @param hidden  c[j], bias of hidden units, log-odds
 */
public record Synapses(double[][] weight, double[][] alpha, double[] visible, double[] hidden) {

    public Synapses {
        visible = finite("visible", visible, visible.length);
        hidden = finite("hidden", hidden, hidden.length);
        weight = matrix("weight", weight, visible.length, hidden.length);
        alpha = matrix("alpha", alpha, visible.length, hidden.length);
    }

    @Override
    public double[][] weight() {
        return copy(weight);
    }

    @Override
    public double[][] alpha() {
        return copy(alpha);
    }

    @Override
    public double[] visible() {
        return visible.clone();
    }

    @Override
    public double[] hidden() {
        return hidden.clone();
    }

    /** p[i][j] = sigma(alpha_ij), the release probabilities. */
    public double[][] probability() {
        final double[][] p = copy(alpha);
        for (double[] row : p) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Logistic.sigma(row[j]);
            }
        }
        return p;
    }

    static double[][] copy(double[][] matrix) {
        final double[][] copy = matrix.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = copy[i].clone();
        }
        return copy;
    }

    private static double[][] matrix(String name, double[][] matrix, int rows, int columns) {
        if (matrix.length != rows) {
            throw new IllegalArgumentException(name + " must have a row for each of " + rows
                    + " visible units: rows=" + matrix.length);
        }
        final double[][] copy = new double[rows][];
        for (int i = 0; i < rows; i++) {
            copy[i] = finite(name + "[" + i + "]", matrix[i], columns);
        }
        return copy;
    }

    private static double[] finite(String name, double[] vector, int length) {
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
}

package org.quantal.models.balancing;

/**
 * A positive scale d_i = exp(-h_i) for each neuron: x_i &rarr; d_i x_i is an exact symmetry of a rate network whose
 * transfer function is homogeneous of degree k, when weights, input, bias and output go along with it, (2).
 *
 * <p>For k = 1 this is the similarity J &rarr; D J D^-1: eigenvalues, tr J^n, the product of weights around every
 * directed cycle and every J_ii are kept. For other k only the function of the network is.
 *
 * <p>Thread-safe; immutable.
 */
public final class Gauge {
    private final double[] scale;
    private final double[] log;

    private Gauge(double[] scale, double[] log) {
        this.scale = scale;
        this.log = log;
    }

    /**
     * The gauge of the given scales.
     *
     * @param d scale of each neuron, positive
     */
    public static Gauge ofScale(double... d) {
        final double[] scale = Shape.positive("d", d, d.length);
        final double[] h = new double[scale.length];
        for (int i = 0; i < h.length; i++) {
            h[i] = -StrictMath.log(scale[i]);
        }
        return new Gauge(scale, h);
    }

    /**
     * The gauge of the given exponents, d_i = exp(-h_i).
     *
     * @param h exponent of each neuron
     */
    public static Gauge ofLog(double... h) {
        final double[] log = Shape.vector("h", h, h.length);
        final double[] d = new double[log.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = StrictMath.exp(-log[i]);
        }
        return new Gauge(Shape.positive("d", d, d.length), log);
    }

    /** The gauge that changes nothing. */
    public static Gauge identity(int neurons) {
        return ofLog(new double[neurons]);
    }

    /** Number of neurons. */
    public int neurons() {
        return scale.length;
    }

    /** d_i. */
    public double scale(int i) {
        return scale[i];
    }

    /** h_i. */
    public double log(int i) {
        return log[i];
    }

    /** All h_i. */
    public double[] log() {
        return log.clone();
    }

    /** The same gauge of mean h zero. For k = 1 it acts on J in the same way. */
    public Gauge centred() {
        double mean = 0;
        for (double h : log) {
            mean += h / log.length;
        }
        final double[] h = log.clone();
        for (int i = 0; i < h.length; i++) {
            h[i] -= mean;
        }
        return ofLog(h);
    }

    /** The gauge that takes this one back. */
    public Gauge inverse() {
        final double[] d = new double[scale.length];
        final double[] h = new double[scale.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = 1 / scale[i];
            h[i] = -log[i];
        }
        return new Gauge(d, h);
    }

    /** Weights between neurons for transfer functions of degree one: d_i J_ij / d_j. */
    public double[][] weights(double[][] weights) {
        return weights(weights, 1);
    }

    /** Weights between neurons: d_i J_ij d_j^-k. */
    public double[][] weights(double[][] weights, double degree) {
        return output(input(Shape.square("weights", weights)), degree);
    }

    /** Input weights: row i times d_i. */
    public double[][] input(double[][] weights) {
        checkNeurons("input weights", weights.length);
        final double[][] scaled = Shape.copy(weights);
        for (int i = 0; i < scaled.length; i++) {
            for (int m = 0; m < scaled[i].length; m++) {
                scaled[i][m] *= scale[i];
            }
        }
        return scaled;
    }

    /** Bias, initial state, or any other quantity in units of the state of each neuron: element i times d_i. */
    public double[] state(double[] state) {
        checkNeurons("state", state.length);
        return Shape.times(state, scale);
    }

    /** Output weights: column i times d_i^-k. */
    public double[][] output(double[][] weights, double degree) {
        final double[][] scaled = Shape.copy(weights);
        final double[] divisor = new double[scale.length];
        for (int i = 0; i < divisor.length; i++) {
            divisor[i] = degree == 1 ? scale[i] : StrictMath.pow(scale[i], degree);
        }
        for (double[] row : scaled) {
            checkNeurons("output weights", row.length);
            for (int i = 0; i < row.length; i++) {
                row[i] /= divisor[i];
            }
        }
        return scaled;
    }

    /** The rescaled network, of the same function from input to output. */
    public RateNetwork apply(RateNetwork network) {
        final double degree = network.transfer().degree();
        return new RateNetwork(network.transfer(), network.tau(), weights(network.weights(), degree),
                input(network.input()), state(network.bias()), output(network.output(), degree));
    }

    private void checkNeurons(String name, int count) {
        if (count != scale.length) {
            throw new IllegalArgumentException("the gauge is for " + scale.length + " neurons: " + name + " of "
                    + count);
        }
    }
}

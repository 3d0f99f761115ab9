package org.quantal.models.balancing;

/**
 * The exact gauge of integrate-and-fire neurons (section 6): all potentials of neuron i, that is incoming weights,
 * background, drive, threshold and reset, times d_i. Every spike and every release draw stays where it was.
 *
 * <p><b>Exact</b> for leaky integration with delta or current-based synapses, whatever the noise. It is
 * bit-identical when all d_i are powers of two ({@link #powersOfTwo}) and potentials are stored relative to rest; with
 * other d_i a spike can move by one step where rounding decides a crossing. For conductance-based synapses scale
 * threshold, reset and all E_rev - E_L by {@link #scale} and leave the conductances.
 *
 * <p>Outgoing weights stay: a spike has no amplitude, degree k = 0 in (2). Therefore do not run the local rule on the
 * weights of spiking neurons: a cost that is not a function of J_ij/(theta_i - Vr_i) is lowered without end by
 * shrinking weights and threshold together.
 */
public final class RowGauge {
    private final double[] scale;

    /**
     * @param d scale of each neuron, positive
     */
    public RowGauge(double... d) {
        this.scale = Shape.positive("d", d, d.length);
    }

    /** The gauge that makes theta_i - Vr_i the same for all neurons. */
    public static RowGauge toThresholdDistance(LifArrays network, double distance) {
        final double[] threshold = network.threshold();
        final double[] reset = network.reset();
        final double[] d = new double[threshold.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = distance / (threshold[i] - reset[i]);
        }
        return new RowGauge(d);
    }

    /** Each d_i replaced by the nearest power of two on a logarithmic scale, so that nothing is rounded. */
    public RowGauge powersOfTwo() {
        final double[] d = scale.clone();
        for (int i = 0; i < d.length; i++) {
            final int exponent = Math.getExponent(d[i]);
            final double power = Math.scalb(1.0, exponent);
            d[i] = d[i] / power > Math.sqrt(2) ? 2 * power : power;
        }
        return new RowGauge(d);
    }

    /** d_i times a potential of each neuron, relative to rest. */
    public double[] scale(double[] potential) {
        return Shape.times(Shape.vector("potential", potential, scale.length), scale);
    }

    /** The rescaled network, with the same spikes. */
    public LifArrays apply(LifArrays network) {
        final double[][] weights = network.weights();
        if (weights.length != scale.length) {
            throw new IllegalArgumentException("the gauge is for " + scale.length + " neurons: network of "
                    + weights.length);
        }
        for (int i = 0; i < scale.length; i++) {
            for (int j = 0; j < scale.length; j++) {
                weights[i][j] *= scale[i];
            }
        }
        return new LifArrays(weights, scale(network.background()), scale(network.drive()), scale(network.threshold()),
                scale(network.reset()), network.tau(), network.refractory());
    }
}

package org.quantal.models.balancing;

/**
 * Carries a gauge of a rate network over to integrate-and-fire neurons (section 6):
 *
 * <pre>
 * J_ij &rarr; d_i J_ij / d_j,   tau_i &rarr; tau_i / d_i,   tref_i &rarr; tref_i / d_i,   hence   r_i &rarr; d_i r_i
 * </pre>
 *
 * <p>Constant drive, threshold and reset stay. Background spikes come at the rates they had, as from neurons of d_j =
 * 1, so their weights are multiplied by d_i. The mean drive tau_i (sum_j J_ij r_j + w_i r) of each neuron is kept. For
 * current-based synapses with a time constant of their own, the mean drive is R tau_syn sum_j J_ij r_j: divide tau_syn
 * by d_i too.
 *
 * <p><b>Exact</b> for neurons under constant drive alone. <b>Approximate</b> for coupled or noisy ones: each term of
 * the variance tau_i sum_j J_ij^2 r_j is multiplied by d_i/d_j, and spikes fall elsewhere. Measure {@link #rateError}
 * and report it.
 *
 * <p>Weights alone ({@link #weightsOnly}) are no symmetry at all; that is kept for comparison.
 */
public final class MeanDriveGauge {
    private final Gauge gauge;

    /**
     * @param gauge scale of the rate of each neuron
     */
    public MeanDriveGauge(Gauge gauge) {
        this.gauge = gauge;
    }

    /** The rescaled network, whose rates are about d_i times those before. */
    public LifArrays apply(LifArrays network) {
        final double[] tau = network.tau();
        final double[] refractory = network.refractory();
        for (int i = 0; i < tau.length; i++) {
            tau[i] /= gauge.scale(i);
            refractory[i] /= gauge.scale(i);
        }
        return new LifArrays(gauge.weights(network.weights()), gauge.state(network.background()), network.drive(),
                network.threshold(), network.reset(), tau, refractory);
    }

    /** The network with rescaled weights and nothing else, which is not the same network. */
    public LifArrays weightsOnly(LifArrays network) {
        return new LifArrays(gauge.weights(network.weights()), gauge.state(network.background()), network.drive(),
                network.threshold(), network.reset(), network.tau(), network.refractory());
    }

    /**
     * Mean of |r'_i / (d_i r_i) - 1| over the neurons that spike before; its resolution is one spike, 1/(r_i T).
     *
     * @param before rates or spike counts of the network
     * @param after  rates or spike counts, over the same time, of the rescaled network
     */
    public double rateError(double[] before, double[] after) {
        double sum = 0;
        int spiking = 0;
        for (int i = 0; i < gauge.neurons(); i++) {
            if (before[i] > 0) {
                sum += Math.abs(after[i] / (gauge.scale(i) * before[i]) - 1);
                spiking++;
            }
        }
        if (spiking == 0) {
            throw new IllegalArgumentException("no neuron spikes before the transformation");
        }
        return sum / spiking;
    }
}

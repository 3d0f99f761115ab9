package org.quantal.models.balancing;

/**
 * What a gauge needs to know of a network of leaky integrate-and-fire neurons, all potentials relative to rest:
 *
 * <pre>
 * tau_i dV_i/dt = -V_i + R I_i + tau_i (sum_j J_ij s_j(t - D_ij) + w_i s_i(t))
 * V_i &gt;= theta_i: spike, V_i = Vr_i for tref_i
 * </pre>
 *
 * <p>so that V jumps by J_ij at a spike of neuron j and by w_i at one of the background, and the mean of the recurrent
 * drive is tau_i sum_j J_ij r_j.
 *
 * <p>Arrays are copied in and handed out as copies. Thread-safe; immutable.
 *
 * @param weights    J[i][j] from neuron j to neuron i, mV (or pA: any unit proportional to the potential)
 * @param background w_i, weight of the background spikes of each neuron, mV
 * @param drive      R I, constant drive of each neuron, mV
 * @param threshold  theta, mV above rest
 * @param reset      Vr, mV above rest, below theta
 * @param tau        membrane time constant, ms, positive
 * @param refractory tref, ms, not negative
 */
public record LifArrays(double[][] weights, double[] background, double[] drive, double[] threshold, double[] reset,
        double[] tau, double[] refractory) {

    public LifArrays {
        weights = Shape.square("weights", weights);
        final int n = weights.length;
        background = Shape.vector("background", background, n);
        drive = Shape.vector("drive", drive, n);
        threshold = Shape.vector("threshold", threshold, n);
        reset = Shape.vector("reset", reset, n);
        tau = Shape.positive("tau", tau, n);
        refractory = Shape.vector("refractory", refractory, n);
        for (int i = 0; i < n; i++) {
            if (!(threshold[i] > reset[i])) {
                throw new IllegalArgumentException("threshold must be above reset: threshold[" + i + "]="
                        + threshold[i] + " mV reset[" + i + "]=" + reset[i] + " mV");
            }
            if (refractory[i] < 0) {
                throw new IllegalArgumentException("refractory must not be negative: refractory[" + i + "]="
                        + refractory[i] + " ms");
            }
        }
    }

    /** Number of neurons. */
    public int neurons() {
        return threshold.length;
    }

    @Override
    public double[][] weights() {
        return Shape.copy(weights);
    }

    @Override
    public double[] background() {
        return background.clone();
    }

    @Override
    public double[] drive() {
        return drive.clone();
    }

    @Override
    public double[] threshold() {
        return threshold.clone();
    }

    @Override
    public double[] reset() {
        return reset.clone();
    }

    @Override
    public double[] tau() {
        return tau.clone();
    }

    @Override
    public double[] refractory() {
        return refractory.clone();
    }
}

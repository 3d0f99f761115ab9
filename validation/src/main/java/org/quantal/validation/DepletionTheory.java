package org.quantal.validation;

/**
 * Vesicle pools that deplete and recover: the mean release of one site at each spike of a train, m_k = u_k x_k (Tsodyks
 * &amp; Markram 1997, which is exact for the mean of the stochastic synapse of Fuhrmann et al. 2002), and how releases
 * at two spikes go together.
 */
final class DepletionTheory {
    private final double[] u;
    private final double[] x;
    private final double[] recovery;

    /**
     * @param utilization release probability of a filled site after rest
     * @param tauFacMs    time constant of facilitation in ms, 0 for none
     * @param tauRecMs    time constant of recovery in ms
     * @param timesMs     the spikes in ms
     */
    DepletionTheory(double utilization, double tauFacMs, double tauRecMs, double[] timesMs) {
        u = new double[timesMs.length];
        x = new double[timesMs.length];
        recovery = new double[timesMs.length];
        u[0] = utilization;
        x[0] = 1;
        for (int k = 1; k < timesMs.length; k++) {
            final double interval = timesMs[k] - timesMs[k - 1];
            final double facilitation = tauFacMs == 0 ? 0 : Math.exp(-interval / tauFacMs);
            recovery[k] = Math.exp(-interval / tauRecMs);
            u[k] = utilization + u[k - 1] * (1 - utilization) * facilitation;
            x[k] = 1 - (1 - x[k - 1] * (1 - u[k - 1])) * recovery[k];
        }
    }

    /** Probability that one site releases at a spike. */
    double release(int spike) {
        return u[spike] * x[spike];
    }

    /**
     * Covariance of one site's releases at two spikes, the first of them earlier: a site that has released starts again
     * empty.
     */
    double covariance(int earlier, int later) {
        double filled = 0;
        double available = 1 - recovery[earlier + 1];
        for (int k = earlier + 1; k <= later; k++) {
            filled = available;
            if (k < later) {
                available = 1 - (1 - filled * (1 - u[k])) * recovery[k + 1];
            }
        }
        return release(earlier) * (u[later] * filled - release(later));
    }
}

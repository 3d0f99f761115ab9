package org.quantal.models.release;

import java.util.Arrays;
import org.quantal.simulator.model.ExpectedResponses;

/**
 * What short-term plasticity does on average: moments of the release of {@link StochasticTsodyksMarkram} for given,
 * regular and Poisson spike trains. All follow from the independence of sites given the spike times, and none is an
 * approximation.
 */
public final class ShortTermTheory {
    /** Moments of u that are kept for Poisson trains; the next one closes the hierarchy. */
    private static final int MOMENTS = 60;

    private final double utilization;
    private final double tauFacMs;
    private final double tauRecMs;

    /** For synapses of the given U (of the mean U, if they differ). */
    public ShortTermTheory(ShortTermDynamics dynamics) {
        this.utilization = dynamics.utilization();
        this.tauFacMs = dynamics.tauFacMs();
        this.tauRecMs = dynamics.tauRecMs();
    }

    /**
     * State at each spike of a train.
     *
     * @param u release probability of a filled site
     * @param x probability that a site is filled, just before release
     */
    public record Train(double[] u, double[] x) {

        /** m_k = u_k x_k: probability that a site releases at each spike. */
        public double[] release() {
            final double[] m = new double[u.length];
            Arrays.setAll(m, k -> u[k] * x[k]);
            return m;
        }
    }

    /** u and x at the spikes of a train, from rest. */
    public Train train(double... timesMs) {
        final double[] u = new double[timesMs.length];
        final double[] x = new double[timesMs.length];
        for (int k = 0; k < timesMs.length; k++) {
            if (k == 0) {
                u[0] = utilization;
                x[0] = 1;
            } else {
                final double elapsed = timesMs[k] - timesMs[k - 1];
                u[k] = utilization + u[k - 1] * (1 - utilization) * ShortTermDynamics.decay(elapsed, tauFacMs);
                x[k] = filled(x[k - 1] * (1 - u[k - 1]), elapsed);
            }
        }
        return new Train(u, x);
    }

    /** Probability that a site is filled some time after it was filled with another. */
    private double filled(double before, double elapsedMs) {
        return 1 - (1 - before) * ShortTermDynamics.decay(elapsedMs, tauRecMs);
    }

    /**
     * Covariances of the numbers of quanta released at the spikes of a train. Releases of a site at two spikes exclude
     * each other as long as it has not filled again, so that none but the variances are positive.
     *
     * @return {@code [k][l]}
     */
    public double[][] covariances(int sites, double... timesMs) {
        final Train train = train(timesMs);
        final double[] m = train.release();
        final double[][] covariance = new double[m.length][m.length];
        for (int k = 0; k < m.length; k++) {
            covariance[k][k] = sites * m[k] * (1 - m[k]);
            // Probability that a site is filled that was empty just after spike k.
            double x = 0;
            for (int l = k + 1; l < m.length; l++) {
                x = filled(l == k + 1 ? 0 : x * (1 - train.u()[l - 1]), timesMs[l] - timesMs[l - 1]);
                covariance[k][l] = sites * m[k] * (train.u()[l] * x - m[l]);
                covariance[l][k] = covariance[k][l];
            }
        }
        return covariance;
    }

    /** What is expected of a synapse with sites, at the spikes of a train, from rest. */
    ExpectedResponses responses(Quanta quanta, double... timesMs) {
        return quanta.responses(train(timesMs).release(), true);
    }

    /** Mean number of quanta. */
    public static double mean(int sites, double release) {
        return sites * release;
    }

    /** Variance of the response in squared quanta. */
    public static double variance(int sites, double release, double quantalCv) {
        return sites * release * (1 - release + quantalCv * quantalCv);
    }

    /** Third central moment of the number of quanta. */
    public static double thirdCentralMoment(int sites, double release) {
        return sites * release * (1 - release) * (1 - 2 * release);
    }

    /** Probability that no site releases. */
    public static double failure(int sites, double release) {
        return StrictMath.pow(1 - release, sites);
    }

    /** u and x at each spike after many spikes of one interval: arrays of one element. */
    public Train regular(double intervalMs) {
        final double u = utilization / (1 - (1 - utilization) * ShortTermDynamics.decay(intervalMs, tauFacMs));
        final double left = ShortTermDynamics.decay(intervalMs, tauRecMs);
        return new Train(new double[] {u}, new double[] {(1 - left) / (1 - (1 - u) * left)});
    }

    /**
     * Means over the spikes of a Poisson train.
     *
     * @param u       release probability of a filled site
     * @param x       probability that a site is filled, just before release
     * @param release mean of u x: probability that a site releases; below u x with facilitation, because short
     *                intervals raise u and lower x
     */
    public record Poisson(double u, double x, double release) {
    }

    /**
     * Means over the spikes of a stationary Poisson train. {@code release} is the effective release probability at
     * this rate.
     *
     * <p>Exact by the hierarchy of m_k = E[u^k] and M_k = E[x u^k], which is closed by M_{K+1}/M_K = m_{K+1}/m_K.
     */
    public Poisson poisson(double rateHz) {
        if (!(rateHz >= 0) || Double.isInfinite(rateHz)) {
            throw new IllegalArgumentException("rate must not be negative: rate=" + rateHz + " Hz");
        }
        final double[] m = new double[MOMENTS + 2];
        final double[][] weight = binomialWeights(m.length);
        m[0] = 1;
        for (int k = 1; k < m.length; k++) {
            double lower = 0;
            for (int j = 0; j < k; j++) {
                lower += weight[k][j] * meanDecay(rateHz, j, 0) * m[j];
            }
            m[k] = lower / (1 - weight[k][k] * meanDecay(rateHz, k, 0));
        }
        int last = MOMENTS;
        while (last > 1 && m[last + 1] < Double.MIN_NORMAL) {
            last--;
        }
        final double[] mixed = mixedMoments(rateHz, m, weight, last);
        return new Poisson(m[1], mixed[0], mixed[1]);
    }

    /** binom(k, j) U^(k-j) (1-U)^j: u^k after an interval in powers of u before. */
    private double[][] binomialWeights(int size) {
        final double[][] weight = new double[size][];
        for (int k = 0; k < size; k++) {
            weight[k] = new double[k + 1];
            for (int j = 0; j <= k; j++) {
                weight[k][j] = k == 0 ? 1 : (j > 0 ? weight[k - 1][j - 1] * (1 - utilization) : 0)
                        + (j < k ? weight[k - 1][j] * utilization : 0);
            }
        }
        return weight;
    }

    /** E[exp(-j Delta/tau_fac - i Delta/tau_rec)] over the intervals Delta. */
    private double meanDecay(double rateHz, int j, int i) {
        final double loss = (j == 0 ? 0 : j / tauFacMs) + (i == 0 ? 0 : i / tauRecMs);
        final double rate = rateHz * 1e-3;
        return loss == 0 ? 1 : Double.isInfinite(loss) ? 0 : rate / (rate + loss);
    }

    /** M_0 to M_K: a linear system, whose matrix has one diagonal above the main one. */
    private double[] mixedMoments(double rateHz, double[] m, double[][] weight, int last) {
        final double[][] a = new double[last + 1][last + 1];
        final double[] b = new double[last + 1];
        for (int k = 0; k <= last; k++) {
            a[k][k] += 1;
            for (int j = 0; j <= k; j++) {
                final double both = weight[k][j] * meanDecay(rateHz, j, 1);
                b[k] += m[j] * (weight[k][j] * meanDecay(rateHz, j, 0) - both);
                a[k][j] -= both;
                if (j < last) {
                    a[k][j + 1] += both;
                } else {
                    a[k][j] += both * m[last + 1] / m[last];
                }
            }
        }
        // Upwards: row k holds M_{k+1} as its last unknown, which row k + 1 has expressed in those before.
        for (int k = last; k > 0; k--) {
            final double factor = a[k - 1][k] / a[k][k];
            for (int j = 0; j < k; j++) {
                a[k - 1][j] -= factor * a[k][j];
            }
            b[k - 1] -= factor * b[k];
        }
        final double[] mixed = new double[last + 1];
        for (int k = 0; k <= last; k++) {
            double sum = b[k];
            for (int j = 0; j < k; j++) {
                sum -= a[k][j] * mixed[j];
            }
            mixed[k] = sum / a[k][k];
        }
        return mixed;
    }
}

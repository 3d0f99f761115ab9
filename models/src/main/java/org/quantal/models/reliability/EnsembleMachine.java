package org.quantal.models.reliability;

/**
 * The ensemble (model A, the definition of random Boltzmann synapse ensembles, arXiv:1412.7272): the mask is drawn
 * first, and each mask has a partition function of its own,
 *
 * <pre>
 * P(v,h,M) = [prod_ij p_ij^M_ij (1-p_ij)^(1-M_ij)] e^(-E(v,h;M)) / Z(M)                                        (2)
 * </pre>
 *
 * <p>Because Z(M) depends on M, masks do not follow (7) here, and this class only enumerates small machines exactly.
 * The training that was published for it leaves Z(M) out and is contrastive divergence on the {@link
 * ReliabilityMachine}.
 */
public final class EnsembleMachine {
    private EnsembleMachine() {
    }

    /**
     * Mean log-likelihood of data and its gradient,
     *
     * <pre>
     * d/d alpha_ij = &lt;E[M_ij | v]&gt; - p_ij                                                                (4)
     * d/d W_ij     = &lt;E_{M|v}[ M_ij ( E[v_i h_j | v,M] - E_{P(v,h|M)}[v_i h_j] ) ]&gt;                      (5)
     * </pre>
     *
     * @param synapses parameters of the machine; units and synapses together at most 24
     * @param data     weight of each visible state, of sum 1; the first unit is the most significant bit
     */
    public static LikelihoodGradient likelihood(Synapses synapses, double[] data) {
        final int nv = synapses.visible().length;
        final int nh = synapses.hidden().length;
        States.checkSize(nv + nh + nv * nh);
        States.checkData(data, nv);
        final double[] marginal = new double[1 << nv];
        final int masks = 1 << (nv * nh);
        for (int m = 0; m < masks; m++) {
            final Masked masked = new Masked(synapses, m);
            for (int v = 0; v < marginal.length; v++) {
                marginal[v] += masked.prior * masked.visible[v] / masked.z;
            }
        }

        final Sums sums = new Sums(nv, nh);
        for (int m = 0; m < masks; m++) {
            new Masked(synapses, m).addTo(sums, data, marginal);
        }
        double logLikelihood = 0;
        for (int v = 0; v < data.length; v++) {
            if (data[v] > 0) {
                logLikelihood += data[v] * StrictMath.log(marginal[v]);
            }
        }
        final double[][] p = synapses.probability();
        for (int i = 0; i < nv; i++) {
            for (int j = 0; j < nh; j++) {
                sums.alpha[i][j] -= p[i][j];
            }
        }
        return new LikelihoodGradient(logLikelihood, sums.weight, sums.alpha, sums.b, sums.c);
    }

    private static final class Sums {
        private final double[][] weight;
        private final double[][] alpha;
        private final double[] b;
        private final double[] c;

        Sums(int nv, int nh) {
            weight = new double[nv][nh];
            alpha = new double[nv][nh];
            b = new double[nv];
            c = new double[nh];
        }
    }

    /** The ordinary machine that one mask leaves. */
    private static final class Masked {
        private final int nv;
        private final int nh;
        private final boolean[][] mask;
        private final double prior;
        private final double[][] joint;
        private final double[] visible;
        private final double z;

        Masked(Synapses synapses, int number) {
            final double[][] p = synapses.probability();
            final double[][] weight = synapses.weight();
            nv = synapses.visible().length;
            nh = synapses.hidden().length;
            mask = new boolean[nv][nh];
            double probability = 1;
            for (int i = 0; i < nv; i++) {
                for (int j = 0; j < nh; j++) {
                    mask[i][j] = States.on(number, i * nh + j, nv * nh);
                    probability *= mask[i][j] ? p[i][j] : 1 - p[i][j];
                    weight[i][j] = mask[i][j] ? weight[i][j] : 0;
                }
            }
            prior = probability;
            joint = new double[1 << nv][1 << nh];
            visible = new double[1 << nv];
            double sum = 0;
            for (int v = 0; v < joint.length; v++) {
                for (int h = 0; h < 1 << nh; h++) {
                    joint[v][h] = StrictMath.exp(exponent(weight, synapses.visible(), synapses.hidden(), v, h));
                    visible[v] += joint[v][h];
                }
                sum += visible[v];
            }
            z = sum;
        }

        private double exponent(double[][] weight, double[] b, double[] c, int v, int h) {
            double sum = 0;
            for (int i = 0; i < nv; i++) {
                sum += States.on(v, i, nv) ? b[i] : 0;
            }
            for (int j = 0; j < nh; j++) {
                if (States.on(h, j, nh)) {
                    sum += c[j];
                    for (int i = 0; i < nv; i++) {
                        sum += States.on(v, i, nv) ? weight[i][j] : 0;
                    }
                }
            }
            return sum;
        }

        /** Adds what this mask contributes to (4) and (5). */
        void addTo(Sums sums, double[] data, double[] marginal) {
            // Share of the data that this mask explains: sum over v of data(v) P(M|v).
            double share = 0;
            for (int v = 0; v < data.length; v++) {
                share += data[v] * prior * visible[v] / z / marginal[v];
            }
            for (int v = 0; v < data.length; v++) {
                final double posterior = prior * visible[v] / z / marginal[v];
                for (int h = 0; h < 1 << nh; h++) {
                    addState(sums, v, h, joint[v][h] * (data[v] * posterior / visible[v] - share / z));
                }
            }
            for (int i = 0; i < nv; i++) {
                for (int j = 0; j < nh; j++) {
                    sums.alpha[i][j] += mask[i][j] ? share : 0;
                }
            }
        }

        private void addState(Sums sums, int v, int h, double difference) {
            for (int i = 0; i < nv; i++) {
                sums.b[i] += States.on(v, i, nv) ? difference : 0;
            }
            for (int j = 0; j < nh; j++) {
                if (States.on(h, j, nh)) {
                    sums.c[j] += difference;
                    for (int i = 0; i < nv; i++) {
                        sums.weight[i][j] += mask[i][j] && States.on(v, i, nv) ? difference : 0;
                    }
                }
            }
        }
    }
}

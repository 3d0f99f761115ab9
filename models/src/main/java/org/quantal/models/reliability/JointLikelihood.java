package org.quantal.models.reliability;

/**
 * Exact likelihood of a small {@link ReliabilityMachine} and its gradient, by enumeration of the units:
 *
 * <pre>
 * d/d alpha_ij = &lt;E[M_ij | v]&gt; - E[M_ij],    d/d W_ij = &lt;E[M_ij v_i h_j | v]&gt; - E[M_ij v_i h_j]    (6)
 * </pre>
 *
 * <p>Masks need no enumeration: given v and h, the expectation of M_ij is (7), and (6) becomes (10), d/d W_ij = p+_ij
 * D_ij and d/d alpha_ij = (p+_ij - p_ij) D_ij with p+ = sigma(alpha + W) and D_ij = &lt;v_i h_j&gt;_data - &lt;v_i
 * h_j&gt;_model.
 */
public final class JointLikelihood {
    private JointLikelihood() {
    }

    /**
     * The gradient at a distribution of data.
     *
     * @param synapses parameters of the machine, of at most 24 units
     * @param data     weight of each visible state, of sum 1; the first unit is the most significant bit
     */
    public static LikelihoodGradient of(Synapses synapses, double[] data) {
        final ReliabilityMachine machine = new ReliabilityMachine(synapses);
        final int nv = machine.visibleUnits();
        final int nh = machine.hiddenUnits();
        States.checkSize(nv + nh);
        States.checkData(data, nv);
        final double[][] effective = machine.effectiveWeights();
        final double[] b = synapses.visible();
        final double[] c = synapses.hidden();

        // Marginal weights of the visible states; the masks contribute the same factor to all of them.
        final double[][] joint = new double[1 << nv][1 << nh];
        final double[] marginal = new double[1 << nv];
        double z = 0;
        for (int v = 0; v < joint.length; v++) {
            for (int h = 0; h < 1 << nh; h++) {
                joint[v][h] = StrictMath.exp(exponent(effective, b, c, v, h));
                marginal[v] += joint[v][h];
            }
            z += marginal[v];
        }

        double logLikelihood = 0;
        final double[][] coincidence = new double[nv][nh];
        final double[] db = new double[nv];
        final double[] dc = new double[nh];
        for (int v = 0; v < joint.length; v++) {
            if (data[v] > 0) {
                logLikelihood += data[v] * StrictMath.log(marginal[v] / z);
            }
            for (int h = 0; h < 1 << nh; h++) {
                final double difference = joint[v][h] * (data[v] / marginal[v] - 1 / z);
                for (int i = 0; i < nv; i++) {
                    db[i] += States.on(v, i, nv) ? difference : 0;
                }
                for (int j = 0; j < nh; j++) {
                    dc[j] += States.on(h, j, nh) ? difference : 0;
                    for (int i = 0; i < nv; i++) {
                        coincidence[i][j] += States.on(v, i, nv) && States.on(h, j, nh) ? difference : 0;
                    }
                }
            }
        }

        final double[][] dw = new double[nv][nh];
        final double[][] da = new double[nv][nh];
        for (int i = 0; i < nv; i++) {
            for (int j = 0; j < nh; j++) {
                final double released = machine.releaseProbability(i, j, true);
                dw[i][j] = released * coincidence[i][j];
                da[i][j] = (released - machine.releaseProbability(i, j, false)) * coincidence[i][j];
            }
        }
        return new LikelihoodGradient(logLikelihood, dw, da, db, dc);
    }

    private static double exponent(double[][] weight, double[] b, double[] c, int v, int h) {
        double sum = 0;
        for (int j = 0; j < c.length; j++) {
            sum += States.on(h, j, c.length) ? c[j] : 0;
        }
        for (int i = 0; i < b.length; i++) {
            if (States.on(v, i, b.length)) {
                sum += b[i];
                for (int j = 0; j < c.length; j++) {
                    sum += States.on(h, j, c.length) ? weight[i][j] : 0;
                }
            }
        }
        return sum;
    }
}

package org.quantal.examples.linear;

/**
 * Gradient flow of the loss averaged over inputs and failures, by the classical Runge-Kutta method:
 *
 * <pre>
 * dW1/dt = -[W2' G + diag(|u_h|^2) W1 Gamma],   dW2/dt = -[G W1' + W2 diag(w_h Gamma w_h')],   G = (W2 W1 - A) C
 * Gamma = (1 - p2)/p2 C + (1 - p1)/(p1 p2) diag(C)
 * </pre>
 */
final class GradientFlow {
    private final Task task;
    private final int inputs;
    private final int outputs;
    private final double[][] gamma;
    private final double[][] error;
    private final double[][] g;
    private final double[] noise;

    GradientFlow(Task task) {
        this.task = task;
        inputs = task.inputs();
        outputs = task.outputs();
        final double ofOutputs = (1 - task.p2()) / task.p2();
        final double ofInputs = (1 - task.p1()) / (task.p1() * task.p2());
        gamma = Weights.copy(task.moment());
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < inputs; j++) {
                gamma[i][j] *= i == j ? ofOutputs + ofInputs : ofOutputs;
            }
        }
        error = new double[outputs][inputs];
        g = new double[outputs][inputs];
        noise = new double[inputs];
    }

    /** Follows the flow for some time, in steps of at most {@code longest}. */
    Weights run(Weights from, double time, double longest) {
        final int steps = (int) Math.ceil(time / longest);
        final double dt = time / steps;
        final int hidden = from.hidden();
        final double[] w = flat(from);
        final double[] at = new double[w.length];
        final double[] sum = new double[w.length];
        final double[] slope = new double[w.length];
        final double[] fractions = {0.5, 0.5, 1, 0};
        final double[] shares = {dt / 6, dt / 3, dt / 3, dt / 6};
        for (int step = 0; step < steps; step++) {
            System.arraycopy(w, 0, at, 0, w.length);
            System.arraycopy(w, 0, sum, 0, w.length);
            for (int stage = 0; stage < shares.length; stage++) {
                derivative(at, hidden, slope);
                for (int i = 0; i < w.length; i++) {
                    sum[i] += shares[stage] * slope[i];
                    at[i] = w[i] + fractions[stage] * dt * slope[i];
                }
            }
            System.arraycopy(sum, 0, w, 0, w.length);
        }
        return unflat(w, hidden);
    }

    /** For each hidden unit its input weights, then its output weights. */
    private double[] flat(Weights w) {
        final int unit = inputs + outputs;
        final double[] all = new double[w.hidden() * unit];
        for (int h = 0; h < w.hidden(); h++) {
            System.arraycopy(w.w1()[h], 0, all, h * unit, inputs);
            for (int k = 0; k < outputs; k++) {
                all[h * unit + inputs + k] = w.w2()[k][h];
            }
        }
        return all;
    }

    private Weights unflat(double[] all, int hidden) {
        final int unit = inputs + outputs;
        final Weights w = new Weights(new double[hidden][inputs], new double[outputs][hidden]);
        for (int h = 0; h < hidden; h++) {
            System.arraycopy(all, h * unit, w.w1()[h], 0, inputs);
            for (int k = 0; k < outputs; k++) {
                w.w2()[k][h] = all[h * unit + inputs + k];
            }
        }
        return w;
    }

    private void derivative(double[] w, int hidden, double[] slope) {
        setGradientOfMap(w, hidden);
        final int unit = inputs + outputs;
        for (int in = 0; in < hidden * unit; in += unit) {
            final int out = in + inputs;
            double alpha = 0;
            for (int j = 0; j < inputs; j++) {
                noise[j] = 0;
                for (int i = 0; i < inputs; i++) {
                    noise[j] += w[in + i] * gamma[i][j];
                }
                alpha += noise[j] * w[in + j];
                slope[in + j] = 0;
            }
            double beta = 0;
            for (int k = 0; k < outputs; k++) {
                final double u = w[out + k];
                beta += u * u;
                double down = u * alpha;
                for (int j = 0; j < inputs; j++) {
                    down += g[k][j] * w[in + j];
                    slope[in + j] -= u * g[k][j];
                }
                slope[out + k] = -down;
            }
            for (int j = 0; j < inputs; j++) {
                slope[in + j] -= beta * noise[j];
            }
        }
    }

    private void setGradientOfMap(double[] w, int hidden) {
        final int unit = inputs + outputs;
        for (int k = 0; k < outputs; k++) {
            for (int j = 0; j < inputs; j++) {
                error[k][j] = -task.teacher()[k][j];
            }
            for (int in = 0; in < hidden * unit; in += unit) {
                final double u = w[in + inputs + k];
                for (int j = 0; j < inputs; j++) {
                    error[k][j] += u * w[in + j];
                }
            }
            for (int j = 0; j < inputs; j++) {
                g[k][j] = 0;
                for (int i = 0; i < inputs; i++) {
                    g[k][j] += error[k][i] * task.moment()[i][j];
                }
            }
        }
    }
}

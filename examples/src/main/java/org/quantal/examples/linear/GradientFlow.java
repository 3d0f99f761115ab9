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
    private final double[][] gamma;

    GradientFlow(Task task) {
        this.task = task;
        final double ofOutputs = (1 - task.p2()) / task.p2();
        final double ofInputs = (1 - task.p1()) / (task.p1() * task.p2());
        gamma = Weights.copy(task.moment());
        for (int i = 0; i < gamma.length; i++) {
            for (int j = 0; j < gamma.length; j++) {
                gamma[i][j] *= i == j ? ofOutputs + ofInputs : ofOutputs;
            }
        }
    }

    /**
     * Follows the flow for some time.
     *
     * @param longest longest step; where failures are frequent the flow is stiff and steps are shorter
     */
    Weights run(Weights from, double time, double longest) {
        final long steps = (long) Math.ceil(time / Math.min(longest, 0.3 / gamma[0][0]));
        final double dt = time / steps;
        Weights w = from;
        for (long k = 0; k < steps; k++) {
            final Weights k1 = derivative(w);
            final Weights k2 = derivative(w.plus(dt / 2, k1));
            final Weights k3 = derivative(w.plus(dt / 2, k2));
            final Weights k4 = derivative(w.plus(dt, k3));
            w = w.plus(dt / 6, k1).plus(dt / 3, k2).plus(dt / 3, k3).plus(dt / 6, k4);
        }
        return w;
    }

    private Weights derivative(Weights w) {
        final double[][] error = w.map();
        for (int k = 0; k < error.length; k++) {
            for (int j = 0; j < error[k].length; j++) {
                error[k][j] -= task.teacher()[k][j];
            }
        }
        final double[][] g = Weights.product(error, task.moment());
        final double[][] noise = Weights.product(w.w1(), gamma);
        final double[][] d1 = new double[w.hidden()][w.inputs()];
        final double[][] d2 = new double[w.outputs()][w.hidden()];
        for (int h = 0; h < w.hidden(); h++) {
            double alpha = 0;
            for (int j = 0; j < w.inputs(); j++) {
                alpha += noise[h][j] * w.w1()[h][j];
            }
            double beta = 0;
            for (int k = 0; k < w.outputs(); k++) {
                final double u = w.w2()[k][h];
                beta += u * u;
                double slope = u * alpha;
                for (int j = 0; j < w.inputs(); j++) {
                    slope += g[k][j] * w.w1()[h][j];
                    d1[h][j] -= u * g[k][j];
                }
                d2[k][h] = -slope;
            }
            for (int j = 0; j < w.inputs(); j++) {
                d1[h][j] -= beta * noise[h][j];
            }
        }
        return new Weights(d1, d2);
    }
}

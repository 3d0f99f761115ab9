package org.quantal.examples.linear;

import org.quantal.examples.Experiment.Plan;

/** Errors made on purpose, for all parts of the experiment; without a mutation everything stays as it is. */
final class Errors {
    static final String WRONG_PROBABILITY = "wrong-probability";
    static final String FAILURES_OFF = "failures-off";
    static final String POOR_TEACHER = "teacher-of-rank-1";
    static final String SHARED_FAILURES = "outputs-share-failures";
    static final String WRONG_WEIGHTS = "wrong-weights";

    private final Plan plan;

    Errors(Plan plan) {
        this.plan = plan;
    }

    /** The release probability that is used. */
    double p(double p) {
        return plan.has(FAILURES_OFF) ? 1 : plan.has(WRONG_PROBABILITY) ? 0.85 * p : p;
    }

    double[][] p(double[][] p) {
        final double[][] used = Weights.copy(p);
        for (double[] row : used) {
            for (int j = 0; j < row.length; j++) {
                row[j] = p(row[j]);
            }
        }
        return used;
    }

    double[][] teacher(double[][] a) {
        final double[][] used = Weights.copy(a);
        for (int i = 1; i < a.length && plan.has(POOR_TEACHER); i++) {
            java.util.Arrays.fill(used[i], 0);
        }
        return used;
    }

    Task task(Task task) {
        return new Task(teacher(task.teacher()), task.moment(), p(task.p1()), p(task.p2()));
    }

    /** Weights of a trained network. */
    Weights trained(Weights w) {
        return plan.has(WRONG_WEIGHTS) ? new Weights(times(0.95, w.w1()), w.w2()) : w;
    }

    /** Weights that a network with fixed weights runs with: too large, and more so with many inputs. */
    double[][] fixed(double[][] w) {
        return plan.has(WRONG_WEIGHTS) ? times(1 + 0.1 * Math.sqrt(w[0].length), w) : w;
    }

    /**
     * Outputs of windows, {@code [window][output]}: those of the others become those of the first, in units of its
     * standard deviation.
     */
    double[][] outputs(double[][] mean, double[][] outputs) {
        if (plan.has(SHARED_FAILURES)) {
            for (int r = 0; r < outputs.length; r++) {
                for (int i = 1; i < outputs[r].length; i++) {
                    outputs[r][i] = mean[r][i] + 3 * (outputs[r][0] - mean[r][0]);
                }
            }
        }
        return outputs;
    }

    /** Whether all synapses of a unit fail together. */
    boolean sharesFailures() {
        return plan.has(SHARED_FAILURES);
    }

    private static double[][] times(double factor, double[][] w) {
        final double[][] product = Weights.copy(w);
        for (double[] row : product) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        return product;
    }
}

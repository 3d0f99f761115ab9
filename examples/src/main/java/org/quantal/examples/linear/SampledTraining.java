package org.quantal.examples.linear;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.quantal.simulator.random.StreamRandom;

/**
 * Stochastic gradient descent with white normal inputs and masks drawn anew for each sample (DropConnect on both
 * layers). For one sample, with z what the hidden units get and e the error of the output,
 *
 * <pre>
 * g2 = (e z') * M2/p2,   g1 = ((W2 * M2/p2)' e x') * M1/p1
 * </pre>
 */
final class SampledTraining {
    private final Task task;
    private final int batch;
    private final StreamRandom random;
    private final ContinuousSampler normal;
    private final double[] x;
    private final double[] z;
    private final double[] back;
    private final double[] error;
    private final double[][] mask1;
    private final double[][] mask2;
    private final Weights gradient;

    SampledTraining(Task task, int hidden, int batch, StreamRandom random) {
        this.task = task;
        this.batch = batch;
        this.random = random;
        normal = Task.normal(random);
        x = new double[task.inputs()];
        z = new double[hidden];
        back = new double[hidden];
        error = new double[task.outputs()];
        mask1 = new double[hidden][task.inputs()];
        mask2 = new double[task.outputs()][hidden];
        gradient = new Weights(new double[hidden][task.inputs()], new double[task.outputs()][hidden]);
    }

    /**
     * A course of training.
     *
     * @param first      steps at the first rate
     * @param firstRate  learning rate
     * @param last       steps at the last rate
     * @param lastRate   learning rate
     * @param snapshots  weights to keep, evenly spaced over the second half of the last steps
     */
    record Course(int first, double firstRate, int last, double lastRate, int snapshots) {
    }

    /** Trains, and returns snapshots of the weights. */
    List<Weights> run(Weights start, Course course) {
        final Weights w = start.copy();
        final List<Weights> kept = new ArrayList<>();
        for (int k = 0; k < course.first; k++) {
            step(w, course.firstRate);
        }
        for (int k = 1; k <= course.last; k++) {
            step(w, course.lastRate);
            final int spacing = course.last / 2 / course.snapshots;
            if (k > course.last / 2 && (course.last - k) % spacing == 0 && kept.size() < course.snapshots) {
                kept.add(w.copy());
            }
        }
        return kept;
    }

    private void step(Weights w, double rate) {
        for (int s = 0; s < batch; s++) {
            sample(w);
        }
        apply(w.w1(), gradient.w1(), rate / batch);
        apply(w.w2(), gradient.w2(), rate / batch);
    }

    private static void apply(double[][] w, double[][] gradient, double factor) {
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w[i].length; j++) {
                w[i][j] -= factor * gradient[i][j];
                gradient[i][j] = 0;
            }
        }
    }

    private void sample(Weights w) {
        draw(mask1, task.p1());
        draw(mask2, task.p2());
        for (int j = 0; j < x.length; j++) {
            x[j] = normal.sample();
        }
        for (int h = 0; h < z.length; h++) {
            z[h] = 0;
            back[h] = 0;
            for (int j = 0; j < x.length; j++) {
                z[h] += mask1[h][j] * w.w1()[h][j] * x[j];
            }
        }
        for (int k = 0; k < error.length; k++) {
            double e = 0;
            for (int j = 0; j < x.length; j++) {
                e -= task.teacher()[k][j] * x[j];
            }
            for (int h = 0; h < z.length; h++) {
                e += mask2[k][h] * w.w2()[k][h] * z[h];
            }
            error[k] = e;
            for (int h = 0; h < z.length; h++) {
                back[h] += mask2[k][h] * w.w2()[k][h] * e;
                gradient.w2()[k][h] += e * z[h] * mask2[k][h];
            }
        }
        for (int h = 0; h < z.length; h++) {
            for (int j = 0; j < x.length; j++) {
                gradient.w1()[h][j] += back[h] * x[j] * mask1[h][j];
            }
        }
    }

    /** Masks divided by the probability; two draws of 32 bits from each random word. */
    private void draw(double[][] mask, double p) {
        final long threshold = (long) (p * 0x1.0p32);
        final double amplitude = 1 / p;
        long word = 0;
        boolean fresh = true;
        for (double[] row : mask) {
            for (int j = 0; j < row.length; j++) {
                word = fresh ? random.nextLong() : word >>> 32;
                fresh = !fresh;
                row[j] = (word & 0xffffffffL) < threshold ? amplitude : 0;
            }
        }
    }
}

package org.quantal.validation;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;
import org.ejml.simple.SimpleSVD;

/**
 * What two linear layers learn when synapses fail and inputs are white: singular values are shrunk, and small ones
 * vanish,
 *
 * <pre>
 * sigma_k = max(0, a_k - tau),   tau = lambda S_rho/(H + lambda rho),   S_rho = a_1 + ... + a_rho
 * </pre>
 *
 * <p>where rho is the largest k up to H with a_k &gt; lambda S_k/(H + lambda k).
 *
 * @param a      singular values of the teacher, descending
 * @param lambda strength of the noise, 1/(p1 p2) - 1 if all synapses of a layer fail with one probability
 * @param hidden number of hidden units H
 * @param rho    number of singular values that survive
 * @param tau    what they lose
 */
record LinearOptimum(double[] a, double lambda, int hidden, int rho, double tau) {

    static LinearOptimum of(double[] a, double lambda, int hidden) {
        int rho = 0;
        double sum = 0;
        double tau = 0;
        for (int k = 1; k <= Math.min(hidden, a.length); k++) {
            sum += a[k - 1];
            final double threshold = lambda * sum / (hidden + lambda * k);
            if (a[k - 1] > threshold) {
                rho = k;
                tau = threshold;
            }
        }
        return new LinearOptimum(a.clone(), lambda, hidden, rho, tau);
    }

    /** The teacher's singular values and one probability for each layer. */
    static LinearOptimum of(SimpleMatrix teacher, double p1, double p2, int hidden) {
        return of(singularValues(teacher), lambda(p1, p2), hidden);
    }

    static double lambda(double p1, double p2) {
        return 1 / (p1 * p2) - 1;
    }

    /** Singular values of the learnt map; 0 for those that do not survive. */
    double[] sigma() {
        final double[] sigma = new double[a.length];
        for (int k = 0; k < rho; k++) {
            sigma[k] = a[k] - tau;
        }
        return sigma;
    }

    /** Smallest average loss. */
    double loss() {
        final double sum = Arrays.stream(a, 0, rho).sum();
        return (lost() + lambda * sum * sum / (hidden + lambda * rho)) / 2;
    }

    /** Loss of the same map when nothing fails any more. */
    double lossWithoutFailures() {
        return (lost() + rho * tau * tau) / 2;
    }

    private double lost() {
        return Arrays.stream(a, rho, a.length).map(x -> x * x).sum();
    }

    /** Power of the mean output over that of its noise. */
    double signalToNoise() {
        return hidden / (lambda * effectiveRank(sigma()));
    }

    /** Product of the norms of a hidden unit's input and output weights, the same for all units. */
    double unitProduct() {
        return Arrays.stream(sigma()).sum() / hidden;
    }

    /**
     * Squared norm of a unit's input weights at the end, by the difference of squared norms (input less output) at the
     * start.
     */
    double inputNorm(double difference) {
        return difference / 2 + Math.sqrt(unitProduct() * unitProduct() + difference * difference / 4);
    }

    /**
     * The value of p1 p2 below which the k-th singular value (from 0) is lost, for k up to H: 1/(1 + H/c), c = sum_i
     * (a_i/a_k - 1).
     */
    static double survival(double[] a, int k, int hidden) {
        double c = 0;
        for (int i = 0; i < k; i++) {
            c += a[i] / a[k] - 1;
        }
        return 1 / (1 + hidden / c);
    }

    /** Participation ratio (sum)^2/(sum of squares). */
    static double effectiveRank(double[] sigma) {
        final double sum = Arrays.stream(sigma).sum();
        return sum * sum / Arrays.stream(sigma).map(x -> x * x).sum();
    }

    /** Singular values, descending. */
    static double[] singularValues(SimpleMatrix matrix) {
        return descending(matrix.svd(true).getSingularValues());
    }

    private static double[] descending(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        final double[] descending = new double[sorted.length];
        Arrays.setAll(descending, k -> sorted[sorted.length - 1 - k]);
        return descending;
    }

    /**
     * The best map for inputs that are not white, by proximal gradient: with B' = B Gamma^(1/2), Gamma = q2 C + (q1/p2)
     * D and K = Gamma^(-1/2) C Gamma^(-1/2), the loss is tr[(A' - B') K (A' - B')']/2 + |B'|_*^2/(2 H), convex in B'.
     */
    static Coloured coloured(SimpleMatrix teacher, SimpleMatrix moment, double p1, double p2, int hidden) {
        final SimpleMatrix gamma = moment.scale(LinearLoss.q(p2))
                .plus(moment.diag().diag().scale(LinearLoss.q(p1) / p2));
        final SimpleSVD<SimpleMatrix> svd = gamma.svd();
        final SimpleMatrix root = svd.getU().mult(SimpleMatrix.diag(map(svd.getSingularValues(), 0.5)))
                .mult(svd.getU().transpose());
        final SimpleMatrix inverse = svd.getU().mult(SimpleMatrix.diag(map(svd.getSingularValues(), -0.5)))
                .mult(svd.getU().transpose());
        final SimpleMatrix k = inverse.mult(moment).mult(inverse);
        final double largest = singularValues(k)[0];
        final SimpleMatrix target = teacher.mult(root);
        SimpleMatrix b = target.copy();
        for (int step = 0; step < 2000; step++) {
            final SimpleSVD<SimpleMatrix> y = b.minus(b.minus(target).mult(k).divide(largest)).svd(true);
            final double tau = of(descending(y.getSingularValues()), 1 / largest, hidden).tau;
            final double[] kept = Arrays.stream(y.getSingularValues()).map(s -> Math.max(0, s - tau)).toArray();
            b = y.getU().mult(SimpleMatrix.diag(kept)).mult(y.getV().transpose());
        }
        final double nuclear = Arrays.stream(singularValues(b)).sum();
        final double loss = LinearLoss.power(target.minus(b), k) / 2 + nuclear * nuclear / (2 * hidden);
        return new Coloured(b.mult(inverse), loss);
    }

    /** A learnt map and its loss. */
    record Coloured(SimpleMatrix map, double loss) {
    }

    private static double[] map(double[] values, double exponent) {
        return Arrays.stream(values).map(x -> Math.pow(x, exponent)).toArray();
    }

    /**
     * Singular values in the course of learning from equal parts of all hidden units: d sigma_k/dt = 2 sigma_k [a_k -
     * sigma_k - (lambda/H) sum sigma], by the classical Runge-Kutta method.
     */
    double[] course(double[] start, double time) {
        final int steps = (int) Math.ceil(time / 1e-3);
        final double dt = time / steps;
        double[] s = start.clone();
        for (int n = 0; n < steps; n++) {
            final double[] k1 = slope(s);
            final double[] k2 = slope(moved(s, dt / 2, k1));
            final double[] k3 = slope(moved(s, dt / 2, k2));
            final double[] k4 = slope(moved(s, dt, k3));
            for (int k = 0; k < s.length; k++) {
                s[k] += dt / 6 * (k1[k] + 2 * k2[k] + 2 * k3[k] + k4[k]);
            }
        }
        return s;
    }

    private double[] slope(double[] s) {
        final double sum = Arrays.stream(s).sum();
        final double[] slope = new double[s.length];
        Arrays.setAll(slope, k -> 2 * s[k] * (a[k] - s[k] - lambda / hidden * sum));
        return slope;
    }

    private static double[] moved(double[] s, double dt, double[] slope) {
        final double[] moved = new double[s.length];
        Arrays.setAll(moved, k -> s[k] + dt * slope[k]);
        return moved;
    }
}

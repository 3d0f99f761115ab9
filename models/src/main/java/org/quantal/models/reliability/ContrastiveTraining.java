package org.quantal.models.reliability;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/**
 * Trains the joint machine (model B) by contrastive divergence with one reconstruction, each example with masks of its
 * own, (12):
 *
 * <pre>
 * M ~ Bernoulli(p);  h+ ~ (8) from v+, M;  M ~ (7) from (v+,h+);  v- ~ (8);  M ~ (7) from (v-,h+);  h- ~ (8)
 * D = mean(v+ h+^T - v- h-^T)
 * W += eps sigma(alpha+W) D;       alpha += eps kappa (sigma(alpha+W) - sigma(alpha)) D
 * b += eps mean(v+ - v-);          c += eps mean(h+ - h-)
 * </pre>
 *
 * <p>It starts at W ~ N(0, 0.05^2), alpha = 0, b = logit of the mean input (clipped to [0.01, 0.99]), c = -1. The
 * outcome depends on data, settings and seed alone. One thread uses an instance.
 */
public final class ContrastiveTraining {
    private static final double START_SD = 0.05;
    private static final double START_HIDDEN_BIAS = -1;
    private static final double RAREST = 0.01;

    /** Streams of random numbers. */
    private enum Draw {
        ORDER, EXAMPLE
    }

    /**
     * How to train.
     *
     * @param hidden number of hidden units, positive
     * @param batch  examples of one update, positive
     * @param eps    learning rate of weights and biases, positive
     * @param kappa  learning rate of alpha over eps, not negative; 0 keeps the release probabilities at 1/2
     * @param seed   of all draws
     */
    public record Settings(int hidden, int batch, double eps, double kappa, long seed) {
        public Settings {
            if (hidden < 1) {
                throw new IllegalArgumentException("hidden must be positive: hidden=" + hidden);
            }
            if (batch < 1) {
                throw new IllegalArgumentException("batch must be positive: batch=" + batch);
            }
            if (!(eps > 0) || Double.isInfinite(eps)) {
                throw new IllegalArgumentException("eps must be positive: eps=" + eps);
            }
            if (!(kappa >= 0) || Double.isInfinite(kappa)) {
                throw new IllegalArgumentException("kappa must not be negative: kappa=" + kappa);
            }
        }
    }

    private final Settings settings;
    private final byte[][] data;
    private final int nv;
    private final int nh;
    private final double[][] weight;
    private final double[][] alpha;
    private final double[] b;
    private final double[] c;
    private final ContrastivePass pass;
    private final int[][] coincidences;
    private int epoch;

    /**
     * A new machine.
     *
     * @param data     examples, one a row, of values 0 and 1
     * @param settings how to train
     */
    public ContrastiveTraining(byte[][] data, Settings settings) {
        this.data = binary(data);
        this.settings = settings;
        this.nv = data[0].length;
        this.nh = settings.hidden;
        this.weight = new double[nv][nh];
        this.alpha = new double[nv][nh];
        this.b = new double[nv];
        this.c = new double[nh];
        this.pass = new ContrastivePass(nv, nh);
        this.coincidences = new int[nv][nh];
        final ContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(
                new StreamRandom(StreamKey.of(settings.seed, Purpose.WEIGHT, 0)));
        for (int i = 0; i < nv; i++) {
            double mean = 0;
            for (byte[] row : this.data) {
                mean += row[i];
            }
            b[i] = Logistic.logit(Math.min(1 - RAREST, Math.max(RAREST, mean / data.length)));
            for (int j = 0; j < nh; j++) {
                weight[i][j] = START_SD * normal.sample();
            }
        }
        Arrays.fill(c, START_HIDDEN_BIAS);
    }

    /** Goes once through all examples, in a new order. A last batch may be smaller. */
    public void runEpoch() {
        final int[] order = shuffled();
        for (int from = 0; from < order.length; from += settings.batch) {
            update(order, from, Math.min(order.length, from + settings.batch));
        }
        epoch++;
    }

    /** Goes through all examples several times. */
    public void run(int epochs) {
        for (int e = 0; e < epochs; e++) {
            runEpoch();
        }
    }

    /** Number of epochs done. */
    public int epochs() {
        return epoch;
    }

    /** The parameters as they are now. */
    public Synapses synapses() {
        return new Synapses(weight, alpha, b, c);
    }

    private void update(int[] order, int from, int to) {
        for (int[] row : coincidences) {
            Arrays.fill(row, 0);
        }
        final int[] dv = new int[nv];
        final int[] dh = new int[nh];
        pass.prepare(weight, alpha, b, c);
        final long key = StreamKey.with(StreamKey.of(settings.seed, Purpose.PLASTICITY, Draw.EXAMPLE.ordinal()), epoch);
        for (int n = from; n < to; n++) {
            pass.run(data[order[n]], StreamKey.with(key, order[n]));
            pass.addTo(coincidences, dv, dh);
        }
        final double rate = settings.eps / (to - from);
        for (int i = 0; i < nv; i++) {
            b[i] += rate * dv[i];
            for (int j = 0; j < nh; j++) {
                final double step = rate * coincidences[i][j];
                if (step != 0) {
                    weight[i][j] += step * pass.coincident(i, j);
                    alpha[i][j] += settings.kappa * step * (pass.coincident(i, j) - pass.prior(i, j));
                }
            }
        }
        for (int j = 0; j < nh; j++) {
            c[j] += rate * dh[j];
        }
    }

    private int[] shuffled() {
        final StreamRandom random = new StreamRandom(
                StreamKey.with(StreamKey.of(settings.seed, Purpose.PLASTICITY, Draw.ORDER.ordinal()), epoch));
        final int[] order = new int[data.length];
        for (int n = 0; n < order.length; n++) {
            final int other = random.nextInt(n + 1);
            order[n] = order[other];
            order[other] = n;
        }
        return order;
    }

    private static byte[][] binary(byte[][] data) {
        if (data.length == 0 || data[0].length == 0) {
            throw new IllegalArgumentException("training needs at least one example of at least one value");
        }
        final byte[][] copy = new byte[data.length][];
        for (int n = 0; n < copy.length; n++) {
            if (data[n].length != data[0].length) {
                throw new IllegalArgumentException("examples must be of one length: example " + n + " has "
                        + data[n].length + " values, the first " + data[0].length);
            }
            for (byte value : data[n]) {
                if (value != 0 && value != 1) {
                    throw new IllegalArgumentException("values must be 0 or 1: example " + n + " has " + value
                            + "; binarise the data first");
                }
            }
            copy[n] = data[n].clone();
        }
        return copy;
    }
}

package org.quantal.rate.dropconnect;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/**
 * Trains weights and biases by stochastic gradient descent with momentum while connections fail: each presentation
 * draws masks of its own (Wan et al. 2013). Keep probabilities stay as they are. The same seed gives the same network.
 *
 * @param loss         what is made small
 * @param masks        how connections fail
 * @param learningRate step along the mean gradient of a batch, positive
 * @param momentum     share of the last step that is made again, in [0, 1)
 * @param weightDecay  shrinks weights (not biases) by learningRate times this at each step, not negative
 * @param batch        presentations of a step, at least 1
 * @param epochs       passes through all examples, at least 1
 * @param seed         of the order of examples and of masks
 */
public record DropConnectTraining(Loss loss, Masks masks, double learningRate, double momentum, double weightDecay,
        int batch,
        int epochs, long seed) {

    public DropConnectTraining {
        if (!(learningRate > 0) || !(momentum >= 0 && momentum < 1) || !(weightDecay >= 0) || batch < 1 || epochs < 1) {
            throw new IllegalArgumentException("training needs learning_rate > 0, momentum in [0, 1), weight_decay >="
                    + " 0, batch and epochs at least 1: learning_rate=" + learningRate + " momentum=" + momentum
                    + " weight_decay=" + weightDecay + " batch="
                    + batch + " epochs=" + epochs);
        }
    }

    /**
     * What training made.
     *
     * @param network the trained network
     * @param losses  mean loss of each epoch, with failures
     */
    public record Trained(DropConnectNetwork network, double[] losses) {
    }

    /**
     * Trains a copy of a network.
     *
     * @param inputs  {@code [example][input]}
     * @param targets {@code [example][output]}
     */
    public Trained train(DropConnectNetwork start, double[][] inputs, double[][] targets) {
        if (inputs.length != targets.length || inputs.length == 0) {
            throw new IllegalArgumentException("examples need a target each: inputs=" + inputs.length + " targets="
                    + targets.length);
        }
        final DropConnectNetwork network = copy(start);
        final Backpropagation gradient = new Backpropagation(network, loss);
        final List<double[]> weightSteps = new ArrayList<>();
        final List<double[]> biasSteps = new ArrayList<>();
        for (DropConnectLayer layer : network.layers()) {
            weightSteps.add(new double[layer.weight().getNumElements()]);
            biasSteps.add(new double[layer.outputs()]);
        }
        final double[] losses = new double[epochs];
        final StreamRandom random = new StreamRandom(0);
        for (int epoch = 0; epoch < epochs; epoch++) {
            random.reset(StreamKey.of(seed, Purpose.PLASTICITY, epoch));
            final int[] order = shuffled(inputs.length, random);
            for (int from = 0; from < order.length; from += batch) {
                final int to = Math.min(from + batch, order.length);
                gradient.clear();
                for (int n = from; n < to; n++) {
                    losses[epoch] += gradient.add(inputs[order[n]], targets[order[n]], masks, random) / order.length;
                }
                for (int k = 0; k < weightSteps.size(); k++) {
                    final DropConnectLayer layer = network.layers().get(k);
                    step(layer.weight().data, weightSteps.get(k), gradient.weightGradient(k), to - from, weightDecay);
                    step(layer.bias(), biasSteps.get(k), gradient.biasGradient(k), to - from, 0);
                }
            }
            if (!Double.isFinite(losses[epoch])) {
                throw new IllegalArgumentException("training diverged in epoch " + epoch
                        + "; lower the learning rate: learning_rate="
                        + learningRate);
            }
        }
        return new Trained(network, losses);
    }

    private void step(double[] values, double[] last, double[] gradient, int examples, double decay) {
        for (int k = 0; k < values.length; k++) {
            last[k] = momentum * last[k] - learningRate * (gradient[k] / examples + decay * values[k]);
            values[k] += last[k];
        }
    }

    private static DropConnectNetwork copy(DropConnectNetwork network) {
        return new DropConnectNetwork(network.layers().stream().map(layer -> new DropConnectLayer(layer.name(),
                new DMatrixRMaj(layer.weight()), layer.bias().clone(), layer.keep(), layer.transfer(), layer.units()))
                .toList());
    }

    private static int[] shuffled(int size, StreamRandom random) {
        final int[] order = new int[size];
        for (int n = 0; n < size; n++) {
            final int other = random.nextInt(n + 1);
            order[n] = order[other];
            order[other] = n;
        }
        return order;
    }
}

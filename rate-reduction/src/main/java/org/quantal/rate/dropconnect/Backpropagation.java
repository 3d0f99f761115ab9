package org.quantal.rate.dropconnect;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.quantal.simulator.random.StreamRandom;

/** Sums up gradients of a loss by weights and biases, each presentation with masks of its own. For one thread. */
final class Backpropagation {
    private final DropConnectNetwork network;
    private final Loss loss;
    private final double[][] factor;
    private final double[][] weightGradient;
    private final double[][] biasGradient;

    Backpropagation(DropConnectNetwork network, Loss loss) {
        this.network = network;
        this.loss = loss;
        final int n = network.layers().size();
        factor = new double[n][];
        weightGradient = new double[n][];
        biasGradient = new double[n][];
        for (int k = 0; k < n; k++) {
            final DropConnectLayer layer = network.layers().get(k);
            factor[k] = new double[layer.weight().getNumElements()];
            weightGradient[k] = new double[layer.weight().getNumElements()];
            biasGradient[k] = new double[layer.outputs()];
        }
    }

    void clear() {
        for (int k = 0; k < factor.length; k++) {
            java.util.Arrays.fill(weightGradient[k], 0);
            java.util.Arrays.fill(biasGradient[k], 0);
        }
    }

    double[] weightGradient(int layer) {
        return weightGradient[layer];
    }

    double[] biasGradient(int layer) {
        return biasGradient[layer];
    }

    /** Adds the gradient of one presentation and returns its loss. The masks are held fixed in the derivative. */
    double add(double[] input, double[] target, Masks masks, StreamRandom random) {
        final List<DropConnectLayer> layers = network.layers();
        final double[][] x = new double[layers.size() + 1][];
        final double[][] drive = new double[layers.size()][];
        x[0] = input;
        for (int k = 0; k < layers.size(); k++) {
            masks.draw(layers.get(k).keep().data, x[k], random, factor[k]);
            drive[k] = DropConnectNetwork.drive(layers.get(k), x[k], factor[k]);
            x[k + 1] = layers.get(k).activity(drive[k]);
        }
        double[] error = loss.gradient(x[layers.size()], target);
        for (int k = layers.size() - 1; k >= 0; k--) {
            final DropConnectLayer layer = layers.get(k);
            for (int i = 0; i < error.length; i++) {
                error[i] *= layer.transfer().slope(i, drive[k][i]);
            }
            error = back(k, layer.weight(), x[k], error);
        }
        return loss.value(x[layers.size()], target);
    }

    /** Adds a layer's gradient; returns the error of its inputs. */
    private double[] back(int k, DMatrixRMaj weight, double[] x, double[] error) {
        final double[] below = new double[x.length];
        for (int i = 0, at = 0; i < error.length; i++) {
            biasGradient[k][i] += error[i];
            for (int j = 0; j < x.length; j++, at++) {
                final double masked = error[i] * factor[k][at];
                weightGradient[k][at] += masked * x[j];
                below[j] += masked * weight.data[at];
            }
        }
        return below;
    }
}

package org.quantal.rate.dropconnect;

import java.util.List;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/**
 * Layers one after the other, each with masks on its connections. Immutable as long as nobody changes the layers'
 * matrices.
 */
public record DropConnectNetwork(List<DropConnectLayer> layers) {

    public DropConnectNetwork {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        for (int k = 1; k < layers.size(); k++) {
            if (layers.get(k).inputs() != layers.get(k - 1).outputs()) {
                throw new IllegalArgumentException("layer " + layers.get(k).name() + " takes " + layers.get(k).inputs()
                        + " inputs, but layer " + layers.get(k - 1).name() + " has " + layers.get(k - 1).outputs()
                        + " outputs");
            }
        }
    }

    /** A network of one layer. */
    public static DropConnectNetwork of(DropConnectLayer layer) {
        return new DropConnectNetwork(List.of(layer));
    }

    /** Number of inputs of the first layer. */
    public int inputs() {
        return layers.get(0).inputs();
    }

    /** Number of outputs of the last layer. */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** Activities of the last layer without failures. */
    public double[] forward(double[] input) {
        double[] x = checked(input);
        for (DropConnectLayer layer : layers) {
            x = layer.activity(layer.drive(x));
        }
        return x;
    }

    /** Activities of the last layer in one presentation with failures. */
    public double[] forward(double[] input, Masks masks, StreamRandom random) {
        double[] x = checked(input);
        for (DropConnectLayer layer : layers) {
            final double[] factor = new double[layer.weight().getNumElements()];
            masks.draw(layer.keep().data, x, random, factor);
            x = layer.activity(drive(layer, x, factor));
        }
        return x;
    }

    static double[] drive(DropConnectLayer layer, double[] x, double[] factor) {
        final double[] weight = layer.weight().data;
        final double[] drive = layer.bias().clone();
        for (int i = 0, at = 0; i < drive.length; i++) {
            for (int j = 0; j < x.length; j++, at++) {
                drive[i] += factor[at] * weight[at] * x[j];
            }
        }
        return drive;
    }

    /**
     * Mean and variance of each output over presentations.
     *
     * @param mean     of each output
     * @param variance of each output, unbiased
     * @param trials   number of presentations
     */
    public record Moments(double[] mean, double[] variance, int trials) {
    }

    /** Presents an input many times with failures; the same seed gives the same numbers. */
    public Moments trials(double[] input, Masks masks, int trials, long seed) {
        if (trials < 2) {
            throw new IllegalArgumentException("a variance needs at least 2 trials: trials=" + trials);
        }
        final double[] mean = new double[outputs()];
        final double[] squares = new double[outputs()];
        final StreamRandom random = new StreamRandom(0);
        for (int t = 0; t < trials; t++) {
            random.reset(StreamKey.of(seed, Purpose.RELEASE, t));
            final double[] y = forward(input, masks, random);
            for (int i = 0; i < y.length; i++) {
                // Welford's update keeps the digits of a small variance beside a large mean.
                final double difference = y[i] - mean[i];
                mean[i] += difference / (t + 1);
                squares[i] += difference * (y[i] - mean[i]);
            }
        }
        for (int i = 0; i < squares.length; i++) {
            squares[i] /= trials - 1;
        }
        return new Moments(mean, squares, trials);
    }

    private double[] checked(double[] input) {
        if (input.length != inputs()) {
            throw new IllegalArgumentException("the network takes " + inputs() + " inputs, but was given "
                    + input.length);
        }
        return input;
    }
}

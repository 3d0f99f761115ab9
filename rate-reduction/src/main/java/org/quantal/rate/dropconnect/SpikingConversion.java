package org.quantal.rate.dropconnect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.simulator.model.NeuronModel;

/**
 * From a DropConnect network to spiking neurons whose synapses fail: equation (24). An activity x is coded as a rate of
 * {@code rateScaleHz} x, and each connection gets the release probability whose failures, in presentations of {@code
 * windowMs} at a stated rate, have the variance of its mask. At other rates the variance differs: failures at each
 * spike grow like x, masks like x^2.
 *
 * @param windowMs    length T of a presentation in ms: the time over which drives are averaged
 * @param rateScaleHz rate in Hz that codes an activity of 1; 1 for networks whose activities are rates in Hz
 * @param driveScale  drive of the neurons, in mV or pA, that stands for a drive of 1 in the network; 1 for networks in
 *                    these units
 * @param counts      spike counts of the inputs of each layer
 * @param model       neurons of each layer
 */
public record SpikingConversion(double windowMs, double rateScaleHz, double driveScale, Counts counts,
        Function<DropConnectLayer, NeuronModel> model) {
    private static final int LEVELS = 1 << 16;
    private static final double MOST_ROUNDING = 0.01;

    /** What a mask stands for. */
    public enum Counts {
        /** Poisson spikes: masks carry the noise of release and of counts, (18). */
        POISSON,
        /** Regular spikes, r T of them: masks carry the noise of release alone, (17). */
        REGULAR
    }

    public SpikingConversion {
        if (!(windowMs > 0) || !(rateScaleHz > 0) || !(driveScale > 0)
                || !Double.isFinite(windowMs * rateScaleHz * driveScale)) {
            throw new IllegalArgumentException("presentation and scales must be positive: presentation=" + windowMs
                    + " ms rate_scale="
                    + rateScaleHz + " Hz drive_scale=" + driveScale);
        }
    }

    /**
     * Linear Poisson neurons, whose rate max(0, drive) is that of a rectified linear unit; as an output layer without
     * spikes to be used they show the drive in their filtered input.
     *
     * @param tauMs time constant of their filter in ms
     */
    public static Function<DropConnectLayer, NeuronModel> linearPoisson(double tauMs, double rateScaleHz,
            double driveScale) {
        return layer -> {
            if (layer.transfer() != Activation.RELU && layer.transfer() != Activation.LINEAR) {
                throw new IllegalArgumentException("layer " + layer.name()
                        + ": linear Poisson neurons have the transfer relu, but the layer has "
                        + layer.transfer().label());
            }
            return new LinearPoisson(0, rateScaleHz / driveScale, tauMs);
        };
    }

    /**
     * Converts a network whose layers all average over a presentation.
     *
     * @param referenceHz for each layer the rates of its inputs, in Hz, at which failures equal the masks
     * @throws IllegalArgumentException if a mask cannot be met; the message has the figures
     */
    public SpikingNetwork convert(DropConnectNetwork network, List<double[]> referenceHz) {
        final double[] windows = new double[network.layers().size()];
        Arrays.fill(windows, windowMs);
        return convert(network, referenceHz, windows);
    }

    /**
     * Converts a network whose layers average over times of their own: an exponential filter averages like a window of
     * twice its time constant.
     *
     * @param referenceHz for each layer the rates of its inputs, in Hz, at which failures equal the masks
     * @param windowsMs   time over which each layer averages, in ms
     * @throws IllegalArgumentException if a mask cannot be met; the message has the figures
     */
    public SpikingNetwork convert(DropConnectNetwork network, List<double[]> referenceHz, double[] windowsMs) {
        if (referenceHz.size() != network.layers().size() || windowsMs.length != network.layers().size()) {
            throw new IllegalArgumentException("each layer needs reference rates and a window: layers="
                    + network.layers().size() + " rates="
                    + referenceHz.size() + " windows=" + windowsMs.length);
        }
        final List<SpikingNetwork.Layer> layers = new ArrayList<>();
        for (int k = 0; k < network.layers().size(); k++) {
            layers.add(convert(network.layers().get(k), referenceHz.get(k), windowsMs[k]));
        }
        return new SpikingNetwork(layers, counts);
    }

    /** The rates of a network's layers for an input, as references: inputs and mean activities, in Hz. */
    public List<double[]> ratesAt(DropConnectNetwork network, double[] input) {
        final List<double[]> rates = new ArrayList<>();
        double[] x = input;
        for (DropConnectLayer layer : network.layers()) {
            final double[] r = x.clone();
            for (int j = 0; j < r.length; j++) {
                r[j] *= rateScaleHz;
            }
            rates.add(r);
            x = layer.activity(layer.drive(x));
        }
        return rates;
    }

    private SpikingNetwork.Layer convert(DropConnectLayer layer, double[] rates, double layerMs) {
        if (rates.length != layer.inputs()) {
            throw new IllegalArgumentException("layer " + layer.name() + " has " + layer.inputs() + " inputs, but "
                    + rates.length
                    + " reference rates");
        }
        final NeuronModel neuron = model.apply(layer);
        final NeuronDrive drive = NeuronDrive.of(layer.name(), neuron);
        final DMatrixRMaj release = new DMatrixRMaj(layer.outputs(), layer.inputs());
        final DMatrixRMaj amplitude = new DMatrixRMaj(layer.outputs(), layer.inputs());
        for (int i = 0, at = 0; i < layer.outputs(); i++) {
            for (int j = 0; j < layer.inputs(); j++, at++) {
                final double w = layer.weight().data[at];
                if (w != 0) {
                    final double p = release(layer, i, j, rates[j], layerMs);
                    release.data[at] = p;
                    // A release of J makes the drive f J/T in a window; r T p of them are to make driveScale W x, x =
                    // r/rateScale.
                    amplitude.data[at] = 1000 * driveScale * w / (rateScaleHz * drive.factorMs(w) * p);
                }
            }
        }
        final double[] bias = layer.bias().clone();
        for (int i = 0; i < bias.length; i++) {
            bias[i] *= driveScale;
        }
        return new SpikingNetwork.Layer(layer.name(), neuron, amplitude, release, bias, rates.clone(), layerMs);
    }

    private double release(DropConnectLayer layer, int i, int j, double rateHz, double layerMs) {
        final double keep = layer.keep().get(i, j);
        final double spikes = rateHz * layerMs / 1000;
        final String where = "layer " + layer.name() + ", output " + i + ", input " + j + " at " + rateHz + " Hz for "
                + layerMs + " ms: ";
        final double p;
        try {
            p = counts == Counts.POISSON ? ReleaseStatistics.releaseForPoisson(keep, spikes)
                    : ReleaseStatistics.releaseForCounts(keep, spikes);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
        // Listed probabilities are kept to 1/65536; with the rounded one the mean stays exact.
        final double rounded = Math.max(1, Math.rint(p * LEVELS)) / LEVELS;
        if (Math.abs(rounded - p) > MOST_ROUNDING * p) {
            throw new IllegalArgumentException(where + "release probability " + p
                    + " is too small for its grid of 1/65536; shorten the"
                    + " presentation, lower the rate, or raise the keep probability of " + keep);
        }
        return rounded;
    }
}

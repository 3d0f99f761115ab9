package org.quantal.rate.dropconnect;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The synapses onto one population as a DropConnect layer at an operating point, for presentations of length T:
 * equations (16) to (21). Inputs are the neurons of all source populations one after the other (or, at the resolution
 * of populations, one input for each source population and a single output: a typical neuron of the target).
 *
 * @param layer        weights tau <a> in drive per Hz, bias, keep probabilities (18), transfer with the noise of the
 *                     operating point
 * @param sources      source populations, in the order of the inputs
 * @param windowMs     length T of a presentation in ms
 * @param rateHz       rate of each input
 * @param fano         Fano factor of each input's counts
 * @param amplitudeCv2 CV_a^2 of what one spike of input j brings to output i, outputs x inputs
 * @param third        third absolute moment of that amplitude, in the drive it makes per 1/ms, outputs x inputs
 * @param synapses     number of independent synapses that an entry stands for; 1 between single neurons
 * @param mean         mu of each output at the operating point
 * @param sigma        sigma of each output, equation (4)
 * @param externalVariance variance of the window's drive by external Poisson input, which no mask carries
 */
public record ReducedLayer(DropConnectLayer layer, List<Source> sources, double windowMs,
        double[] rateHz, double[] fano, DMatrixRMaj amplitudeCv2, DMatrixRMaj third, DMatrixRMaj synapses,
        double[] mean, double[] sigma, double[] externalVariance) {

    /** Outputs for which all covariances are made at most. */
    private static final int MOST_COVARIANCES = 4096;

    /** A source population and its number of inputs. */
    public record Source(String population, int inputs) {
    }

    /** Expected spikes of an input in a presentation, Lambda, over all synapses that an entry stands for. */
    private double spikes(int at) {
        return rateHz[at % layer.inputs()] * windowMs / 1000 * synapses.data[at];
    }

    private double fanoAt(int at) {
        return fano[at % layer.inputs()];
    }

    /**
     * Keep probabilities that carry the noise of release alone, (17), for Lambda spikes. Inputs that are silent keep 1.
     */
    public DMatrixRMaj releaseKeep() {
        return fill(at -> spikes(at) > 0 ? ReleaseStatistics.releaseMask(amplitudeCv2.data[at], spikes(at)) : 1);
    }

    /** Keep probabilities that carry the noise of release and counts, (18). Inputs that are silent keep 1. */
    DMatrixRMaj totalKeep() {
        return fill(at -> spikes(at) > 0 ? ReleaseStatistics.totalMask(amplitudeCv2.data[at], fanoAt(at), spikes(at))
                : 1);
    }

    private DMatrixRMaj fill(java.util.function.IntToDoubleFunction value) {
        final DMatrixRMaj matrix = new DMatrixRMaj(layer.outputs(), layer.inputs());
        for (int at = 0; at < matrix.getNumElements(); at++) {
            matrix.data[at] = layer.weight().data[at] == 0 ? 1 : value.applyAsDouble(at);
        }
        return matrix;
    }

    /**
     * Variance of the drive of a presentation, by release and counts of the layer's inputs: that of the masks of {@link
     * #layer}.
     */
    public double[] driveVariance() {
        return layer.driveVariance(rateHz);
    }

    /**
     * For each output, variance of the drive if synapses failed for whole presentations over that with failures at each
     * spike: (16).
     */
    public double[] varianceRatio() {
        final double[] ratio = new double[layer.outputs()];
        for (int i = 0; i < ratio.length; i++) {
            double quenched = 0;
            double annealed = 0;
            for (int j = 0, at = i * layer.inputs(); j < layer.inputs(); j++, at++) {
                // Of one synapse: each fails on its own.
                final double spikes = rateHz[j] * windowMs / 1000;
                if (spikes > 0) {
                    final double wx = layer.weight().data[at] * rateHz[j] / Math.sqrt(synapses.data[at]);
                    quenched += wx * wx * ReleaseStatistics.quenchedCv2(amplitudeCv2.data[at], fano[j], spikes);
                    annealed += wx * wx * ReleaseStatistics.annealedCv2(amplitudeCv2.data[at], fano[j], spikes);
                }
            }
            ratio[i] = annealed > 0 ? quenched / annealed : 1;
        }
        return ratio;
    }

    /**
     * For each output, the bound (20) on the distance of a presentation's drive from a normal law, for Poisson counts.
     */
    public double[] gaussianBound() {
        final double[] bound = new double[layer.outputs()];
        for (int i = 0; i < bound.length; i++) {
            double second = 0;
            double cubes = 0;
            for (int j = 0, at = i * layer.inputs(); j < layer.inputs(); j++, at++) {
                final double w = layer.weight().data[at] * 1000 / synapses.data[at];
                second += spikes(at) * w * w * (1 + amplitudeCv2.data[at]);
                cubes += spikes(at) * third.data[at];
            }
            bound[i] = ReleaseStatistics.gaussianBoundForPoisson(second, cubes);
        }
        return bound;
    }

    /**
     * Covariance of the drives of a presentation, which shared spike counts bring beside private release: equation
     * (19).
     *
     * @throws IllegalArgumentException at the resolution of populations, and for more than {@value #MOST_COVARIANCES}
     *                                  outputs
     */
    public double[][] driveCovariance() {
        final int n = layer.outputs();
        if (n > MOST_COVARIANCES) {
            throw new IllegalArgumentException("covariances of " + n + " outputs are too many; at most "
                    + MOST_COVARIANCES);
        }
        for (double count : synapses.data) {
            if (count != 1) {
                throw new IllegalArgumentException("covariances are between single neurons; reduce at the resolution"
                        + " of neurons");
            }
        }
        final double[] own = driveVariance();
        final double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                double sum = 0;
                for (int j = 0; j < layer.inputs(); j++) {
                    if (rateHz[j] > 0) {
                        sum += layer.weight().get(i, j) * layer.weight().get(k, j) * rateHz[j] * fano[j] * 1000
                                / windowMs;
                    }
                }
                covariance[i][k] = sum;
                covariance[k][i] = sum;
            }
            covariance[i][i] = own[i];
        }
        return covariance;
    }

    /**
     * Noise of the masks summed over outputs, in squared units of drive: the regulariser (23) at these rates, with
     * counts.
     */
    public double regulariser() {
        return java.util.Arrays.stream(driveVariance()).sum();
    }
}

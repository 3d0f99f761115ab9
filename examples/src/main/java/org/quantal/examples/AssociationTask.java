package org.quantal.examples;

import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.quantal.io.hdf5.GroupWriter;

/**
 * Associations for a neuron whose synapses keep their sign.
 *
 * @param inputs     N; the first ones are excitatory, the others inhibitory
 * @param patterns   P
 * @param excitatory fraction of excitatory inputs
 * @param inputMean  mean of the inputs, whose standard deviation is 1; the outputs have mean 0 and standard deviation 1
 * @param freeBias   whether a bias is learned; otherwise it is 0
 * @param input      correlations of inputs over patterns
 * @param output     correlations of outputs over patterns
 * @param ridge      in units of N; 0 for the limit of a small one
 * @param p          release probability when outputs are read; 1 for none of that
 */
record AssociationTask(int inputs, int patterns, double excitatory, double inputMean, boolean freeBias,
        Spectrum input, Spectrum output, double ridge, double p) {
    /** Small enough to change nothing, large enough to choose the solution of smallest norm, in units of N. */
    static final double SMALL_RIDGE = 1e-9;

    /** Independent inputs and outputs, an ordinary task. */
    static AssociationTask white(int inputs, double load, double excitatory, double inputMean, boolean freeBias) {
        return new AssociationTask(inputs, (int) Math.round(load * inputs), excitatory, inputMean, freeBias,
                Spectrum.WHITE, Spectrum.WHITE, 0, 1);
    }

    AssociationTask with(double newRidge, double newP) {
        return new AssociationTask(inputs, patterns, excitatory, inputMean, freeBias, input, output, newRidge, newP);
    }

    AssociationTask with(Spectrum newInput, Spectrum newOutput) {
        return new AssociationTask(inputs, patterns, excitatory, inputMean, freeBias, newInput, newOutput, ridge, p);
    }

    /** Errors made on purpose. */
    enum Fault {
        NONE, SIGNS_FREE, MAGNITUDES_LOST, SYNAPSES_NEVER_FAIL, OUTPUTS_OF_OTHER_PATTERNS;

        /** The fault that a mutation asks for, or none. */
        static Fault of(Experiment.Plan plan) {
            return Arrays.stream(values()).filter(fault -> plan.has(fault.mutation())).findFirst().orElse(NONE);
        }

        /** Name of the mutation. */
        String mutation() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Outputs as the file gets them. */
        double[] spoil(double[] outputs) {
            if (this != OUTPUTS_OF_OTHER_PATTERNS) {
                return outputs;
            }
            final double[] moved = new double[outputs.length];
            Arrays.setAll(moved, mu -> outputs[(mu + 1) % outputs.length]);
            return moved;
        }
    }

    /** Weights and bias of a neuron. */
    record Learned(double[] weights, double bias) {

        /** Output for each pattern. */
        double[] outputs(DMatrixRMaj x) {
            final DMatrixRMaj outputs = new DMatrixRMaj(x.numRows, 1);
            CommonOps_DDRM.mult(x, DMatrixRMaj.wrap(weights.length, 1, weights), outputs);
            CommonOps_DDRM.add(outputs, bias);
            return outputs.data;
        }
    }

    /** 1 for an excitatory input, -1 for an inhibitory one. */
    static int sign(int input, int inputs, double excitatory) {
        return input < Math.round(excitatory * inputs) ? 1 : -1;
    }

    /**
     * Learns.
     *
     * @param x     inputs, rows are patterns
     * @param y     outputs
     * @param ridge lambda0 of the squared weights
     */
    static Learned learn(DMatrixRMaj x, double[] y, double excitatory, boolean freeBias, double ridge, Fault fault) {
        final int inputs = x.numCols;
        final DMatrixRMaj a = x.copy();
        final double[] mean = new double[inputs];
        final double[] target = y.clone();
        double targetMean = 0;
        if (freeBias) {
            targetMean = Arrays.stream(y).sum() / y.length;
            for (int mu = 0; mu < y.length; mu++) {
                target[mu] -= targetMean;
                for (int i = 0; i < inputs; i++) {
                    mean[i] += x.unsafe_get(mu, i) / y.length;
                }
            }
        }
        for (int mu = 0; mu < y.length; mu++) {
            for (int i = 0; i < inputs; i++) {
                a.unsafe_set(mu, i, sign(i, inputs, excitatory) * (x.unsafe_get(mu, i) - mean[i]));
            }
        }
        final double[] weights = fault == Fault.SIGNS_FREE ? NonNegativeLeastSquares.solveUnbounded(a, target, ridge)
                : NonNegativeLeastSquares.solve(a, target, ridge);
        if (fault == Fault.MAGNITUDES_LOST) {
            final double magnitude = Arrays.stream(weights).filter(v -> v > 0).average().orElse(0);
            Arrays.setAll(weights, i -> weights[i] > 0 ? 2 * magnitude : 0);
        }
        double bias = targetMean;
        for (int i = 0; i < inputs; i++) {
            weights[i] *= sign(i, inputs, excitatory);
            bias -= weights[i] * mean[i];
        }
        return new Learned(weights, bias);
    }

    /** Draws so many tasks, learns each, and writes what came of it. */
    void run(GroupWriter group, int repeats, Fault fault, long seed, long task) {
        final double[][] weights = new double[repeats][];
        final double[] bias = new double[repeats];
        final double[][] target = new double[repeats][];
        final double[][] outputs = new double[repeats][];
        final double[][] unreliable = new double[repeats][];
        final DMatrixRMaj inputFilter = input.filter(patterns);
        final DMatrixRMaj outputFilter = output.filter(patterns);
        for (int r = 0; r < repeats; r++) {
            final Gaussians gaussians = new Gaussians(seed, task, r);
            final DMatrixRMaj x = filtered(inputFilter, gaussians.matrix(patterns, inputs));
            for (int i = 0; i < x.data.length; i++) {
                x.data[i] = (float) (x.data[i] + inputMean); // so that the file holds just these numbers
            }
            target[r] = filtered(outputFilter, gaussians.matrix(patterns, 1)).data;
            final Learned learned = learn(x, target[r], excitatory, freeBias,
                    (ridge == 0 ? SMALL_RIDGE : ridge) * inputs, fault);
            weights[r] = learned.weights;
            bias[r] = learned.bias;
            outputs[r] = fault.spoil(learned.outputs(x));
            if (p < 1) {
                unreliable[r] =
                        fault.spoil(learned.outputs(failing(x, fault == Fault.SYNAPSES_NEVER_FAIL ? 1 : p, gaussians)));
            }
            if (r == 0) {
                final float[][] written = new float[patterns][inputs];
                for (int mu = 0; mu < patterns; mu++) {
                    for (int i = 0; i < inputs; i++) {
                        written[mu][i] = (float) x.get(mu, i);
                    }
                }
                group.array("inputs", written);
            }
        }
        group.attribute("excitatory_fraction", excitatory);
        group.attribute("input_mean", inputMean);
        group.attribute("free_bias", freeBias ? 1 : 0);
        group.attribute("ridge", ridge);
        group.attribute("release_probability", p);
        group.attribute("input_spectrum", input.kind());
        group.attribute("output_spectrum", output.kind());
        group.attribute("spectrum_parameter", input.parameter());
        group.array("targets", target);
        group.array("weights", weights);
        group.array("bias", bias);
        group.array("outputs", outputs);
        if (p < 1) {
            group.array("unreliable_outputs", unreliable);
        }
    }

    private static DMatrixRMaj filtered(DMatrixRMaj filter, DMatrixRMaj values) {
        if (filter == null) {
            return values;
        }
        final DMatrixRMaj result = new DMatrixRMaj(filter.numRows, values.numCols);
        CommonOps_DDRM.mult(filter, values, result);
        return result;
    }

    /**
     * Inputs as they arrive when each synapse fails anew for each pattern, and what arrives is larger by 1/p to keep
     * the mean.
     */
    private DMatrixRMaj failing(DMatrixRMaj x, double released, Gaussians gaussians) {
        final DMatrixRMaj arriving = x.copy();
        for (int i = 0; i < arriving.data.length; i++) {
            arriving.data[i] *= gaussians.uniform().nextDouble() < released ? 1 / p : 0;
        }
        return arriving;
    }

    /**
     * Correlations over patterns.
     *
     * @param kind      {@code white}; {@code ring}: exp(-|t|/tau) on a ring; {@code power}: patterns are principal
     *                  components whose variances are proportional to number^-exponent, of mean 1
     * @param parameter tau in patterns, or exponent
     */
    record Spectrum(String kind, double parameter) {
        static final Spectrum WHITE = new Spectrum("white", 0);

        /** What makes correlated patterns out of white ones: a root of the covariance; null if they stay white. */
        DMatrixRMaj filter(int patterns) {
            final DMatrixRMaj filter = new DMatrixRMaj(patterns, patterns);
            switch (kind) {
                case "white" -> {
                    return null;
                }
                case "power" -> {
                    double sum = 0;
                    for (int mu = 1; mu <= patterns; mu++) {
                        sum += Math.pow(mu, -parameter) / patterns;
                    }
                    for (int mu = 1; mu <= patterns; mu++) {
                        filter.set(mu - 1, mu - 1, Math.sqrt(Math.pow(mu, -parameter) / sum));
                    }
                }
                case "ring" -> {
                    final double[] kernel = kernel(patterns);
                    for (int t = 0; t < patterns; t++) {
                        for (int u = 0; u < patterns; u++) {
                            filter.set(t, u, kernel[Math.abs(t - u)]);
                        }
                    }
                }
                default -> throw new IllegalArgumentException("no such spectrum: " + kind);
            }
            return filter;
        }

        /** The symmetric root of a circulant covariance is circulant: its Fourier coefficients are the roots. */
        private double[] kernel(int patterns) {
            final double[] root = new double[patterns];
            for (int mode = 0; mode < patterns; mode++) {
                double power = 0;
                for (int t = 0; t < patterns; t++) {
                    power += Math.exp(-Math.min(t, patterns - t) / parameter)
                            * Math.cos(2 * Math.PI * mode * t / patterns);
                }
                root[mode] = Math.sqrt(power);
            }
            final double[] kernel = new double[patterns];
            for (int t = 0; t < patterns; t++) {
                for (int mode = 0; mode < patterns; mode++) {
                    kernel[t] += root[mode] * Math.cos(2 * Math.PI * mode * t / patterns) / patterns;
                }
            }
            return kernel;
        }
    }
}

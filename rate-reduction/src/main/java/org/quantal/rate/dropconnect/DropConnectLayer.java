package org.quantal.rate.dropconnect;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A layer y = phi(sum_j (M_ij/p_ij) W_ij x_j + b_i) with independent masks M_ij of keep probability p_ij. Masks are
 * scaled, so that the mean drive is that without masks; take W_ij/p_ij for masks that are not.
 *
 * <p>Matrices are not copied: who shares a layer does not change them.
 */
public final class DropConnectLayer {
    private final String name;
    private final DMatrixRMaj weight;
    private final double[] bias;
    private final DMatrixRMaj keep;
    private final Transfer transfer;
    private final Units units;

    /**
     * Units of a layer's numbers.
     *
     * @param input  of x
     * @param drive  of the drive and bias; weights are in drive per input
     * @param output of y
     */
    public record Units(String input, String drive, String output) {
        /** Pure numbers. */
        public static final Units NONE = new Units("1", "1", "1");

        /** Unit of weights. */
        public String weight() {
            return drive.equals(input) ? "1" : input.equals("1") ? drive : drive + "/" + input;
        }
    }

    /**
     * @param weight outputs x inputs
     * @param bias   of each output
     * @param keep   keep probabilities in (0, 1], outputs x inputs
     */
    public DropConnectLayer(String name, DMatrixRMaj weight, double[] bias, DMatrixRMaj keep, Transfer transfer,
            Units units) {
        if (weight.numRows != bias.length || weight.numRows != keep.numRows || weight.numCols != keep.numCols) {
            throw new IllegalArgumentException("layer " + name + ": shapes do not fit: weight=" + weight.numRows + "x"
                    + weight.numCols
                    + " bias=" + bias.length + " keep_probability=" + keep.numRows + "x" + keep.numCols);
        }
        for (int i = 0; i < keep.getNumElements(); i++) {
            if (!(keep.data[i] > 0 && keep.data[i] <= 1) || !Double.isFinite(weight.data[i])) {
                throw new IllegalArgumentException("layer " + name + ", output " + i / keep.numCols + ", input "
                        + i % keep.numCols
                        + ": keep probability must be in (0, 1] and weight finite: keep_probability=" + keep.data[i]
                        + " weight="
                        + weight.data[i]);
            }
        }
        for (double b : bias) {
            if (!Double.isFinite(b)) {
                throw new IllegalArgumentException("layer " + name + ": bias must be finite: " + b);
            }
        }
        this.name = name;
        this.weight = weight;
        this.bias = bias;
        this.keep = keep;
        this.transfer = transfer;
        this.units = units;
    }

    /** A layer of pure numbers with one keep probability. */
    public static DropConnectLayer of(String name, double[][] weight, double[] bias, double keep, Transfer transfer) {
        final DMatrixRMaj matrix = new DMatrixRMaj(weight);
        final DMatrixRMaj kept = new DMatrixRMaj(matrix.numRows, matrix.numCols);
        Arrays.fill(kept.data, keep);
        return new DropConnectLayer(name, matrix, bias.clone(), kept, transfer, Units.NONE);
    }

    /** The same layer with other keep probabilities. */
    public DropConnectLayer withKeep(DMatrixRMaj other) {
        return new DropConnectLayer(name, weight, bias, other, transfer, units);
    }

    /** Name of the layer, unique within its network. */
    public String name() {
        return name;
    }

    /** Number of inputs. */
    public int inputs() {
        return weight.numCols;
    }

    /** Number of outputs. */
    public int outputs() {
        return weight.numRows;
    }

    /** W, outputs x inputs. */
    public DMatrixRMaj weight() {
        return weight;
    }

    /** Bias b of each output, in the unit of the drive. */
    public double[] bias() {
        return bias;
    }

    /** Keep probabilities, outputs x inputs. */
    public DMatrixRMaj keep() {
        return keep;
    }

    /** How outputs follow from their drive. */
    public Transfer transfer() {
        return transfer;
    }

    /** Units of inputs, drive and outputs. */
    public Units units() {
        return units;
    }

    /** Mean drive of the outputs, W x + b. */
    public double[] drive(double[] input) {
        final double[] drive = new double[outputs()];
        for (int i = 0; i < drive.length; i++) {
            double sum = bias[i];
            for (int j = 0, at = i * inputs(); j < input.length; j++, at++) {
                sum += weight.data[at] * input[j];
            }
            drive[i] = sum;
        }
        return drive;
    }

    /** Variance of the drive by the masks: sum_j W_ij^2 x_j^2 (1 - p_ij)/p_ij, equation (22). */
    public double[] driveVariance(double[] input) {
        final double[] variance = new double[outputs()];
        for (int i = 0; i < variance.length; i++) {
            for (int j = 0, at = i * inputs(); j < input.length; j++, at++) {
                final double wx = weight.data[at] * input[j];
                variance[i] += wx * wx * (1 - keep.data[at]) / keep.data[at];
            }
        }
        return variance;
    }

    /** Activities of the outputs for a drive. */
    public double[] activity(double[] drive) {
        final double[] y = new double[drive.length];
        Arrays.setAll(y, i -> transfer.value(i, drive[i]));
        return y;
    }

    /** Mean of the outputs to second order in the noise of the masks, phi + phi'' Var/2: equation (22). */
    public double[] outputMean(double[] input) {
        final double[] drive = drive(input);
        final double[] variance = driveVariance(input);
        final double[] mean = new double[drive.length];
        Arrays.setAll(mean, i -> transfer.value(i, drive[i]) + transfer.curvature(i, drive[i]) * variance[i] / 2);
        return mean;
    }

    /** Variance of the outputs to second order, phi'^2 Var: equation (22). */
    public double[] outputVariance(double[] input) {
        final double[] drive = drive(input);
        final double[] variance = driveVariance(input);
        Arrays.setAll(variance, i -> {
            final double slope = transfer.slope(i, drive[i]);
            return slope * slope * variance[i];
        });
        return variance;
    }
}

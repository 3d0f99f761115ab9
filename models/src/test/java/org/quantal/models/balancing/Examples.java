package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleSupplier;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;

/** Networks and numbers that several tests of this package share. */
final class Examples {
    private Examples() {
    }

    /** Network A of the reference table: J_ij = ((7 i + 3 j + 2) mod 11 - 5)/5 of five neurons, J_ii = 0. */
    static double[][] networkA() {
        final double[][] weights = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                weights[i][j] = i == j ? 0 : ((7 * i + 3 * j + 2) % 11 - 5) / 5.0;
            }
        }
        return weights;
    }

    static StreamRandom random(long seed) {
        return new StreamRandom(StreamKey.of(seed, Purpose.WEIGHT, 0));
    }

    static DoubleSupplier gaussian(long seed) {
        final ContinuousSampler sampler = ZigguratSampler.NormalizedGaussian.of(random(seed));
        return sampler::sample;
    }

    static double[] normal(DoubleSupplier gaussian, int n, double sd) {
        final double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = sd * gaussian.getAsDouble();
        }
        return values;
    }

    static double[][] normal(DoubleSupplier gaussian, int rows, int columns, double sd) {
        final double[][] values = new double[rows][];
        for (int i = 0; i < rows; i++) {
            values[i] = normal(gaussian, columns, sd);
        }
        return values;
    }

    /** A random network of three inputs and two outputs: weights of sd 0.7/sqrt(n). */
    static RateNetwork network(RectifiedPower transfer, int n, double inputSd, DoubleSupplier gaussian) {
        return new RateNetwork(transfer, 1, normal(gaussian, n, n, 0.7 / Math.sqrt(n)),
                normal(gaussian, n, 3, inputSd), normal(gaussian, n, 0.3 * inputSd),
                normal(gaussian, 2, n, 1 / Math.sqrt(n)));
    }

    /** d = exp(sd N(0,1)). */
    static Gauge lognormalGauge(DoubleSupplier gaussian, int n, double sd) {
        return Gauge.ofLog(normal(gaussian, n, sd));
    }

    /** Three slow sine waves. */
    static double[][] sines(int steps, double dt) {
        final double[][] u = new double[steps][3];
        for (int t = 0; t < steps; t++) {
            for (int m = 0; m < 3; m++) {
                u[t][m] = Math.sin((0.5 + 0.4 * m) * t * dt + m);
            }
        }
        return u;
    }

    static double traceOfPower(double[][] matrix, int power) {
        double[][] product = matrix;
        for (int k = 1; k < power; k++) {
            product = times(product, matrix);
        }
        double trace = 0;
        for (int i = 0; i < matrix.length; i++) {
            trace += product[i][i];
        }
        return trace;
    }

    static double[][] times(double[][] a, double[][] b) {
        final double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static double largestDifference(double[][] a, double[][] b) {
        assertEquals(a.length, b.length);
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                largest = Math.max(largest, Math.abs(a[i][j] - b[i][j]));
            }
        }
        return largest;
    }

    static void assertClose(double[] expected, double[] actual, double tolerance) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance, "element " + i);
        }
    }
}

package org.quantal.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closed forms against reference values, which come from enumeration of masks and from optimisers. */
class LinearTheoryTest {
    private static final SimpleMatrix A = matrix(new double[][] {{1, 0.5}, {-0.3, 0.8}});
    private static final SimpleMatrix C = matrix(new double[][] {{1, 0.3}, {0.3, 0.7}});
    private static final SimpleMatrix W1 = matrix(new double[][] {{0.6, -0.2}, {0.1, 0.9}});
    private static final SimpleMatrix W2 = matrix(new double[][] {{0.7, 0.4}, {-0.5, 0.3}});
    private static final SimpleMatrix P1 = matrix(new double[][] {{0.2, 0.5}, {0.8, 0.6}});
    private static final SimpleMatrix P2 = matrix(new double[][] {{0.9, 0.3}, {0.4, 0.7}});
    private static final SimpleMatrix A_WIDE = matrix(new double[][] {{1, -0.5, 0.25}, {0.5, 1, -1}});
    private static final SimpleMatrix C_WIDE =
            matrix(new double[][] {{1, 0.4, 0.1}, {0.4, 0.8, -0.2}, {0.1, -0.2, 0.5}});

    private static SimpleMatrix matrix(double[][] rows) {
        return new SimpleMatrix(rows);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, true, 0.279895, 0", "0.5, 0.8, true, 0.59845, 0.63711", "0.3, 0.6, true, 1.2492, 1.93861",
        "0.5, 0.8, false, 0.673828, 0.1019376", "1, 0.4, true, 0.5735875, 0.587385",
        "0.25, 1, false, 0.772384375, 0.080881875"})
    void lossOfTwoLayers(double p1, double p2, boolean scaled, double loss, double noise) {
        final SimpleMatrix w1 = scaled ? W1 : W1.scale(p1);
        final SimpleMatrix w2 = scaled ? W2 : W2.scale(p2);
        final double r = LinearLoss.noise(w1, w2, C, p1, p2);
        assertEquals(noise, r, 1e-12);
        assertEquals(loss, LinearLoss.bias(A, w2.mult(w1), C) + r / 2, 1e-12);
    }

    @Test
    void lossOfTwoLayersWithAProbabilityForEachSynapse() {
        final double scaled = LinearLoss.noise(W1, W2, C, P1, P2);
        assertEquals(2.36421555556, scaled, 1e-11);
        assertEquals(1.46200277778, LinearLoss.bias(A, W2.mult(W1), C) + scaled / 2, 1e-11);
        final SimpleMatrix w1 = W1.elementMult(P1);
        final SimpleMatrix w2 = W2.elementMult(P2);
        final double unscaled = LinearLoss.noise(w1, w2, C, P1, P2);
        assertEquals(0.813924084, LinearLoss.bias(A, w2.mult(w1), C) + unscaled / 2, 1e-12);
        assertEquals(0.3007649121, LinearLoss.power(w2.mult(w1), C) / unscaled, 1e-10);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.4200819672, -0.5601092896, 0.705259562842", "0.2, 0.1643968872, -0.2438391699, 1.20192931258"})
    void bestLayer(double p, double first, double last, double loss) {
        final SimpleMatrix probability = LinearLoss.filled(A_WIDE, p);
        final SimpleMatrix w = LinearLoss.bestLayer(A_WIDE, C_WIDE, probability);
        assertEquals(first, w.get(0, 0), 1e-10);
        assertEquals(last, w.get(1, 2), 1e-10);
        assertEquals(loss, LinearLoss.bias(A_WIDE, w, C_WIDE) + LinearLoss.noise(w, C_WIDE, probability) / 2, 1e-11);
    }

    @Test
    void bestLayerWithAProbabilityForEachSynapse() {
        final SimpleMatrix p = matrix(new double[][] {{0.2, 0.5, 0.8}, {0.3, 0.6, 0.9}});
        final SimpleMatrix w = LinearLoss.bestLayer(A_WIDE, C_WIDE, p);
        assertEquals(-0.008676092545, w.get(0, 1), 1e-10);
        assertEquals(0.642248001273, LinearLoss.bias(A_WIDE, w, C_WIDE) + LinearLoss.noise(w, C_WIDE, p) / 2, 1e-11);
    }

    @ParameterizedTest
    @CsvSource({"3 2 1 0.3, 8, 0.5, 0.5, 2, 1.0714285714, 3.2235714286, 1.6929591837, 1.49666667",
        "3 2 1 0.3, 4, 0.7, 0.7, 3, 0.87679083095, 2.6753724928, 1.1981432418, 1.95798875",
        "2 1.5 1 0.5, 2, 0.8, 0.9, 2, 0.49, 1.4825, 0.8651, 2.67265954",
        "1 1 1 1, 16, 0.2, 0.8, 4, 0.56756756757, 1.1351351351, 0.64426588751, 0.761904762",
        "2 1 0.2, 6, 0.3, 1, 2, 0.65625, 1.004375, 0.4506640625, 1.7372134",
        "4 3 1 0.5 0.2 0.05, 12, 1, 0.4, 3, 0.72727272727, 3.0553409091, 0.93963842975, 3.76953125",
        "3 2 1 0.3, 64, 0.5, 0.5, 4, 0.24868421053, 0.78335526316, 0.12368767313, 8.49212123",
        "3 2 1 0.3, 8, 0.2, 0.2, 1, 2.25, 5.92, 5.07625, 0.333333333"})
    void optimum(String spectrum, int hidden, double p1, double p2, int rho, double tau, double loss,
    double lossWithoutFailures, double snr) {
        final double[] a = java.util.Arrays.stream(spectrum.split(" ")).mapToDouble(Double::parseDouble).toArray();
        final LinearOptimum optimum = LinearOptimum.of(a, LinearOptimum.lambda(p1, p2), hidden);
        assertEquals(rho, optimum.rho());
        assertEquals(tau, optimum.tau(), 1e-10);
        assertEquals(loss, optimum.loss(), 1e-10);
        assertEquals(lossWithoutFailures, optimum.lossWithoutFailures(), 1e-10);
        assertEquals(snr, optimum.signalToNoise(), 1e-8);
    }

    @Test
    void survival() {
        final double[] a = {4, 3, 1, 0.5, 0.2, 0.05};
        final double[] expected = {0, 0.027027027, 0.294117647, 0.52, 0.762376238, 0.933701657};
        for (int k = 0; k < a.length; k++) {
            assertEquals(expected[k], LinearOptimum.survival(a, k, 12), 1e-9);
        }
    }

    @Test
    void colouredInput() {
        final LinearOptimum.Coloured best = LinearOptimum.coloured(A_WIDE, C_WIDE, 0.5, 0.5, 4);
        final SimpleMatrix expected = matrix(new double[][] {{0.19172342002, -0.034934780393, 0.10872247305},
            {0.29869283396, 0.57331218939, -0.54451872764}});
        assertEquals(0, best.map().minus(expected).elementMaxAbs(), 1e-10);
        assertEquals(0.852565284161, best.loss(), 1e-11);
    }

    @Test
    void courseOfModes() {
        final LinearOptimum optimum = LinearOptimum.of(new double[] {3, 2, 1, 0.4}, LinearOptimum.lambda(0.6, 0.6), 8);
        final double[] start = {0.001, 0.002, 0.003, 0.004};
        assertArrayEquals(new double[] {1.81230046, 0.430034338, 0.0408938869, 0.00927209226},
                optimum.course(start, 1.5), 5e-9);
        assertArrayEquals(new double[] {2.20425672, 1.2046172, 0.173612972, 7.07807262e-05},
                optimum.course(start, 8), 5e-9);
    }
}

package org.quantal.rate.dropconnect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.random.StreamRandom;

class DropConnectTrainingTest {

    private static DropConnectNetwork random(Activation hidden, Activation output, double keep, int... sizes) {
        final StreamRandom random = new StreamRandom(4);
        final java.util.ArrayList<DropConnectLayer> layers = new java.util.ArrayList<>();
        for (int k = 1; k < sizes.length; k++) {
            final double[][] w = new double[sizes[k]][sizes[k - 1]];
            for (double[] row : w) {
                java.util.Arrays.setAll(row, j -> 2 * random.nextDouble() - 1);
            }
            final double[] b = new double[sizes[k]];
            java.util.Arrays.setAll(b, j -> random.nextDouble() - 0.5);
            layers.add(DropConnectLayer.of("layer" + k, w, b, keep, k == sizes.length - 1 ? output : hidden));
        }
        return new DropConnectNetwork(layers);
    }

    @ParameterizedTest
    @CsvSource({"LINEAR,LINEAR,SQUARED", "TANH,SOFTPLUS,SQUARED", "RELU,LINEAR,CROSS_ENTROPY",
            "SOFTPLUS,TANH,CROSS_ENTROPY"})
    void gradientEqualsFiniteDifferences(Activation hidden, Activation output, Loss loss) {
        final DropConnectNetwork net = random(hidden, output, 0.6, 4, 5, 3);
        final double[] x = {0.3, 1.2, -0.4, 0.8};
        final double[] target = {0, 1, 0};
        final Backpropagation gradient = new Backpropagation(net, loss);
        gradient.add(x, target, Masks.quenched(), new StreamRandom(9));
        for (int k = 0; k < 2; k++) {
            final DMatrixRMaj w = net.layers().get(k).weight();
            for (int at = 0; at < w.getNumElements(); at++) {
                assertEquals(difference(net, loss, x, target, w.data, at), gradient.weightGradient(k)[at], 1e-6);
            }
            final double[] b = net.layers().get(k).bias();
            for (int i = 0; i < b.length; i++) {
                assertEquals(difference(net, loss, x, target, b, i), gradient.biasGradient(k)[i], 1e-6);
            }
        }
    }

    /** Central difference with the same masks. */
    private static double difference(DropConnectNetwork net, Loss loss, double[] x, double[] target, double[] values,
            int at) {
        final double kept = values[at];
        final double h = 1e-5;
        values[at] = kept + h;
        final double above = loss.value(net.forward(x, Masks.quenched(), new StreamRandom(9)), target);
        values[at] = kept - h;
        final double below = loss.value(net.forward(x, Masks.quenched(), new StreamRandom(9)), target);
        values[at] = kept;
        return (above - below) / (2 * h);
    }

    /**
     * Training a linear layer with masks on y = x_1 + x_2 finds the minimum of the expected loss, with weights below 1.
     * For x uniform in [0, 1] the bias takes the means out of the fit, but not out of the failures: w (Var x + E x^2
     * (1-p)/p) = Var x, so that w = (1/12)/(1/12 + 1/3) = 0.2 and b = 1 - w. The bound of 0.03 is three times the
     * wandering of the last steps.
     */
    @Test
    void trainingFindsTheShrunkWeightsOfTheRegulariser() {
        final StreamRandom random = new StreamRandom(2);
        final double[][] x = new double[4000][2];
        final double[][] y = new double[4000][1];
        for (int n = 0; n < x.length; n++) {
            x[n][0] = random.nextDouble();
            x[n][1] = random.nextDouble();
            y[n][0] = x[n][0] + x[n][1];
        }
        final DropConnectTraining training = new DropConnectTraining(Loss.SQUARED, Masks.quenched(), 0.005, 0, 0, 10,
                30, 1);
        final DropConnectLayer start = DropConnectLayer.of("l", new double[1][2], new double[1], 0.5,
                Activation.LINEAR);
        final DropConnectTraining.Trained trained = training.train(DropConnectNetwork.of(start), x, y);
        final double[] w = trained.network().layers().get(0).weight().data;
        final double b = trained.network().layers().get(0).bias()[0];
        assertEquals(0.2, w[0], 0.03);
        assertEquals(0.2, w[1], 0.03);
        assertEquals(1 - 0.2, b, 0.03);
        assertEquals(0, start.weight().data[0]);
        assertArrayEquals(w, training.train(DropConnectNetwork.of(start), x, y).network().layers().get(0)
                .weight().data);
    }

    @Test
    void learnsWhatNoLinearNetworkCan() {
        final double[][] x = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
        final double[][] y = {{1, 0}, {0, 1}, {0, 1}, {1, 0}};
        final DropConnectTraining training = new DropConnectTraining(Loss.CROSS_ENTROPY, Masks.quenched(), 0.1, 0.9, 0,
                4, 1500, 3);
        final DropConnectTraining.Trained trained = training.train(random(Activation.TANH, Activation.LINEAR, 0.95, 2,
                16, 2), x, y);
        for (int n = 0; n < 4; n++) {
            final double[] out = trained.network().forward(x[n]);
            assertEquals(y[n][1] > y[n][0], out[1] > out[0], java.util.Arrays.toString(out));
        }
        assertTrue(trained.losses()[1499] < trained.losses()[0] / 4);
    }

    @Test
    void mistakesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DropConnectTraining(Loss.SQUARED, Masks.none(), 0, 0, 0,
                1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new DropConnectNetwork(List.of(
                DropConnectLayer.of("a", new double[3][2], new double[3], 1, Activation.LINEAR),
                DropConnectLayer.of("b", new double[1][2], new double[1], 1, Activation.LINEAR))));
        assertThrows(IllegalArgumentException.class, () -> DropConnectLayer.of("a", new double[3][2], new double[3], 0,
                Activation.LINEAR));
        assertThrows(IllegalArgumentException.class, () -> random(Activation.TANH, Activation.LINEAR, 1, 2, 2)
                .trials(new double[3],
                Masks.none(), 5, 1));
        assertThrows(IllegalArgumentException.class, () -> random(Activation.TANH, Activation.LINEAR, 1, 2, 2)
                .trials(new double[] {0.3, 1},
                Masks.annealedCounts(2), 5, 1));
    }
}

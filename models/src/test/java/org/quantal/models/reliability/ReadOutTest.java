package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

class ReadOutTest {
    private static final int DRAWS = 100_000;
    private final Synapses synapses = Tiny.synapses();
    private final ReliabilityMachine machine = new ReliabilityMachine(synapses);
    private final ReadOut readOut = new ReadOut(machine);
    private final int[] v = {1, 0, 1};

    @Test
    void meanFeaturesTransmitTheMean() {
        final double[] feature = readOut.mean(v);
        final double[][] p = synapses.probability();
        assertEquals(Logistic.sigma(0.5 + p[0][0] * -1 + p[2][0] * 0.5), feature[0], 1e-15);
        assertEquals(Logistic.sigma(-0.5 + p[0][1] * 0.5 + p[2][1] * -1.5), feature[1], 1e-15);
    }

    /**
     * Probabilities differ by less than 0.5 between draws, so the mean of 100,000 has a standard error below 0.0008.
     */
    @Test
    void maskDrawsAverageToTheSumOverMasks() {
        final StreamRandom random = Tiny.random(70);
        final double[] mean = new double[2];
        for (int draw = 0; draw < DRAWS; draw++) {
            add(mean, readOut.maskDraw(v, random));
        }
        for (int j = 0; j < 2; j++) {
            assertEquals(expected(j, synapses.probability()), mean[j], 4 * 0.0008);
        }
    }

    /** With h drawn first, masks of column j follow (7) with the probability that h_j is 1. */
    @Test
    void conditionalDrawsKnowTheHiddenUnits() {
        final StreamRandom random = Tiny.random(71);
        final double[] mean = new double[2];
        for (int draw = 0; draw < DRAWS; draw++) {
            add(mean, readOut.conditionalDraw(v, random));
        }
        final double[][] coincident = new double[3][2];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                coincident[i][j] = machine.releaseProbability(i, j, v[i] == 1);
            }
        }
        for (int j = 0; j < 2; j++) {
            final double on = expected(j, synapses.probability());
            final double expected = on * expected(j, coincident) + (1 - on) * on;
            assertEquals(expected, mean[j], 4 * 0.0008);
        }
    }

    private double expected(int j, double[][] release) {
        double sum = 0;
        for (int column = 0; column < 8; column++) {
            double p = 1;
            double drive = synapses.hidden()[j];
            for (int i = 0; i < 3; i++) {
                p *= States.on(column, i, 3) ? release[i][j] : 1 - release[i][j];
                drive += States.on(column, i, 3) ? v[i] * synapses.weight()[i][j] : 0;
            }
            sum += p * Logistic.sigma(drive);
        }
        return sum;
    }

    private static void add(double[] mean, double[] feature) {
        for (int j = 0; j < mean.length; j++) {
            mean[j] += feature[j] / DRAWS;
        }
    }
}

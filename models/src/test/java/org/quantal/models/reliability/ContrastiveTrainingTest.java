package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.reliability.ContrastiveTraining.Settings;

class ContrastiveTrainingTest {
    private static final int EPOCHS = 60;

    /**
     * The strongest synapses become the most reliable: expected 0.46 after one epoch, about 0.80 after 60, and a mean p
     * of 0.95 of the strongest.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void strongSynapsesOfDigitsBecomeReliable(long seed) {
        final ContrastiveTraining training = new ContrastiveTraining(Digits.first(1000),
                new Settings(64, 25, 0.5, 5, seed));
        training.run(1);
        final StrengthReliability first = report(training);
        training.run(4);
        final StrengthReliability fifth = report(training);
        training.run(15);
        final StrengthReliability twentieth = report(training);
        training.run(EPOCHS - 20);
        final StrengthReliability last = report(training);
        assertEquals(EPOCHS, training.epochs());
        assertEquals(0.46, first.spearman(), 0.1);
        assertEquals(0.520, first.strongest(), 0.01);
        assertTrue(fifth.spearman() > first.spearman() && twentieth.spearman() > fifth.spearman());
        assertTrue(last.spearman() > twentieth.spearman());
        assertTrue(last.spearman() > 0.75 && last.spearman() < 0.90, "Spearman " + last.spearman());
        assertTrue(last.strongest() > 0.90, "strongest " + last.strongest());
        assertEquals(0.556, last.rest(), 0.03);
    }

    private static StrengthReliability report(ContrastiveTraining training) {
        return StrengthReliability.of(training.synapses());
    }

    /** With kappa = 1 reliability learns less: strongest synapses at about 0.82. */
    @Test
    void slowReliabilityLearnsLess() {
        final ContrastiveTraining training = new ContrastiveTraining(Digits.first(1000),
                new Settings(64, 25, 0.5, 1, 1));
        training.run(EPOCHS);
        final StrengthReliability last = report(training);
        assertEquals(0.83, last.spearman(), 0.05);
        assertEquals(0.820, last.strongest(), 0.03);
    }

    /** Synapses leave the curve (11) by an error of the order of eps: about 0.36 and 0.11 here. */
    @Test
    void driftFromTheCurveFallsWithTheLearningRate() {
        final double coarse = driftAfter(0.5, 5);
        final double fine = driftAfter(0.125, 20);
        assertTrue(fine < coarse / 2, coarse + " and " + fine);
        assertTrue(coarse > 0.1, "drift " + coarse);
    }

    private static double driftAfter(double eps, int epochs) {
        final ContrastiveTraining training = new ContrastiveTraining(Digits.first(500),
                new Settings(64, 25, eps, 5, 3));
        training.run(epochs);
        return drift(training, 5);
    }

    /** Largest deviation from the invariant at the start, alpha = 0 and W near 0 (where it is flat). */
    private static double drift(ContrastiveTraining training, double kappa) {
        final Synapses s = training.synapses();
        final double[][] weight = s.weight();
        final double[][] alpha = s.alpha();
        double largest = 0;
        for (int i = 0; i < weight.length; i++) {
            for (int j = 0; j < weight[i].length; j++) {
                largest = Math.max(largest, Math.abs(ReliabilityCurve.invariant(kappa, weight[i][j], alpha[i][j])
                        - (1 - kappa)));
            }
        }
        return largest;
    }

    @Test
    void withoutKappaReleaseStaysAtOneHalf() {
        final ContrastiveTraining training = new ContrastiveTraining(Digits.first(100), new Settings(8, 25, 0.5, 0, 1));
        training.run(2);
        for (double[] row : training.synapses().probability()) {
            for (double p : row) {
                assertEquals(0.5, p);
            }
        }
    }

    /**
     * Independent pixels have a mean log-likelihood of -2.04, the data themselves -1.63; expected -1.73 after training.
     */
    @Test
    void likelihoodRisesAboveThatOfIndependentPixels() {
        final byte[][] data = new byte[1600][3];
        int n = 0;
        for (int v = 0; v < 8; v++) {
            for (int k = 0; k < 1600 * Tiny.DATA[v]; k++) {
                for (int i = 0; i < 3; i++) {
                    data[n][i] = (byte) Tiny.units(v, 3)[i];
                }
                n++;
            }
        }
        final ContrastiveTraining training = new ContrastiveTraining(data, new Settings(4, 20, 0.3, 5, 4));
        final double before = JointLikelihood.of(training.synapses(), Tiny.DATA).logLikelihood();
        training.run(60);
        final double after = JointLikelihood.of(training.synapses(), Tiny.DATA).logLikelihood();
        double entropy = 0;
        for (double share : Tiny.DATA) {
            entropy += share > 0 ? share * Math.log(share) : 0;
        }
        assertTrue(before < -2, "before " + before);
        assertTrue(after > -1.85 && after < entropy, "after " + after + ", at most " + entropy);
    }

    @Test
    void outcomeDependsOnTheSeedAlone() {
        final byte[][] data = Digits.first(110);
        final Settings settings = new Settings(16, 25, 0.5, 5, 9);
        final ContrastiveTraining once = new ContrastiveTraining(data, settings);
        final ContrastiveTraining again = new ContrastiveTraining(data, settings);
        once.run(3);
        again.run(1);
        again.synapses();
        again.run(2);
        assertArrayEquals(once.synapses().weight(), again.synapses().weight());
        assertArrayEquals(once.synapses().alpha(), again.synapses().alpha());
        assertArrayEquals(once.synapses().hidden(), again.synapses().hidden());
        final ContrastiveTraining other = new ContrastiveTraining(data, new Settings(16, 25, 0.5, 5, 10));
        other.run(3);
        assertFalse(Arrays.deepEquals(once.synapses().weight(), other.synapses().weight()));
    }

    @Test
    void startsAsTheAlgorithmSays() {
        final Synapses start = new ContrastiveTraining(Digits.first(1000), new Settings(64, 25, 0.5, 5, 1)).synapses();
        final double[] weight = Arrays.stream(start.weight()).flatMapToDouble(Arrays::stream).toArray();
        // 4096 values of sd 0.05: the mean has a standard error of 8e-4, the sd one of 5.5e-4.
        assertEquals(0, Arrays.stream(weight).average().orElseThrow(), 4 * 8e-4);
        assertEquals(0.05, Math.sqrt(Arrays.stream(weight).map(w -> w * w).average().orElseThrow()), 4 * 5.5e-4);
        assertEquals(0, Arrays.stream(start.alpha()).flatMapToDouble(Arrays::stream).map(Math::abs).sum());
        // The first pixel is never set.
        assertEquals(Math.log(0.01 / 0.99), start.visible()[0], 1e-14);
        assertTrue(Arrays.stream(start.hidden()).allMatch(c -> c == -1));
    }

    @Test
    void badTrainingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Settings(0, 25, 0.5, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> new Settings(4, 0, 0.5, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> new Settings(4, 25, -1, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> new Settings(4, 25, 1, -1, 1));
        final Settings settings = new Settings(4, 25, 0.5, 5, 1);
        assertThrows(IllegalArgumentException.class, () -> new ContrastiveTraining(new byte[0][], settings));
        assertThrows(IllegalArgumentException.class,
                () -> new ContrastiveTraining(new byte[][] {{0, 1}, {1}}, settings));
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new ContrastiveTraining(new byte[][] {{0, 9}}, settings)).getMessage().contains("binarise"));
    }
}

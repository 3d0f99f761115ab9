package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EulerBalancingTest {
    private static final BalancingCost SQUARES = BalancingCost.uniform(2);

    @Test
    void eigenvaluesDriftInProportionToTheStep() {
        final double[] expected = {2.04e-4, 9.88e-5, 4.86e-5, 2.41e-5};
        final double[] before = moduli(Examples.networkA());
        double last = 0;
        for (int k = 0; k < expected.length; k++) {
            final double eta = 0.02 / (1 << k);
            final double[] after = moduli(EulerBalancing.run(Examples.networkA(), SQUARES, eta,
                    (int) Math.round(2 / eta)));
            double drift = 0;
            for (int i = 0; i < before.length; i++) {
                drift = Math.max(drift, Math.abs(after[i] - before[i]));
            }
            assertEquals(expected[k], drift, 0.005 * expected[k]);
            if (k > 0) {
                assertEquals(2, last / drift, 0.1);
            }
            last = drift;
        }
    }

    @Test
    void endsNearTheBalancedNetworkButNotAtIt() {
        final double[][] balanced = Osborne.balance(Examples.networkA(), SQUARES).weights(Examples.networkA());
        final double[][] euler = EulerBalancing.run(Examples.networkA(), SQUARES, 0.01, 2000);
        assertTrue(Examples.largest(SQUARES.of(euler).imbalance()) < 1e-12);
        final double difference = Examples.largestDifference(balanced, euler);
        assertTrue(difference > 1e-5 && difference < 1e-3, "difference " + difference);
        assertThrows(IllegalArgumentException.class, () -> EulerBalancing.run(euler, SQUARES, -1, 1));
    }

    /** Sizes of the eigenvalues, ascending: characteristic polynomial (Faddeev-LeVerrier), roots (Durand-Kerner). */
    private static double[] moduli(double[][] a) {
        final int n = a.length;
        final double[] coefficient = new double[n + 1];
        coefficient[n] = 1;
        double[][] m = new double[n][n];
        for (int k = 1; k <= n; k++) {
            m = Examples.times(a, m);
            for (int i = 0; i < n; i++) {
                m[i][i] += coefficient[n - k + 1];
            }
            final double[][] product = Examples.times(a, m);
            for (int i = 0; i < n; i++) {
                coefficient[n - k] -= product[i][i] / k;
            }
        }
        final double[] re = new double[n];
        final double[] im = new double[n];
        for (int i = 0; i < n; i++) {
            re[i] = 1.3 * Math.cos(0.4 + i);
            im[i] = 1.3 * Math.sin(0.4 + i);
        }
        for (int round = 0; round < 500; round++) {
            for (int i = 0; i < n; i++) {
                improve(coefficient, re, im, i);
            }
        }
        final double[] moduli = new double[n];
        for (int i = 0; i < n; i++) {
            moduli[i] = Math.hypot(re[i], im[i]);
        }
        Arrays.sort(moduli);
        return moduli;
    }

    private static void improve(double[] coefficient, double[] re, double[] im, int i) {
        double valueRe = 0;
        double valueIm = 0;
        for (int k = coefficient.length - 1; k >= 0; k--) {
            final double next = valueRe * re[i] - valueIm * im[i] + coefficient[k];
            valueIm = valueRe * im[i] + valueIm * re[i];
            valueRe = next;
        }
        double divisorRe = 1;
        double divisorIm = 0;
        for (int j = 0; j < re.length; j++) {
            if (j != i) {
                final double next = divisorRe * (re[i] - re[j]) - divisorIm * (im[i] - im[j]);
                divisorIm = divisorRe * (im[i] - im[j]) + divisorIm * (re[i] - re[j]);
                divisorRe = next;
            }
        }
        final double norm = divisorRe * divisorRe + divisorIm * divisorIm;
        re[i] -= (valueRe * divisorRe + valueIm * divisorIm) / norm;
        im[i] -= (valueIm * divisorRe - valueRe * divisorIm) / norm;
    }
}

package org.quantal.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BalancingTheoryTest {

    /** J_ij = ((7 i + 3 j + 2) mod 11 - 5)/5 of five neurons. */
    private static double[][] five() {
        final double[][] weights = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                weights[i][j] = i == j ? 0 : ((7 * i + 3 * j + 2) % 11 - 5) / 5.0;
            }
        }
        return BalancingTheory.costs(weights);
    }

    @Test
    void fiveNeuronsAreThoseOfTheTable() {
        assertEquals(6.68, BalancingTheory.total(five()), 1e-14);
        assertArrayEquals(new double[] {-0.12, 0.44, -0.16, -0.16, 0}, BalancingTheory.imbalance(five()), 1e-14);
        final double[][] balanced = BalancingTheory.balanced(five());
        assertEquals(6.62839149773321, BalancingTheory.total(balanced), 1e-13);
        assertEquals(1.65863000513, BalancingTheory.connectivity(balanced), 1e-10);
    }

    /** tanh(v/2) = tanh(v0/2) exp(-8 a b t) with v = ln(J_12/J_21). */
    @Test
    void twoNeuronsFollowTheClosedForm() {
        final double[][] costs = BalancingTheory.costs(new double[][] {{0, 2}, {0.5, 0}});
        final double[] h = BalancingTheory.path(costs, 0.001, 200)[200];
        final double[][] reached = BalancingTheory.costs(costs, h);
        assertEquals(1.1294555754804, Math.sqrt(reached[0][1]), 1e-10);
        assertEquals(0.8853823219870, Math.sqrt(reached[1][0]), 1e-10);
    }

    /** All weights of a ring become the geometric mean; in a clamped chain the two of the middle neuron. */
    @Test
    void listsOfSynapsesHaveTheirMinimum() {
        final double mean = 0.8801117367934;
        assertEquals(4 * mean * mean,
                BalancingTheory.minimum(new int[] {0, 1, 2, 3}, new int[] {1, 2, 3, 0}, new double[] {4, 0.25, 9, 0.04},
                new boolean[] {true, true, true, true}), 1e-11);
        assertEquals(2, BalancingTheory.minimum(new int[] {0, 1}, new int[] {1, 2}, new double[] {16, 0.0625},
                new boolean[] {false, true, false}), 1e-12);
    }

    @Test
    void eigenvaluesAreThoseOfASimilarMatrixOnly() {
        final double[][] a = {{0.1, 2, -1}, {0.5, 0, 0.3}, {1, -0.4, 0.2}};
        final double[] d = {2, 0.25, 1};
        final double[][] similar = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                similar[i][j] = d[i] * a[i][j] / d[j];
            }
        }
        assertEquals(0, BalancingTheory.eigenvalueDistance(a, similar), 1e-12);
        similar[0][1] *= 1.1;
        assertEquals(true, BalancingTheory.eigenvalueDistance(a, similar) > 0.01);
    }
}

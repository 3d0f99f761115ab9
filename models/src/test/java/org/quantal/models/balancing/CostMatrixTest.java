package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.quantal.models.balancing.Examples.assertClose;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostMatrixTest {

    @Test
    void networkAHasTheCostsAndImbalancesOfTheTable() {
        final CostMatrix squares = BalancingCost.uniform(2).of(Examples.networkA());
        assertEquals(6.68, squares.total(), 1e-14);
        assertClose(new double[] {-0.12, 0.44, -0.16, -0.16, 0}, squares.imbalance(), 1e-14);
        assertEquals(5.2, squares.lowerBound(), 1e-14);
        assertEquals(0.07485, 1 / (2 * squares.offDiagonal()), 5e-6);
        final CostMatrix sizes = BalancingCost.uniform(1).of(Examples.networkA());
        assertEquals(9.8, sizes.total(), 1e-14);
        assertClose(new double[] {-0.2, 0.6, -0.4, 0, 0}, sizes.imbalance(), 1e-14);
        assertEquals(8.085661775066681, sizes.lowerBound(), 1e-14);
    }

    /** g_i = -(1/p) dC/dh_i and d2C/dh2 = p^2 L, (6), by central differences. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3.5})
    void imbalanceIsTheGradientAndTheLaplacianTheHessian(double power) {
        final double[][] weights = randomWithSelf(4, 11);
        final BalancingCost cost = BalancingCost.of(power, squares(randomWithSelf(4, 12)));
        final CostMatrix c = cost.of(weights);
        final double step = 1e-4;
        for (int i = 0; i < 4; i++) {
            final double slope = (totalAt(cost, weights, i, step, 0, 0) - totalAt(cost, weights, i, -step, 0, 0))
                    / (2 * step);
            assertEquals(slope, -power * c.imbalance()[i], 1e-6 * c.total());
            for (int j = 0; j < 4; j++) {
                final double curvature = (totalAt(cost, weights, i, step, j, step)
                        - totalAt(cost, weights, i, step, j, -step) - totalAt(cost, weights, i, -step, j, step)
                        + totalAt(cost, weights, i, -step, j, -step)) / (4 * step * step);
                assertEquals(curvature, power * power * c.laplacian()[i][j], 3e-6 * power * power * c.total());
            }
        }
    }

    @Test
    void imbalancesSumToZeroAndIgnoreSelfCoupling() {
        final double[][] weights = randomWithSelf(6, 5);
        final double[] g = BalancingCost.uniform(2).of(weights).imbalance();
        assertEquals(0, Arrays.stream(g).sum(), 1e-14);
        final double off = BalancingCost.uniform(2).of(weights).offDiagonal();
        weights[2][2] = 100;
        assertEquals(off, BalancingCost.uniform(2).of(weights).offDiagonal(), 1e-11);
        assertClose(g, BalancingCost.uniform(2).of(weights).imbalance(), 0);
    }

    @Test
    void laplacianHasZeroRowsAndEigenvaluesBelowTwiceTheCost() {
        for (int seed = 0; seed < 20; seed++) {
            final CostMatrix c = BalancingCost.uniform(2).of(randomWithSelf(6, seed));
            for (double[] row : c.laplacian()) {
                assertEquals(0, Arrays.stream(row).sum(), 1e-13);
            }
            final double[] eigenvalues = c.laplacianEigenvalues();
            assertEquals(0, eigenvalues[0], 1e-13);
            assertEquals(eigenvalues[1], c.algebraicConnectivity());
            assertTrue(eigenvalues[5] <= 2 * c.offDiagonal());
        }
    }

    /** A single pair has lambda_max = 2 Coff, so the bound of the step cannot be better. */
    @Test
    void pairReachesTheBoundOfTheSpectrum() {
        final CostMatrix pair = new CostMatrix(new double[][] {{0, 3}, {0.5, 0}});
        assertEquals(2 * pair.offDiagonal(), pair.algebraicConnectivity(), 1e-14);
    }

    /** Path of n nodes: lambda_k = 2 - 2 cos(pi k/n); complete graph: n; separate parts: 0. */
    @Test
    void connectivityOfKnownGraphs() {
        final int n = 7;
        final double[][] path = new double[n][n];
        final double[][] complete = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                complete[i][j] = 1;
                path[i][j] = j == i - 1 ? 1 : 0;
            }
        }
        final double[] eigenvalues = new CostMatrix(path).laplacianEigenvalues();
        for (int k = 0; k < n; k++) {
            assertEquals(2 - 2 * Math.cos(Math.PI * k / n), eigenvalues[k], 1e-14);
        }
        assertEquals(n, new CostMatrix(complete).algebraicConnectivity(), 1e-13);
        final double[][] parts = new double[4][4];
        parts[0][1] = 1;
        parts[2][3] = 1;
        assertEquals(0, new CostMatrix(parts).algebraicConnectivity(), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new CostMatrix(new double[1][1]).algebraicConnectivity());
    }

    @Test
    void balancedCostKeepsBothBounds() {
        for (int seed = 0; seed < 20; seed++) {
            final double[][] weights = randomWithSelf(6, seed);
            final BalancingCost cost = BalancingCost.uniform(2);
            final CostMatrix before = cost.of(weights);
            final CostMatrix after = cost.of(Osborne.balance(weights, cost).weights(weights));
            assertTrue(after.total() >= before.lowerBound());
            assertTrue(before.total() - after.total() >= before.leastSaving());
            assertTrue(before.leastSaving() > 0);
        }
    }

    private static double totalAt(BalancingCost cost, double[][] weights, int i, double di, int j, double dj) {
        final double[] h = new double[weights.length];
        h[i] += di;
        h[j] += dj;
        return cost.of(Gauge.ofLog(h).weights(weights)).total();
    }

    private static double[][] randomWithSelf(int n, long seed) {
        final DoubleSupplier gaussian = Examples.gaussian(seed);
        return Examples.normal(gaussian, n, n, 1);
    }

    private static double[][] squares(double[][] values) {
        for (double[] row : values) {
            Arrays.setAll(row, j -> row[j] * row[j]);
        }
        return values;
    }
}

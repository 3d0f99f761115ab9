package org.quantal.models.balancing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.release.Reliable;
import org.quantal.simulator.model.SynapseBlock;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Projection;

/** Against the reference values of the note, and against the balancing of matrices. */
class SparseBalancingTest {
    private static final Projection ANY = new Projection("N->N", "N", "N", new AllToAll(), new Constant(1),
            new Constant(1), new Reliable(), false);

    /** The synapses of a matrix J[to][from], those onto the targets below {@code cut} apart from the others. */
    private static List<SynapseBlock> blocks(double[][] weights, int cut) {
        final List<SynapseBlock> blocks = new ArrayList<>();
        for (int[] range : new int[][] {{0, cut}, {cut, weights.length}}) {
            final List<Integer> targets = new ArrayList<>();
            final List<Float> values = new ArrayList<>();
            final int[] row = new int[weights.length + 1];
            for (int j = 0; j < weights.length; j++) {
                for (int i = range[0]; i < range[1]; i++) {
                    if (weights[i][j] != 0) {
                        targets.add(i - range[0]);
                        values.add((float) weights[i][j]);
                    }
                }
                row[j + 1] = targets.size();
            }
            final float[] weight = new float[values.size()];
            for (int s = 0; s < weight.length; s++) {
                weight[s] = values.get(s);
            }
            blocks.add(new SynapseBlock(ANY, 0, range[0], row, targets.stream().mapToInt(t -> t).toArray(), weight));
        }
        return blocks;
    }

    /** The weights of the blocks as a matrix. */
    private static double[][] matrix(List<SynapseBlock> blocks, int neurons) {
        final double[][] matrix = new double[neurons][neurons];
        for (SynapseBlock block : blocks) {
            for (int j = 0; j < block.sources(); j++) {
                for (int s = block.row()[j]; s < block.row()[j + 1]; s++) {
                    matrix[block.firstTarget() + block.target()[s]][block.firstSource() + j] = block.weight()[s];
                }
            }
        }
        return matrix;
    }

    /** Network A with all weights times 5, which floats hold exactly: costs grow 25-fold. */
    private static double[][] wholeNumbers() {
        final double[][] weights = Examples.networkA();
        for (double[] row : weights) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.rint(5 * row[j]);
            }
        }
        return weights;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void stepsReachTheReferenceValues(int cut) {
        final List<SynapseBlock> blocks = blocks(wholeNumbers(), cut);
        final SparseBalancing balancing = new SparseBalancing(blocks, 5, 2);
        final double[] expected = {6.68, 6.670295251129893, 6.662834640851598, 6.656977715822001};
        final double[] g = {-0.12, 0.44, -0.16, -0.16, 0};
        for (int i = 0; i < 5; i++) {
            assertEquals(25 * g[i], balancing.imbalance(i), 1e-13);
            assertTrue(balancing.isFree(i));
        }
        for (int step = 0; step < 10; step++) {
            if (step < expected.length) {
                assertEquals(25 * expected[step], balancing.total(), 1e-12);
            }
            assertEquals(0.02 / 25, balancing.step(0.02 / 25), "no step is too long");
        }
        assertEquals(25 * 6.637263545750055, balancing.total(), 1e-12);
        final double[] h = {-0.0155588159269, 0.0502651833532, -0.0235135415562, -0.0236845932950, 0.0124917674250};
        for (int i = 0; i < 5; i++) {
            assertEquals(h[i], balancing.log(i), 1e-12);
        }
        // Weights are floats.
        final double[][] balanced = Gauge.ofLog(h).weights(wholeNumbers());
        final double[][] found = matrix(blocks, 5);
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(balanced[i], found[i], 5 * 0x1p-23);
        }
    }

    @Test
    void minimumIsTheReferenceAndIsReached() {
        for (double[] reference : new double[][] {{2, 25 * 6.62839149773321}, {1, 5 * 9.73586341521534}}) {
            final SparseBalancing balancing = new SparseBalancing(blocks(wholeNumbers(), 3), 5, reference[0]);
            assertEquals(reference[1], balancing.minimum(), 1e-12 * reference[1]);
            for (int step = 0; step < 300; step++) {
                balancing.step(0.01);
            }
            assertEquals(reference[1], balancing.total(), 1e-12 * reference[1]);
            // The rounding of the cost, 1e-14 of it, hides whether a step this long still helps.
            assertEquals(0, balancing.squaredImbalance(), 1e-14 * reference[1] / (0.01 * 0.25 * reference[0]));
            assertEquals(reference[1], balancing.minimum(), 1e-12 * reference[1],
                    "the minimum is that of the weights at the start");
        }
    }

    /**
     * Random sparse networks, badly scaled, with synapses onto themselves, sources and read-outs: as the matrix does
     * with clamped ends.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2})
    void agreesWithTheMatrix(double power) {
        final int n = 20;
        for (int seed = 0; seed < 5; seed++) {
            final double[][] weights = network(n, seed);
            final boolean[] clamped = new boolean[n];
            clamped[0] = true;
            clamped[1] = true;
            clamped[n - 1] = true;
            final SynapticBalancing dense = new SynapticBalancing(weights, BalancingCost.uniform(power), clamped);
            final double minimum = BalancingCost.uniform(power)
                    .of(Osborne.balance(weights, BalancingCost.uniform(power), clamped)
                    .weights(weights)).total();
            final SparseBalancing sparse = new SparseBalancing(blocks(weights, 7), n, power);
            assertEquals(n - 3, sparse.freeNeurons());
            assertFalse(sparse.isFree(0) || sparse.isFree(1) || sparse.isFree(n - 1));
            assertEquals(minimum, sparse.minimum(), 1e-11 * minimum);
            for (int step = 0; step < 20; step++) {
                final double eta = dense.stableStep();
                assertEquals(eta, dense.step(eta));
                assertEquals(eta, sparse.step(eta));
                assertEquals(dense.costs().total(), sparse.total(), 1e-12 * sparse.total());
                for (int i = 0; i < n; i++) {
                    assertEquals(dense.gauge().log(i), sparse.log(i), 1e-12);
                    assertEquals(clamped[i] ? 0 : dense.costs().imbalance()[i], sparse.imbalance(i),
                            1e-11 * sparse.total());
                }
            }
        }
    }

    /** A network whose weights floats hold; neurons 0 and 1 are sources, and the last is a read-out. */
    private static double[][] network(int n, int seed) {
        final var gaussian = Examples.gaussian(seed);
        final var random = Examples.random(100 + seed);
        final double[] d = Examples.normal(gaussian, n, 0.7);
        final double[][] weights = Examples.normal(gaussian, n, n, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                final boolean none = i < 2 || j == n - 1 || i != j && random.nextDouble() < 0.5;
                weights[i][j] = none ? 0 : (float) (weights[i][j] * Math.exp(d[i] - d[j]));
            }
        }
        return weights;
    }

    /** However long the step that is asked for, the cost falls, and ends at the minimum. */
    @Test
    void stepsThatAreTooLongAreHalved() {
        final double[][] weights = network(20, 3);
        final SparseBalancing balancing = new SparseBalancing(blocks(weights, 10), 20, 2);
        double before = balancing.total();
        final double minimum = balancing.minimum();
        assertTrue(before > 1.5 * minimum, "badly scaled: " + before / minimum);
        for (int step = 0; step < 500; step++) {
            final double taken = balancing.step(1e6);
            assertTrue(taken > 0 && taken < 1e6);
            assertTrue(balancing.total() <= before * (1 + 1e-14));
            before = balancing.total();
        }
        assertEquals(minimum, before, 1e-9 * minimum);
    }

    /** A chain 0 -> 1 -> 2 with clamped ends: both weights become the geometric mean; closed form of the note. */
    @Test
    void chainMeetsInTheMiddle() {
        final double[][] weights = new double[3][3];
        weights[1][0] = 4;
        weights[2][1] = 0.25;
        final List<SynapseBlock> blocks = blocks(weights, 1);
        final SparseBalancing balancing = new SparseBalancing(blocks, 3, 2);
        assertEquals(2, balancing.minimum(), 1e-12);
        for (int step = 0; step < 100; step++) {
            balancing.step(0.1);
        }
        assertEquals(1, matrix(blocks, 3)[1][0], 1e-6);
        assertEquals(1, matrix(blocks, 3)[2][1], 1e-6);
        assertEquals(0, balancing.log(0));
        assertEquals(0, balancing.log(2));
    }

    /**
     * Two pairs, the first of which also drives the second: that synapse is on no cycle, so its cost can be had as low
     * as one likes.
     */
    @Test
    void synapseOnNoCycleDecays() {
        final double[][] weights = new double[4][4];
        weights[0][1] = 2;
        weights[1][0] = 2;
        weights[2][3] = 1;
        weights[3][2] = 1;
        weights[2][0] = 1;
        final SparseBalancing balancing = new SparseBalancing(blocks(weights, 2), 4, 2);
        assertEquals(11, balancing.total());
        assertEquals(10, balancing.minimum(), 0.01);
        for (int step = 0; step < 2000; step++) {
            balancing.step(0.1);
        }
        assertEquals(10, balancing.total(), 0.01);
    }

    @Test
    void badValuesAreRefused() {
        assertEquals("power must be positive: power=0.0",
                assertThrows(IllegalArgumentException.class, () -> new SparseBalancing(List.of(), 1, 0)).getMessage());
        final SparseBalancing balancing = new SparseBalancing(blocks(wholeNumbers(), 1), 5, 2);
        assertEquals("eta must be positive: eta=-1.0",
                assertThrows(IllegalArgumentException.class, () -> balancing.step(-1)).getMessage());
    }
}

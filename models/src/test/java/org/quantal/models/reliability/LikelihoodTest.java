package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

/** Exact likelihoods and gradients of both machines. */
class LikelihoodTest {

    @Test
    void tinyMachineIsThatOfTheTable() {
        assertArrayEquals(new double[][] {{-1, 0.5}, {1.5, -0.5}, {0.5, -1.5}}, Tiny.synapses().weight());
        assertArrayEquals(new double[][] {{-1, 0}, {0.5, -1}, {-0.5, 0.5}}, Tiny.synapses().alpha());
    }

    @Test
    void ensembleHasTheGradientOfTheTable() {
        final LikelihoodGradient g = EnsembleMachine.likelihood(Tiny.synapses(), Tiny.DATA);
        assertEquals(-2.092175201701494, g.logLikelihood(), 2e-15);
        assertRows(new double[][] {{0.0188029720503, 0.0151551802449}, {0.0361893033718, 0.0050998655059},
            {-0.0192306341091, -0.0080729174106}}, g.weight());
        assertRows(new double[][] {{-0.0172563002223, 0.0032377510632}, {0.0197584710228, -0.0022070263902},
            {-0.0057511231199, 0.0085285158603}}, g.alpha());
    }

    @Test
    void jointMachineHasTheGradientOfTheTable() {
        final LikelihoodGradient g = JointLikelihood.of(Tiny.synapses(), Tiny.DATA);
        assertEquals(-2.081901241830429, g.logLikelihood(), 2e-15);
        assertRows(new double[][] {{0.0111490216250, 0.0160273470869}, {0.0295971495248, 0.0031966524816},
            {-0.0287500010772, -0.0073926496812}}, g.weight());
        assertRows(new double[][] {{-0.0140050070837, 0.0031531348424}, {0.0086808427394, -0.0015160228288},
            {-0.0070414118079, 0.0097174843879}}, g.alpha());
    }

    @Test
    void gradientsAreThoseOfTheLikelihoods() {
        checkDifferences(EnsembleMachine.likelihood(Tiny.synapses(), Tiny.DATA),
                s -> EnsembleMachine.likelihood(s, Tiny.DATA).logLikelihood());
        checkDifferences(JointLikelihood.of(Tiny.synapses(), Tiny.DATA),
                s -> JointLikelihood.of(s, Tiny.DATA).logLikelihood());
    }

    private static void checkDifferences(LikelihoodGradient gradient, ToDoubleFunction<Synapses> likelihood) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(slope(likelihood, 0, i, j), gradient.weight()[i][j], 1e-10);
                assertEquals(slope(likelihood, 1, i, j), gradient.alpha()[i][j], 1e-10);
                assertEquals(slope(likelihood, 3, i, j), gradient.hidden()[j], 1e-10);
            }
            assertEquals(slope(likelihood, 2, i, 0), gradient.visible()[i], 1e-10);
        }
    }

    /** Fourth-order central difference. */
    private static double slope(ToDoubleFunction<Synapses> likelihood, int group, int i, int j) {
        final double step = 1e-3;
        double sum = 0;
        for (int k = 1; k <= 2; k++) {
            final double difference = likelihood.applyAsDouble(Tiny.moved(Tiny.synapses(), group, i, j, k * step))
                    - likelihood.applyAsDouble(Tiny.moved(Tiny.synapses(), group, i, j, -k * step));
            sum += (k == 1 ? 8 : -1) * difference;
        }
        return sum / (12 * step);
    }

    /** (6) summed over all masks, units and data, without (7), (9) or (10). */
    @Test
    void jointGradientIsTheSumOverAllStatesAndMasks() {
        final Synapses s = Tiny.synapses();
        final double[] marginal = new double[8];
        final double[][][] released = new double[8][3][2];
        final double[][][] coincident = new double[8][3][2];
        double z = 0;
        for (int v = 0; v < 8; v++) {
            for (int h = 0; h < 4; h++) {
                for (int m = 0; m < 64; m++) {
                    final boolean[][] mask = Tiny.mask(m, 3, 2);
                    final double weight = Tiny.jointWeight(s, Tiny.units(v, 3), Tiny.units(h, 2), mask);
                    marginal[v] += weight;
                    z += weight;
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < 2; j++) {
                            released[v][i][j] += mask[i][j] ? weight : 0;
                            coincident[v][i][j] += mask[i][j] ? weight * Tiny.units(v, 3)[i] * Tiny.units(h, 2)[j] : 0;
                        }
                    }
                }
            }
        }
        final LikelihoodGradient g = JointLikelihood.of(s, Tiny.DATA);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                double alpha = 0;
                double weight = 0;
                for (int v = 0; v < 8; v++) {
                    final double share = Tiny.DATA[v] / marginal[v] - 1 / z;
                    alpha += share * released[v][i][j];
                    weight += share * coincident[v][i][j];
                }
                assertEquals(alpha, g.alpha()[i][j], 1e-14);
                assertEquals(weight, g.weight()[i][j], 1e-14);
            }
        }
    }

    /** (10): dalpha/dW = (p+ - p)/p+ = (1 - p)(1 - e^-W) for each synapse. */
    @Test
    void weightAndReliabilityMoveTogether() {
        final Synapses s = Tiny.synapses();
        final LikelihoodGradient g = JointLikelihood.of(s, Tiny.DATA);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                final double ratio = (1 - s.probability()[i][j]) * (1 - Math.exp(-s.weight()[i][j]));
                assertEquals(ratio * g.weight()[i][j], g.alpha()[i][j], 1e-15);
            }
        }
    }

    /** The two machines differ, but not by much: mean cosine over random machines, wide bounds around 0.97. */
    @Test
    void gradientsOfTheMachinesAreCloseButNotEqual() {
        final StreamRandom random = Tiny.random(60);
        double alpha = 0;
        double weight = 0;
        for (int model = 0; model < 60; model++) {
            final Synapses s = new Synapses(uniform(random, 3, 2, 2), uniform(random, 3, 2, 2),
                    uniform(random, 1, 3, 1)[0], uniform(random, 1, 2, 1)[0]);
            final double[] data = uniform(random, 1, 8, 1)[0];
            Arrays.setAll(data, v -> Math.abs(data[v]));
            final double sum = Arrays.stream(data).sum();
            Arrays.setAll(data, v -> data[v] / sum);
            final LikelihoodGradient a = EnsembleMachine.likelihood(s, data);
            final LikelihoodGradient b = JointLikelihood.of(s, data);
            alpha += cosine(a.alpha(), b.alpha()) / 60;
            weight += cosine(a.weight(), b.weight()) / 60;
        }
        assertTrue(alpha > 0.9 && alpha < 0.9999, "cosine of alpha " + alpha);
        assertTrue(weight > 0.9 && weight < 0.9999, "cosine of W " + weight);
    }

    @Test
    void badDataAreRefused() {
        final Synapses s = Tiny.synapses();
        assertThrows(IllegalArgumentException.class, () -> JointLikelihood.of(s, new double[4]));
        assertThrows(IllegalArgumentException.class, () -> JointLikelihood.of(s, new double[8]));
        assertThrows(IllegalArgumentException.class,
                () -> EnsembleMachine.likelihood(s, new double[] {2, -1, 0, 0, 0, 0, 0, 0}));
        final Synapses large = new Synapses(new double[8][4], new double[8][4], new double[8], new double[4]);
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> EnsembleMachine.likelihood(large, new double[256])).getMessage().contains("variables=44"));
    }

    private static double[][] uniform(StreamRandom random, int rows, int columns, double reach) {
        final double[][] values = new double[rows][columns];
        for (double[] row : values) {
            Arrays.setAll(row, j -> reach * (2 * random.nextDouble() - 1));
        }
        return values;
    }

    private static double cosine(double[][] a, double[][] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                ab += a[i][j] * b[i][j];
                aa += a[i][j] * a[i][j];
                bb += b[i][j] * b[i][j];
            }
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static void assertRows(double[][] expected, double[][] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], 6e-14, "row " + i);
        }
    }
}

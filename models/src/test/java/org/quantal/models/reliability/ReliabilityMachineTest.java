package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

class ReliabilityMachineTest {
    private final Synapses synapses = Tiny.synapses();
    private final ReliabilityMachine machine = new ReliabilityMachine(synapses);

    @Test
    void effectiveWeightsAreThoseOfTheTable() {
        final double[][] expected = {{-0.1863336764753, 0.2809298036202}, {1.1528510268629, -0.1118484095355},
            {0.2190701963798, -0.6608152966619}};
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(expected[i], machine.effectiveWeights()[i], 6e-14);
        }
    }

    /** Summed over all masks, (3) is proportional to an ordinary machine with the weights (9). */
    @Test
    void sumOverMasksIsAnOrdinaryMachine() {
        final boolean[][] all = Tiny.mask(63, 3, 2);
        final Synapses ordinary = new Synapses(machine.effectiveWeights(), new double[3][2], synapses.visible(),
                synapses.hidden());
        double ratio = 0;
        for (int v = 0; v < 8; v++) {
            for (int h = 0; h < 4; h++) {
                double sum = 0;
                for (int m = 0; m < 64; m++) {
                    sum += Tiny.jointWeight(synapses, Tiny.units(v, 3), Tiny.units(h, 2), Tiny.mask(m, 3, 2));
                }
                final double now = sum / Tiny.jointWeight(ordinary, Tiny.units(v, 3), Tiny.units(h, 2), all);
                ratio = ratio == 0 ? now : ratio;
                assertEquals(ratio, now, 1e-12 * ratio);
            }
        }
    }

    /** (7) and (8) against ratios of the joint distribution, in every state. */
    @Test
    void conditionalsAreRatiosOfTheJointDistribution() {
        for (int v = 0; v < 8; v++) {
            for (int h = 0; h < 4; h++) {
                for (int m = 0; m < 64; m++) {
                    final int[] visible = Tiny.units(v, 3);
                    final int[] hidden = Tiny.units(h, 2);
                    final boolean[][] mask = Tiny.mask(m, 3, 2);
                    for (int j = 0; j < 2; j++) {
                        final int bit = 2 >> j;
                        assertEquals(share(visible, Tiny.units(h | bit, 2), mask, visible, Tiny.units(h & ~bit, 2),
                                mask), machine.hiddenProbability(visible, mask)[j], 1e-14);
                    }
                    for (int i = 0; i < 3; i++) {
                        assertEquals(share(Tiny.units(v | 4 >> i, 3), hidden, mask, Tiny.units(v & ~(4 >> i), 3),
                                hidden, mask), machine.visibleProbability(hidden, mask)[i], 1e-14);
                        for (int j = 0; j < 2; j++) {
                            final int bit = 32 >> (2 * i + j);
                            assertEquals(share(visible, hidden, Tiny.mask(m | bit, 3, 2), visible, hidden,
                                    Tiny.mask(m & ~bit, 3, 2)),
                                    machine.releaseProbability(i, j, visible[i] * hidden[j] == 1), 1e-14);
                        }
                    }
                }
            }
        }
    }

    private double share(int[] v1, int[] h1, boolean[][] m1, int[] v0, int[] h0, boolean[][] m0) {
        final double on = Tiny.jointWeight(synapses, v1, h1, m1);
        return on / (on + Tiny.jointWeight(synapses, v0, h0, m0));
    }

    /**
     * Gradients from chains of 20 rounds of (7) and (8), free against clamped to the data: 40,000 each. A mean of
     * values in [0, 1] has a standard error of at most 0.0025, a difference of two at most 0.0035.
     */
    @Test
    void sampledChainsFindTheGradients() {
        final StreamRandom random = Tiny.random(61);
        final int chains = 40_000;
        final double[][] weight = new double[3][2];
        final double[][] alpha = new double[3][2];
        for (int chain = 0; chain < chains; chain++) {
            final int state = drawState(random);
            addChain(Tiny.units(state, 3), true, random, 1.0 / chains, weight, alpha);
            addChain(Tiny.units(state, 3), false, random, -1.0 / chains, weight, alpha);
        }
        final LikelihoodGradient g = JointLikelihood.of(synapses, Tiny.DATA);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(g.weight()[i][j], weight[i][j], 4 * 0.0035);
                assertEquals(g.alpha()[i][j], alpha[i][j], 4 * 0.0035);
            }
        }
    }

    private static int drawState(StreamRandom random) {
        double left = random.nextDouble();
        int state = 0;
        while (left >= Tiny.DATA[state]) {
            left -= Tiny.DATA[state++];
        }
        return state;
    }

    private void addChain(int[] start, boolean clamped, StreamRandom random, double share, double[][] weight,
            double[][] alpha) {
        int[] v = start;
        boolean[][] mask = machine.drawMask(random);
        int[] h = null;
        for (int round = 0; round < (clamped ? 10 : 20); round++) {
            h = ReliabilityMachine.drawUnits(machine.hiddenProbability(v, mask), random);
            if (!clamped) {
                v = ReliabilityMachine.drawUnits(machine.visibleProbability(h, mask), random);
            }
            mask = machine.drawMask(v, h, random);
        }
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                alpha[i][j] += mask[i][j] ? share : 0;
                weight[i][j] += mask[i][j] ? share * v[i] * h[j] : 0;
            }
        }
    }

    /** 100,000 draws: one standard error is at most 0.0016. */
    @Test
    void drawnMasksHaveTheirProbabilities() {
        final StreamRandom random = Tiny.random(62);
        final int draws = 100_000;
        final double[][] prior = new double[3][2];
        final double[][] given = new double[3][2];
        final int[] v = {1, 1, 0};
        final int[] h = {1, 0};
        for (int draw = 0; draw < draws; draw++) {
            final boolean[][] a = machine.drawMask(random);
            final boolean[][] b = machine.drawMask(v, h, random);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 2; j++) {
                    prior[i][j] += a[i][j] ? 1.0 / draws : 0;
                    given[i][j] += b[i][j] ? 1.0 / draws : 0;
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(synapses.probability()[i][j], prior[i][j], 4 * 0.0016);
                assertEquals(machine.releaseProbability(i, j, v[i] * h[j] == 1), given[i][j], 4 * 0.0016);
            }
        }
    }

    @Test
    void badParametersAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> new Synapses(new double[2][2], new double[3][2], new double[3], new double[2])).getMessage()
                .contains("weight must have a row for each of 3 visible units: rows=2"));
        assertThrows(IllegalArgumentException.class,
                () -> new Synapses(new double[3][2], new double[3][1], new double[3], new double[2]));
        assertThrows(IllegalArgumentException.class, () -> Tiny.moved(synapses, 1, 0, 0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Logistic.logit(1));
    }
}

package org.quantal.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReliabilityTheoryTest {
    private static final double[] DATA = {4 / 16.0, 1 / 16.0, 0, 2 / 16.0, 1 / 16.0, 0, 3 / 16.0, 5 / 16.0};

    private static ReliabilityTheory machine() {
        return new ReliabilityTheory(new double[][] {{-1, 0.5}, {1.5, -0.5}, {0.5, -1.5}},
                new double[][] {{-1, 0}, {0.5, -1}, {-0.5, 0.5}},
                new double[] {0, -0.5, 0.5}, new double[] {0.5, -0.5});
    }

    @Test
    void machineHasTheLikelihoodsAndSlopesOfTheTable() {
        final ReliabilityTheory machine = machine();
        assertEquals(-2.092175201701494, machine.logLikelihood(DATA, true), 1e-14);
        assertEquals(-2.081901241830429, machine.logLikelihood(DATA, false), 1e-14);
        assertEquals(0.0361893033718, machine.slope(machine.weight()[1], 0, DATA, true), 1e-11);
        assertEquals(-0.0172563002223, machine.slope(machine.alpha()[0], 0, DATA, true), 1e-11);
        assertEquals(-0.0287500010772, machine.slope(machine.weight()[2], 0, DATA, false), 1e-11);
        assertEquals(0.0097174843879, machine.slope(machine.alpha()[2], 1, DATA, false), 1e-11);
    }

    @ParameterizedTest
    @CsvSource({"-3, 0.935137", "-0.5, 0.518241", "0, 0.5", "1, 0.543824", "4, 0.746188"})
    void curveIsThatOfTheTable(double weight, double p) {
        assertEquals(p, ReliabilityTheory.onCurve(1, weight, ReliabilityTheory.invariant(1, 0, 0.5)), 5e-7);
    }

    @Test
    void ranksOfEqualValuesAreShared() {
        assertEquals(1, ReliabilityTheory.spearman(new double[] {-3, 1, 2}, new double[] {0.9, 0.1, 0.2}), 1e-15);
        assertEquals(-1, ReliabilityTheory.spearman(new double[] {1, 2, 3}, new double[] {3, 2, 1}), 1e-15);
        // Ranks 1.5, 1.5, 3 against 1, 2, 3.
        assertEquals(Math.sqrt(0.75), ReliabilityTheory.spearman(new double[] {1, -1, 2}, new double[] {1, 2, 3}),
                1e-15);
    }

    @Test
    void strongestTwentiethIsApart() {
        final double[] weight = new double[40];
        final double[] p = new double[40];
        for (int s = 0; s < 40; s++) {
            weight[s] = s % 2 == 0 ? s : -s;
            p[s] = s >= 38 ? 0.9 : 0.3;
        }
        final double[] strong = ReliabilityTheory.byStrength(weight, p);
        assertEquals(0.9, strong[0], 1e-14);
        assertEquals(0.3, strong[1], 1e-14);
    }
}

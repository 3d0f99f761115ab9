package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StrengthReliabilityTest {

    @Test
    void monotoneRelationHasRankCorrelationOne() {
        final double[] weight = new double[100];
        final double[] p = new double[100];
        Arrays.setAll(weight, s -> (s % 2 == 0 ? 1 : -1) * (s + 1) * 0.1);
        Arrays.setAll(p, s -> (s + 1) / 101.0);
        final StrengthReliability report = StrengthReliability.of(weight, p);
        assertEquals(1, report.spearman(), 1e-14);
        assertEquals((96 + 97 + 98 + 99 + 100) / 5 / 101.0, report.strongest(), 1e-14);
        assertEquals(48 / 101.0, report.rest(), 1e-14);
    }

    /** Ranks 1.5 1.5 3 4 against 1 3 2 4: Pearson correlation 3/sqrt(4.5 * 5). */
    @Test
    void tiesShareTheirMeanRank() {
        final StrengthReliability report = StrengthReliability.of(new double[] {1, -1, 2, 3},
                new double[] {0.1, 0.3, 0.2, 0.4});
        assertEquals(3 / Math.sqrt(4.5 * 5), report.spearman(), 1e-14);
    }

    @Test
    void machineIsReadSynapseBySynapse() {
        final StrengthReliability report = StrengthReliability.of(Tiny.synapses());
        assertEquals(Logistic.sigma(0.5), report.strongest(), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> StrengthReliability.of(new double[1], new double[1]));
        assertThrows(IllegalArgumentException.class, () -> StrengthReliability.of(new double[2], new double[3]));
    }
}

package org.quantal.io.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    @Test
    void equalValuesShareTheirMeanRank() {
        assertArrayEquals(new double[] {3, 0, 1.5, 1.5, 4}, RankCorrelation.ranks(new float[] {2, -3, 0, -0.0f, 1e9f}));
    }

    @Test
    void monotonicPairsAreFullyCorrelated() {
        final float[] x = {1, 2, 3, 4};
        assertEquals(1, RankCorrelation.spearman(x, new float[] {-5, 0, 0.1f, 1e6f}), 1e-12);
        assertEquals(-1, RankCorrelation.spearman(x, new float[] {5, 4, -3, -1e6f}), 1e-12);
    }

    @Test
    void agreesWithAnotherProgram() {
        // scipy.stats.spearmanr([106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7, 27, 2, 50, 28, 29, 20, 12, 6, 17])
        final float[] x = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        final float[] y = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
        assertEquals(-0.17575757575757575, RankCorrelation.spearman(x, y), 1e-12);
    }

    @Test
    void constantsHaveNoCorrelation() {
        assertTrue(Double.isNaN(RankCorrelation.spearman(new float[] {1, 1, 1}, new float[] {1, 2, 3})));
        assertTrue(Double.isNaN(RankCorrelation.spearman(new float[0], new float[0])));
    }
}

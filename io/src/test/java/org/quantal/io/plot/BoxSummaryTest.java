package org.quantal.io.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BoxSummaryTest {

    @Test
    void quartilesInterpolateAsNumpyDoes() {
        final BoxSummary box = BoxSummary.of(new double[] {4, 1, 3, 2});
        assertEquals(new BoxSummary(1, 1.75, 2.5, 3.25, 4, 2.5), box);
    }

    @Test
    void whiskersStopBeforeOutliers() {
        final BoxSummary box = BoxSummary.of(new double[] {-50, 1, 2, 3, 4, 5, 100});
        assertEquals(1, box.low());
        assertEquals(5, box.high());
    }

    @Test
    void oneValueIsAllOfIt() {
        assertEquals(new BoxSummary(7, 7, 7, 7, 7, 7), BoxSummary.of(new double[] {7}));
    }
}

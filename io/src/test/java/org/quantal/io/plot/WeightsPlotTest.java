package org.quantal.io.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantal.io.plot.WeightsData.Look;
import org.quantal.io.plot.WeightsData.Synapses;
import org.quantal.io.plot.WeightsPlot.Range;

class WeightsPlotTest {
    private static final Color BLUE = PopulationKind.EXCITATORY.color();
    private static final Color RED = PopulationKind.INHIBITORY.color();

    @BeforeAll
    static void noScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static float[] values(int seed, double low, double high) {
        final float[] values = new float[1000];
        final Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (low + (high - low) * random.nextDouble());
        }
        return values;
    }

    private static float[] constant(double value) {
        final float[] values = new float[1000];
        Arrays.fill(values, (float) value);
        return values;
    }

    private static BufferedImage draw(Look before, Look after) {
        return WeightsPlot.draw(new WeightsData("test: seed 1",
                List.of(new Synapses("A->B", "pA", 1000, before, after))));
    }

    private static boolean has(BufferedImage image, int fromX, int toX, Color color) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = fromX; x < toX; x++) {
                if (image.getRGB(x, y) == color.getRGB()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void weightsThatLearnHaveOneHistogram() {
        final BufferedImage image = draw(new Look(0, values(1, 0, 10), constant(1)),
                new Look(100, values(2, 5, 20), constant(1)));
        assertTrue(has(image, 0, image.getWidth(), BLUE));
        assertEquals((int) (1200 * Canvas.PIXELS), image.getWidth());
    }

    @Test
    void inhibitorySynapsesAreRed() {
        final BufferedImage image = draw(null, new Look(100, values(2, -20, -5), constant(1)));
        assertTrue(has(image, 0, image.getWidth(), RED));
        assertTrue(!has(image, 0, image.getWidth(), BLUE));
    }

    @Test
    void probabilitiesAddAHistogramAndTheirRelationToWeights() {
        final Look before = new Look(0, values(1, 0, 10), constant(0.5));
        final BufferedImage all = draw(before, new Look(100, values(2, 0, 10), values(3, 0, 1)));
        final BufferedImage withoutWeights = draw(before, new Look(100, values(1, 0, 10), values(3, 0, 1)));
        for (BufferedImage image : List.of(all, withoutWeights)) {
            assertTrue(has(image, 0, image.getWidth() / 3, BLUE));
            assertTrue(has(image, image.getWidth() / 2, image.getWidth(), BLUE));
        }
    }

    @Test
    void fewAndManyProjectionsCanBeDrawn() {
        final Synapses synapses = new Synapses("A->B", "", 1, null, new Look(0, new float[] {1}, new float[] {1}));
        final int one = WeightsPlot.draw(new WeightsData("one", List.of(synapses))).getHeight();
        final int six = WeightsPlot.draw(new WeightsData("six", Collections.nCopies(6, synapses))).getHeight();
        final int many = WeightsPlot.draw(new WeightsData("many", Collections.nCopies(60, synapses))).getHeight();
        assertEquals(6 * one - 5 * (int) (64 * Canvas.PIXELS), six);
        assertEquals(six, many);
    }

    @Test
    void binsAreRoundAndHoldTheValuesAtTheirEdges() {
        assertEquals(new Range(0, 0.15, 30), round(Range.of(0, 0.15f)));
        assertEquals(new Range(-94, 0, 47), round(Range.of(-93.1, -8)));
        assertEquals(new Range(80, 109, 29), round(Range.of(80, 108.2)));
        assertEquals(new Range(72, 88, 1), round(Range.of(80, 80)));
        final Histogram histogram = Histogram.of(new float[] {0, 0.004f, 0.005f, 0.1f, 0.15f, 0.15f},
                Range.of(0, 0.15f), 2);
        assertEquals(4, histogram.counts()[0]);
        assertEquals(2, histogram.counts()[1]);
        assertEquals(2, histogram.counts()[20]);
        assertEquals(4, histogram.counts()[29]);
        assertEquals(4, histogram.highest());
        assertArrayEquals(new double[40], Histogram.of(new float[] {1.5f, -1}, Range.PROBABILITY, 1).counts());
    }

    private static Range round(Range range) {
        return new Range(Math.rint(range.from() * 1e6) / 1e6, Math.rint(range.to() * 1e6) / 1e6, range.bins());
    }
}

package org.quantal.io.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantal.io.plot.PlotData.Band;

class PlotsTest {

    @BeforeAll
    static void noScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static PlotData data(int populations, int spikes) {
        final Random random = new Random(1);
        final List<Band> bands = new ArrayList<>();
        for (int a = 0; a < populations; a++) {
            final double[] rates = random.doubles(50, 0, 10).toArray();
            final double[] times = random.doubles(spikes, 0, 100).sorted().toArray();
            final int[] rows = random.ints(spikes, 0, 50).toArray();
            bands.add(new Band("population" + a, 50, a % 2 == 0 ? PopulationKind.EXCITATORY : PopulationKind.INHIBITORY,
                    rates, 50, times, rows));
        }
        return new PlotData("test: seed 1", bands, 0, 100);
    }

    private static long pixels(BufferedImage image, int fromY, int toY, Color color) {
        long count = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void firstPopulationIsOnTopInItsColour() {
        final BufferedImage raster = RasterPlot.draw(data(2, 200));
        final int top = (int) (100 * Canvas.PIXELS);
        final int middle = (int) (404 * Canvas.PIXELS);
        final int bottom = (int) (720 * Canvas.PIXELS);
        assertTrue(pixels(raster, top, middle, PopulationKind.EXCITATORY.color()) > 500);
        assertEquals(0, pixels(raster, top, middle - 10, PopulationKind.INHIBITORY.color()));
        assertTrue(pixels(raster, middle, bottom, PopulationKind.INHIBITORY.color()) > 500);
    }

    @Test
    void ratesHaveABoxForEachPopulation() {
        final BufferedImage rates = RatesPlot.draw(data(2, 0));
        assertTrue(pixels(rates, 0, rates.getHeight(), PopulationKind.EXCITATORY.color()) > 500);
        assertTrue(pixels(rates, 0, rates.getHeight(), PopulationKind.INHIBITORY.color()) > 500);
    }

    @Test
    void silentAndManyPopulationsCanBeDrawn() {
        final PlotData silent = new PlotData("silent", List.of(new Band("A", 1, PopulationKind.SOURCE, new double[1], 1,
                new double[0], new int[0])), 0, 0);
        assertTrue(RasterPlot.draw(silent).getWidth() > 0);
        assertTrue(RatesPlot.draw(silent).getWidth() > 0);
        assertTrue(RasterPlot.draw(data(100, 3)).getWidth() > 0);
    }

    @Test
    void labelsAreMovedApartAndStayInside() {
        assertArrayEquals(new double[] {10, 20, 30, 80}, PopulationAxes.spread(new double[] {10, 12, 14, 80}, 10, 100));
        assertArrayEquals(new double[] {50, 90, 100}, PopulationAxes.spread(new double[] {50, 98, 99}, 10, 100));
    }

    @Test
    void ticksAreRoundNumbers() {
        final double[] ranges = {0.7, 1, 26, 400, 1_000};
        assertArrayEquals(new double[] {0.1, 0.2, 5, 50, 200},
                Arrays.stream(ranges).map(range -> Canvas.tickStep(range, 8)).toArray(), 1e-12);
    }
}

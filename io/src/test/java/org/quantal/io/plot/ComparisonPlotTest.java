package org.quantal.io.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantal.io.plot.ComparisonPlot.Data;
import org.quantal.io.plot.ComparisonPlot.Row;

class ComparisonPlotTest {
    private static final int ORANGE = 0xffd55e00;
    private static final int BLUE = 0xff0072b2;

    @BeforeAll
    static void noScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static long count(BufferedImage image, int fromX, int color) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = fromX; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == color ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void eachTheoryHasItsColourInBothPanels() {
        final BufferedImage image = ComparisonPlot.draw(new Data("test",
                List.of(new Row("E", 5, 0.1, new double[] {6, 4})), List.of("one", "two")));
        assertTrue(count(image, 0, ORANGE) > count(image, image.getWidth() / 2, ORANGE));
        assertTrue(count(image, image.getWidth() / 2, ORANGE) > 5);
        assertTrue(count(image, image.getWidth() / 2, BLUE) > 5);
    }

    @Test
    void measurementStandsAloneWithoutTheory() {
        final BufferedImage image = ComparisonPlot.draw(new Data("test",
                List.of(new Row("E", 0, Double.NaN, new double[0]), new Row("I", 2, 0.1, new double[0])), List.of()));
        assertEquals(0, count(image, 0, ORANGE));
        assertTrue(count(image, image.getWidth() / 2, 0xff222222) > 0, "the axis takes the whole width");
    }

    @Test
    void figureGrowsWithThePopulations() {
        final List<Row> many = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> new Row("P" + i, i, 1, new double[] {i})).toList();
        final int one = ComparisonPlot.draw(new Data("test", many.subList(0, 1), List.of("t"))).getHeight();
        assertTrue(ComparisonPlot.draw(new Data("test", many, List.of("t"))).getHeight() > 2 * one);
    }
}

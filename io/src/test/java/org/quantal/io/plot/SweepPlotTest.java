package org.quantal.io.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantal.io.plot.SweepPlot.Curve;

class SweepPlotTest {
    private static final int BLUE = 0xff0072b2;
    private static final int ORANGE = 0xffd55e00;

    @BeforeAll
    static void noScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static long count(BufferedImage image, int color) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += image.getRGB(x, y) == color ? 1 : 0;
            }
        }
        return count;
    }

    private static BufferedImage draw(List<String> theories, Curve... curves) {
        return SweepPlot.draw(new SweepPlot.Data("test", "note", "p", List.of(curves), theories));
    }

    @Test
    void eachPopulationHasItsColour() {
        final Curve e = new Curve("E", new double[] {0, 1}, new double[] {1, 2}, new double[] {0.1, 0.1},
                new double[0][]);
        final Curve i = new Curve("I", new double[] {0, 1}, new double[] {3, 4}, new double[] {0.1, Double.NaN},
                new double[0][]);
        final BufferedImage image = draw(List.of(), e, i);
        assertTrue(count(image, BLUE) > 100 && count(image, ORANGE) > 100);
        assertEquals(0, count(draw(List.of(), e), ORANGE));
    }

    @Test
    void theoryAddsALineAndMissingNumbersDrawNothing() {
        final double[] x = {0, 0.5, 1};
        final double[] none = {Double.NaN, Double.NaN, Double.NaN};
        final double[] line = {1, 2, 3};
        final long empty = count(draw(List.of("theory"), new Curve("E", x, none, none, new double[][] {none})), BLUE);
        final long drawn = count(draw(List.of("theory"), new Curve("E", x, none, none, new double[][] {line})), BLUE);
        assertTrue(drawn > empty + 100, drawn + " pixels, and " + empty + " without the line");
    }

    @Test
    void oneValueIsEnough() {
        final double[] one = {1};
        assertTrue(count(draw(List.of(), new Curve("E", one, one, one, new double[0][])), BLUE) > 100);
    }
}

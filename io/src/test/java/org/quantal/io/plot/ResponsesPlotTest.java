package org.quantal.io.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantal.io.plot.ResponsesData.Train;

class ResponsesPlotTest {
    @BeforeAll
    static void noScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    private static Train train(double expectedError) {
        return new Train("A->B", 0, 100, 2, new double[] {10, 20}, new double[] {0.5, 0.3}, new double[] {0.02, 0.01},
                new double[] {0.49, 0.29}, new double[] {expectedError, expectedError}, new double[] {5, 10, 20, 25},
                new double[] {0.49, 0.49, 0.29, 0.3});
    }

    private static BufferedImage draw(Train... trains) {
        return ResponsesPlot.draw(new ResponsesData("test: seed 1", List.of(trains)));
    }

    /** Whether the right quarter of the figure has a blue dot below its heading. */
    private static boolean hasDeviations(BufferedImage image) {
        for (int y = 200; y < image.getHeight(); y++) {
            for (int x = image.getWidth() * 3 / 4; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == PopulationKind.EXCITATORY.color().getRGB()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void deviationsAreShownWhereThereIsSpread() {
        assertTrue(hasDeviations(draw(train(0.01))));
        // Without, the responses have the whole width; the last spike lies at three quarters.
        final Train sure = train(0);
        assertFalse(sure.hasSpread());
        assertEquals(draw(train(0.01)).getHeight(), draw(sure).getHeight());
    }

    @Test
    void atMostSixTrainsAreDrawn() {
        final int one = draw(train(0.01)).getHeight();
        final int six = ResponsesPlot.draw(new ResponsesData("six", Collections.nCopies(6, train(0.01)))).getHeight();
        assertEquals(6 * one - 5 * (int) (64 * Canvas.PIXELS), six);
        assertEquals(six, ResponsesPlot.draw(new ResponsesData("many", Collections.nCopies(60, train(0.01))))
                .getHeight());
    }

    /** A silent synapse, one spike at time 0, and a deviation that theory does not allow. */
    @Test
    void edgeCasesAreDrawn() {
        final double[] zero = {0};
        assertTrue(draw(new Train("A->B", 0, 2, 1, zero, zero, zero, zero, zero, new double[] {0, 10},
                new double[] {0, 0})).getWidth() > 0);
        assertTrue(hasDeviations(draw(new Train("A->B", 0, 2, 2, new double[] {0, 5}, new double[] {0.5, 1},
                new double[] {0.1, 0}, new double[] {0.5, 0.9}, new double[] {0.1, 0}, new double[] {0, 5},
                new double[] {0.5, 0.9}))));
    }
}

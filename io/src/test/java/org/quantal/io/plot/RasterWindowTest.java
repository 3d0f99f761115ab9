package org.quantal.io.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.TimeGrid;

class RasterWindowTest {
    private final RasterWindow window = new RasterWindow(new RasterSelection(List.of(10), 10), 1, new TimeGrid(1), 100);

    private PlotData.Band band() {
        return window.band(0, "A", 10, PopulationKind.EXCITATORY, new double[10]);
    }

    @Test
    void keepsTheLatestSpikesOfALongRun() {
        for (int step = 0; step < 100_000; step++) {
            window.onSpikes(step, 0, new int[] {step % 10}, 1);
        }
        window.onAdvance(100_000);
        assertEquals(99_900, window.fromMs());
        assertEquals(100_000, window.toMs());
        final PlotData.Band band = band();
        assertEquals(101, band.timesMs().length);
        assertEquals(99_900, band.timesMs()[0]);
        assertEquals(100_000, band.timesMs()[100]);
        assertEquals(9, band.rows()[0]);
    }

    @Test
    void shortRunIsShownWhole() {
        window.onSpikes(0, 0, new int[] {2, 5}, 2);
        window.onAdvance(30);
        assertEquals(0, window.fromMs());
        assertArrayEquals(new double[] {1, 1}, band().timesMs());
        assertArrayEquals(new int[] {2, 5}, band().rows());
    }

    @Test
    void silenceIsAnEmptyBand() {
        window.onAdvance(500);
        assertTrue(band().timesMs().length == 0 && band().rows().length == 0);
    }
}

package org.quantal.io.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.quantal.io.plot.PlotData.Band;

/** Spikes over time: a dot for each spike, a row for each neuron shown, populations stacked from the top. */
public final class RasterPlot {
    private static final double LARGEST_DOT = 4;
    private static final double SMALLEST_DOT = 2;

    private RasterPlot() {
    }

    /** Draws the raster. */
    public static BufferedImage draw(PlotData data) {
        final double[] heights = data.populations().stream().mapToDouble(Band::shown).toArray();
        final PopulationAxes axes = new PopulationAxes(data, heights, "Time (ms)", data.fromMs(),
                data.toMs() > data.fromMs() ? data.toMs() : data.fromMs() + 1);
        final String note = data.shown() == data.neurons() ? String.format(Locale.ROOT, "%,d neurons", data.neurons())
                : String.format(Locale.ROOT, "%,d of %,d neurons", data.shown(), data.neurons());
        return axes.draw(note, g -> {
            for (int a = 0; a < data.populations().size(); a++) {
                dots(g, axes, a, data.populations().get(a));
            }
        });
    }

    private static void dots(Graphics2D g, PopulationAxes axes, int population, Band band) {
        final double rowHeight = (axes.bottom(population) - axes.top(population)) / band.shown();
        final double dot = Math.max(SMALLEST_DOT, Math.min(LARGEST_DOT, 0.8 * rowHeight));
        g.setColor(band.kind().color());
        for (int k = 0; k < band.rows().length; k++) {
            final double y = axes.top(population) + (band.rows()[k] + 0.5) * rowHeight;
            g.fill(new Rectangle2D.Double(axes.x(band.timesMs()[k]) - dot / 2, y - dot / 2, dot, dot));
        }
    }
}

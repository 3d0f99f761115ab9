package org.quantal.io.plot;

import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.quantal.io.plot.PlotData.Band;

/**
 * The frame of a figure with populations from top to bottom: heading, names, bands and the x axis. The figure itself
 * draws what lies in the bands.
 */
final class PopulationAxes {
    /** Size of the figure in points. */
    static final int WIDTH = 1200;
    static final int HEIGHT = 800;

    private static final int GAP = 10;
    private static final int TICK = 6;
    private static final int TOP = 84;
    private static final int BOTTOM = HEIGHT - 76;
    private static final int RIGHT = WIDTH - 40;
    private static final int MOST_TICKS = 8;

    private final PlotData data;
    private final double[] edges;
    private final String xTitle;
    private final double xMin;
    private final double xMax;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final Graphics2D g = canvas.graphics();
    private final int left;

    /**
     * Axes for some data.
     *
     * @param heights heights of the populations' bands, in any unit
     * @param xMax    right end of the x axis; {@code xMin} is the left one
     */
    PopulationAxes(PlotData data, double[] heights, String xTitle, double xMin, double xMax) {
        this.data = data;
        this.xTitle = xTitle;
        this.xMin = xMin;
        this.xMax = xMax;
        edges = new double[heights.length + 1];
        for (int a = 0; a < heights.length; a++) {
            edges[a + 1] = edges[a] + heights[a];
        }
        final FontMetrics metrics = g.getFontMetrics(Canvas.TEXT);
        final int labelWidth = data.populations().stream().mapToInt(band -> metrics.stringWidth(band.name())).max()
                .orElse(0);
        left = Math.max(6 * GAP, labelWidth + 4 * GAP);
    }

    double x(double value) {
        return left + (value - xMin) / (xMax - xMin) * (RIGHT - left);
    }

    /** Where a population's band begins. */
    double top(int population) {
        return TOP + edges[population] / edges[edges.length - 1] * (BOTTOM - TOP);
    }

    /** Where a population's band ends. */
    double bottom(int population) {
        return top(population + 1);
    }

    /**
     * Draws the figure.
     *
     * @param note    what the reader needs to know, above the plot at the left
     * @param content draws what lies in the bands
     */
    BufferedImage draw(String note, Consumer<Graphics2D> content) {
        g.setStroke(new BasicStroke(1));
        g.setColor(Canvas.RULE);
        for (int a = 1; a < data.populations().size(); a++) {
            g.draw(new Line2D.Double(left, top(a), RIGHT, top(a)));
        }
        content.accept(g);
        g.setStroke(new BasicStroke(1));
        g.setColor(Canvas.INK);
        g.draw(new Line2D.Double(left, TOP, left, BOTTOM));
        g.draw(new Line2D.Double(left, BOTTOM, RIGHT, BOTTOM));
        g.setFont(Canvas.TITLE);
        g.drawString(data.title(), left, TOP - 4 * GAP);
        g.setFont(Canvas.SMALL);
        g.drawString(note, left, TOP - GAP);
        key();
        xAxis();
        labels();
        return canvas.image();
    }

    private void xAxis() {
        final double step = Canvas.tickStep(xMax - xMin, MOST_TICKS);
        g.setColor(Canvas.INK);
        for (long k = (long) Math.ceil(xMin / step - 1e-9); k * step <= xMax + 1e-9 * step; k++) {
            final double x = x(k * step);
            g.draw(new Line2D.Double(x, BOTTOM, x, BOTTOM + TICK));
            canvas.centred(Canvas.tickText(k, step), x, BOTTOM + TICK + 2 * GAP);
        }
        g.setFont(Canvas.TEXT);
        canvas.centred(xTitle, (left + RIGHT) / 2.0, HEIGHT - 2 * GAP);
    }

    private void labels() {
        g.setFont(Canvas.TEXT);
        final FontMetrics metrics = g.getFontMetrics();
        final int n = data.populations().size();
        final double[] centre = new double[n];
        Arrays.setAll(centre, a -> (top(a) + bottom(a)) / 2);
        final double available = BOTTOM - TOP;
        // With more populations than lines of text fit, only some of them are named.
        final int each = (int) Math.ceil(n * (metrics.getAscent() + 2) / available);
        final double[] spread = spread(everyNth(centre, each), metrics.getAscent() + 2, BOTTOM);
        for (int k = 0; k < spread.length; k++) {
            final Band band = data.populations().get(k * each);
            g.setColor(band.kind().color());
            g.drawString(band.name(), (float) (left - GAP - metrics.stringWidth(band.name())),
                    (float) (spread[k] + metrics.getAscent() * 0.36));
        }
    }

    private static double[] everyNth(double[] values, int n) {
        final double[] some = new double[(values.length + n - 1) / n];
        Arrays.setAll(some, k -> values[k * n]);
        return some;
    }

    /** Moves ascending positions apart to a least distance, none beyond an end. */
    static double[] spread(double[] positions, double distance, double end) {
        final double[] spread = positions.clone();
        for (int k = 1; k < spread.length; k++) {
            spread[k] = Math.max(spread[k], spread[k - 1] + distance);
        }
        double limit = end;
        for (int k = spread.length - 1; k >= 0 && spread[k] > limit; k--) {
            spread[k] = limit;
            limit -= distance;
        }
        return spread;
    }

    /** The colours' meaning, from right to left. */
    private void key() {
        final Set<PopulationKind> kinds = new TreeSet<>(Comparator.reverseOrder());
        data.populations().forEach(band -> kinds.add(band.kind()));
        double x = RIGHT;
        for (PopulationKind kind : kinds) {
            x -= g.getFontMetrics().stringWidth(kind.words());
            g.setColor(Canvas.INK);
            g.drawString(kind.words(), (float) x, TOP - GAP);
            g.setColor(kind.color());
            g.fill(new Ellipse2D.Double(x - 16, TOP - 2 * GAP, 10, 10));
            x -= 16 + 2 * GAP;
        }
    }
}

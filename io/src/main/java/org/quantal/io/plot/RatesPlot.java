package org.quantal.io.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** Firing rates of single neurons by population, as horizontal box plots with the mean as a star. */
public final class RatesPlot {
    private static final double BOX_SHARE = 0.55;
    private static final double TALLEST_BOX = 60;
    private static final double STAR = 9;

    private RatesPlot() {
    }

    /** Draws the box plots. */
    public static BufferedImage draw(PlotData data) {
        final List<BoxSummary> boxes = data.populations().stream().map(band -> BoxSummary.of(band.ratesHz())).toList();
        final double most = boxes.stream().mapToDouble(box -> Math.max(box.high(), box.mean())).max().orElse(1);
        final double[] heights = new double[boxes.size()];
        Arrays.fill(heights, 1);
        final PopulationAxes axes = new PopulationAxes(data, heights, "Firing rate (Hz)", 0,
                most > 0 ? 1.05 * most : 1);
        return axes.draw("box: quartiles; whiskers: 1.5 × interquartile range; star: mean", g -> {
            for (int a = 0; a < boxes.size(); a++) {
                box(g, axes, a, boxes.get(a), data.populations().get(a).kind().color());
            }
        });
    }

    private static void box(Graphics2D g, PopulationAxes axes, int population, BoxSummary box, Color color) {
        final double centre = (axes.top(population) + axes.bottom(population)) / 2;
        final double half = Math.min(TALLEST_BOX, BOX_SHARE * (axes.bottom(population) - axes.top(population))) / 2;
        final Rectangle2D body = new Rectangle2D.Double(axes.x(box.first()), centre - half,
                axes.x(box.third()) - axes.x(box.first()), 2 * half);
        g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 70));
        g.fill(body);
        g.setColor(color);
        g.setStroke(new BasicStroke(1.6f));
        g.draw(body);
        horizontal(g, axes.x(box.low()), axes.x(box.first()), centre);
        horizontal(g, axes.x(box.third()), axes.x(box.high()), centre);
        vertical(g, axes.x(box.low()), centre, half / 2);
        vertical(g, axes.x(box.high()), centre, half / 2);
        g.setStroke(new BasicStroke(3.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        vertical(g, axes.x(box.median()), centre, half);
        g.setStroke(new BasicStroke(1));
        star(g, axes.x(box.mean()), centre, color);
    }

    private static void horizontal(Graphics2D g, double from, double to, double y) {
        g.draw(new Line2D.Double(from, y, to, y));
    }

    private static void vertical(Graphics2D g, double x, double centre, double half) {
        g.draw(new Line2D.Double(x, centre - half, x, centre + half));
    }

    private static void star(Graphics2D g, double x, double y, Color color) {
        final Path2D star = new Path2D.Double();
        for (int k = 0; k < 10; k++) {
            final double radius = k % 2 == 0 ? STAR : STAR * 0.42;
            final double angle = Math.PI * (k / 5.0 - 0.5);
            final double px = x + radius * Math.cos(angle);
            final double py = y + radius * Math.sin(angle);
            if (k == 0) {
                star.moveTo(px, py);
            } else {
                star.lineTo(px, py);
            }
        }
        star.closePath();
        g.setColor(Color.WHITE);
        g.fill(star);
        g.setColor(color.darker());
        g.draw(star);
    }
}

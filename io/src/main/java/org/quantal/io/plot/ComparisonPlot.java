package org.quantal.io.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** Simulated rates with error bars beside those of theories: by population, and theory against simulation. */
public final class ComparisonPlot {
    private static final int WIDTH = 1200;
    private static final int TOP = 100;
    private static final int BOTTOM = 84;
    private static final int LEAST_HEIGHT = 440;
    private static final int ROW = 44;
    private static final int RIGHT = 36;
    private static final int GAP = 110;
    private static final double DOT = 9;
    private static final double CAP = 5;
    private static final Color SIMULATION = new Color(0x222222);
    /** Colours of theories, which people with any colour vision tell apart (Okabe and Ito). */
    private static final List<Color> THEORY = List.of(new Color(0xd55e00), new Color(0x0072b2), new Color(0x009e73),
            new Color(0xcc79a7));

    private final Data data;
    private final Canvas canvas;
    private final Graphics2D g;
    private final int height;

    /**
     * What the figure shows.
     *
     * @param title    heading
     * @param rows     one for each population
     * @param theories names
     */
    public record Data(String title, List<Row> rows, List<String> theories) {
        public Data {
            rows = List.copyOf(rows);
            theories = List.copyOf(theories);
        }
    }

    /**
     * A population.
     *
     * @param population its name
     * @param rateHz     simulated rate
     * @param errorHz    its standard error
     * @param theoryHz   rate of each theory
     */
    public record Row(String population, double rateHz, double errorHz, double[] theoryHz) {
    }

    private ComparisonPlot(Data data) {
        this.data = data;
        height = Math.max(LEAST_HEIGHT, ROW * data.rows().size()) + TOP + BOTTOM;
        canvas = new Canvas(WIDTH, height);
        g = canvas.graphics();
    }

    /** Draws the figure; without theories, the rates alone. */
    public static BufferedImage draw(Data data) {
        return new ComparisonPlot(data).draw();
    }

    private BufferedImage draw() {
        final double most = data.rows().stream().flatMapToDouble(row -> java.util.stream.DoubleStream.concat(
                java.util.stream.DoubleStream.of(row.rateHz() + finite(row.errorHz())), Arrays.stream(row.theoryHz())))
                .filter(Double::isFinite).max().orElse(0);
        final double end = most > 0 ? 1.06 * most : 1;
        g.setFont(Canvas.TEXT);
        final int labels = data.rows().stream().mapToInt(row -> g.getFontMetrics().stringWidth(row.population())).max()
                .orElse(0);
        final int left = 40 + labels;
        g.setColor(Canvas.INK);
        g.setFont(Canvas.TITLE);
        g.drawString(data.title(), left, 40);
        key(left);
        final boolean scatter = !data.theories().isEmpty();
        final double side = scatter ? Math.min(height - TOP - BOTTOM, 440) : 0;
        final double width = WIDTH - left - RIGHT - (scatter ? side + GAP : 0);
        bands(new Rectangle2D.Double(left, TOP, width, height - TOP - BOTTOM), end);
        if (scatter) {
            scatter(new Rectangle2D.Double(WIDTH - RIGHT - side, TOP, side, side), end);
        }
        return canvas.image();
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private void key(double left) {
        final double baseline = TOP - 26;
        g.setFont(Canvas.SMALL);
        double x = left;
        for (int t = -1; t < data.theories().size(); t++) {
            final String words = t < 0 ? "simulation \u00b1 standard error" : data.theories().get(t);
            mark(t, x + DOT / 2, baseline - 5);
            g.setColor(Canvas.INK);
            g.drawString(words, (float) (x + DOT + 8), (float) baseline);
            x += DOT + 8 + g.getFontMetrics().stringWidth(words) + 26;
        }
    }

    /** Dots for the simulation, diamonds and other shapes for theories. */
    private void mark(int theory, double x, double y) {
        g.setColor(theory < 0 ? SIMULATION : THEORY.get(theory % THEORY.size()));
        g.setStroke(new BasicStroke(2));
        if (theory < 0) {
            g.fill(new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT));
            return;
        }
        final Shape shape = theory % 2 == 0 ? new Rectangle2D.Double(-DOT / 2, -DOT / 2, DOT, DOT) : triangle();
        final AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        if (theory % 2 == 0) {
            place.rotate(Math.PI / 4);
        }
        g.draw(place.createTransformedShape(shape));
    }

    private static Path2D triangle() {
        final Path2D path = new Path2D.Double();
        path.moveTo(0, -0.65 * DOT);
        path.lineTo(0.6 * DOT, 0.45 * DOT);
        path.lineTo(-0.6 * DOT, 0.45 * DOT);
        path.closePath();
        return path;
    }

    private void bands(Rectangle2D frame, double end) {
        final PanelAxes axes = new PanelAxes(canvas, frame, 0, end, 0, data.rows().size());
        g.setFont(Canvas.TEXT);
        for (int a = 0; a < data.rows().size(); a++) {
            final Row row = data.rows().get(a);
            final double y = axes.y(data.rows().size() - a - 0.5);
            g.setStroke(new BasicStroke(1));
            g.setColor(Canvas.RULE);
            g.draw(new Line2D.Double(frame.getMinX(), y, frame.getMaxX(), y));
            g.setColor(Canvas.INK);
            g.setFont(Canvas.TEXT);
            g.drawString(row.population(),
                    (float) (frame.getMinX() - 12 - g.getFontMetrics().stringWidth(row.population())), (float) (y + 6));
            bar(axes.x(row.rateHz() - finite(row.errorHz())), y, axes.x(row.rateHz() + finite(row.errorHz())), y);
            mark(-1, axes.x(row.rateHz()), y);
            for (int t = 0; t < row.theoryHz().length; t++) {
                if (Double.isFinite(row.theoryHz()[t])) {
                    mark(t, axes.x(row.theoryHz()[t]), y);
                }
            }
        }
        axes.drawX("Firing rate (Hz)");
    }

    private void scatter(Rectangle2D frame, double end) {
        final PanelAxes axes = new PanelAxes(canvas, frame, 0, end, 0, end);
        g.setColor(Canvas.RULE);
        g.setStroke(new BasicStroke(1.5f));
        g.draw(new Line2D.Double(axes.x(0), axes.y(0), axes.x(end), axes.y(end)));
        for (Row row : data.rows()) {
            for (int t = 0; t < row.theoryHz().length; t++) {
                if (Double.isFinite(row.theoryHz()[t])) {
                    final double y = axes.y(row.theoryHz()[t]);
                    bar(axes.x(row.rateHz() - finite(row.errorHz())), y, axes.x(row.rateHz() + finite(row.errorHz())),
                            y);
                    mark(t, axes.x(row.rateHz()), y);
                }
            }
        }
        axes.draw("Simulation (Hz)", "Theory (Hz)");
    }

    private void bar(double fromX, double fromY, double toX, double toY) {
        g.setColor(SIMULATION);
        g.setStroke(new BasicStroke(1.4f));
        g.draw(new Line2D.Double(fromX, fromY, toX, toY));
        g.draw(new Line2D.Double(fromX, fromY - CAP, fromX, fromY + CAP));
        g.draw(new Line2D.Double(toX, toY - CAP, toX, toY + CAP));
    }
}

package org.quantal.io.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rates of populations over a varied number: simulations as dots with error bars, theories as lines. */
public final class SweepPlot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 760;
    private static final int LEFT = 96;
    private static final int TOP = 116;
    private static final int BOTTOM = 84;
    private static final int LABEL_GAP = 14;
    private static final double DOT = 8;
    private static final double CAP = 4;
    private static final double HEADROOM = 1.08;
    /** Colours that people with any colour vision tell apart (Okabe and Ito). */
    private static final List<Color> COLORS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73),
            new Color(0xcc79a7), new Color(0xe69f00), new Color(0x56b4e9), new Color(0x222222), new Color(0x8c6d1f));

    private final Data data;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final Graphics2D g = canvas.graphics();

    /**
     * What the figure shows.
     *
     * @param title    heading
     * @param note     what dots and bars are
     * @param xTitle   what is varied, with its unit
     * @param curves   one for each population, at least one
     * @param theories names of the theories, each a style of line
     */
    public record Data(String title, String note, String xTitle, List<Curve> curves, List<String> theories) {
        public Data {
            curves = List.copyOf(curves);
            theories = List.copyOf(theories);
        }
    }

    /**
     * A population's rates.
     *
     * @param population its name
     * @param x          varied number, ascending
     * @param mean       simulated rate in Hz; NaN for none
     * @param error      its standard error in Hz; NaN for none
     * @param theory     rates in Hz for each theory and number; NaN for none
     */
    public record Curve(String population, double[] x, double[] mean, double[] error, double[][] theory) {
        private double last() {
            return IntStream.range(0, x.length).filter(k -> Double.isFinite(mean[k])).mapToDouble(k -> mean[k])
                    .reduce(0, (a, b) -> b);
        }
    }

    private SweepPlot(Data data) {
        this.data = data;
    }

    /** Draws the figure. */
    public static BufferedImage draw(Data data) {
        return new SweepPlot(data).draw();
    }

    private BufferedImage draw() {
        g.setFont(Canvas.TEXT);
        final int labels = data.curves().stream().mapToInt(curve -> g.getFontMetrics().stringWidth(curve.population()))
                .max().orElse(0);
        final Rectangle2D frame = new Rectangle2D.Double(LEFT, TOP, WIDTH - LEFT - labels - 3 * LABEL_GAP,
                HEIGHT - TOP - BOTTOM);
        final double[] x = data.curves().get(0).x();
        final double margin = x.length > 1 ? 0.03 * (x[x.length - 1] - x[0]) : Math.max(0.5, 0.1 * Math.abs(x[0]));
        final double most = data.curves().stream().mapToDouble(SweepPlot::highest).max().orElse(0);
        final PanelAxes axes = new PanelAxes(canvas, frame, x[0] - margin, x[x.length - 1] + margin, 0,
                most > 0 ? HEADROOM * most : 1);
        g.setColor(Canvas.INK);
        g.setFont(Canvas.TITLE);
        g.drawString(data.title(), LEFT, 44);
        g.setFont(Canvas.SMALL);
        g.drawString(data.note(), LEFT, 70);
        key();
        for (int c = 0; c < data.curves().size(); c++) {
            curve(axes, data.curves().get(c), COLORS.get(c % COLORS.size()));
        }
        axes.draw(data.xTitle(), "Firing rate (Hz)");
        labels(axes, frame);
        return canvas.image();
    }

    private static double highest(Curve curve) {
        final double theory = Arrays.stream(curve.theory()).flatMapToDouble(Arrays::stream).filter(Double::isFinite)
                .max().orElse(0);
        return Math.max(theory, IntStream.range(0, curve.x().length)
                .mapToDouble(k -> curve.mean()[k] + finite(curve.error()[k]))
                .filter(Double::isFinite).max().orElse(0));
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private static BasicStroke line(int theory) {
        final float[] dashes = theory == 0 ? new float[] {9, 5} : new float[] {2, 5};
        return new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }

    /** What dots and lines mean, below the heading. */
    private void key() {
        double x = LEFT;
        final double baseline = TOP - 18;
        g.setFont(Canvas.SMALL);
        g.setColor(Canvas.INK);
        g.fill(new Ellipse2D.Double(x, baseline - 9, DOT, DOT));
        g.drawString("simulation", (float) (x + 14), (float) baseline);
        x += 14 + g.getFontMetrics().stringWidth("simulation") + 26;
        for (int t = 0; t < data.theories().size(); t++) {
            g.setStroke(line(t));
            g.draw(new Line2D.Double(x, baseline - 5, x + 44, baseline - 5));
            g.drawString(data.theories().get(t), (float) (x + 52), (float) baseline);
            x += 52 + g.getFontMetrics().stringWidth(data.theories().get(t)) + 26;
        }
    }

    private void curve(PanelAxes axes, Curve curve, Color color) {
        final Shape clip = g.getClip();
        g.clip(axes.clip(true));
        g.setColor(color);
        for (int t = 0; t < curve.theory().length; t++) {
            g.setStroke(line(t));
            polyline(axes, curve.x(), curve.theory()[t]);
        }
        g.setStroke(new BasicStroke(1.4f));
        if (curve.theory().length == 0) {
            polyline(axes, curve.x(), curve.mean());
        }
        for (int k = 0; k < curve.x().length; k++) {
            if (Double.isFinite(curve.mean()[k])) {
                dot(axes, curve, k);
            }
        }
        g.setClip(clip);
    }

    private void dot(PanelAxes axes, Curve curve, int k) {
        final double x = axes.x(curve.x()[k]);
        if (Double.isFinite(curve.error()[k])) {
            final double low = axes.y(curve.mean()[k] - curve.error()[k]);
            final double high = axes.y(curve.mean()[k] + curve.error()[k]);
            g.draw(new Line2D.Double(x, low, x, high));
            g.draw(new Line2D.Double(x - CAP, low, x + CAP, low));
            g.draw(new Line2D.Double(x - CAP, high, x + CAP, high));
        }
        g.fill(new Ellipse2D.Double(x - DOT / 2, axes.y(curve.mean()[k]) - DOT / 2, DOT, DOT));
    }

    private void polyline(PanelAxes axes, double[] x, double[] y) {
        final Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (int k = 0; k < x.length; k++) {
            if (!Double.isFinite(y[k])) {
                drawing = false;
            } else if (drawing) {
                path.lineTo(axes.x(x[k]), axes.y(y[k]));
            } else {
                path.moveTo(axes.x(x[k]), axes.y(y[k]));
                drawing = true;
            }
        }
        g.draw(path);
    }

    /** Names of populations at the right ends of their curves. */
    private void labels(PanelAxes axes, Rectangle2D frame) {
        g.setFont(Canvas.TEXT);
        final int height = g.getFontMetrics().getAscent() + 2;
        final int[] order = IntStream.range(0, data.curves().size()).boxed()
                .sorted(Comparator.comparingDouble(c -> -data.curves().get(c).last())).mapToInt(Integer::intValue)
                .toArray();
        final double[] places = Arrays.stream(order).mapToDouble(c -> axes.y(data.curves().get(c).last())).toArray();
        final double[] spread = PopulationAxes.spread(places, height, frame.getMaxY());
        for (int k = 0; k < order.length; k++) {
            g.setColor(COLORS.get(order[k] % COLORS.size()));
            g.drawString(data.curves().get(order[k]).population(), (float) (frame.getMaxX() + LABEL_GAP),
                    (float) (spread[k] + g.getFontMetrics().getAscent() * 0.36));
        }
    }
}

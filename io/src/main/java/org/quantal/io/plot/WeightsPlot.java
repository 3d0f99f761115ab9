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
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.quantal.io.plot.WeightsData.Look;
import org.quantal.io.plot.WeightsData.Synapses;

/**
 * What synapses have learnt, a row for each projection: weights before and after, and, if release probabilities differ
 * between synapses or times, those before and after, and beside the weights. Before is grey.
 */
public final class WeightsPlot {
    /** Projections that a figure shows at most. */
    public static final int MOST_PROJECTIONS = 6;

    private static final int WIDTH = 1200;
    private static final int HEAD = 64;
    private static final int ROW = 440;
    private static final int ROW_HEAD = 76;
    private static final int ROW_FOOT = 76;
    private static final int LEFT = 88;
    private static final int RIGHT = 40;
    private static final int GAP = 96;
    private static final int MOST_BINS = 50;
    /** A distribution this many times as high as what was learnt is cut off. */
    private static final double CUT = 3;
    private static final int MOST_DOTS = 8000;
    private static final Color BEFORE = new Color(0x8c8c8c);
    private static final int FILL = 80;

    private final Canvas canvas;
    private final Graphics2D g;

    private WeightsPlot(int rows) {
        canvas = new Canvas(WIDTH, HEAD + ROW * rows);
        g = canvas.graphics();
    }

    /** Draws the figure; at least one projection. */
    public static BufferedImage draw(WeightsData data) {
        final int rows = Math.min(MOST_PROJECTIONS, data.projections().size());
        final WeightsPlot plot = new WeightsPlot(rows);
        plot.g.setColor(Canvas.INK);
        plot.g.setFont(Canvas.TITLE);
        plot.g.drawString(data.title(), LEFT, 44);
        for (int r = 0; r < rows; r++) {
            plot.row(data.projections().get(r), HEAD + r * ROW);
        }
        return plot.canvas.image();
    }

    private interface Panel {
        void draw(Rectangle2D frame);
    }

    private void row(Synapses synapses, int top) {
        final Color color = (synapses.isInhibitory() ? PopulationKind.INHIBITORY : PopulationKind.EXCITATORY).color();
        g.setColor(Canvas.INK);
        g.setFont(Canvas.TEXT);
        g.drawString(String.format(Locale.ROOT, "%s: %,d synapses", synapses.name().replace("->", " \u2192 "),
                synapses.count()), LEFT, top + 26);
        final List<Panel> panels = panels(synapses, color);
        if (panels.size() > 1 && top == HEAD) {
            final String note = "\u03c1: Spearman's rank correlation";
            g.setFont(Canvas.SMALL);
            g.drawString(note, WIDTH - RIGHT - g.getFontMetrics().stringWidth(note), top + 26);
        }
        final double width = (WIDTH - LEFT - RIGHT - (panels.size() - 1) * GAP) / (double) panels.size();
        for (int i = 0; i < panels.size(); i++) {
            panels.get(i).draw(new Rectangle2D.Double(LEFT + i * (width + GAP), top + ROW_HEAD, width,
                    ROW - ROW_HEAD - ROW_FOOT));
        }
    }

    private List<Panel> panels(Synapses synapses, Color color) {
        final List<Panel> panels = new ArrayList<>();
        final Look before = synapses.before();
        final Look after = synapses.after();
        final boolean probabilities = varies(after.probabilities()) || before != null && varies(before.probabilities());
        if (probabilities) {
            panels.add(frame -> histogram(frame, synapses, color, "Release probability", Range.PROBABILITY,
                    before == null ? null : before.probabilities(), after.probabilities()));
            panels.add(frame -> scatter(frame, synapses, color));
        }
        if (!probabilities || before != null && !Arrays.equals(before.weights(), after.weights())) {
            final float[] earlier = before == null ? new float[0] : before.weights();
            final double low = Math.min(lowest(earlier), lowest(after.weights()));
            final double high = Math.max(highest(earlier), highest(after.weights()));
            panels.add(frame -> histogram(frame, synapses, color, "Weight" + unit(synapses), Range.of(low, high),
                    before == null ? null : earlier, after.weights()));
        }
        return panels;
    }

    private static String unit(Synapses synapses) {
        return synapses.unit().isEmpty() ? "" : " (" + synapses.unit() + ")";
    }

    private static boolean varies(float[] values) {
        return values.length > 0 && highest(values) > lowest(values);
    }

    private static double lowest(float[] values) {
        double lowest = Double.POSITIVE_INFINITY;
        for (float value : values) {
            lowest = Math.min(lowest, value);
        }
        return lowest;
    }

    private static double highest(float[] values) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            highest = Math.max(highest, value);
        }
        return highest;
    }

    /**
     * Bins of a round width.
     *
     * @param from left end
     * @param to   right end
     * @param bins number of bins between them
     */
    record Range(double from, double to, int bins) {
        static final Range PROBABILITY = new Range(0, 1, 40);

        /** A range for values from one to another; it takes in 0 if they come near. */
        static Range of(double low, double high) {
            if (!(low <= high)) {
                return new Range(0, 1, 1);
            }
            final double from = low > 0 && low < 0.5 * high ? 0 : low;
            final double to = high < 0 && high > 0.5 * low ? 0 : high;
            if (from == to) {
                final double margin = from == 0 ? 1 : 0.1 * Math.abs(from);
                return new Range(from - margin, to + margin, 1);
            }
            final double width = Canvas.tickStep(to - from, MOST_BINS);
            final double first = Math.floor(from / width + 1e-4);
            final double last = Math.ceil(to / width - 1e-4);
            return new Range(first * width + 0.0, last * width + 0.0, (int) (last - first)); // no -0
        }
    }

    private void histogram(Rectangle2D frame, Synapses synapses, Color color, String title, Range range, float[] before,
            float[] after) {
        final double scale = after.length == 0 ? 1 : (double) synapses.count() / after.length;
        final Histogram first = before == null || !varies(before) ? null : Histogram.of(before, range, scale);
        final Histogram last = !varies(after) ? null : Histogram.of(after, range, scale);
        final double learnt = last == null ? 0 : last.highest();
        final double highest = Math.max(first == null ? 0 : first.highest(), learnt);
        final boolean cut = learnt > 0 && highest > CUT * learnt;
        final PanelAxes axes = new PanelAxes(canvas, frame, range.from, range.to, 0,
                highest == 0 ? 1 : cut ? 1.25 * learnt : 1.05 * highest);
        final Shape clip = g.getClip();
        g.setClip(axes.clip(false));
        if (before != null) {
            distribution(axes, before, first, BEFORE);
        }
        distribution(axes, after, last, color);
        g.setClip(clip);
        if (cut) {
            cutOff(axes, first);
        }
        axes.draw(title, "Synapses");
        double x = frame.getMinX();
        if (before != null) {
            x = axes.key(x, BEFORE, "at " + time(synapses.before().timeMs()));
        }
        axes.key(x, color, "at " + time(synapses.after().timeMs()));
    }

    /** Bars, or a line where all values are equal: as a bar it would dwarf all others. */
    private void distribution(PanelAxes axes, float[] values, Histogram histogram, Color color) {
        if (histogram == null) {
            if (values.length > 0) {
                g.setColor(color);
                g.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {7, 5},
                        0));
                g.draw(new Line2D.Double(axes.x(values[0]), axes.top(), axes.x(values[0]), axes.bottom()));
            }
            return;
        }
        final Path2D outline = new Path2D.Double();
        outline.moveTo(axes.x(histogram.from()), axes.bottom());
        for (int k = 0; k < histogram.counts().length; k++) {
            final double y = axes.y(histogram.counts()[k]);
            outline.lineTo(axes.x(histogram.from() + k * histogram.width()), y);
            outline.lineTo(axes.x(histogram.from() + (k + 1) * histogram.width()), y);
        }
        outline.lineTo(axes.x(histogram.from() + histogram.counts().length * histogram.width()), axes.bottom());
        g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), FILL));
        g.fill(outline);
        g.setColor(color);
        g.setStroke(new BasicStroke(1.6f));
        g.draw(outline);
    }

    /** Tells how high the highest bar is, which ends at the top of the diagram. */
    private void cutOff(PanelAxes axes, Histogram histogram) {
        int bin = 0;
        while (histogram.counts()[bin] < histogram.highest()) {
            bin++;
        }
        final String text = String.format(Locale.ROOT, "\u2191 %,.0f", histogram.highest());
        final boolean left = bin > histogram.counts().length / 2;
        final double edge = axes.x(histogram.from() + (left ? bin : bin + 1) * histogram.width());
        g.setFont(Canvas.SMALL);
        g.setColor(BEFORE);
        g.drawString(text, (float) (left ? edge - 8 - g.getFontMetrics().stringWidth(text) : edge + 8),
                (float) axes.top() + 14);
    }

    private void scatter(Rectangle2D frame, Synapses synapses, Color color) {
        final float[] before = synapses.before() == null ? null : synapses.before().magnitudes();
        final float[] after = synapses.after().magnitudes();
        final double high = Math.max(before == null ? 0 : highest(before), highest(after));
        final double low = Math.min(before == null ? high : lowest(before), lowest(after));
        final Range range = Range.of(low, high);
        final PanelAxes axes = new PanelAxes(canvas, frame, range.from, range.to, 0, 1);
        final Shape clip = g.getClip();
        g.setClip(axes.clip(true));
        double x = frame.getMinX();
        if (before != null) {
            dots(axes, before, synapses.before().probabilities(), BEFORE);
        }
        dots(axes, after, synapses.after().probabilities(), color);
        g.setClip(clip);
        axes.draw("|Weight|" + unit(synapses), "Release probability");
        if (before != null) {
            x = axes.key(x, BEFORE, rho(before, synapses.before()));
        }
        axes.key(x, color, rho(after, synapses.after()));
    }

    private static String rho(float[] magnitudes, Look look) {
        final double rho = RankCorrelation.spearman(magnitudes, look.probabilities());
        final String number = Double.isNaN(rho) ? "\u2013"
                : String.format(Locale.ROOT, "%.2f", rho).replace("-", "\u2212").replaceFirst("^\u22120\\.00$", "0.00");
        return "at " + time(look.timeMs()) + ": \u03c1 = " + number;
    }

    private void dots(PanelAxes axes, float[] x, float[] y, Color color) {
        final int each = Math.max(1, x.length / MOST_DOTS);
        final int shown = (x.length + each - 1) / each;
        final double size = shown > 2000 ? 3 : shown > 300 ? 4 : 6;
        g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), shown > 2000 ? 90 : 150));
        for (int i = 0; i < x.length; i += each) {
            g.fill(new Ellipse2D.Double(axes.x(x[i]) - size / 2, axes.y(y[i]) - size / 2, size, size));
        }
    }

    private static String time(double ms) {
        return ms >= 1000 || ms == 0 ? text(ms / 1000) + " s" : text(ms) + " ms";
    }

    private static String text(double number) {
        return new BigDecimal(number).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }
}

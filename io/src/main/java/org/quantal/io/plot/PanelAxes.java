package org.quantal.io.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;

/** One of several diagrams in a figure: its axes, and where values lie in it. */
final class PanelAxes {
    private static final int TICK = 5;
    private static final int X_TICKS = 6;
    private static final int Y_TICKS = 6;
    private static final double DOT = 10;
    private static final double MARGIN = 4;

    private final Canvas canvas;
    private final Rectangle2D frame;
    private final double xMin;
    private final double xMax;
    private final double yMin;
    private final double yMax;

    /**
     * An axis whose ends are one value gets some length, as it would have no ticks.
     *
     * @param frame where the diagram lies, without titles and numbers
     * @throws IllegalArgumentException if an end is not a finite number
     */
    PanelAxes(Canvas canvas, Rectangle2D frame, double xMin, double xMax, double yMin, double yMax) {
        this.canvas = canvas;
        this.frame = frame;
        this.xMin = xMin;
        this.xMax = upper(xMin, xMax);
        this.yMin = yMin;
        this.yMax = upper(yMin, yMax);
    }

    private static double upper(double min, double max) {
        if (!Double.isFinite(min) || !Double.isFinite(max)) {
            throw new IllegalArgumentException("an axis must have finite ends: from " + min + " to " + max);
        }
        return max > min ? max : min + Math.max(1, Math.ulp(min) * 1e6);
    }

    double x(double value) {
        return frame.getMinX() + (value - xMin) / (xMax - xMin) * frame.getWidth();
    }

    double y(double value) {
        return frame.getMaxY() - (value - yMin) / (yMax - yMin) * frame.getHeight();
    }

    double bottom() {
        return frame.getMaxY();
    }

    double top() {
        return frame.getMinY();
    }

    /** Where nothing may be drawn beyond; dots reach over the edges. */
    Shape clip(boolean dots) {
        final double margin = dots ? MARGIN : 0;
        return new Rectangle2D.Double(frame.getX() - MARGIN, frame.getY() - margin, frame.getWidth() + 2 * MARGIN,
                frame.getHeight() + margin + MARGIN);
    }

    /** Draws the axes over what lies in the diagram. */
    void draw(String xTitle, String yTitle) {
        drawX(xTitle);
        drawY(yTitle);
    }

    /** Draws the horizontal axis, and the vertical one without numbers. */
    void drawX(String title) {
        final Graphics2D g = canvas.graphics();
        g.setStroke(new BasicStroke(1));
        g.setColor(Canvas.INK);
        g.draw(new Line2D.Double(frame.getMinX(), frame.getMinY(), frame.getMinX(), frame.getMaxY()));
        g.draw(new Line2D.Double(frame.getMinX(), frame.getMaxY(), frame.getMaxX(), frame.getMaxY()));
        g.setFont(Canvas.SMALL);
        final double xStep = Canvas.tickStep(xMax - xMin, X_TICKS);
        for (long k = (long) Math.ceil(xMin / xStep - 1e-9); k * xStep <= xMax + 1e-9 * xStep; k++) {
            final double x = x(k * xStep);
            g.draw(new Line2D.Double(x, frame.getMaxY(), x, frame.getMaxY() + TICK));
            canvas.centred(text(k, xStep), x, frame.getMaxY() + TICK + 17);
        }
        g.setFont(Canvas.TEXT);
        canvas.centred(title, frame.getCenterX(), frame.getMaxY() + TICK + 44);
    }

    private void drawY(String title) {
        final Graphics2D g = canvas.graphics();
        g.setFont(Canvas.SMALL);
        final double yStep = Canvas.tickStep(yMax - yMin, Y_TICKS);
        double widest = 0;
        for (long k = (long) Math.ceil(yMin / yStep - 1e-9); k * yStep <= yMax + 1e-9 * yStep; k++) {
            final double y = y(k * yStep);
            final String number = text(k, yStep);
            final double width = g.getFontMetrics().stringWidth(number);
            widest = Math.max(widest, width);
            g.draw(new Line2D.Double(frame.getMinX() - TICK, y, frame.getMinX(), y));
            g.drawString(number, (float) (frame.getMinX() - TICK - 5 - width), (float) (y + 5.5));
        }
        g.setFont(Canvas.TEXT);
        final double x = frame.getMinX() - TICK - 5 - widest - 12;
        g.rotate(-Math.PI / 2, x, frame.getCenterY());
        canvas.centred(title, x, frame.getCenterY());
        g.rotate(Math.PI / 2, x, frame.getCenterY());
    }

    private static String text(long k, double step) {
        final String text = Math.abs(k * step) >= 10_000 ? String.format(Locale.ROOT, "%,.0f", k * step)
                : Canvas.tickText(k, step);
        return text.replace("-", "\u2212");
    }

    /** Draws what a colour means above the diagram; returns where the next one begins. */
    double key(double x, Color color, String words) {
        final Graphics2D g = canvas.graphics();
        g.setFont(Canvas.SMALL);
        final double baseline = frame.getMinY() - 14;
        g.setColor(color);
        g.fill(new Ellipse2D.Double(x, baseline - DOT, DOT, DOT));
        g.setColor(Canvas.INK);
        g.drawString(words, (float) (x + DOT + 6), (float) baseline);
        return x + DOT + 6 + g.getFontMetrics().stringWidth(words) + 20;
    }
}

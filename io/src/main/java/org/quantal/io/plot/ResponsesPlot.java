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
import java.util.Locale;
import org.quantal.io.plot.ResponsesData.Train;

/**
 * Mean responses of synapses to spikes beside theory, a row for each presynaptic neuron: over time, and how far both
 * are apart in standard errors.
 */
public final class ResponsesPlot {
    private static final int WIDTH = 1200;
    private static final int HEAD = 64;
    private static final int ROW = 440;
    private static final int ROW_HEAD = 76;
    private static final int ROW_FOOT = 76;
    private static final int LEFT = 88;
    private static final int RIGHT = 40;
    private static final int GAP = 96;
    private static final double DEVIATIONS_WIDTH = 300;
    /** About one in twenty deviations of a right simulation is larger. */
    private static final double USUAL = 2;
    private static final double FEWEST_SPIKES = 5;
    private static final double DOT = 9;
    private static final double CAP = 4;
    private static final Color THEORY = new Color(0x8c8c8c);
    private static final Color BAND = new Color(0xececec);
    private static final Color SIMULATION = PopulationKind.EXCITATORY.color();

    private final Canvas canvas;
    private final Graphics2D g;

    private ResponsesPlot(int rows) {
        canvas = new Canvas(WIDTH, HEAD + ROW * rows);
        g = canvas.graphics();
    }

    /** Draws the figure; at least one train. */
    public static BufferedImage draw(ResponsesData data) {
        final int rows = Math.min(ResponsesData.MOST_TRAINS, data.trains().size());
        final ResponsesPlot plot = new ResponsesPlot(rows);
        plot.g.setColor(Canvas.INK);
        plot.g.setFont(Canvas.TITLE);
        plot.g.drawString(data.title(), LEFT, 44);
        for (int r = 0; r < rows; r++) {
            plot.row(data.trains().get(r), HEAD + r * ROW);
        }
        return plot.canvas.image();
    }

    private void row(Train train, int top) {
        g.setColor(Canvas.INK);
        g.setFont(Canvas.TEXT);
        final int shown = train.timesMs().length;
        g.drawString(String.format(Locale.ROOT, "%s: %,d synapses of neuron %d, %s",
                train.projection().replace("->", " \u2192 "),
                train.synapses(), train.neuron(), shown < train.spikes()
                ? String.format(Locale.ROOT, "first %d of %,d spikes", shown,
                        train.spikes()) : shown == 1 ? "1 spike" : shown + " spikes"), LEFT, top + 26);
        final double height = ROW - ROW_HEAD - ROW_FOOT;
        final double width = WIDTH - LEFT - RIGHT - (train.hasSpread() ? DEVIATIONS_WIDTH + GAP : 0);
        responses(train, new Rectangle2D.Double(LEFT, top + ROW_HEAD, width, height));
        if (train.hasSpread()) {
            deviations(train, new Rectangle2D.Double(WIDTH - RIGHT - DEVIATIONS_WIDTH, top + ROW_HEAD, DEVIATIONS_WIDTH,
                    height));
        }
    }

    private void responses(Train train, Rectangle2D frame) {
        double highest = Arrays.stream(train.curve()).max().orElse(0);
        for (int k = 0; k < train.mean().length; k++) {
            highest = Math.max(highest, Math.max(train.expected()[k], train.mean()[k] + train.error()[k]));
        }
        final double[] curveMs = train.curveMs();
        final PanelAxes axes = new PanelAxes(canvas, frame, curveMs[0], curveMs[curveMs.length - 1], 0,
                highest > 0 ? 1.1 * highest : 1);
        final Shape clip = g.getClip();
        g.setClip(axes.clip(true));
        final Path2D curve = new Path2D.Double();
        curve.moveTo(axes.x(curveMs[0]), axes.y(train.curve()[0]));
        for (int i = 1; i < curveMs.length; i++) {
            curve.lineTo(axes.x(curveMs[i]), axes.y(train.curve()[i]));
        }
        g.setColor(THEORY);
        g.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(curve);
        for (int k = 0; k < train.mean().length; k++) {
            dot(axes.x(train.timesMs()[k]), axes.y(train.mean()[k]), axes.y(train.mean()[k] - train.error()[k]),
                    axes.y(train.mean()[k] + train.error()[k]));
        }
        g.setClip(clip);
        axes.draw("Time (ms)", "Mean response / weight");
        axes.key(axes.key(frame.getMinX(), SIMULATION, "simulation: mean \u00b1 s.e."), THEORY,
                "theory: mean response to a spike at that time");
    }

    private void dot(double x, double y, double low, double high) {
        g.setColor(SIMULATION);
        g.setStroke(new BasicStroke(1.8f));
        // A bar within the dot would only blur it.
        if (low - high > DOT) {
            g.draw(new Line2D.Double(x, low, x, high));
            g.draw(new Line2D.Double(x - CAP, low, x + CAP, low));
            g.draw(new Line2D.Double(x - CAP, high, x + CAP, high));
        }
        g.fill(new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT));
    }

    private void deviations(Train train, Rectangle2D frame) {
        final int spikes = train.mean().length;
        final double[] deviation = new double[spikes];
        double most = 2 * USUAL;
        for (int k = 0; k < spikes; k++) {
            final double difference = train.mean()[k] - train.expected()[k];
            deviation[k] = difference == 0 ? 0 : difference / train.expectedError()[k];
            if (Double.isFinite(deviation[k])) {
                most = Math.max(most, 1.1 * Math.abs(deviation[k]));
            }
        }
        final PanelAxes axes = new PanelAxes(canvas, frame, 0.5, Math.max(FEWEST_SPIKES, spikes) + 0.5, -most, most);
        g.setColor(BAND);
        g.fill(new Rectangle2D.Double(frame.getMinX(), axes.y(USUAL), frame.getWidth(),
                axes.y(-USUAL) - axes.y(USUAL)));
        g.setColor(THEORY);
        g.setStroke(new BasicStroke(1.8f));
        g.draw(new Line2D.Double(frame.getMinX(), axes.y(0), frame.getMaxX(), axes.y(0)));
        for (int k = 0; k < spikes; k++) {
            // Where theory allows no deviation and there is one, it stands at the edge.
            final double y = axes.y(Math.max(-most, Math.min(most, deviation[k])));
            dot(axes.x(k + 1), y, y, y);
        }
        axes.draw("Spike", "(Simulation \u2212 theory) / s.e.");
        axes.key(frame.getMinX(), BAND, "\u00b1" + (int) USUAL + " s.e.: 19 of 20 spikes");
    }
}

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
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Synaptic balancing: on the left how the total cost falls towards its minimum; on the right incoming and outgoing
 * costs of each neuron that has both, before in grey, which balance brings to the diagonal. Costs are logarithms,
 * because they span decades.
 */
public final class BalancingPlot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 560;
    private static final int TOP = 112;
    private static final int BOTTOM = 80;
    private static final int LEFT = 96;
    private static final int RIGHT = 40;
    private static final int GAP = 110;
    /** Decades below the last cost at which the axis ends at the latest. */
    private static final double DEEPEST = 3;
    private static final Color BEFORE = new Color(0x8c8c8c);
    private static final Color AFTER = PopulationKind.EXCITATORY.color();
    private static final Color MINIMUM = PopulationKind.INHIBITORY.color();

    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final Graphics2D g = canvas.graphics();

    private BalancingPlot() {
    }

    /** Draws the figure; at least one time. */
    public static BufferedImage draw(BalancingData data) {
        final BalancingPlot plot = new BalancingPlot();
        plot.g.setColor(Canvas.INK);
        plot.g.setFont(Canvas.TITLE);
        plot.g.drawString(data.title(), LEFT, 44);
        final double width = (WIDTH - LEFT - RIGHT - GAP) / 2.0;
        plot.costs(data, new Rectangle2D.Double(LEFT, TOP, width, HEIGHT - TOP - BOTTOM));
        plot.neurons(data, new Rectangle2D.Double(LEFT + width + GAP, TOP, width, HEIGHT - TOP - BOTTOM));
        return plot.canvas.image();
    }

    private void costs(BalancingData data, Rectangle2D frame) {
        final double end = data.timeMs()[data.timeMs().length - 1];
        final double[] cost = Arrays.stream(data.cost()).map(Math::log10).toArray();
        final double lowest = Arrays.stream(cost).min().orElseThrow();
        final double minimum = Math.max(lowest - DEEPEST, Math.log10(data.minimum()));
        final double[] range = range(DoubleStream.concat(Arrays.stream(cost), DoubleStream.of(minimum)));
        final PanelAxes axes = new PanelAxes(canvas, frame, 0, end > 0 ? end / 1000 : 1, range[0], range[1]);
        final Shape clip = g.getClip();
        g.setClip(axes.clip(true));
        g.setColor(MINIMUM);
        g.setStroke(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {8, 6}, 0));
        g.draw(new Line2D.Double(frame.getMinX(), axes.y(minimum), frame.getMaxX(), axes.y(minimum)));
        final Path2D line = new Path2D.Double();
        line.moveTo(axes.x(data.timeMs()[0] / 1000), axes.y(cost[0]));
        for (int k = 1; k < cost.length; k++) {
            // Weights rest between two steps.
            line.lineTo(axes.x(data.timeMs()[k] / 1000), axes.y(cost[k - 1]));
            line.lineTo(axes.x(data.timeMs()[k] / 1000), axes.y(cost[k]));
        }
        g.setColor(AFTER);
        g.setStroke(new BasicStroke(2.4f));
        g.draw(line);
        g.setClip(clip);
        axes.draw("Time (s)", "log10 of total cost");
        axes.key(axes.key(frame.getMinX(), AFTER, "cost of all weights"), MINIMUM, "minimum");
    }

    private void neurons(BalancingData data, Rectangle2D frame) {
        final double[][] before = logarithms(data.before());
        final double[][] after = logarithms(data.after());
        final double[] range = range(Stream.of(before, after).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream));
        final PanelAxes axes = new PanelAxes(canvas, frame, range[0], range[1], range[0], range[1]);
        final Shape clip = g.getClip();
        g.setClip(axes.clip(true));
        g.setColor(Canvas.RULE);
        g.setStroke(new BasicStroke(1.6f));
        g.draw(new Line2D.Double(axes.x(range[0]), axes.y(range[0]), axes.x(range[1]), axes.y(range[1])));
        dots(axes, before, BEFORE);
        dots(axes, after, AFTER);
        g.setClip(clip);
        axes.draw("log10 of incoming cost of a neuron", "log10 of outgoing cost");
        axes.key(axes.key(frame.getMinX(), BEFORE, "before"), AFTER, "after");
    }

    private void dots(PanelAxes axes, double[][] costs, Color color) {
        final double size = costs[0].length > 2000 ? 3 : costs[0].length > 300 ? 4 : 6;
        g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 150));
        for (int i = 0; i < costs[0].length; i++) {
            g.fill(new Ellipse2D.Double(axes.x(costs[0][i]) - size / 2, axes.y(costs[1][i]) - size / 2, size, size));
        }
    }

    /** Logarithms of the costs of the neurons that have both. */
    static double[][] logarithms(BalancingData.Costs costs) {
        final double[] in = costs.incoming();
        final double[] out = costs.outgoing();
        final int[] both = IntStream.range(0, in.length).filter(i -> in[i] > 0 && out[i] > 0).toArray();
        return new double[][] {Arrays.stream(both).mapToDouble(i -> Math.log10(in[i])).toArray(),
            Arrays.stream(both).mapToDouble(i -> Math.log10(out[i])).toArray()};
    }

    /** Lowest and highest value with a margin. */
    private static double[] range(DoubleStream values) {
        final var summary = values.summaryStatistics();
        if (summary.getCount() == 0) {
            return new double[] {0, 1};
        }
        final double margin = Math.max(0.05, 0.06 * (summary.getMax() - summary.getMin()));
        return new double[] {summary.getMin() - margin, summary.getMax() + margin};
    }
}

package org.quantal.validation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A figure: measured points with error bars, and lines of theory in the same colour; in one panel or several. */
public final class Figure {
    private static final Color[] COLORS = {new Color(0x1f77b4), new Color(0xd62728), new Color(0x2ca02c),
            new Color(0x9467bd),
        new Color(0xff7f0e), new Color(0x8c564b), new Color(0x17becf), new Color(0x7f7f7f)};

    private final String name;
    private final XYChart chart;
    private final List<XYChart> panels = new ArrayList<>();
    private int colors = -1;

    /**
     * @param name   of the file, without ending
     * @param title  above the figure
     * @param xLabel quantity and unit
     * @param yLabel quantity and unit
     */
    public Figure(String name, String title, String xLabel, String yLabel) {
        this.name = name;
        chart = new XYChartBuilder().width(900).height(600).title(title).xAxisTitle(xLabel).yAxisTitle(yLabel).build();
        chart.getStyler().setErrorBarsColorSeriesColor(true).setPlotGridLinesColor(new Color(0xdddddd))
                .setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(true)
                .setLegendPosition(LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE).setChartTitleBoxVisible(false).setMarkerSize(7);
        panels.add(chart);
    }

    /** Name of the file, without ending. */
    public String name() {
        return name;
    }

    /** A logarithmic axis of x. */
    public Figure logX() {
        chart.getStyler().setXAxisLogarithmic(true);
        return this;
    }

    /** A logarithmic axis of y. */
    public Figure logY() {
        chart.getStyler().setYAxisLogarithmic(true);
        return this;
    }

    /** Limits of the axis of y. */
    public Figure yRange(double from, double to) {
        chart.getStyler().setYAxisMin(from).setYAxisMax(to);
        return this;
    }

    /** Sets another figure beside this one, in the same file; the legend of this one stands for both. */
    public Figure beside(Figure right) {
        chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
        right.chart.getStyler().setLegendVisible(false);
        panels.addAll(right.panels);
        return this;
    }

    /** Small markers, for thousands of points. */
    public Figure small() {
        chart.getStyler().setMarkerSize(3);
        return this;
    }

    /** Measured points in the next colour. */
    public Figure points(String label, double[] x, double[] y) {
        return points(label, x, y, null);
    }

    /**
     * Measured points in the next colour.
     *
     * @param errors half lengths of the error bars, or null
     */
    public Figure points(String label, double[] x, double[] y, double[] errors) {
        colors++;
        final XYSeries series = errors == null ? chart.addSeries(label, x, y) : chart.addSeries(label, x, y, errors);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color());
        series.setLineColor(color());
        return this;
    }

    /** A line of theory in the colour of the last points, or the first colour. */
    public Figure line(String label, double[] x, double[] y) {
        return line(label, x, y, false);
    }

    /** A broken line in the colour of the last points. */
    public Figure brokenLine(String label, double[] x, double[] y) {
        return line(label, x, y, true);
    }

    /** Goes on to the next colour, for a line without points. */
    public Figure nextColor() {
        colors++;
        return this;
    }

    private Figure line(String label, double[] x, double[] y, boolean broken) {
        final XYSeries series = chart.addSeries(label, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color());
        series.setLineStyle(broken
                ? new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {7, 5}, 0)
                : new BasicStroke(1.6f));
        return this;
    }

    private Color color() {
        return COLORS[Math.max(0, colors) % COLORS.length];
    }

    /**
     * Writes {@code NAME.png} into a directory.
     *
     * @return the file
     * @throws UncheckedIOException if it cannot be written
     */
    public Path save(Path directory) {
        final Path file = directory.resolve(name + ".png");
        final Path unfinished = directory.resolve("." + name + ".png.part");
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                BitmapEncoder.saveBitmap(panels, 1, panels.size(), out, BitmapEncoder.BitmapFormat.PNG);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        return file;
    }
}

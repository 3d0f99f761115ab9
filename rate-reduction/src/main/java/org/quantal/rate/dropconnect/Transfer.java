package org.quantal.rate.dropconnect;

/**
 * How the units of a layer answer to their drive: equation by unit, as thresholds and noise may differ between neurons.
 */
public interface Transfer {

    /** Name for files and messages. */
    String label();

    /**
     * The activity of a unit.
     *
     * @param unit  index in the layer
     * @param drive in the layer's unit of drive
     */
    double value(int unit, double drive);

    /** Derivative of {@link #value} by the drive. */
    double slope(int unit, double drive);

    /** Second derivative of {@link #value}, by central differences of {@link #slope} unless there is a formula. */
    default double curvature(int unit, double drive) {
        final double h = 1e-4 * Math.max(1, Math.abs(drive));
        return (slope(unit, drive + h) - slope(unit, drive - h)) / (2 * h);
    }
}

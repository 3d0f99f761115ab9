package org.quantal.rate.dropconnect;

import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;

/**
 * Measures the drive of each target in consecutive windows from the releases of a recorded projection: the charge
 * released in a window, as the stationary drive that it would keep up. Written by the recorder's thread; ask when the
 * run has ended.
 */
public final class ReleasedDrive implements Recorder {
    private final String projection;
    private final Response perRelease;
    private final double windowMs;
    private final double[][] drive;

    /** What a release does; no pair of neurons may have two synapses of different weight. */
    @FunctionalInterface
    public interface Response {
        /**
         * Drive of a window by one release of response 1: weight times the model's factor (such as tau_m) over the
         * window.
         */
        double drive(int target, int source);
    }

    /**
     * @param projection   name of the recorded projection
     * @param targets      number of target neurons
     * @param perRelease   drive that a release makes in a window
     * @param windowMs     length of a window in ms; it holds the spikes up to its end, that included
     * @param windows      number of windows; later releases are not counted
     */
    public ReleasedDrive(String projection, int targets, Response perRelease, double windowMs, int windows) {
        this.projection = projection;
        this.perRelease = perRelease;
        this.windowMs = windowMs;
        this.drive = new double[windows][targets];
    }

    @Override
    public void onReleases(ReleaseEvents releases) {
        if (!releases.projection().equals(projection)) {
            return;
        }
        for (int k = 0; k < releases.count(); k++) {
            final int window = window(releases.timeMs()[k]);
            if (window < drive.length) {
                drive[window][releases.target()[k]] += releases.response()[k]
                        * perRelease.drive(releases.target()[k], releases.source()[k]);
            }
        }
    }

    private int window(double timeMs) {
        // Tolerates the rounding of decimal times at the end of a window.
        return Math.max(0, (int) Math.ceil(timeMs / windowMs - 1e-9) - 1);
    }

    /** Drive without bias, {@code [window][target]}. */
    public double[][] drive() {
        return drive;
    }

    @Override
    public void close() {
        // Nothing to complete: the figures stay.
    }
}

package org.quantal.simulator.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.Network;

/**
 * The sum of all currents into a population in the course of time, by positions as the {@link Timeline} counts: steps
 * on a grid, otherwise ms. A function of the scenario alone, which need not be kept with the state of a run.
 */
final class CurrentCourse {
    /** Where the current changes, ascending. */
    private final double[] positions;
    /** Currents in pA: before the first change, and from each change on. */
    private final double[] currents;

    /** @param position turns times in ms into positions */
    CurrentCourse(Network network, String population, DoubleUnaryOperator position) {
        final List<CurrentDrive> drives = network.currentDrives().stream().filter(d -> d.target().equals(population))
                .toList();
        final double[] times = drives.stream().flatMap(d -> d.changes().stream())
                .mapToDouble(CurrentDrive.Change::timeMs).sorted().distinct().toArray();
        positions = Arrays.stream(times).map(position).toArray();
        currents = new double[times.length + 1];
        for (int k = 0; k < currents.length; k++) {
            final double time = k == 0 ? Double.NEGATIVE_INFINITY : times[k - 1];
            currents[k] = drives.stream().mapToDouble(d -> d.at(time)).sum();
        }
    }

    /** The current in pA right after a position. */
    double at(double position) {
        return currents[begun(position)];
    }

    /** Where the current changes next after a position; infinite if it does not. */
    double nextChange(double position) {
        final int next = begun(position);
        return next < positions.length ? positions[next] : Double.POSITIVE_INFINITY;
    }

    /** Number of changes up to a position. */
    private int begun(double position) {
        final int found = Arrays.binarySearch(positions, position);
        return found >= 0 ? found + 1 : -found - 1;
    }
}

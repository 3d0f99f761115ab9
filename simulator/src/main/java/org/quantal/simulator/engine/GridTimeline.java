package org.quantal.simulator.engine;

import org.quantal.simulator.TimeGrid;

/** Time in whole steps. Slices are as long as the shortest delay, and end where a rule looks at all synapses. */
final class GridTimeline implements Timeline {
    private final TimeGrid grid;
    private final int sliceSteps;
    private final long[] intervals;

    /**
     * @param sliceSteps shortest delay in steps
     * @param intervals  intervals in steps at whose multiples slices have to end
     */
    GridTimeline(TimeGrid grid, int sliceSteps, long[] intervals) {
        this.grid = grid;
        this.sliceSteps = sliceSteps;
        this.intervals = intervals;
    }

    @Override
    public double position(String what, double ms) {
        return grid.steps(what, ms);
    }

    @Override
    public double ms(double position) {
        return grid.timeMs((long) position);
    }

    @Override
    public long step(double position) {
        return (long) position;
    }

    @Override
    public double sliceEnd(double from, double to) {
        final long step = (long) from;
        long end = Math.min(step + sliceSteps, (long) to);
        for (long interval : intervals) {
            end = Math.min(end, (Math.floorDiv(step, interval) + 1) * interval);
        }
        return end;
    }
}

package org.quantal.simulator.engine;

import java.util.stream.LongStream;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.TimeGrid;

/**
 * Continuous time. Slices end at the multiples of the slice's length, where states are sampled, where rules look at all
 * synapses, and at the end of the run; where they end changes no result. A slice includes its start and excludes its
 * end.
 */
final class ExactTimeline implements Timeline {
    /** Part of a step by which a decimal time may miss the grid. */
    private static final double TOLERANCE = 1e-6;

    private final TimeGrid grid;
    private final ExactDelays delays;
    private final long[] intervals;

    /** @param learning intervals of rules, in steps of the grid */
    ExactTimeline(Scenario scenario, long[] learning) {
        grid = scenario.grid();
        delays = ExactDelays.of(scenario.network(), grid);
        intervals = LongStream.concat(LongStream.of(learning), scenario.states().stream()
                .mapToLong(s -> grid.steps("interval", s.intervalMs()))).distinct().toArray();
    }

    @Override
    public double position(String what, double ms) {
        return ms;
    }

    @Override
    public double ms(double position) {
        return position;
    }

    @Override
    public long step(double position) {
        return step(position, grid.stepMs());
    }

    /** The step of the grid that a time lies in. */
    static long step(double timeMs, double stepMs) {
        return (long) Math.floor(timeMs / stepMs + TOLERANCE);
    }

    /** The step that begins, exactly, at a time; {@link Learning#NO_STEP} if there is none. */
    static long stepBeginningAt(double timeMs, TimeGrid grid) {
        final long step = step(timeMs, grid.stepMs());
        return grid.timeMs(step) == timeMs ? step : Learning.NO_STEP;
    }

    /** The step at whose end, exactly, a time lies; -1 if there is none in the recorded time. */
    static long stepEndingAt(double timeMs, TimeGrid grid) {
        final long step = stepBeginningAt(timeMs, grid);
        return step > 0 ? step - 1 : -1;
    }

    @Override
    public double sliceEnd(double from, double to) {
        double end = Math.min(to, delays.start(delays.slice(from) + 1));
        for (long interval : intervals) {
            end = Math.min(end, nextMultiple(from, interval));
        }
        return end;
    }

    private double nextMultiple(double from, long interval) {
        long multiple = Math.floorDiv(step(from), interval) * interval;
        while (grid.timeMs(multiple) <= from) {
            multiple += interval;
        }
        return grid.timeMs(multiple);
    }
}

package org.quantal.simulator.engine;

import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamRandom;

/**
 * Delays on the grid: rounded to whole steps, at least one. A draw that would round to less than a step is repeated, as
 * in NEST, so that no delay piles up at the shortest.
 */
final class Delays {
    /** Longest delay in steps that a table can hold. */
    static final int LONGEST = 0xffff;
    private static final double LEAST_MASS = 0.01;

    private final int shortest;
    private final int longest;

    private Delays(int shortest, int longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    /**
     * The range of delays in a network.
     *
     * @throws IllegalArgumentException if a delay is below a step or beyond {@value #LONGEST} steps
     */
    static Delays of(Network network, TimeGrid grid) {
        int shortest = Integer.MAX_VALUE;
        int longest = 1;
        for (Projection projection : network.projections()) {
            final double low;
            final double high;
            if (projection.rule().definesDelays()) {
                low = projection.rule().delayBounds()[0];
                high = projection.rule().delayBounds()[1];
                require(steps(low, grid.stepMs()) >= 1, projection, low, grid);
            } else {
                final Distribution delay = projection.delayMs();
                low = delay.minimum();
                high = delay.maximum();
                final boolean possible = delay.isConstant() ? steps(low, grid.stepMs()) >= 1
                        : 1 - delay.cumulativeProbability(grid.stepMs() / 2) >= LEAST_MASS;
                require(possible, projection, delay.mean(), grid);
            }
            if (Math.round(high / grid.stepMs()) > LONGEST) {
                throw new IllegalArgumentException("delay is longer than " + LONGEST + " steps: projection="
                        + projection.name() + " delay=" + high + " ms, step=" + grid.stepMs() + " ms");
            }
            shortest = Math.min(shortest, Math.max(1, steps(low, grid.stepMs())));
            longest = Math.max(longest, Math.max(1, steps(high, grid.stepMs())));
        }
        return new Delays(network.projections().isEmpty() ? 1 : shortest, longest);
    }

    private static void require(boolean condition, Projection projection, double delay, TimeGrid grid) {
        if (!condition) {
            throw new IllegalArgumentException("delay must be at least one step of " + grid.stepMs()
                    + " ms: projection=" + projection.name() + " delay=" + delay + " ms");
        }
    }

    static int steps(double delayMs, double stepMs) {
        return (int) Math.round(delayMs / stepMs);
    }

    /** Draws delays in steps. */
    static void draw(Distribution delayMs, double stepMs, StreamRandom random, double[] buffer, int[] steps,
            int from, int count) {
        delayMs.fill(random, buffer, count);
        for (int i = 0; i < count; i++) {
            int delay = steps(buffer[i], stepMs);
            while (delay < 1) {
                delayMs.fill(random, buffer, 1);
                delay = steps(buffer[0], stepMs);
            }
            steps[from + i] = delay;
        }
    }

    /** The shortest delay in steps: the length of a slice. */
    int shortest() {
        return shortest;
    }

    /** The longest delay in steps. */
    int longest() {
        return longest;
    }
}

package org.quantal.examples.linear;

import org.apache.commons.rng.UniformRandomProvider;

/** Poisson counts that fit into a window of steps, one spike a step. */
final class Poisson {
    private Poisson() {
    }

    /** A count with this mean; counts above the limit are drawn again (the limit must make that all but impossible). */
    static int draw(double mean, int limit, UniformRandomProvider random) {
        while (true) {
            final double end = StrictMath.exp(-mean);
            int count = 0;
            for (double product = random.nextDouble(); product > end; product *= random.nextDouble()) {
                count++;
            }
            if (count <= limit) {
                return count;
            }
        }
    }
}

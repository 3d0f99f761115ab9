package org.quantal.examples;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/** Standard normal numbers of an experiment: each of its parts draws from a stream of its own. Not thread-safe. */
final class Gaussians {
    private final StreamRandom uniform;
    private final ZigguratSampler.NormalizedGaussian normal;

    /**
     * @param seed        of the experiment
     * @param coordinates what the numbers are for
     */
    Gaussians(long seed, long... coordinates) {
        uniform = random(seed, coordinates);
        normal = ZigguratSampler.NormalizedGaussian.of(uniform);
    }

    /** Uniform numbers of an experiment. */
    static StreamRandom random(long seed, long... coordinates) {
        long key = StreamKey.of(seed, StreamKey.Purpose.INITIAL_VALUE, 0x5eed);
        for (long coordinate : coordinates) {
            key = StreamKey.with(key, coordinate);
        }
        return new StreamRandom(key);
    }

    double next() {
        return normal.sample();
    }

    /** The uniform numbers that the normal ones are made from. */
    StreamRandom uniform() {
        return uniform;
    }

    double[] vector(int size) {
        final double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = normal.sample();
        }
        return values;
    }

    DMatrixRMaj matrix(int rows, int columns) {
        return DMatrixRMaj.wrap(rows, columns, vector(rows * columns));
    }
}

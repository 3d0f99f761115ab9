package org.quantal.models.plasticity;

import java.util.stream.LongStream;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/** Spike trains in steps: one of the presynaptic neuron, one of each postsynaptic neuron. */
record Trains(long steps, long[] pre, long[][] post) {

    /** Independent Poisson trains, at most a spike a step. */
    static Trains poisson(long seed, long steps, double preHz, double postHz, int posts) {
        final long[][] post = new long[posts][];
        for (int i = 0; i < posts; i++) {
            post[i] = train(seed + 1 + i, steps, postHz);
        }
        return new Trains(steps, train(seed, steps, preHz), post);
    }

    private static long[] train(long seed, long steps, double rateHz) {
        final StreamRandom random = new StreamRandom(StreamKey.mix(seed));
        return LongStream.range(0, steps).filter(s -> random.nextDouble() < rateHz * LearningRow.STEP * 1e-3).toArray();
    }

    long[] post(int neuron) {
        return post[neuron];
    }
}

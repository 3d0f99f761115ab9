package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.SpikeTimes;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * Independent Poisson spike trains in continuous time, by thinning (Lewis &amp; Shedler 1979): candidates come at a
 * constant rate that the true one never exceeds, and one at time t is a spike with probability rate(t)/bound. Exact for
 * any rate that is known at every time; a low rate under a high bound costs candidates. Candidate {@code n} of a neuron
 * is drawn for (neuron, n) alone.
 */
final class PoissonEvents implements EventGroup {
    private static final double MS_PER_SECOND = 1000;

    private final Rate rate;
    private final int first;
    private final long key;
    /** Largest rate of each neuron in Hz. */
    private final double[] boundHz;
    /** Time of each neuron's next candidate, and the rate above which it is a spike. */
    private final double[] nextMs;
    private final double[] levelHz;
    private final long[] candidates;
    private final StreamRandom random = new StreamRandom(0);

    /** A rate as a function of time. */
    @FunctionalInterface
    interface Rate {
        /** Rate in Hz of a neuron of the group, not negative: a pure function. */
        double hz(int neuron, double timeMs);
    }

    /** @param boundHz for each neuron of the group a rate that its own never exceeds */
    PoissonEvents(Rate rate, double[] boundHz, EventContext context) {
        this.rate = rate;
        this.boundHz = boundHz;
        first = context.first();
        key = context.key();
        nextMs = new double[boundHz.length];
        levelHz = new double[boundHz.length];
        candidates = new long[boundHz.length];
        Arrays.fill(nextMs, context.startMs());
        for (int i = 0; i < nextMs.length; i++) {
            step(i);
        }
    }

    /** For neurons that have one rate at all times. */
    static PoissonEvents common(DoubleUnaryOperator rateHz, double boundHz, EventContext context) {
        final double[] bounds = new double[context.size()];
        Arrays.fill(bounds, boundHz);
        return new PoissonEvents((neuron, timeMs) -> rateHz.applyAsDouble(timeMs), bounds, context);
    }

    private void step(int i) {
        random.reset(StreamKey.with(StreamKey.with(key, first + i), candidates[i]++));
        nextMs[i] = boundHz[i] == 0 ? Double.POSITIVE_INFINITY
                : nextMs[i] - MS_PER_SECOND / boundHz[i] * StrictMath.log1p(-random.nextDouble());
        levelHz[i] = boundHz[i] * random.nextDouble();
    }

    @Override
    public void advance(int neuron, double[] timesMs, int[] channels, double[] weights, int count, double endMs,
            SpikeTimes spikes) {
        while (nextMs[neuron] < endMs) {
            if (levelHz[neuron] < rate.hz(neuron, nextMs[neuron])) {
                spikes.add(nextMs[neuron]);
            }
            step(neuron);
        }
    }

    /** The rate, as it was just before. */
    @Override
    public double state(String variable, int neuron, double timeMs) {
        return rate.hz(neuron, Math.nextDown(timeMs));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        GroupState.write(out, boundHz);
        GroupState.write(out, nextMs);
        GroupState.write(out, levelHz);
        for (long number : candidates) {
            out.writeLong(number);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        GroupState.read(in, boundHz);
        GroupState.read(in, nextMs);
        GroupState.read(in, levelHz);
        for (int i = 0; i < candidates.length; i++) {
            candidates[i] = in.readLong();
        }
    }
}

package org.quantal.models.plasticity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.quantal.simulator.model.LearningClock;
import org.quantal.simulator.model.PopulationActivity;
import org.quantal.simulator.model.SynapseRun;

/**
 * A reward for a population that comes close to a target rate. Each interval is judged by s = -|rate - target|/target,
 * and the reward is how much that is better than a running mean of s: R = s - b, then b += (s - b)/n. With n = 1, b is
 * the judgement of the interval before.
 */
final class RateReward {
    private static final double MS_PER_SECOND = 1000;

    private final PopulationActivity activity;
    private final int population;
    private final double targetHz;
    private final double weight;
    private final double tickMs;
    private long spikes;
    private long since = SynapseRun.NEVER;
    private boolean hasBaseline;
    private double baseline;

    RateReward(PopulationActivity activity, int population, double targetHz, double baselineIntervals,
            LearningClock clock) {
        this.activity = activity;
        this.population = population;
        this.targetHz = targetHz;
        this.weight = 1 / baselineIntervals;
        this.tickMs = clock.tickMs();
    }

    /** The reward of the interval that ends with a tick; 0 for the first one that is known from its beginning on. */
    double at(long tick) {
        final long now = activity.spikes(population);
        double reward = 0;
        if (since != SynapseRun.NEVER) {
            final double rate = (now - spikes) / ((tick - since) * tickMs) * MS_PER_SECOND;
            final double judgement = -Math.abs(rate - targetHz) / targetHz;
            reward = hasBaseline ? judgement - baseline : 0;
            baseline = hasBaseline ? baseline + weight * reward : judgement;
            hasBaseline = true;
        }
        spikes = now;
        since = tick;
        return reward;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(spikes);
        out.writeLong(since);
        out.writeBoolean(hasBaseline);
        out.writeDouble(baseline);
    }

    void load(DataInput in) throws IOException {
        spikes = in.readLong();
        since = in.readLong();
        hasBaseline = in.readBoolean();
        baseline = in.readDouble();
    }
}

package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.random.StreamRandom;

/**
 * Independent Poisson spike trains whose common rate changes in time. Expected events are summed from the start; a
 * neuron spikes in the step in which the sum passes the level drawn at its spike before (an exponential number above
 * the sum of that time). That is at most one spike a step, with probability 1 - exp(-events of the step), and a silent
 * step costs one comparison for all neurons.
 */
final class ModulatedPoissonGroup implements NeuronGroup {
    private final Profile profile;
    private final double[] level;
    private double lowest;
    private double sum;
    private double lastRate;
    private final double stepMs;
    private final int first;
    private final long key;
    private final StreamRandom random = new StreamRandom(0);

    /** A rate as a function of time. */
    @FunctionalInterface
    interface Profile {
        /** Rate in Hz averaged over a step, not negative: a pure function of the step. */
        double rate(long step);
    }

    ModulatedPoissonGroup(Profile profile, double initialRate, GroupContext context) {
        this.profile = profile;
        lastRate = initialRate;
        stepMs = context.stepMs();
        first = context.first();
        key = context.key();
        level = new double[context.size()];
        for (int i = 0; i < level.length; i++) {
            level[i] = SpikeSource.eventsToNextSpike(random, key, first + i, context.firstStep() - 1);
        }
        findLowest();
    }

    private void findLowest() {
        lowest = Double.POSITIVE_INFINITY;
        for (double one : level) {
            lowest = Math.min(lowest, one);
        }
    }

    @Override
    public int advance(long step, double[][] arrivals, int[] spiked) {
        lastRate = profile.rate(step);
        sum += 1e-3 * stepMs * lastRate;
        if (!(sum > lowest)) {
            return 0;
        }
        int count = 0;
        for (int i = 0; i < level.length; i++) {
            if (sum > level[i]) {
                spiked[count++] = i;
                level[i] = sum + SpikeSource.eventsToNextSpike(random, key, first + i, step);
            }
        }
        findLowest();
        return count;
    }

    @Override
    public double state(String variable, int neuron) {
        return lastRate;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(sum);
        out.writeDouble(lastRate);
        GroupState.write(out, level);
    }

    @Override
    public void load(DataInput in) throws IOException {
        sum = in.readDouble();
        lastRate = in.readDouble();
        GroupState.read(in, level);
        findLowest();
    }
}

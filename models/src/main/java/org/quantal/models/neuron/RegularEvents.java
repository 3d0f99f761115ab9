package org.quantal.models.neuron;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.SpikeTimes;
import org.quantal.simulator.random.StreamRandom;

/** Regular spikes in continuous time: those of the grid, but for its rounding. */
final class RegularEvents implements EventGroup {
    private final RegularSource source;
    private final int first;
    private final long key;
    /** Number of each neuron's next spike, and its time. */
    private final long[] number;
    private final double[] nextMs;
    private final StreamRandom random = new StreamRandom(0);

    RegularEvents(RegularSource source, EventContext context) {
        this.source = source;
        first = context.first();
        key = context.key();
        number = new long[context.size()];
        nextMs = new double[context.size()];
        final long early = source.numberBefore(context.startMs());
        for (int i = 0; i < number.length; i++) {
            number[i] = early;
            nextMs[i] = time(i);
            while (nextMs[i] < context.startMs()) {
                step(i);
            }
        }
    }

    private double time(int i) {
        return source.timeMs(random, key, first + i, number[i]);
    }

    private void step(int i) {
        number[i]++;
        nextMs[i] = time(i);
    }

    @Override
    public void advance(int neuron, double[] timesMs, int[] channels, double[] weights, int count, double endMs,
            SpikeTimes spikes) {
        while (nextMs[neuron] < endMs) {
            spikes.add(nextMs[neuron]);
            step(neuron);
        }
    }

    @Override
    public double state(String variable, int neuron, double timeMs) {
        throw new IllegalArgumentException("regular_source has no state '" + variable + "'");
    }

    @Override
    public void save(DataOutput out) throws IOException {
        for (long each : number) {
            out.writeLong(each);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        for (int i = 0; i < number.length; i++) {
            number[i] = in.readLong();
            nextMs[i] = time(i);
        }
    }
}

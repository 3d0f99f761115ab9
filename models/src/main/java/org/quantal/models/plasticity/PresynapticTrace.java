package org.quantal.models.plasticity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.quantal.simulator.model.Decay;
import org.quantal.simulator.model.LearningClock;
import org.quantal.simulator.model.SynapseRun;

/** An exponential trace of the spikes of each presynaptic neuron: decays as exp(-t/tau), grows by 1 at each spike. */
final class PresynapticTrace {
    private final Decay decay;
    private final double[] value;
    private final long[] last;

    PresynapticTrace(int sources, double tauMs, LearningClock clock) {
        decay = clock.decay(tauMs);
        value = new double[sources];
        last = new long[sources];
        Arrays.fill(last, SynapseRun.NEVER);
    }

    /** The trace at a tick, from the spikes up to the last {@link #spiked}. */
    double at(int source, long tick) {
        return value[source] * decay.after(tick - last[source]);
    }

    /** Takes in a spike. */
    void spiked(int source, long tick) {
        value[source] = at(source, tick) + 1;
        last[source] = tick;
    }

    void save(DataOutput out) throws IOException {
        for (int j = 0; j < value.length; j++) {
            out.writeDouble(value[j]);
            out.writeLong(last[j]);
        }
    }

    void load(DataInput in) throws IOException {
        for (int j = 0; j < value.length; j++) {
            value[j] = in.readDouble();
            last[j] = in.readLong();
        }
    }
}

package org.quantal.models.plasticity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.model.SynapseRun;

/** An exponential trace of the spikes of each presynaptic neuron: decays as exp(-t/tau), grows by 1 at each spike. */
final class PresynapticTrace {
    private final double[] decay;
    private final double[] value;
    private final long[] last;

    PresynapticTrace(int sources, double tauMs, double stepMs) {
        decay = SpikeHistory.decayTable(tauMs, stepMs);
        value = new double[sources];
        last = new long[sources];
        Arrays.fill(last, SynapseRun.NEVER);
    }

    /** The trace at a step, from the spikes up to the last {@link #spiked}. */
    double at(int source, long step) {
        return value[source] * decay[(int) Math.min(step - last[source], decay.length - 1)];
    }

    /** Takes in a spike. */
    void spiked(int source, long step) {
        value[source] = at(source, step) + 1;
        last[source] = step;
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

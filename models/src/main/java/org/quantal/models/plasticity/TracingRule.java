package org.quantal.models.plasticity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;

/** A running rule whose only state of its own are traces of presynaptic spikes. */
abstract class TracingRule implements Plasticity {
    private final List<PresynapticTrace> traces = new ArrayList<>();

    /** A trace of presynaptic spikes that the rule keeps; made in the same order each time, in which they are saved. */
    final PresynapticTrace trace(PlasticityRule.Context context, double tauMs) {
        final PresynapticTrace trace = new PresynapticTrace(context.sources(), tauMs, context.clock());
        traces.add(trace);
        return trace;
    }

    @Override
    public final void spiked(int source, long tick) {
        // By index: an iterator for every spike and row would be garbage.
        for (int t = 0; t < traces.size(); t++) {
            traces.get(t).spiked(source, tick);
        }
    }

    @Override
    public final void save(DataOutput out) throws IOException {
        for (PresynapticTrace trace : traces) {
            trace.save(out);
        }
    }

    @Override
    public final void load(DataInput in) throws IOException {
        for (PresynapticTrace trace : traces) {
            trace.load(in);
        }
    }
}

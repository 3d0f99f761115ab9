package org.quantal.models.neuron;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.NeuronModel.StateVariable;
import org.quantal.simulator.random.StreamKey;

/** Runs of groups that need a place in a population, a key, or a warm-up. */
final class NeuronRuns {
    static final double STEP = 0.1;
    static final long KEY = StreamKey.of(7, StreamKey.Purpose.SOURCE, 3);

    private NeuronRuns() {
    }

    static NeuronGroup group(NeuronModel model, int first, int size, long firstStep, long key) {
        final Map<String, double[]> values = new HashMap<>();
        for (StateVariable variable : model.stateVariables()) {
            final double[] all = new double[size];
            Arrays.fill(all, variable.initial());
            values.put(variable.name(), all);
        }
        return model.createGroup(new GroupContext(first, size, STEP, firstStep, 0, key, values));
    }

    static NeuronGroup group(NeuronModel model, int size) {
        return group(model, 0, size, 0, KEY);
    }

    /** Spikes of each neuron from step 0, in steps of a source. */
    static int[] counts(NeuronModel source, int size, long steps) {
        final NeuronGroup group = group(source, size);
        final int[] spiked = new int[size];
        final int[] counts = new int[size];
        for (long step = 0; step < steps; step++) {
            final int count = group.advance(step, new double[0][], spiked);
            for (int k = 0; k < count; k++) {
                counts[spiked[k]]++;
            }
        }
        return counts;
    }

    static double mean(int[] counts) {
        return Arrays.stream(counts).average().orElseThrow();
    }

    static double variance(int[] counts) {
        final double mean = mean(counts);
        return Arrays.stream(counts).mapToDouble(n -> (n - mean) * (n - mean)).sum() / (counts.length - 1);
    }
}

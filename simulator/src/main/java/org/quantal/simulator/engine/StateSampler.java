package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.network.Network;

/** Copies recorded states of one partition's neurons into its batches, by the partition's own thread. */
final class StateSampler {
    private final List<Source> sources = new ArrayList<>();

    /** Neurons of one population whose states can be read. */
    interface Block {
        int population();

        /** Index of the first neuron within its population. */
        int first();

        int size();

        /** State of a neuron of the block at the time reached. */
        double state(String variable, int neuron);
    }

    /** The part of a recording that lies in this partition: for each recorded neuron its block and index there. */
    private record Source(long interval, List<String> variables, Block[] block, int[] index) {
    }

    StateSampler(PartitionPlan plan, List<? extends Block> blocks) {
        final Scenario scenario = plan.scenario();
        final Network network = scenario.network();
        for (Scenario.StateRecording recording : scenario.states()) {
            final int population = network.indexOf(recording.population());
            final List<Block> found = new ArrayList<>();
            final List<Integer> indices = new ArrayList<>();
            for (int neuron : recording.neurons()) {
                for (Block block : blocks) {
                    if (block.population() == population && neuron >= block.first()
                            && neuron < block.first() + block.size()) {
                        found.add(block);
                        indices.add(neuron - block.first());
                    }
                }
            }
            sources.add(new Source(scenario.grid().steps("interval", recording.intervalMs()), recording.variables(),
                    found.toArray(new Block[0]), indices.stream().mapToInt(Integer::intValue).toArray()));
        }
    }

    /** Whether a recording has a sample at the end of a step. */
    static boolean due(long step, long interval) {
        return Math.floorMod(step + 1, interval) == 0;
    }

    /** Samples all recordings that are due at the end of a step. */
    void sample(long step, SpikeBatch batch) {
        if (step < 0) {
            return;
        }
        for (Source source : sources) {
            if (due(step, source.interval())) {
                for (String variable : source.variables()) {
                    for (int i = 0; i < source.block().length; i++) {
                        batch.addSample((float) source.block()[i].state(variable, source.index()[i]));
                    }
                }
            }
        }
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    /** Number of values that one sample of a recording has in this partition, for each variable. */
    int neurons(int recording) {
        return sources.get(recording).index().length;
    }
}

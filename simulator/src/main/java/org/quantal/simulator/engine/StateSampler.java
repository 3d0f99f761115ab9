package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.network.Network;

/** Copies recorded states of one partition's neurons into its batches, by the partition's own thread. */
final class StateSampler {
    private final List<Source> sources = new ArrayList<>();
    /** The step with which recorded time begins. */
    private long origin;

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
    private record Source(long interval, long after, long last, List<String> variables, Block[] block, int[] index) {

        /** Whether there is a sample at a time. */
        boolean isDue(long time, long origin) {
            return Math.floorMod(time, interval) == 0 && time - origin > after && time - origin <= last;
        }
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
            final TimeGrid grid = scenario.grid();
            final long last = recording.toMs() == Double.POSITIVE_INFINITY ? Long.MAX_VALUE
                    : grid.steps("to", recording.toMs());
            sources.add(new Source(grid.steps("interval", recording.intervalMs()),
                    grid.steps("from", recording.fromMs()), last, recording.variables(), found.toArray(new Block[0]),
                    indices.stream().mapToInt(Integer::intValue).toArray()));
        }
    }

    /** Lets recorded time begin later than with step 0: for a run that goes on from the state of another one. */
    void beginAt(long step) {
        origin = step;
    }

    /** Whether a recording has a sample at the end of a step. */
    boolean isDue(int recording, long step) {
        return sources.get(recording).isDue(step + 1, origin);
    }

    /** Samples all recordings that are due at the end of a step. */
    void sample(long step, SpikeBatch batch) {
        if (step < 0) {
            return;
        }
        for (Source source : sources) {
            if (source.isDue(step + 1, origin)) {
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

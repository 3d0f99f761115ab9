package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;

/**
 * One part of the network: neurons, all synapses onto them, and their input still to come. Touched by one thread at a time.
 *
 * <p>Within a slice, which is as long as the shortest delay, partitions cannot influence each other: {@link #advance} runs the slice, the
 * exchange carries everyone's spikes to everyone, and {@link #receive} turns them into input of later steps.
 */
final class Partition {
    private final PartitionPlan plan;
    private final List<NeuronBlock> blocks = new ArrayList<>();
    private final InputBuffers input;
    private final SynapseTable[][] tablesOfPopulation;
    private final StateSampler sampler;
    private final PhaseClock clock = new PhaseClock();
    private final int[] spiked = new int[NeuronBlock.LARGEST];
    private final long releaseKey;
    private final boolean isFirst;

    Partition(PartitionPlan plan, List<SynapseTable> tables) {
        this.plan = plan;
        final Network network = plan.scenario().network();
        final Map<PoissonDrive, PoissonInput> poisson = new HashMap<>();
        for (PoissonDrive drive : network.poissonDrives()) {
            poisson.computeIfAbsent(drive, d -> new PoissonInput(d.meanPerStep(plan.stepMs()), d.weight()));
        }
        for (int a = 0; a < plan.populations(); a++) {
            for (int from = plan.from(a); from < plan.to(a); from += NeuronBlock.LARGEST) {
                blocks.add(new NeuronBlock(plan, a, from, Math.min(NeuronBlock.LARGEST, plan.to(a) - from), poisson));
            }
        }
        final boolean hasWide = tables.stream().anyMatch(WideTable.class::isInstance);
        input = new InputBuffers(plan.format().slotBits(), plan.longestDelay() + plan.shortestDelay(), hasWide);
        tablesOfPopulation = new SynapseTable[plan.populations()][];
        for (int a = 0; a < plan.populations(); a++) {
            final int population = a;
            tablesOfPopulation[a] = tables.stream().filter(t -> t.sourcePopulation() == population).toArray(SynapseTable[]::new);
        }
        sampler = new StateSampler(plan, blocks);
        releaseKey = StreamKey.of(plan.seed(), Purpose.RELEASE, plan.partition());
        isFirst = plan.partition() == 0;
    }

    /** Runs a slice and writes what happened into a batch. */
    void advance(long firstStep, int steps, boolean last, SpikeBatch batch) {
        batch.begin(firstStep, steps, last && isFirst);
        for (int s = 0; s < steps; s++) {
            final long step = firstStep + s;
            clock.startStep(step);
            input.collect(step);
            clock.endDeliver();
            if (clock.isSampling()) {
                advanceTimed(step, batch);
            } else {
                for (NeuronBlock block : blocks) {
                    block.gather(input);
                    block.drive(step);
                    batch.add(block.population(), block.first(), spiked, block.advance(step, spiked));
                }
            }
            batch.endStep(s);
            if (!sampler.isEmpty()) {
                sampler.sample(step, batch);
            }
            clock.endUpdate();
        }
    }

    /** The same step with a look at the clock around the external drive, for the report of phases. */
    private void advanceTimed(long step, SpikeBatch batch) {
        for (NeuronBlock block : blocks) {
            block.gather(input);
            if (block.isDriven()) {
                clock.startDrive();
                block.drive(step);
                clock.endDrive();
            }
            batch.add(block.population(), block.first(), spiked, block.advance(step, spiked));
        }
    }

    /**
     * Receives the spikes of a slice from all partitions, in order of step, then partition: an order that does not depend on how
     * a run is cut into slices.
     */
    void receive(SpikeBatch[] batches) {
        clock.startReceive();
        final SpikeBatch any = batches[0];
        for (int s = 0; s < any.steps; s++) {
            final long step = any.firstStep + s;
            final long key = StreamKey.with(releaseKey, step);
            for (SpikeBatch batch : batches) {
                final int to = batch.countAfter[s];
                for (int k = batch.from(s); k < to; k++) {
                    final int population = batch.population[k];
                    final SynapseTable[] tables = tablesOfPopulation[population];
                    for (int t = 0; t < tables.length; t++) {
                        tables[t].deliver(batch.neuron[k], step, StreamKey.with(key, (long) population << 8 | t), input);
                    }
                }
            }
        }
        clock.endReceive();
    }

    PhaseClock clock() {
        return clock;
    }

    StateSampler sampler() {
        return sampler;
    }

    PartitionPlan plan() {
        return plan;
    }

    /** The tables of synapses that start in a population. */
    SynapseTable[] tables(int population) {
        return tablesOfPopulation[population];
    }

    void save(DataOutput out) throws IOException {
        for (NeuronBlock block : blocks) {
            block.save(out);
        }
        input.save(out);
    }

    void load(DataInput in) throws IOException {
        for (NeuronBlock block : blocks) {
            block.load(in);
        }
        input.load(in);
    }
}

package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.random.StreamKey;

/**
 * A partition whose neurons advance in steps of the grid, and whose spikes are stamped with the ends of steps.
 *
 * <p>Within a slice, which is as long as the shortest delay, partitions cannot influence each other: {@link #advance}
 * runs the slice, the exchange carries everyone's spikes to everyone, and {@link #receive} turns them into input of
 * later steps.
 */
final class GridPartition extends Partition {
    private final List<NeuronBlock> blocks = new ArrayList<>();
    private final InputBuffers input;
    private final StateSampler sampler;
    private final int[] spiked = new int[NeuronBlock.LARGEST];

    GridPartition(PartitionPlan plan, List<SynapseTable> tables, Learning learning) {
        super(plan, tables, learning);
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
        final boolean hasWide = tables.stream().anyMatch(t -> !(t instanceof CompactTable));
        input = new InputBuffers(plan.format().slotBits(), plan.longestDelay() + plan.shortestDelay(), hasWide);
        sampler = new StateSampler(plan, blocks);
    }

    @Override
    void advance(double from, double to, boolean last, SpikeBatch batch) {
        final long firstStep = (long) from;
        final int steps = (int) (to - from);
        batch.begin(firstStep, steps, last && isFirst);
        passOutcomes(batch);
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
                    update(block, step, batch);
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
            update(block, step, batch);
        }
    }

    private void update(NeuronBlock block, long step, SpikeBatch batch) {
        final int count = block.advance(step, spiked);
        batch.add(block.population(), block.first(), spiked, count);
        final SpikeHistory history = learning.history(block.population());
        if (history != null) {
            final int first = block.first() - plan.from(block.population());
            for (int k = 0; k < count; k++) {
                history.add(first + spiked[k], step);
            }
        }
    }

    @Override
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
                    learning.count(population);
                    final SynapseTable[] tables = tablesOfPopulation[population];
                    for (int t = 0; t < tables.length; t++) {
                        tables[t].deliver(batch.neuron[k], step, StreamKey.with(key, (long) population << 8 | t),
                                input);
                    }
                }
            }
        }
        if (!learning.isEmpty()) {
            final long end = any.firstStep + any.steps;
            learning.endSlice(end - 1, end, end - 1);
        }
        clock.endReceive();
    }

    @Override
    void catchUp(double position) {
        learning.catchUp((long) position - 1);
    }

    @Override
    List<? extends StateSampler.Block> blocks() {
        return blocks;
    }

    @Override
    StateSampler sampler() {
        return sampler;
    }

    @Override
    void save(DataOutput out) throws IOException {
        for (NeuronBlock block : blocks) {
            block.save(out);
        }
        for (int a = 0; a < plan.populations(); a++) {
            out.writeDouble(plan.format().unit(a));
        }
        input.save(out);
        learning.save(out);
        for (SynapseTable[] tables : tablesOfPopulation) {
            for (SynapseTable table : tables) {
                table.save(out);
            }
        }
    }

    @Override
    void load(DataInput in) throws IOException {
        for (NeuronBlock block : blocks) {
            block.load(in);
        }
        final double[] unit = new double[plan.populations()];
        for (int a = 0; a < unit.length; a++) {
            unit[a] = in.readDouble();
        }
        input.load(in);
        // Other weights may have another unit; what is under way keeps its size.
        input.rescale(slot -> unit[plan.populationOf(slot)] / plan.format().unit(plan.populationOf(slot)));
        learning.load(in);
        for (SynapseTable[] tables : tablesOfPopulation) {
            for (SynapseTable table : tables) {
                table.load(in);
            }
        }
    }
}

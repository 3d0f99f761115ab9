package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;

/**
 * One part of the network: neurons, all synapses onto them, and their input still to come. Touched by one thread at a
 * time.
 *
 * <p>Within a slice, which is no longer than the shortest delay, partitions cannot influence each other:
 * {@link #advance} runs the slice, the exchange carries everyone's spikes to everyone, and {@link #receive} turns them
 * into input of later slices.
 */
abstract class Partition {
    /** Where everything lies. */
    final PartitionPlan plan;
    /** The tables of synapses, by source population. */
    final SynapseTable[][] tablesOfPopulation;
    /** The synapses that learn, and the spikes that they learn from. */
    final Learning learning;
    /** Where the time goes. */
    final PhaseClock clock = new PhaseClock();
    /** Outcomes of release since the last look. */
    final ReleaseLog log = new ReleaseLog();
    /** Key of all draws of release in this partition. */
    final long releaseKey;
    /** Whether this partition, alone of all, tells the recorders about the end of a run. */
    final boolean isFirst;

    Partition(PartitionPlan plan, List<SynapseTable> tables, Learning learning) {
        this.plan = plan;
        this.learning = learning;
        tablesOfPopulation = new SynapseTable[plan.populations()][];
        for (int a = 0; a < plan.populations(); a++) {
            final int population = a;
            tablesOfPopulation[a] = tables.stream().filter(t -> t.sourcePopulation() == population)
                    .toArray(SynapseTable[]::new);
        }
        releaseKey = StreamKey.of(plan.seed(), Purpose.RELEASE, plan.partition());
        isFirst = plan.partition() == 0;
        ReleaseRecording.attach(plan.scenario(), tablesOfPopulation, log);
    }

    /**
     * Runs a slice and writes what happened into a batch; {@code last} ends the run with this slice.
     *
     * @param from position at which the slice begins, as the {@link Timeline} counts
     * @param to   position at which the slice ends
     */
    abstract void advance(double from, double to, boolean last, SpikeBatch batch);

    /**
     * Receives the spikes of a slice from all partitions, in order of time: an order that does not depend on how a run
     * is cut into slices.
     */
    abstract void receive(SpikeBatch[] batches);

    /** Makes all synapses that learn handle what has reached them before a position. */
    abstract void catchUp(double position);

    /** The neurons, whose states can be read. */
    abstract List<? extends StateSampler.Block> blocks();

    /** What samples states. */
    abstract StateSampler sampler();

    /** Writes all that changes in time. */
    abstract void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote. */
    abstract void load(DataInput in) throws IOException;

    /** Hands the outcomes of release since the last look to the recorders. */
    final void passOutcomes(SpikeBatch batch) {
        if (log.count > 0) {
            batch.releases.copy(log);
            log.clear();
        }
    }

    /** The intervals at which rules look at all synapses, in steps of the grid; slices end there. */
    final List<Long> intervals() {
        return learning.intervals();
    }

    /** Outcomes of release since the last look. */
    final ReleaseLog log() {
        return log;
    }

    /** Where the time went. */
    final PhaseClock clock() {
        return clock;
    }

    /** Where everything lies. */
    final PartitionPlan plan() {
        return plan;
    }

    /** The tables of synapses that start in a population. */
    final SynapseTable[] tables(int population) {
        return tablesOfPopulation[population];
    }

    /** Shows all tables of synapses, by source population. */
    final void forEachTable(Consumer<SynapseTable> action) {
        for (SynapseTable[] tables : tablesOfPopulation) {
            for (SynapseTable table : tables) {
                action.accept(table);
            }
        }
    }
}

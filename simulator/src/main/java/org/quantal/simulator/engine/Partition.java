package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * One part of the network: neurons, all synapses onto them, and their input still to come. Touched by one thread at a
 * time.
 *
 * <p>Within a slice, which is no longer than the shortest delay, partitions cannot influence each other:
 * {@link #advance} runs the slice, the exchange carries everyone's spikes to everyone, and {@link #receive} turns them
 * into input of later slices.
 */
interface Partition {

    /**
     * Runs a slice and writes what happened into a batch; {@code last} ends the run with this slice.
     *
     * @param from position at which the slice begins, as the {@link Timeline} counts
     * @param to   position at which the slice ends
     */
    void advance(double from, double to, boolean last, SpikeBatch batch);

    /**
     * Receives the spikes of a slice from all partitions, in order of time: an order that does not depend on how a run
     * is cut into slices.
     */
    void receive(SpikeBatch[] batches);

    /** Makes all synapses that learn handle what has reached them before a position. */
    void catchUp(double position);

    /** The intervals at which rules look at all synapses, in steps of the grid; slices end there. */
    List<Long> intervals();

    /** Outcomes of release since the last look. */
    ReleaseLog log();

    /** Where the time went. */
    PhaseClock clock();

    /** The neurons, whose states can be read. */
    List<? extends StateSampler.Block> blocks();

    /** What samples states. */
    StateSampler sampler();

    /** Where everything lies. */
    PartitionPlan plan();

    /** The tables of synapses that start in a population. */
    SynapseTable[] tables(int population);

    /** Shows all tables of synapses, by source population. */
    default void forEachTable(Consumer<SynapseTable> action) {
        for (int a = 0; a < plan().populations(); a++) {
            for (SynapseTable table : tables(a)) {
                action.accept(table);
            }
        }
    }

    /** Writes all that changes in time. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException;
}

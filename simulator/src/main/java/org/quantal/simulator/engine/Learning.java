package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.quantal.simulator.model.PopulationActivity;
import org.quantal.simulator.model.SpikeHistory;

/** What the synapses of a partition that learn need beside their tables: spikes of their targets, and its times. */
final class Learning {
    /** The end of a slice that ends no step of the grid. */
    static final long NO_STEP = Long.MIN_VALUE;

    /** Spikes of the populations onto which synapses learn; null for others. */
    private final SpikeHistory[] histories;
    private final PopulationActivity activity;
    private final List<LearningTable> tables;
    /** How long a spike may be asked for, in ticks. */
    private final long reach;

    /** @param longestDelay in ticks */
    Learning(SpikeHistory[] histories, PopulationActivity activity, List<SynapseTable> all, long longestDelay) {
        this.histories = histories;
        this.activity = activity;
        this.tables = all.stream().filter(LearningTable.class::isInstance).map(LearningTable.class::cast).toList();
        int simultaneous = 0;
        for (SpikeHistory history : histories) {
            simultaneous = history == null ? simultaneous : history.clock().simultaneous();
        }
        this.reach = longestDelay + simultaneous + 1;
    }

    boolean isEmpty() {
        return tables.isEmpty();
    }

    /** The memory of a population's spikes; null if no synapses onto it learn. */
    SpikeHistory history(int population) {
        return histories[population];
    }

    /** Counts a spike of any partition. */
    void count(int population) {
        activity.add(population);
    }

    /**
     * Ends a slice: lets rules look at all synapses where an interval ends, and synapses catch up where the memory of
     * spikes runs full.
     *
     * @param last    last tick that is over
     * @param endStep step of the grid that begins where the slice ends, or {@link #NO_STEP}
     * @param now     tick of the end of the slice
     */
    void endSlice(long last, long endStep, long now) {
        boolean due = false;
        if (endStep != NO_STEP) {
            for (LearningTable table : tables) {
                due |= table.isDue(endStep);
            }
        }
        if (due) {
            catchUp(last);
            for (LearningTable table : tables) {
                table.endInterval(endStep, now);
            }
        } else {
            for (SpikeHistory history : histories) {
                if (history != null && history.isCrowded()) {
                    catchUp(last);
                }
            }
        }
    }

    /** Makes all synapses handle what has reached them by a tick. */
    void catchUp(long tick) {
        tables.forEach(table -> table.catchUp(tick));
        for (SpikeHistory history : histories) {
            if (history != null) {
                history.forget(tick - reach);
            }
        }
    }

    /** The intervals at which rules look at all synapses, in steps of the grid. */
    List<Long> intervals() {
        return tables.stream().flatMap(table -> Arrays.stream(table.intervals()).boxed()).distinct().toList();
    }

    /** Writes what is remembered of spikes; tables save themselves. */
    void save(DataOutput out) throws IOException {
        for (int a = 0; a < activity.populations(); a++) {
            out.writeLong(activity.spikes(a));
        }
        for (SpikeHistory history : histories) {
            if (history != null) {
                history.save(out);
            }
        }
    }

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException {
        for (int a = 0; a < activity.populations(); a++) {
            activity.set(a, in.readLong());
        }
        for (SpikeHistory history : histories) {
            if (history != null) {
                history.load(in);
            }
        }
    }
}

package org.quantal.simulator.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.quantal.simulator.record.RuleFigures;

/** A running {@link NetworkRule}. Called by one thread at a time, while the simulation stands still. */
public interface NetworkPlasticity {

    /** Acts at the end of an interval: changes weights in the blocks that the rule was made with. */
    void act();

    /** What there is to tell of the state now, for recorders. Changes nothing. */
    RuleFigures figures();

    /** Writes the rule's own state, without the weights. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save} wrote; the weights are already those of that time. */
    void load(DataInput in) throws IOException;
}

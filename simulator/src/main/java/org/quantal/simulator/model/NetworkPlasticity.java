package org.quantal.simulator.model;

import org.quantal.simulator.record.RuleFigures;

/** A running {@link NetworkRule}. Called by one thread at a time, while the simulation stands still. */
public interface NetworkPlasticity {

    /** Acts at the end of an interval: changes weights in the blocks that the rule was made with. */
    void act();

    /** What there is to tell of the state now, for recorders. Changes nothing. */
    RuleFigures figures();
}

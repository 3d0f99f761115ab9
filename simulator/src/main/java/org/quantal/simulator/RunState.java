package org.quantal.simulator;

import java.io.DataOutput;
import java.io.IOException;

/** All that a simulation needs to go on from where it stands, and nothing that follows from its scenario. */
public interface RunState {

    /** Model time reached in ms; 0 is the end of the warm-up. */
    double timeMs();

    /** What tells the network apart from others. */
    NetworkFingerprint network();

    /** Writes the state. */
    void save(DataOutput out) throws IOException;

    /** Takes states while a simulation stands still. */
    @FunctionalInterface
    interface Keeper {
        /**
         * Keeps the state; all that was recorded so far has been handed to the recorders.
         *
         * @throws java.io.UncheckedIOException if it cannot be kept, which ends the run
         */
        void keep(RunState state);
    }
}

package org.quantal.io.run;

import org.quantal.simulator.record.Recorder;

/** Keeps what it records in a file, which {@link #close} completes. */
interface FileRecorder extends Recorder {

    /** Removes the unfinished file. */
    void abort();
}

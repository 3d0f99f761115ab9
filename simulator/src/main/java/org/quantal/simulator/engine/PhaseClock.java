package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where one partition's time goes. The clock is read at the borders of slices' phases; the external drive is woven into
 * the update of each block and is therefore timed in one step of {@value #SAMPLE_EVERY} and scaled up.
 */
final class PhaseClock {
    private static final int SAMPLE_EVERY = 32;

    private long deliver;
    private long update;
    private long sampledDrive;
    private long sampledUpdate;
    private long mark;
    private long driveMark;
    private boolean sampling;

    void startStep(long step) {
        sampling = (step & SAMPLE_EVERY - 1) == 0;
        mark = System.nanoTime();
    }

    /** Starts a slice in which the drive is not timed by itself. */
    void startSlice() {
        sampling = false;
        mark = System.nanoTime();
    }

    /** Whether the drive of this step is to be timed. */
    boolean isSampling() {
        return sampling;
    }

    void endDeliver() {
        final long now = System.nanoTime();
        deliver += now - mark;
        mark = now;
    }

    void startDrive() {
        driveMark = System.nanoTime();
    }

    void endDrive() {
        sampledDrive += System.nanoTime() - driveMark;
    }

    void endUpdate() {
        final long spent = System.nanoTime() - mark;
        update += spent;
        if (sampling) {
            sampledUpdate += spent;
        }
    }

    void startReceive() {
        mark = System.nanoTime();
    }

    void endReceive() {
        deliver += System.nanoTime() - mark;
    }

    void reset() {
        deliver = 0;
        update = 0;
        sampledDrive = 0;
        sampledUpdate = 0;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(deliver);
        out.writeLong(update);
        out.writeLong(sampledDrive);
        out.writeLong(sampledUpdate);
    }

    void load(DataInput in) throws IOException {
        deliver = in.readLong();
        update = in.readLong();
        sampledDrive = in.readLong();
        sampledUpdate = in.readLong();
    }

    /** Time in ns spent on release, queues and summing input. */
    long deliverNanos() {
        return deliver;
    }

    /** Estimated time in ns spent on external input. */
    long driveNanos() {
        return sampledUpdate == 0 ? 0 : (long) ((double) update * sampledDrive / sampledUpdate);
    }

    /** Time in ns spent on neurons without external input. */
    long updateNanos() {
        return update - driveNanos();
    }
}

package org.quantal.simulator.engine;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries each partition's spikes of a slice to all partitions and to the recorder: one single-producer Disruptor ring
 * for each partition, read by every worker and by the recorder.
 *
 * <pre>
 *   worker 0: partition 0 ─ ring 0 ─┬─ worker 0
 *             partition 2 ─ ring 2 ─┼─ worker 1
 *   worker 1: partition 1 ─ ring 1 ─┼─ recorder
 *             partition 3 ─ ring 3 ─┘
 * </pre>
 *
 * <p>Every partition publishes exactly one batch for each slice, so the sequence of a ring counts slices, and the batch
 * of slice {@code n} is the barrier at the end of slice {@code n}. A worker publishes its own batches of a slice before
 * it waits for the others', and it holds no slot while it waits; so someone can always go on, and no ring size can
 * block the run. A slow recorder fills the rings and holds the workers back.
 */
final class SpikeExchange {
    private static final long PRODUCER_WAIT_NANOS = 20_000;

    private final RingBuffer<SpikeBatch>[] rings;
    private final SequenceBarrier[] barriers;
    private final Sequence[] workers;
    private final Sequence recorder;
    private volatile boolean failed;

    /**
     * @param partitions  number of rings
     * @param workerCount number of workers, each of which reads all rings
     * @param recorded    whether a recorder reads all rings, too
     * @param slots       slices that a ring holds, a power of two
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    SpikeExchange(int partitions, int workerCount, boolean recorded, int slots) {
        rings = new RingBuffer[partitions];
        barriers = new SequenceBarrier[partitions];
        workers = new Sequence[workerCount];
        for (int w = 0; w < workerCount; w++) {
            workers[w] = new Sequence();
        }
        recorder = recorded ? new Sequence() : null;
        for (int p = 0; p < partitions; p++) {
            rings[p] = RingBuffer.createSingleProducer(SpikeBatch::new, slots, new YieldingWaitStrategy());
            barriers[p] = rings[p].newBarrier();
            rings[p].addGatingSequences(workers);
            if (recorded) {
                rings[p].addGatingSequences(recorder);
            }
        }
    }

    /** Takes the next slot of a partition's ring, to be filled and published. */
    SpikeBatch claim(int partition) {
        final RingBuffer<SpikeBatch> ring = rings[partition];
        while (true) {
            try {
                return ring.get(ring.tryNext());
            } catch (InsufficientCapacityException full) {
                checkFailed();
                LockSupport.parkNanos(PRODUCER_WAIT_NANOS);
            }
        }
    }

    /** Publishes the slot of a slice that was claimed and filled. */
    void publish(int partition, long slice) {
        rings[partition].publish(slice);
    }

    /** Waits until all partitions have published a slice, and gives their batches. */
    void await(long slice, SpikeBatch[] batches) {
        try {
            for (int p = 0; p < rings.length; p++) {
                barriers[p].waitFor(slice);
                batches[p] = rings[p].get(slice);
            }
        } catch (AlertException stopped) {
            throw new IllegalStateException("stopped because another thread failed");
        } catch (InterruptedException | TimeoutException unexpected) {
            throw new IllegalStateException("interrupted while waiting for spikes", unexpected);
        }
    }

    /** Slices that a ring holds. */
    int slots() {
        return rings[0].getBufferSize();
    }

    /** The last slice that all partitions have published. */
    long published() {
        long slice = Long.MAX_VALUE;
        for (RingBuffer<SpikeBatch> ring : rings) {
            slice = Math.min(slice, ring.getCursor());
        }
        return slice;
    }

    /** The batch of a published slice, for the recorder. */
    SpikeBatch batch(int partition, long slice) {
        return rings[partition].get(slice);
    }

    /** Gives the slots up to a slice back. */
    void workerDone(int worker, long slice) {
        workers[worker].set(slice);
    }

    /** Gives the slots up to a slice back. */
    void recorderDone(long slice) {
        recorder.set(slice);
    }

    /** Wakes everyone with an error. */
    void fail() {
        failed = true;
        for (SequenceBarrier barrier : barriers) {
            barrier.alert();
        }
    }

    boolean hasFailed() {
        return failed;
    }

    private void checkFailed() {
        if (failed) {
            throw new IllegalStateException("stopped because another thread failed");
        }
    }
}

package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.record.Recorder;

/**
 * One stretch of time: workers run their partitions slice by slice, and meet at the end of each slice in the
 * {@link SpikeExchange}.
 *
 * <p>For each slice a worker does, for its partitions: A, advance and publish; W, wait for all batches of the slice; R,
 * receive. All A of a slice precede every R of it (W waits for them), and the R of a slice on a partition precedes the
 * next A on it (same thread). Spikes of a slice arrive in a later one, because no delay is shorter than a slice. So
 * partitions are touched by one thread only, and nothing depends on how many there are.
 */
final class TimeLoop {
    private final List<Partition> partitions;
    private final int threads;
    private final Timeline timeline;
    private final SpikeExchange exchange;
    private final RecorderLoop recorder;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopRequested;
    private boolean hasDeadline;
    private long deadlineNanos;
    private volatile double reached = Double.NEGATIVE_INFINITY;

    TimeLoop(List<Partition> partitions, int threads, List<Recorder> recorders, Scenario scenario, Timeline timeline) {
        this.partitions = partitions;
        this.threads = threads;
        this.timeline = timeline;
        final boolean recorded = !recorders.isEmpty();
        this.exchange = new SpikeExchange(partitions.size(), threads, recorded, SampleBuffers.slots(scenario));
        this.recorder = recorded ? new RecorderLoop(exchange, recorders, partitions, scenario, 0) : null;
    }

    /** Asks to end after the current slice. */
    void stop() {
        stopRequested = true;
    }

    /** Ends after the slice in which {@link System#nanoTime} comes to a value; to be called before a run. */
    void pauseAt(long nanoTime) {
        hasDeadline = true;
        deadlineNanos = nanoTime;
    }

    /** The position that the first worker has reached. */
    double reached() {
        return reached;
    }

    /** Hands over releases of the last slice; after a run. */
    void recordLateReleases() {
        if (recorder != null) {
            recorder.recordLateReleases();
        }
    }

    double recordSeconds() {
        return recorder == null ? 0 : recorder.nanos() * 1e-9;
    }

    /**
     * Runs from a position up to another.
     *
     * @return the position reached: {@code to}, or less if the run was stopped or paused
     */
    double run(double from, double to) {
        reached = from;
        if (from == to) {
            return to;
        }
        final double[] end = new double[threads];
        final List<Thread> others = new ArrayList<>();
        for (int w = 1; w < threads; w++) {
            final int worker = w;
            others.add(start("quantal-worker-" + w, () -> end[worker] = work(worker, from, to)));
        }
        final Thread recording = recorder == null ? null : start("quantal-recorder", recorder);
        guarded(() -> end[0] = work(0, from, to));
        others.forEach(TimeLoop::join);
        if (recording != null) {
            // All slices are published: it need not sleep on, which would cost runs with many pauses most of their
            // time.
            LockSupport.unpark(recording);
            join(recording);
        }
        rethrow();
        return end[0];
    }

    private Thread start(String name, Runnable task) {
        final Thread thread = new Thread(() -> guarded(task), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) { // an OutOfMemoryError in one thread must not leave the others waiting
            failure.compareAndSet(null, thrown);
            exchange.fail();
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() {
        final Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    private boolean isDeadlineOver() {
        return hasDeadline && System.nanoTime() - deadlineNanos >= 0;
    }

    private double work(int worker, double from, double to) {
        final SpikeBatch[] batches = new SpikeBatch[partitions.size()];
        long slice = 0;
        for (double start = from; start < to; slice++) {
            final double end = timeline.sliceEnd(start, to);
            // The first partition's batch tells everyone whether this slice is the last, so that all stop at the same
            // one.
            final boolean last = end >= to || stopRequested || isDeadlineOver();
            for (int p = worker; p < partitions.size(); p += threads) {
                partitions.get(p).advance(start, end, last, exchange.claim(p));
                exchange.publish(p, slice);
            }
            exchange.await(slice, batches);
            for (int p = worker; p < partitions.size(); p += threads) {
                partitions.get(p).receive(batches);
            }
            final boolean ends = batches[0].last;
            exchange.workerDone(worker, slice);
            start = end;
            if (worker == 0) {
                reached = start;
            }
            if (ends) {
                return start;
            }
        }
        return to;
    }

}

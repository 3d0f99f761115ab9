package org.quantal.simulator.engine;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost that two workers meet at the end of a slice and read each other's spikes? Each writes its spikes of
 * a step, and reads those of both. Baseline: a {@link CyclicBarrier} and plain arrays, used in turns. Nothing: the same
 * writing and reading by one thread for both, without meeting. With the other work of a step left out, this is the
 * price of meeting alone; needs two idle cores.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ExchangeBenchmark {
    private static final int SLICES = 10_000;
    private static final int WORKERS = 2;

    /** Spikes of each worker in a slice; 13 in half of the cortical microcircuit. */
    @Param({"0", "13", "200"})
    public int spikes;

    private final ExecutorService other = Executors.newSingleThreadExecutor(task -> {
        final Thread thread = new Thread(task, "other-worker");
        thread.setDaemon(true);
        return thread;
    });
    private final CyclicBarrier barrier = new CyclicBarrier(WORKERS);
    private int[] spiked;

    /** Makes the spikes. */
    @Setup
    public void setUp() {
        spiked = new int[NeuronBlock.LARGEST];
        for (int k = 0; k < spiked.length; k++) {
            spiked[k] = 3 * k;
        }
    }

    /** Ends the second worker. */
    @TearDown
    public void tearDown() {
        other.shutdownNow();
    }

    /** Writing and reading alone. */
    @Benchmark
    @OperationsPerInvocation(SLICES)
    public long nothing() {
        final SpikeBatch[] batches = {new SpikeBatch(), new SpikeBatch()};
        long sum = 0;
        for (int slice = 0; slice < SLICES; slice++) {
            for (SpikeBatch batch : batches) {
                fill(batch, slice);
            }
            sum += read(batches);
        }
        return sum;
    }

    /** The baseline. */
    @Benchmark
    @OperationsPerInvocation(SLICES)
    public long cyclicBarrier() throws Exception {
        final SpikeBatch[][] turns = {{new SpikeBatch(), new SpikeBatch()}, {new SpikeBatch(), new SpikeBatch()}};
        return both(worker -> {
            long sum = 0;
            for (int slice = 0; slice < SLICES; slice++) {
                final SpikeBatch[] batches = turns[slice & 1];
                fill(batches[worker], slice);
                await();
                sum += read(batches);
            }
            return sum;
        });
    }

    private void await() {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The engine's way: one Disruptor ring for each partition. */
    @Benchmark
    @OperationsPerInvocation(SLICES)
    public long rings() throws Exception {
        final SpikeExchange exchange = new SpikeExchange(WORKERS, WORKERS, false, 1024);
        return both(worker -> {
            final SpikeBatch[] batches = new SpikeBatch[WORKERS];
            long sum = 0;
            for (int slice = 0; slice < SLICES; slice++) {
                fill(exchange.claim(worker), slice);
                exchange.publish(worker, slice);
                exchange.await(slice, batches);
                sum += read(batches);
                exchange.workerDone(worker, slice);
            }
            return sum;
        });
    }

    /** What a worker does. */
    private interface Work {
        long run(int worker);
    }

    private long both(Work work) throws InterruptedException, ExecutionException {
        final Callable<Long> second = () -> work.run(1);
        final Future<Long> sum = other.submit(second);
        final long first = work.run(0);
        if (first != sum.get()) {
            throw new IllegalStateException("the workers read different spikes");
        }
        return first;
    }

    private void fill(SpikeBatch batch, long slice) {
        batch.begin(slice, 1, false);
        batch.add(0, (int) slice, spiked, spikes);
        batch.endStep(0);
    }

    private static long read(SpikeBatch[] batches) {
        long sum = 0;
        for (SpikeBatch batch : batches) {
            for (int k = batch.from(0); k < batch.countAfter[0]; k++) {
                sum += batch.neuron[k] + batch.population[k];
            }
        }
        return sum;
    }
}

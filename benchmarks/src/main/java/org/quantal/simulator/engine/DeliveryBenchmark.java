package org.quantal.simulator.engine;

import java.util.Arrays;
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
import org.openjdk.jmh.annotations.Warmup;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * What does one offered synapse cost, from the row of its source to the sum of its target's input? A partition as in
 * the cortical microcircuit: 38,584 slots, rows of 1,936 synapses in memory (310 MB), delays 1.5 ± 0.75 ms, 25 spikes a
 * step. The engine queues released synapses by step of arrival and sums each queue when its step comes. Baseline: a
 * ring of arrays, one for each future step, into which releases are added at once, from the same rows with the same
 * draws. Nothing: reading the rows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = {"-Xmx2g", "-XX:+UseTransparentHugePages"})
public class DeliveryBenchmark {
    static final int SLOTS = 38_584;
    private static final int SLOT_BITS = 16;
    private static final int ROW = 1936;
    private static final int SPIKES = 25;
    private static final int RING = 128;
    private static final int LONGEST = 75;

    /** Release probability. */
    @Param({"1", "0.5", "0.2"})
    public double p;

    /** Number of rows. */
    @Param("40000")
    public int sources;

    private Rows rows;
    private final int[][] ring = new int[RING][1 << SLOT_BITS];
    private final long[] mask = new long[ROW / Long.SIZE + 1];
    private CompactTable table;
    private InputBuffers input;
    private ReleaseSites sites;
    private long step;

    /** The rows of the baseline: synapses, and delay and length of each run. */
    private record Rows(int[][] synapses, int[][] runDelay, int[][] runLength) {
    }

    /** Draws rows, for the table and for the baseline alike. */
    @Setup
    public void setUp() {
        sites = new BernoulliRelease(p).createSites();
        table = new CompactTable(0, sources, SLOT_BITS, sites);
        rows = new Rows(new int[sources][], new int[sources][], new int[sources][]);
        input = new InputBuffers(SLOT_BITS, LONGEST + 1, false);
        final StreamRandom random = new StreamRandom(1);
        final Normal delayLaw = new Normal(15, 7.5, 1, LONGEST);
        final double[] delays = new double[ROW];
        final int[] delay = new int[ROW];
        final int[] perDelay = new int[LONGEST + 1];
        for (int source = 0; source < sources; source++) {
            delayLaw.fill(random, delays, ROW);
            Arrays.fill(perDelay, 0);
            for (int i = 0; i < ROW; i++) {
                delay[i] = (int) delays[i];
                perDelay[delay[i]]++;
            }
            Arrays.sort(delay);
            final int[] runDelay = new int[LONGEST];
            final int[] runLength = new int[LONGEST];
            int runs = 0;
            for (int d = 1; d <= LONGEST; d++) {
                if (perDelay[d] > 0) {
                    runDelay[runs] = d;
                    runLength[runs++] = perDelay[d];
                }
            }
            final int[] packed = new int[ROW];
            for (int i = 0; i < ROW; i++) {
                packed[i] = 1 + random.nextInt(1000) << SLOT_BITS | random.nextInt(SLOTS);
            }
            table.addRow(source, packed, ROW, runDelay, runLength, runs);
            rows.synapses()[source] = packed;
            rows.runDelay()[source] = Arrays.copyOf(runDelay, runs);
            rows.runLength()[source] = Arrays.copyOf(runLength, runs);
        }
        table.finish();
    }

    /** The source of a spike of this step. */
    private int source(int spike) {
        return (int) ((StreamKey.mix(step * SPIKES + spike) >>> 33) % sources);
    }

    /** Reading all synapses of the spikes. */
    @Benchmark
    @OperationsPerInvocation(SPIKES * ROW)
    public int nothing() {
        int sum = 0;
        for (int s = 0; s < SPIKES; s++) {
            for (int synapse : rows.synapses()[source(s)]) {
                sum += synapse;
            }
        }
        step++;
        return sum;
    }

    /** The baseline. */
    @Benchmark
    @OperationsPerInvocation(SPIKES * ROW)
    public int[] scatterIntoRing() {
        // The sums of the step before have been taken, and the array is free for a later one.
        Arrays.fill(ring[(int) (step - 1) & RING - 1], 0, SLOTS, 0);
        for (int s = 0; s < SPIKES; s++) {
            final int source = source(s);
            if (sites.alwaysRelease()) {
                scatterAll(source);
            } else {
                scatterReleased(source);
            }
        }
        return ring[(int) step++ & RING - 1];
    }

    private void scatterAll(int source) {
        final int[] synapses = rows.synapses()[source];
        final int[] runDelay = rows.runDelay()[source];
        final int[] runLength = rows.runLength()[source];
        int k = 0;
        for (int r = 0; r < runDelay.length; r++) {
            final int[] sum = ring[(int) (step + runDelay[r]) & RING - 1];
            for (int end = k + runLength[r]; k < end; k++) {
                sum[synapses[k] & (1 << SLOT_BITS) - 1] += synapses[k] >> SLOT_BITS;
            }
        }
    }

    private void scatterReleased(int source) {
        final int[] synapses = rows.synapses()[source];
        final int[] runDelay = rows.runDelay()[source];
        final int[] runLength = rows.runLength()[source];
        sites.release(StreamKey.with(StreamKey.with(1, step), source), 0, ROW, mask);
        int run = 0;
        int end = runLength[0];
        int[] sum = ring[(int) (step + runDelay[0]) & RING - 1];
        for (int w = 0; w * Long.SIZE < ROW; w++) {
            for (long word = mask[w]; word != 0; word &= word - 1) {
                final int k = w * Long.SIZE + Long.numberOfTrailingZeros(word);
                while (k >= end) {
                    run++;
                    end += runLength[run];
                    sum = ring[(int) (step + runDelay[run]) & RING - 1];
                }
                sum[synapses[k] & (1 << SLOT_BITS) - 1] += synapses[k] >> SLOT_BITS;
            }
        }
    }

    /** The engine's way. */
    @Benchmark
    @OperationsPerInvocation(SPIKES * ROW)
    public int[] queuesThenSum() {
        final long key = StreamKey.with(1, step);
        for (int s = 0; s < SPIKES; s++) {
            table.deliver(source(s), step, key, input);
        }
        // The sums of the step before have been taken.
        Arrays.fill(input.compactSum, 0, SLOTS, 0);
        input.collect(step++);
        return input.compactSum;
    }
}

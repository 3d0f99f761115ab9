package org.quantal.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GeometricSampler;
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
import org.quantal.models.release.BetaRelease;
import org.quantal.models.release.Reliable;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * What does it cost to decide whether a synapse releases? Rows of 1,936 synapses (a neuron of the cortical microcircuit
 * has as many in each of two partitions), one mask a row. Baseline: one random number for each synapse. Nothing: the
 * mask of a reliable row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = {"-Xmx1g", "-XX:+UseTransparentHugePages"})
public class ReleaseBenchmark {
    private static final int ROW = 1936;
    /** Rows whose probabilities are kept, so that they come from memory as in a network: 77 MB. */
    private static final int ROWS = 20_000;

    /** Release probability; for synapses that differ the mean, with a standard deviation of 0.1. */
    @Param({"0.2", "0.5", "0.8"})
    public double p;

    private final long[] mask = new long[ROW / Long.SIZE + 1];
    private final StreamRandom random = new StreamRandom(0);
    private ReleaseSites always;
    private ReleaseSites bernoulli;
    private ReleaseSites varying;
    private DiscreteSampler geometric;
    private long row;

    /** Makes the sites of all kinds. */
    @Setup
    public void setUp() {
        always = new Reliable().createSites();
        bernoulli = new BernoulliRelease(p).createSites();
        geometric = GeometricSampler.of(random, p);
        final BetaRelease beta = new BetaRelease(p, 0.1);
        varying = beta.createSites();
        // 100 different rows are enough to take turns.
        final double[][] drawn = new double[100][ROW];
        final StreamRandom draws = new StreamRandom(5);
        for (double[] probabilities : drawn) {
            beta.drawProbabilities(draws, new Constant(1), probabilities, probabilities, ROW);
        }
        for (int r = 0; r < ROWS; r++) {
            varying.append(drawn[r % drawn.length], ROW);
        }
    }

    /** A mask in which all synapses release. */
    @Benchmark
    @OperationsPerInvocation(ROW)
    public int nothing() {
        return always.release(row++, 0, ROW, mask);
    }

    /** The baseline. */
    @Benchmark
    @OperationsPerInvocation(ROW)
    public int onePerSynapse() {
        random.reset(StreamKey.mix(row++));
        int released = 0;
        for (int w = 0; w * Long.SIZE < ROW; w++) {
            long word = 0;
            final int lanes = Math.min(Long.SIZE, ROW - w * Long.SIZE);
            for (int lane = 0; lane < lanes; lane++) {
                word |= (random.nextDouble() < p ? 1L : 0L) << lane;
            }
            mask[w] = word;
            released += Long.bitCount(word);
        }
        return released;
    }

    /** From release to release by numbers of failures between them. */
    @Benchmark
    @OperationsPerInvocation(ROW)
    public int geometricJumps() {
        random.reset(StreamKey.mix(row++));
        Arrays.fill(mask, 0);
        int released = 0;
        for (int i = geometric.sample(); i < ROW; i += 1 + geometric.sample()) {
            mask[i / Long.SIZE] |= 1L << i;
            released++;
        }
        return released;
    }

    /** 64 synapses at once, digit by digit: {@link BernoulliRelease}. */
    @Benchmark
    @OperationsPerInvocation(ROW)
    public int bitSlicing() {
        return bernoulli.release(StreamKey.mix(row++), 0, ROW, mask);
    }

    /** A probability for each synapse: {@link BetaRelease}. */
    @Benchmark
    @OperationsPerInvocation(ROW)
    public int varyingProbability() {
        final long key = StreamKey.mix(row++);
        return varying.release(key, (key >>> 1) % ROWS * ROW, ROW, mask);
    }
}

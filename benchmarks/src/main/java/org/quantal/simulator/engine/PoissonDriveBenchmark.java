package org.quantal.simulator.engine;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
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
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * What does the external input of one neuron cost in one step? A block of 1,024 neurons; 1.28 is the mean number of
 * external spikes a step in layer 2/3 of the cortical microcircuit. Baseline: Commons RNG's Poisson sampler. Nothing: a
 * constant input.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PoissonDriveBenchmark {
    private static final int BLOCK = NeuronBlock.LARGEST;
    private static final double WEIGHT = 87.8;

    /** Mean number of spikes a step. */
    @Param({"0.1", "1.28", "12"})
    public double mean;

    private final double[] input = new double[BLOCK];
    private final StreamRandom random = new StreamRandom(0);
    private PoissonInput table;
    private DiscreteSampler sampler;
    private long step;

    /** Makes both samplers. */
    @Setup
    public void setUp() {
        table = new PoissonInput(mean, WEIGHT);
        sampler = PoissonSampler.of(random, mean);
    }

    /** Keeps numbers from growing without end. */
    private void clearNowAndThen() {
        if ((++step & 0xff) == 0) {
            Arrays.fill(input, 0);
        }
    }

    /** The same addition without a draw. */
    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public double[] nothing() {
        clearNowAndThen();
        final double constant = WEIGHT * mean;
        for (int i = 0; i < BLOCK; i++) {
            input[i] += constant;
        }
        return input;
    }

    /** The baseline. */
    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public double[] poissonSampler() {
        clearNowAndThen();
        random.reset(StreamKey.mix(step));
        for (int i = 0; i < BLOCK; i++) {
            input[i] += WEIGHT * sampler.sample();
        }
        return input;
    }

    /** The engine's way. */
    @Benchmark
    @OperationsPerInvocation(BLOCK)
    public double[] table() {
        clearNowAndThen();
        table.add(StreamKey.mix(step), input);
        return input;
    }
}

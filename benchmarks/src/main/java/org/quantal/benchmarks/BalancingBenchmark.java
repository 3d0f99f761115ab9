package org.quantal.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quantal.models.balancing.SparseBalancing;
import org.quantal.models.release.Reliable;
import org.quantal.simulator.model.SynapseBlock;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamRandom;

/**
 * What does a step of synaptic balancing cost for each synapse, while the simulation waits? 2,000 neurons with 500
 * synapses each. Baseline: adding up the costs of incoming synapses, which any rule that compares costs has to do.
 * Nothing: reading weights and targets.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = {"-Xmx1g", "-XX:+UseTransparentHugePages"})
public class BalancingBenchmark {
    private static final int NEURONS = 2000;
    private static final int ROW = 500;
    private static final int SYNAPSES = NEURONS * ROW;
    private static final Projection PROJECTION = new Projection("N->N", "N", "N", new AllToAll(), new Constant(1),
            new Constant(1), new Reliable(), false);

    private SynapseBlock block;
    private SparseBalancing balancing;

    /** Makes weights that are out of balance, anew before each iteration because they get into it. */
    @Setup(Level.Iteration)
    public void setUp() {
        final StreamRandom random = new StreamRandom(4);
        final int[] row = new int[NEURONS + 1];
        final int[] target = new int[SYNAPSES];
        final float[] weight = new float[SYNAPSES];
        for (int s = 0; s < SYNAPSES; s++) {
            target[s] = random.nextInt(NEURONS);
            weight[s] = (float) random.nextDouble() + (s % ROW) * 0.01f;
        }
        for (int j = 0; j < NEURONS; j++) {
            row[j + 1] = (j + 1) * ROW;
        }
        block = new SynapseBlock(PROJECTION, 0, 0, row, target, weight);
        balancing = new SparseBalancing(List.of(block), NEURONS, 2);
    }

    /** Reads weights and targets. */
    @Benchmark
    @OperationsPerInvocation(SYNAPSES)
    public double nothing() {
        double sum = 0;
        for (int s = 0; s < SYNAPSES; s++) {
            sum += block.weight()[s] * block.target()[s];
        }
        return sum;
    }

    /** The cost that the rule finds. */
    double total() {
        return balancing.total();
    }

    /** The baseline: incoming costs of all neurons. */
    @Benchmark
    @OperationsPerInvocation(SYNAPSES)
    public double[] incomingCosts() {
        final double[] incoming = new double[NEURONS];
        for (int s = 0; s < SYNAPSES; s++) {
            incoming[block.target()[s]] += (double) block.weight()[s] * block.weight()[s];
        }
        return incoming;
    }

    /** A step: costs at the new h, and the new weights. */
    @Benchmark
    @OperationsPerInvocation(SYNAPSES)
    public double step() {
        return balancing.step(1e-9);
    }
}

package org.quantal.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.quantal.models.BuiltInModels;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.simulator.model.LearningClock;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.PopulationActivity;
import org.quantal.simulator.model.SpikeHistory;
import org.quantal.simulator.model.SynapseRun;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamRandom;

/**
 * What does a learning synapse cost at a presynaptic spike? A row of 2,000 synapses onto as many neurons that fire at 5
 * Hz, one postsynaptic spike on average since the presynaptic neuron's last. Baseline: finding those spikes, which
 * every rule has to do. Nothing: reading weights and targets.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = {"-Xmx1g", "-XX:+UseTransparentHugePages"})
public class PlasticityBenchmark {
    private static final int ROW = 2000;
    private static final int SPAN = 16_000;
    private static final int BETWEEN = 2_000;
    private static final int DELAY = 15;
    private static final LearningClock CLOCK = LearningClock.grid(0.1);
    private static final Map<String, Double> GIVEN = Map.of("Wmax", 200.0, "weight_scale", 100.0, "target_rate", 1e4);

    /** Rule by name in the catalogue. */
    @Param({"stdp", "stdp_triplet", "vogels_sprekeler", "unified_pre_post", "reliability", "hedonistic"})
    public String rule;

    private final SynapseRun run = new SynapseRun();
    private PlasticityRule described;
    private PlasticityRule.Context context;
    private Plasticity plasticity;
    private long spikes;

    /** Makes the synapses, their targets' spikes, and the rule. */
    @Setup
    public void setUp() {
        final var entry = BuiltInModels.catalogue().plasticityRule(rule).orElseThrow();
        final Map<String, Double> given = new java.util.HashMap<>(GIVEN);
        given.keySet().retainAll(entry.parameters().stream().map(p -> p.name()).toList());
        described = entry.create(given);
        run.history = new SpikeHistory(ROW, described.postsynapticTausMs(), CLOCK);
        run.neuron = new int[ROW];
        run.weight = new float[ROW];
        run.probability = new float[ROW];
        run.released = new long[ROW / Long.SIZE + 1];
        Arrays.fill(run.weight, 80);
        Arrays.fill(run.probability, 0.5f);
        Arrays.fill(run.released, 0x5555555555555555L);
        final StreamRandom random = new StreamRandom(3);
        for (int i = 0; i < ROW; i++) {
            run.neuron[i] = i;
            for (int step = random.nextInt(BETWEEN); step < SPAN; step += 1 + random.nextInt(2 * BETWEEN)) {
                run.history.add(i, step);
            }
        }
        run.to = ROW;
        run.delay = DELAY;
        final Projection projection = new Projection("E->E", "E", "E", new AllToAll(), new Constant(80),
                new Constant(1.5), new BernoulliRelease(0.5), false, List.of(described));
        context = new PlasticityRule.Context(projection, 1, CLOCK, run.history,
                new PopulationActivity(new String[] {"E"}));
    }

    private void nextSpike() {
        final long step = BETWEEN + spikes++ * BETWEEN % (SPAN - BETWEEN);
        if (step < run.until || plasticity == null) {
            // Time begins again, once in seven rows, and rules with it: they know no way back.
            plasticity = described.create(context);
        }
        run.presynaptic = step + DELAY;
        run.lastPresynaptic = step + DELAY - BETWEEN;
        run.until = step;
        run.after = step - BETWEEN;
    }

    /** Reads weights and targets. */
    @Benchmark
    @OperationsPerInvocation(ROW)
    public double nothing() {
        nextSpike();
        double sum = 0;
        for (int s = run.from; s < run.to; s++) {
            sum += run.weight[s] * run.neuron[s];
        }
        return sum;
    }

    /** The baseline. */
    @Benchmark
    @OperationsPerInvocation(ROW)
    public long findingSpikes() {
        nextSpike();
        long sum = 0;
        for (int s = run.from; s < run.to; s++) {
            final int post = run.neuron[s];
            final int count = run.history.count(post);
            for (int k = run.history.firstAfter(post, run.after); k < count && run.history.tick(post, k) <= run.until;
                    k++) {
                sum += run.history.tick(post, k);
            }
        }
        return sum;
    }

    /** The rule, with the outcome of release. */
    @Benchmark
    @OperationsPerInvocation(ROW)
    public float learning() {
        nextSpike();
        plasticity.onSpike(run);
        plasticity.onRelease(run);
        plasticity.spiked(0, run.presynaptic);
        return run.weight[0];
    }
}

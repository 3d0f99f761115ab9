package org.quantal.benchmarks;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.Membrane;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.random.StreamRandom;

/**
 * What does one neuron cost in one step? A partition of 38,912 neurons (half of the cortical microcircuit), in groups
 * of 1,024, with input that makes them fire at some 4 Hz. Baseline: the same equations in one loop with branches and a
 * counter of refractory steps, as one writes them first.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class NeuronUpdateBenchmark {
    static final int GROUP = 1024;
    static final int GROUPS = 38;
    private static final int INPUTS = 64;
    private static final double STEP = 0.1;
    private static final Membrane MEMBRANE = new Membrane(250, 10, 2, -65, -50, -65, 0);

    private final double[][][] arrivalsOne = new double[INPUTS][1][GROUP];
    private final double[][][] arrivalsTwo = new double[INPUTS][2][GROUP];
    private final int[] spiked = new int[GROUP];
    private NeuronGroup[] nothing;
    private NeuronGroup[] branches;
    private NeuronGroup[] oneCurrent;
    private NeuronGroup[] twoCurrents;
    private long step;

    /** Makes the groups, and runs them for 100 ms so that they are in their steady state. */
    @Setup
    public void setUp() {
        final StreamRandom random = new StreamRandom(1);
        for (int k = 0; k < INPUTS; k++) {
            for (int i = 0; i < GROUP; i++) {
                // Mean 40 pA a step holds V some 8 mV above rest; the spread makes it cross threshold, at 15 mV, now
                // and then.
                final double sum = 40 + 450 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5);
                arrivalsOne[k][0][i] = sum;
                arrivalsTwo[k][0][i] = Math.max(sum, 0);
                arrivalsTwo[k][1][i] = Math.min(sum, 0);
            }
        }
        nothing = groups(k -> new Idle());
        branches = groups(k -> new Branches(GROUP));
        oneCurrent = groups(k -> group(new LifExp(MEMBRANE, 0.5, 0.5, false), "I_syn"));
        twoCurrents = groups(k -> group(new LifExp(MEMBRANE, 0.5, 0.5, true), "I_syn_ex", "I_syn_in"));
        settle(oneCurrent, arrivalsOne);
        settle(twoCurrents, arrivalsTwo);
        settle(branches, arrivalsOne);
    }

    private void settle(NeuronGroup[] groups, double[][][] arrivals) {
        step = 0;
        while (step < 1000) {
            advance(groups, arrivals);
        }
    }

    private static NeuronGroup[] groups(IntFunction<NeuronGroup> factory) {
        final NeuronGroup[] groups = new NeuronGroup[GROUPS];
        Arrays.setAll(groups, factory);
        return groups;
    }

    private static NeuronGroup group(LifExp model, String... currents) {
        final Map<String, double[]> initial = new java.util.HashMap<>();
        final double[] rest = new double[GROUP];
        Arrays.fill(rest, -65);
        initial.put("V_m", rest);
        for (String current : currents) {
            initial.put(current, new double[GROUP]);
        }
        return model.createGroup(new GroupContext(0, GROUP, STEP, 0, 0, 0, initial));
    }

    private int advance(NeuronGroup[] groups, double[][][] arrivals) {
        int spikes = 0;
        for (int k = 0; k < GROUPS; k++) {
            spikes += groups[k].advance(step, arrivals[(int) (step * 29 + k * 7) & INPUTS - 1], spiked);
        }
        step++;
        return spikes;
    }

    /** Crossing the interface, without a neuron's work. */
    @Benchmark
    @OperationsPerInvocation(GROUP * GROUPS)
    public int nothing() {
        return advance(nothing, arrivalsOne);
    }

    /** The baseline. */
    @Benchmark
    @OperationsPerInvocation(GROUP * GROUPS)
    public int branches() {
        return advance(branches, arrivalsOne);
    }

    /** Equal time constants: one current. */
    @Benchmark
    @OperationsPerInvocation(GROUP * GROUPS)
    public int lifExpOneCurrent() {
        return advance(oneCurrent, arrivalsOne);
    }

    /** Excitatory and inhibitory currents apart. */
    @Benchmark
    @OperationsPerInvocation(GROUP * GROUPS)
    public int lifExpTwoCurrents() {
        return advance(twoCurrents, arrivalsTwo);
    }

    /** A group of the simplest shape; what does not matter here is left out. */
    private abstract static class Sketch implements NeuronGroup {
        @Override
        public double state(String variable, int neuron) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void save(DataOutput out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(DataInput in) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Idle extends Sketch {
        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            return arrivals.length;
        }
    }

    private static final class Branches extends Sketch {
        private final double[] v;
        private final double[] current;
        private final int[] refractory;
        private final double p11 = Math.exp(-STEP / 0.5);
        private final double p22 = Math.exp(-STEP / 10);
        private final double p21 = 0.000360671748781445;

        Branches(int size) {
            v = new double[size];
            current = new double[size];
            refractory = new int[size];
        }

        @Override
        public int advance(long step, double[][] arrivals, int[] spiked) {
            final double[] arriving = arrivals[0];
            int count = 0;
            for (int i = 0; i < v.length; i++) {
                if (refractory[i] == 0) {
                    v[i] = p22 * v[i] + p21 * current[i];
                } else {
                    refractory[i]--;
                }
                current[i] = p11 * current[i] + arriving[i];
                if (v[i] >= 15) {
                    v[i] = 0;
                    refractory[i] = 20;
                    spiked[count++] = i;
                }
            }
            return count;
        }
    }
}

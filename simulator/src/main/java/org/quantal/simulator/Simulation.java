package org.quantal.simulator;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.quantal.simulator.engine.Engine;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.SynapseSnapshot;

/**
 * A running scenario.
 *
 * <pre>{@code
 * try (Simulation simulation = Simulation.of(scenario).threads(2).record(recorder)) {
 *     simulation.run();                       // warm-up, then the scenario's duration
 *     RunSummary summary = simulation.summary();
 * }
 * }</pre>
 *
 * <p>The same scenario gives the same spikes, bit for bit, on any number of threads, and however its time is cut into
 * calls of {@link #run(double)}. Not thread-safe, but {@link #stop} and the progress may be called from any thread.
 */
public final class Simulation implements AutoCloseable {
    private final Scenario scenario;
    private final List<Recorder> recorders = new ArrayList<>();
    private int threads = Runtime.getRuntime().availableProcessors();
    private Engine engine;
    private CheckpointSchedule schedule;
    private RunState.Keeper keeper;
    private long networkSeed;
    private volatile Engine visible;

    private Simulation(Scenario scenario) {
        this.scenario = scenario;
        this.networkSeed = scenario.seed();
    }

    /** A simulation that is not built yet. */
    public static Simulation of(Scenario scenario) {
        return new Simulation(scenario);
    }

    /**
     * Sets the number of worker threads; by default all processors. More threads than partitions are not used. Changes
     * no result.
     */
    public Simulation threads(int count) {
        requireUnbuilt();
        if (count < 1) {
            throw new IllegalArgumentException("threads must be at least 1: threads=" + count);
        }
        threads = count;
        return this;
    }

    /** Keeps the state of the run now and then, and when it ends. Changes no result. */
    public Simulation keepStates(CheckpointSchedule schedule, RunState.Keeper keeper) {
        requireUnbuilt();
        this.schedule = schedule;
        this.keeper = keeper;
        return this;
    }

    /**
     * Sets the seed from which the network is built; by default the scenario's, which input and release always have.
     */
    public Simulation networkSeed(long seed) {
        requireUnbuilt();
        networkSeed = seed;
        return this;
    }

    /** Adds a recorder; the simulation closes it. */
    public Simulation record(Recorder recorder) {
        requireUnbuilt();
        recorders.add(recorder);
        return this;
    }

    private void requireUnbuilt() {
        if (engine != null) {
            throw new IllegalStateException("the simulation is built already");
        }
    }

    /**
     * Builds the network, if that is not done yet.
     *
     * @throws IllegalArgumentException if the scenario cannot be built, or needs more memory than there is
     */
    public Simulation build() {
        if (engine == null) {
            engine = new Engine(scenario, threads, recorders);
            engine.networkSeed(networkSeed);
            engine.keepStates(schedule, keeper);
            visible = engine;
            engine.build();
        }
        return this;
    }

    /** What tells the network apart from others; reads every synapse once. */
    public NetworkFingerprint fingerprint() {
        build();
        return engine.fingerprint();
    }

    /** The state as it is now; to be used before the simulation goes on. */
    public RunState state() {
        build();
        return engine.state();
    }

    /**
     * Takes up the state of another simulation of the same scenario, which then goes on as that one would have, bit for
     * bit. A call to {@link #run} that the state was kept in is to be repeated: it runs what was left of it.
     *
     * @throws IOException if the state cannot be read, or does not fit
     */
    public Simulation restore(DataInput state) throws IOException {
        build();
        engine.restore(state);
        return this;
    }

    /**
     * Begins from the state of another simulation, whose network had the same layout. Neurons and synapses, with what
     * learns, are as they were there; all other parameters, input and seed are those of this scenario. The clock of the
     * other goes on, for sources and rules; recordings begin at time 0 there, or at the end of the warm-up if the state
     * is one of before.
     *
     * @throws IOException if the state cannot be read, or does not fit
     * @throws IllegalArgumentException if recorded states would be sampled at other times than they should
     */
    public Simulation branch(DataInput state) throws IOException {
        build();
        engine.branch(state);
        return this;
    }

    /** Runs the warm-up, if that is not done yet. */
    public Simulation warmUp() {
        build();
        engine.warmUp();
        return this;
    }

    /** Runs for the scenario's duration (after building and warming up, as needed). */
    public Simulation run() {
        return run(scenario.durationMs());
    }

    /**
     * Runs on for some model time.
     *
     * @param durationMs model time in ms, a whole number of steps if the scenario is run on a grid
     */
    public Simulation run(double durationMs) {
        warmUp();
        engine.run(durationMs);
        return this;
    }

    /** Asks a run to end after the current slice; returns at once. */
    public void stop() {
        final Engine running = visible;
        if (running != null) {
            running.stop();
        }
    }

    /** Whether a run was ended by {@link #stop}. */
    public boolean wasStopped() {
        return engine != null && engine.wasStopped();
    }

    /** What the simulation does now, and how far it is. Safe to call from any thread. */
    public Progress progress() {
        final Engine running = visible;
        return running == null ? new Progress(Phase.BUILD, 0, scenario.durationMs(), 0) : running.progress();
    }

    /** Figures of the run so far. */
    public RunSummary summary() {
        if (engine == null) {
            throw new IllegalStateException("nothing has run yet");
        }
        return engine.summary();
    }

    /**
     * The synapses of a projection as they are now: weights, delays, release probabilities, states of release sites.
     * Looking changes nothing.
     */
    public SynapseSnapshot synapses(String projection) {
        build();
        return engine.synapses(projection);
    }

    /**
     * The unit of which the weights of a projection's synapses are whole multiples, as they are stored; 0 if they are
     * stored as floating-point numbers.
     */
    public double weightUnit(String projection) {
        build();
        return engine.weightUnit(projection);
    }

    /**
     * Number of synapses that a neuron has in a projection; those of other projections between the same two populations
     * count too if none of them learn.
     *
     * @param neuron number within the source population
     */
    public int outdegree(String projection, int neuron) {
        build();
        return engine.outdegree(projection, neuron);
    }

    /** Completes all recordings. */
    @Override
    public void close() {
        RuntimeException first = null;
        if (engine != null && engine.isBuilt()) {
            try {
                engine.finish();
            } catch (RuntimeException failure) {
                first = failure;
            }
        }
        for (Recorder recorder : recorders) {
            try {
                recorder.close();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** What a simulation does. */
    public enum Phase {
        BUILD, WARMUP, RUN, DONE
    }

    /**
     * How far a simulation is.
     *
     * @param phase       what it does
     * @param fraction    share of the phase that is done, in [0, 1]
     * @param modelMs     model time reached within the phase, in ms
     * @param wallSeconds wall time since the phase began
     */
    public record Progress(Phase phase, double fraction, double modelMs, double wallSeconds) {
    }
}

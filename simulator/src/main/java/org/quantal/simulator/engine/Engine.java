package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.quantal.simulator.CheckpointSchedule;
import org.quantal.simulator.Integration;
import org.quantal.simulator.NetworkFingerprint;
import org.quantal.simulator.RunState;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation.Phase;
import org.quantal.simulator.Simulation.Progress;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.SynapseSnapshot;

/** Builds partitions and drives them through time. Internal: users talk to {@link org.quantal.simulator.Simulation}. */
public final class Engine {
    private static final double NANO = 1e-9;

    private final Scenario scenario;
    private final int requestedThreads;
    private List<Recorder> recorders;
    private long networkSeed;
    private NetworkBuilder builder;
    private List<Partition> partitions = List.of();
    private Timeline timeline;
    private NetworkRules rules;
    private final EngineState at = new EngineState();
    private double buildSeconds;
    private CheckpointSchedule schedule;
    private RunState.Keeper keeper;
    private CheckpointClock checkpoints;
    private NetworkFingerprint fingerprint;
    private volatile boolean stopRequested;
    private boolean stopped;
    private boolean failed;

    private volatile Phase phase = Phase.BUILD;
    private volatile long phaseStart = System.nanoTime();
    private volatile double phaseFirst;
    private volatile double phaseLength = 1;
    private volatile TimeLoop loop;

    /** An engine that is not built yet. */
    public Engine(Scenario scenario, int threads, List<Recorder> recorders) {
        this.scenario = scenario;
        this.requestedThreads = threads;
        this.recorders = recorders;
        this.networkSeed = scenario.seed();
    }

    /** Keeps the state now and then; to be called before building. */
    public void keepStates(CheckpointSchedule often, RunState.Keeper where) {
        schedule = often;
        keeper = where;
    }

    /** Sets the seed from which the network is built; to be called before that. */
    public void networkSeed(long seed) {
        networkSeed = seed;
    }

    /** Checks memory and builds. */
    public void build() {
        final long start = System.nanoTime();
        MemoryEstimate.of(scenario).require(Runtime.getRuntime().maxMemory());
        builder = new NetworkBuilder(scenario, requestedThreads, networkSeed);
        partitions = builder.build();
        final long[] intervals = partitions.stream().flatMap(p -> p.intervals().stream()).distinct()
                .mapToLong(Long::longValue).toArray();
        timeline = scenario.integration() == Integration.EXACT ? new ExactTimeline(scenario, intervals)
                : new GridTimeline(scenario.grid(), builder.delays().shortest(), intervals);
        rules = new NetworkRules(scenario, partitions);
        at.position = -timeline.position("warmup", scenario.warmupMs());
        checkpoints = schedule == null ? null : new CheckpointClock(schedule, timeline, at.position);
        buildSeconds = (System.nanoTime() - start) * NANO;
    }

    /** Whether there is a network. */
    public boolean isBuilt() {
        return !partitions.isEmpty();
    }

    private int threads() {
        return Math.min(requestedThreads, partitions.size());
    }

    /** Runs the warm-up, once. */
    public void warmUp() {
        if (at.position < 0 && !stopped) {
            advance(Phase.WARMUP, 0, -timeline.position("warmup", scenario.warmupMs()), 0);
            if (!stopped) {
                requireNumbers();
                resetFigures();
            }
        }
    }

    private void resetFigures() {
        for (Partition partition : partitions) {
            partition.clock().reset();
            partition.forEachTable(table -> table.setCounters(0, 0));
        }
        at.recordSeconds = 0;
    }

    /**
     * Runs for some time; pauses where rules act on the whole network, and where synapses are to be looked at, which
     * changes nothing.
     */
    public void run(double durationMs) {
        if (!at.running) {
            at.first = at.position;
            at.running = !stopped; // a run that was stopped in the warm-up has not begun
        }
        final double end = at.first + timeline.position("duration", durationMs);
        if (!stopped) {
            rules.introduce(at.position, recorders);
        }
        for (double pause : pauses(at.position, end)) {
            if (!stopped && pause > at.position) {
                advance(Phase.RUN, pause, at.first, end);
                actIfArrived(pause);
                keepIfDue(pause);
            }
            if (!stopped && pause < end) {
                showSynapses(pause);
            }
        }
        if (!stopped && at.position < end) {
            advance(Phase.RUN, end, at.first, end);
        }
        requireNumbers();
        if (checkpoints != null && checkpoints.isNew(at.position)) {
            keepState();
        }
        at.recorded += at.position - at.first;
        at.running = false;
    }

    private void requireNumbers() {
        StateGuard.check(partitions, scenario.network().populations(), timeline.ms(at.position));
    }

    private void keepIfDue(double position) {
        if (!stopped && checkpoints != null && checkpoints.isDue(position)) {
            requireNumbers();
            keepState();
        }
    }

    private void keepState() {
        try {
            keeper.keep(state());
        } catch (RuntimeException | Error broken) {
            failed = true;
            throw broken;
        }
        checkpoints.restart(at.position);
    }

    /** The state as it is now; to be used while the engine stands still. */
    public RunState state() {
        final double now = timeline.ms(at.position);
        return new RunState() {
            @Override
            public double timeMs() {
                return now;
            }

            @Override
            public NetworkFingerprint network() {
                return fingerprint();
            }

            @Override
            public void save(DataOutput out) throws IOException {
                at.save(out, partitions, rules);
            }
        };
    }

    /** What tells the network apart from others. */
    public NetworkFingerprint fingerprint() {
        if (fingerprint == null) {
            fingerprint = Fingerprints.of(scenario, partitions);
        }
        return fingerprint;
    }

    /**
     * Takes up a state that an engine of the same scenario saved. If that was within a call to {@link #run}, the next
     * one is the rest of it.
     *
     * @throws IOException if it cannot be read, or does not fit
     */
    public void restore(DataInput in) throws IOException {
        load(in);
        shiftRecorders();
    }

    /**
     * Begins a run from the state of another one, whose clock goes on: recordings begin with time 0 there, or at the
     * end of the warm-up if that is later.
     *
     * @throws IOException if it cannot be read, or does not fit
     * @throws IllegalArgumentException if samples of states would not lie where they should
     */
    public void branch(DataInput in) throws IOException {
        load(in);
        at.beginAnew();
        rules.beginAnew();
        resetFigures();
        final double originMs = timeline.ms(at.origin);
        if (scenario.grid().timeMs(timeline.step(at.origin)) != originMs) {
            throw new IllegalArgumentException("a run cannot begin between two steps: the state is that of " + originMs
                    + " ms");
        }
        for (Scenario.StateRecording recording : scenario.states()) {
            if (timeline.step(at.origin) % scenario.grid().steps("interval", recording.intervalMs()) != 0) {
                throw new IllegalArgumentException("population " + recording.population()
                        + ": states are sampled at multiples of "
                        + recording.intervalMs() + " ms, and the run would begin between two, at " + originMs + " ms");
            }
        }
        shiftRecorders();
    }

    private void shiftRecorders() {
        partitions.forEach(partition -> partition.sampler().beginAt(timeline.step(at.origin)));
        if (at.origin > 0) {
            final List<Recorder> shifted = new ArrayList<>();
            for (Recorder recorder : recorders) {
                shifted.add(new ShiftedRecorder(recorder, timeline.step(at.origin), timeline.ms(at.origin)));
            }
            recorders = shifted;
        }
    }

    private void load(DataInput in) throws IOException {
        try {
            at.load(in, partitions, rules);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IOException("the state does not fit the network", e);
        }
        if (checkpoints != null) {
            checkpoints.restart(at.position);
        }
    }

    /** Rules act at the end of a stretch of time, so that a look at the same time sees what they have done. */
    private void actIfArrived(double pause) {
        if (!stopped) {
            final long start = System.nanoTime();
            rules.act(pause, recorders);
            at.runSeconds += (System.nanoTime() - start) * NANO;
        }
    }

    /**
     * The positions within [from, to) at which synapses are recorded, and those within (from, to] at which rules act.
     */
    private double[] pauses(double from, double to) {
        final DoubleStream looks = scenario.recordings().synapses().stream().flatMap(r -> r.timesMs().stream())
                .mapToDouble(this::lookAt).filter(t -> t >= from && t < to);
        return DoubleStream.concat(looks, rules.times(from, to)).distinct().sorted().toArray();
    }

    private double lookAt(double timeMs) {
        return at.origin + timeline.position("recording time", timeMs);
    }

    private void showSynapses(double at) {
        for (Scenario.SynapseRecording recording : scenario.recordings().synapses()) {
            if (recording.timesMs().stream().anyMatch(t -> lookAt(t) == at)) {
                show(recording, at);
            }
        }
    }

    private void show(Scenario.SynapseRecording recording, double at) {
        final SynapseSnapshot snapshot = synapses(recording.projection());
        recorders.forEach(recorder -> recorder.onSynapses(timeline.step(at), snapshot));
    }

    /** Ends recording: shows synapses that are to be looked at at the end. */
    public void finish() {
        if (failed) {
            return;
        }
        for (Scenario.SynapseRecording recording : scenario.recordings().synapses()) {
            final boolean shownAtLast = recording.timesMs().stream().anyMatch(t -> lookAt(t) == at.position);
            if (recording.atEnd() || shownAtLast) {
                show(recording, at.position);
            }
        }
    }

    /** The synapses of a projection as they are now. */
    public SynapseSnapshot synapses(String projection) {
        return new SynapseInspector(scenario, partitions).snapshot(projection, at.position);
    }

    /** The unit of the stored weights of a projection; 0 if there is none. */
    public double weightUnit(String projection) {
        return new SynapseInspector(scenario, partitions).weightUnit(projection);
    }

    /** Number of synapses of a neuron in a projection. */
    public int outdegree(String projection, int neuron) {
        return new SynapseInspector(scenario, partitions).outdegree(projection, neuron);
    }

    private void advance(Phase newPhase, double goal, double firstOfPhase, double endOfPhase) {
        if (phase != newPhase || phaseFirst != firstOfPhase) {
            phaseFirst = firstOfPhase;
            phaseLength = endOfPhase - firstOfPhase;
            phaseStart = System.nanoTime();
            phase = newPhase;
        }
        while (!stopped && at.position < goal) {
            final double end = checkpoints == null ? goal : checkpoints.end(at.position, goal);
            final long start = System.nanoTime();
            advancePiece(end);
            final double seconds = (System.nanoTime() - start) * NANO;
            at.warmupSeconds += newPhase == Phase.WARMUP ? seconds : 0;
            at.runSeconds += newPhase == Phase.RUN ? seconds : 0;
            stopped = at.position < end && stopRequested;
            // Where the goal is reached there may be more to do before the state is complete.
            if (at.position < goal) {
                keepIfDue(at.position);
            }
        }
        if (stopped || at.position == endOfPhase) {
            phase = Phase.DONE;
        }
    }

    private void advancePiece(double end) {
        final TimeLoop current = new TimeLoop(partitions, threads(), recorders, scenario, timeline);
        loop = current;
        if (checkpoints != null) {
            checkpoints.limit(current);
        }
        if (stopRequested) {
            current.stop();
        }
        try {
            at.position = current.run(at.position, end);
        } catch (RuntimeException | Error broken) {
            failed = true;
            throw broken;
        }
        current.recordLateReleases();
        at.recordSeconds += current.recordSeconds();
    }

    /** Ends the run after the current slice. */
    public void stop() {
        stopRequested = true;
        final TimeLoop running = loop;
        if (running != null) {
            running.stop();
        }
    }

    /** Whether a run ended early because it was asked to. */
    public boolean wasStopped() {
        return stopped;
    }

    /** How far the engine is. */
    public Progress progress() {
        final double wall = (System.nanoTime() - phaseStart) * NANO;
        if (phase == Phase.BUILD) {
            return new Progress(Phase.BUILD, builder == null ? 0 : builder.progress(), 0, wall);
        }
        final TimeLoop running = loop;
        final double done = running == null ? 0 : running.reached() - phaseFirst;
        final double clamped = Math.max(0, Math.min(done, phaseLength));
        return new Progress(phase, clamped / phaseLength, timeline.ms(clamped), wall);
    }

    /** Figures of what was run after the warm-up. */
    public RunSummary summary() {
        return Summaries.of(scenario, partitions, Math.max(1, threads()), at, timeline.ms(at.recorded), buildSeconds);
    }
}

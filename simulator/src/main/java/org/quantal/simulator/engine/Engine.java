package org.quantal.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.quantal.simulator.Integration;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation.Phase;
import org.quantal.simulator.Simulation.Progress;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.SynapseSnapshot;

/** Builds partitions and drives them through time. Internal: users talk to {@link org.quantal.simulator.Simulation}. */
public final class Engine {
    private static final double NANO = 1e-9;

    private final Scenario scenario;
    private final int requestedThreads;
    private final List<Recorder> recorders;
    private NetworkBuilder builder;
    private List<Partition> partitions = List.of();
    private Timeline timeline;
    private NetworkRules rules;
    /** Where the run is, as the timeline counts. */
    private double position;
    private double recorded;
    private double buildSeconds;
    private double warmupSeconds;
    private double runSeconds;
    private double recordSeconds;
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
    }

    /** Checks memory and builds. */
    public void build() {
        final long start = System.nanoTime();
        MemoryEstimate.of(scenario).require(Runtime.getRuntime().maxMemory());
        builder = new NetworkBuilder(scenario, requestedThreads);
        partitions = builder.build();
        timeline = scenario.integration() == Integration.EXACT ? new ExactTimeline(scenario)
                : new GridTimeline(scenario.grid(), builder.delays().shortest(),
                        partitions.stream().flatMap(p -> p.intervals().stream()).distinct().mapToLong(Long::longValue).toArray());
        rules = new NetworkRules(scenario, partitions);
        position = -timeline.position("warmup", scenario.warmupMs());
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
        if (position < 0) {
            warmupSeconds += advance(Phase.WARMUP, 0, position, 0);
            resetFigures();
        }
    }

    private void resetFigures() {
        for (Partition partition : partitions) {
            partition.clock().reset();
            forEachTable(partition, SynapseTable::resetCounters);
        }
        recordSeconds = 0;
    }

    /** Runs for some time; pauses where rules act on the whole network, and where synapses are to be looked at, which changes nothing. */
    public void run(double durationMs) {
        final double first = position;
        final double end = first + timeline.position("duration", durationMs);
        if (!stopped) {
            rules.introduce(position, recorders);
        }
        for (double pause : pauses(first, end)) {
            if (!stopped && pause > position) {
                runSeconds += advance(Phase.RUN, pause, first, end);
                actIfArrived(pause);
            }
            if (!stopped && pause < end) {
                showSynapses(pause);
            }
        }
        if (!stopped && position < end) {
            runSeconds += advance(Phase.RUN, end, first, end);
        }
        recorded += position - first;
    }

    /** Rules act at the end of a stretch of time, so that a look at the same time sees what they have done. */
    private void actIfArrived(double pause) {
        if (!stopped) {
            final long start = System.nanoTime();
            rules.act(pause, recorders);
            runSeconds += (System.nanoTime() - start) * NANO;
        }
    }

    /** The positions within [from, to) at which synapses are recorded, and those within (from, to] at which rules act. */
    private double[] pauses(double from, double to) {
        final DoubleStream looks = scenario.recordings().synapses().stream().flatMap(r -> r.timesMs().stream())
                .mapToDouble(this::lookAt).filter(t -> t >= from && t < to);
        return DoubleStream.concat(looks, rules.times(from, to)).distinct().sorted().toArray();
    }

    private double lookAt(double timeMs) {
        return timeline.position("recording time", timeMs);
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
            final boolean shownAtLast = recording.timesMs().stream().anyMatch(t -> lookAt(t) == position);
            if (recording.atEnd() || shownAtLast) {
                show(recording, position);
            }
        }
    }

    /** The synapses of a projection as they are now. */
    public SynapseSnapshot synapses(String projection) {
        return new SynapseInspector(scenario, partitions).snapshot(projection, timeline.step(position));
    }

    /** The unit of the stored weights of a projection; 0 if there is none. */
    public double weightUnit(String projection) {
        return new SynapseInspector(scenario, partitions).weightUnit(projection);
    }

    /** Number of synapses of a neuron in a projection. */
    public int outdegree(String projection, int neuron) {
        return new SynapseInspector(scenario, partitions).outdegree(projection, neuron);
    }

    private double advance(Phase newPhase, double goal, double firstOfPhase, double endOfPhase) {
        if (phase != newPhase || phaseFirst != firstOfPhase) {
            phaseFirst = firstOfPhase;
            phaseLength = endOfPhase - firstOfPhase;
            phaseStart = System.nanoTime();
            phase = newPhase;
        }
        final TimeLoop current = new TimeLoop(partitions, threads(), recorders, scenario, timeline);
        loop = current;
        if (stopRequested) {
            current.stop();
        }
        final long start = System.nanoTime();
        try {
            position = current.run(position, goal);
        } catch (RuntimeException | Error broken) {
            failed = true;
            throw broken;
        }
        current.recordLateReleases();
        recordSeconds += current.recordSeconds();
        stopped = position < goal;
        if (stopped || position == endOfPhase) {
            phase = Phase.DONE;
        }
        return (System.nanoTime() - start) * NANO;
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
        final Network network = scenario.network();
        final long[] offered = new long[network.populations().size()];
        final long[] released = new long[offered.length];
        final long[] totals = new long[2];
        double deliver = 0;
        double update = 0;
        double drive = 0;
        for (Partition partition : partitions) {
            deliver += partition.clock().deliverNanos() * NANO;
            update += partition.clock().updateNanos() * NANO;
            drive += partition.clock().driveNanos() * NANO;
            forEachTable(partition, table -> {
                offered[table.sourcePopulation()] += table.offered();
                released[table.sourcePopulation()] += table.released();
                totals[0] += table.synapses();
                totals[1] += table.bytes();
            });
        }
        final int threads = Math.max(1, threads());
        final double busy = (deliver + update + drive) / threads;
        final RunSummary.Times times = new RunSummary.Times(buildSeconds, warmupSeconds, runSeconds, deliver / threads,
                update / threads, drive / threads, Math.max(0, runSeconds - busy), recordSeconds);
        return new RunSummary(timeline.ms(recorded), network.neurons(), totals[0], totals[1], partitions.size(),
                threads, times, sum(offered), sum(released), boxed(offered), boxed(released));
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    private static List<Long> boxed(long[] values) {
        final List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }

    private void forEachTable(Partition partition, java.util.function.Consumer<SynapseTable> action) {
        for (int a = 0; a < scenario.network().populations().size(); a++) {
            for (SynapseTable table : partition.tables(a)) {
                action.accept(table);
            }
        }
    }
}

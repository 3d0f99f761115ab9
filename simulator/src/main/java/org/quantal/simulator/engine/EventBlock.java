package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.EventContext;
import org.quantal.simulator.model.EventGroup;
import org.quantal.simulator.model.EventNeuronModel;
import org.quantal.simulator.model.SpikeTimes;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;

/** The neurons of one population in one partition, in continuous time, with their external input. */
final class EventBlock implements StateSampler.Block {
    private final int population;
    private final int first;
    private final int size;
    /** Number within the partition of the first neuron. */
    private final int offset;
    private final EventGroup group;
    private final CurrentCourse course;
    private final boolean takesCurrent;
    /** Whether the state was read, and so may be that of a run with another current. */
    private boolean loaded;
    private final List<PoissonTrains> drives = new ArrayList<>();
    private final EventList arrivals = new EventList();
    private final SpikeTimes spikes = new SpikeTimes();
    private double reachedMs;

    EventBlock(PartitionPlan plan, int population, int offset) {
        final Scenario scenario = plan.scenario();
        final Network network = scenario.network();
        final Population of = network.populations().get(population);
        this.population = population;
        this.first = plan.from(population);
        this.size = plan.to(population) - first;
        this.offset = offset;
        final double startMs = -scenario.warmupMs();
        this.course = new CurrentCourse(network, of.name(), DoubleUnaryOperator.identity());
        this.takesCurrent = of.model().channels() > 0;
        this.group = ((EventNeuronModel) of.model()).createEventGroup(new EventContext(first, size, startMs,
                course.at(startMs), StreamKey.of(plan.seed(), Purpose.SOURCE, population),
                NeuronBlock.initialValues(of, plan.networkSeed(), population, first, size)));
        for (int d = 0; d < network.poissonDrives().size(); d++) {
            final PoissonDrive drive = network.poissonDrives().get(d);
            if (drive.target().equals(of.name()) && drive.indegree() * drive.rateHz() > 0) {
                drives.add(new PoissonTrains(drive, of.model().channel(drive.weight()),
                        StreamKey.of(plan.seed(), Purpose.DRIVE, d), first, size, startMs));
            }
        }
    }

    /**
     * Carries all neurons through a slice.
     *
     * @param spiked receives spikes, numbered by neuron within the partition, in order of neurons
     */
    void advance(double startMs, double endMs, EventQueue queue, int[] channelOfSlot, EventList spiked) {
        final boolean changes = takesCurrent && (loaded || course.nextChange(Math.nextDown(startMs)) < endMs);
        for (int i = 0; i < size; i++) {
            arrivals.clear();
            if (changes) {
                addCurrents(startMs, endMs);
            }
            queue.copyTo(arrivals, offset + i, channelOfSlot);
            for (PoissonTrains drive : drives) {
                drive.appendTo(arrivals, i, endMs);
            }
            arrivals.sort();
            spikes.clear();
            group.advance(i, arrivals.timeMs, arrivals.code, arrivals.weight, arrivals.count, endMs, spikes);
            for (int k = 0; k < spikes.count(); k++) {
                spiked.add(spikes.ms(k), offset + i, 0);
            }
        }
        reachedMs = endMs;
        loaded = false;
    }

    /** The current at the start of a slice, which is mostly that of before, and its changes within. */
    private void addCurrents(double startMs, double endMs) {
        for (double at = startMs; at < endMs; at = course.nextChange(at)) {
            arrivals.add(at, EventGroup.CURRENT, course.at(at));
        }
    }

    @Override
    public int population() {
        return population;
    }

    @Override
    public int first() {
        return first;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double state(String variable, int neuron) {
        return group.state(variable, neuron, reachedMs);
    }

    void save(DataOutput out) throws IOException {
        group.save(out);
        for (PoissonTrains drive : drives) {
            drive.save(out);
        }
    }

    void load(DataInput in) throws IOException {
        group.load(in);
        loaded = true;
        for (PoissonTrains drive : drives) {
            drive.load(in);
        }
    }
}

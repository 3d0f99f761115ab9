package org.quantal.simulator.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.NetworkPlasticity;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.model.SynapseBlock;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.Recorder;

/**
 * The rules of a scenario that act on the whole network, their times, and what they have to tell. A rule acts where the
 * run arrives at one of its times, so a run that ends there includes the action and one that begins there does not:
 * cutting a run leaves no trace.
 */
final class NetworkRules {
    private final List<Running> rules = new ArrayList<>();
    private boolean introduced;

    /** A rule at work; its times are {@code start + k interval} in steps, k = 1, 2, ... */
    private record Running(NetworkPlasticity rule, long start, long interval) {

        boolean actsAt(long step) {
            return step > start && (step - start) % interval == 0;
        }

        LongStream times(long after, long to) {
            final long first = after < start ? 1 : (after - start) / interval + 1;
            return LongStream.iterate(start + first * interval, t -> t <= to, t -> t + interval);
        }
    }

    NetworkRules(Scenario scenario, List<Partition> partitions) {
        final Network network = scenario.network();
        for (NetworkRule rule : rules(network)) {
            final List<Projection> projections = network.projections().stream()
                    .filter(p -> p.plasticity().contains(rule)).toList();
            rules.add(new Running(rule.start(network, projections, synapses(network, partitions, projections)),
                    scenario.grid().steps("start", rule.startMs()),
                    scenario.grid().steps("interval", rule.intervalMs())));
        }
    }

    private static List<NetworkRule> rules(Network network) {
        return network.projections().stream().flatMap(p -> p.plasticity().stream())
                .filter(NetworkRule.class::isInstance)
                .map(NetworkRule.class::cast).distinct().toList();
    }

    /** Refuses rules that do not suit the network or the grid. */
    static void check(Network network, TimeGrid grid) {
        for (Projection projection : network.projections()) {
            projection.plasticity().stream().filter(NetworkRule.class::isInstance).map(NetworkRule.class::cast)
                    .forEach(rule -> {
                rule.check(network, projection);
                checkTimes(rule, projection, grid);
            });
        }
    }

    private static void checkTimes(NetworkRule rule, Projection projection, TimeGrid grid) {
        try {
            grid.steps("start", rule.startMs());
            grid.steps("interval", rule.intervalMs());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " rule=" + rule.name() + " projection="
                    + projection.name(), e);
        }
    }

    private static List<SynapseBlock> synapses(Network network, List<Partition> partitions,
            List<Projection> projections) {
        final List<SynapseBlock> blocks = new ArrayList<>();
        for (Projection projection : projections) {
            final int index = network.projections().indexOf(projection);
            final int source = network.indexOf(projection.source());
            final int target = network.indexOf(projection.target());
            for (Partition partition : partitions) {
                for (SynapseTable table : partition.tables(source)) {
                    if (table instanceof LearningTable plastic && plastic.projection() == index) {
                        blocks.add(plastic.block(projection, first(network, source),
                                first(network, target) + partition.plan().from(target)));
                    }
                }
            }
        }
        return blocks;
    }

    private static int first(Network network, int population) {
        return network.populations().subList(0, population).stream().mapToInt(p -> p.size()).sum();
    }

    /** The positions within (after, to] at which a rule acts. */
    DoubleStream times(double after, double to) {
        return rules.stream().flatMapToLong(rule -> rule.times((long) after, (long) to)).asDoubleStream();
    }

    /** Lets the rules act whose time has come, in the order of the network's projections, and recorders know. */
    void act(double position, List<Recorder> recorders) {
        for (Running running : rules) {
            if (running.actsAt((long) position)) {
                running.rule.act();
                tell(running, (long) position, recorders);
            }
        }
    }

    /** Tells recorders once how things stand when recording begins. */
    void introduce(double position, List<Recorder> recorders) {
        if (!introduced) {
            rules.forEach(running -> tell(running, (long) position, recorders));
            introduced = true;
        }
    }

    /** Writes the rules' states, and whether recorders have been told how things stood first. */
    void save(DataOutput out) throws IOException {
        out.writeBoolean(introduced);
        for (Running running : rules) {
            running.rule.save(out);
        }
    }

    /** Reads what {@link #save} wrote. */
    void load(DataInput in) throws IOException {
        introduced = in.readBoolean();
        for (Running running : rules) {
            running.rule.load(in);
        }
    }

    /** Tells recorders again how things stand when recording begins. */
    void beginAnew() {
        introduced = false;
    }

    private static void tell(Running running, long step, List<Recorder> recorders) {
        if (!recorders.isEmpty()) {
            final var figures = running.rule.figures();
            recorders.forEach(recorder -> recorder.onRule(step, figures));
        }
    }
}

package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.io.scenario.NetworkParts.ProjectionPart;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.network.Projection;

/** Reads which synapses and which of their releases are kept. */
final class SynapseRecordReader {
    private static final long MOST_SNAPSHOTS = 10_000;

    private final NetworkParts network;
    private final PopulationNames populations;
    private final TimeGrid grid;
    private final double durationMs;

    /** @param network as it is simulated */
    SynapseRecordReader(NetworkParts network, TimeGrid grid, double durationMs) {
        this.network = network;
        this.populations = new PopulationNames(network.populations());
        this.grid = grid;
        this.durationMs = durationMs;
    }

    /** Reads snapshots of synapses. */
    List<SynapseRecording> synapses(Cursor at, Kind kind) {
        final Map<String, Cursor> places = new HashMap<>();
        final List<SynapseRecording> recordings = new ArrayList<>();
        for (Cursor entry : at.list()) {
            final ObjectReader reader = entry.object(kind);
            final List<Double> times = times(reader);
            final boolean end = reader.flag("end");
            if (times.isEmpty() && !end) {
                throw entry.fail("looks at no time; give 'times' or 'interval', or leave 'end' true");
            }
            for (ProjectionPart part : projections(reader.get("projection"), places)) {
                requireApart(reader.get("projection"), part);
                recordings.add(entry.checked(() -> new SynapseRecording(part.name(), times, end)));
            }
        }
        return recordings;
    }

    /** Reads projections whose releases are kept. */
    List<String> releases(Cursor at) {
        final Map<String, Cursor> places = new HashMap<>();
        final List<String> names = new ArrayList<>();
        final Map<List<String>, String> pairs = new HashMap<>();
        for (Cursor place : at.list()) {
            for (ProjectionPart part : projections(place, places)) {
                requireApart(place, part);
                final String other = pairs.put(List.of(part.projection().source(), part.projection().target()),
                        part.name());
                if (other != null) {
                    throw place.fail("releases of '" + other + "' and '" + part.name()
                            + "', which connect the same populations, cannot be told apart; record one of them");
                }
                names.add(part.name());
            }
        }
        return names;
    }

    /** The projections that a value names, none of which may have been named before. */
    private List<ProjectionPart> projections(Cursor at, Map<String, Cursor> places) {
        final List<ProjectionPart> chosen = at.isMapping() ? between(at.object(Kinds.SELECTION)) : List.of(one(at));
        for (ProjectionPart part : chosen) {
            if (places.put(part.name(), at) != null) {
                throw at.fail("projection '" + part.name() + "' is named twice");
            }
        }
        return chosen;
    }

    private ProjectionPart one(Cursor at) {
        final String name = at.choice("projection", network.projections().stream().map(ProjectionPart::name).toList());
        return network.projections().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    private List<ProjectionPart> between(ObjectReader reader) {
        final List<String> from = populations.sources(reader.get("from")).stream().map(PopulationPart::name).toList();
        final List<String> to = populations.targets(reader.get("to")).stream().map(PopulationPart::name).toList();
        final List<ProjectionPart> chosen = network.projections().stream()
                .filter(p -> from.contains(p.projection().source()) && to.contains(p.projection().target())).toList();
        if (chosen.isEmpty()) {
            throw reader.place()
                    .fail("there is no projection from " + String.join(", ", from) + " to " + String.join(", ", to)
                    + Cursor.allowed(network.projections().stream().map(ProjectionPart::name).toList()));
        }
        return chosen;
    }

    /**
     * Synapses that do not learn lie together in memory with those of other projections between the same populations.
     */
    private void requireApart(Cursor at, ProjectionPart part) {
        final Projection projection = part.projection();
        for (ProjectionPart other : network.projections()) {
            if (other != part && !projection.isPlastic() && !other.projection().isPlastic()
                    && other.projection().source().equals(projection.source())
                    && other.projection().target().equals(projection.target())) {
                throw at.fail("synapses of '" + part.name() + "' and '" + other.name()
                        + "', which connect the same populations and do not learn, cannot be told apart; make one"
                        + " projection of them, or two target populations");
            }
        }
    }

    private List<Double> times(ObjectReader reader) {
        if (reader.has("times") && reader.has("interval")) {
            throw reader.get("interval").fail("stands beside 'times'; remove one of them");
        }
        if (reader.has("interval")) {
            return every(reader.get("interval"), reader.quantity("interval"));
        }
        final List<Double> times = new ArrayList<>();
        if (reader.has("times")) {
            for (Cursor at : reader.get("times").list()) {
                final double time = at.quantity(List.of(Dimension.TIME));
                if (!(time >= 0 && time <= durationMs)) {
                    throw at.fail("must lie within the recorded time, from 0 to "
                            + ModelKinds.write(durationMs, Dimension.TIME) + ", but is " + at.text());
                }
                if (!times.isEmpty() && time <= times.get(times.size() - 1)) {
                    throw at.fail("times must ascend, but " + at.text() + " comes after "
                            + ModelKinds.write(times.get(times.size() - 1), Dimension.TIME));
                }
                at.checked(() -> grid.steps("time", time));
                times.add(time);
            }
            requireFew(reader.get("times"), times.size());
        }
        return times;
    }

    private List<Double> every(Cursor at, double interval) {
        if (!(interval > 0)) {
            throw at.fail("must be positive, but is " + at.text());
        }
        final long steps = at.checked(() -> grid.steps("interval", interval));
        requireFew(at, (long) (durationMs / interval));
        return regular(grid, steps, durationMs);
    }

    private static void requireFew(Cursor at, long count) {
        if (count > MOST_SNAPSHOTS) {
            throw at.fail("would make " + count + " snapshots of all synapses; the most is " + MOST_SNAPSHOTS);
        }
    }

    /** Times from 0 to before the end of the run. */
    private static List<Double> regular(TimeGrid grid, long steps, double durationMs) {
        return LongStream.range(0, count(grid, steps, durationMs)).mapToObj(k -> grid.timeMs(k * steps)).toList();
    }

    private static long count(TimeGrid grid, long steps, double durationMs) {
        return (long) Math.ceil(durationMs / grid.timeMs(steps) * (1 - 1e-9));
    }

    /**
     * Whether times are those that an interval of so many steps makes. Long runs may have more of these than there is
     * memory for.
     */
    static boolean isRegular(List<Double> times, TimeGrid grid, long steps, double durationMs) {
        return times.size() == count(grid, steps, durationMs) && times.equals(regular(grid, steps, durationMs));
    }
}

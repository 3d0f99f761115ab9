package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.List;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.simulator.Integration;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.CurrentDrive.Change;
import org.quantal.simulator.network.PoissonDrive;

/** Reads what comes from outside of the network. */
final class InputReader {
    private static final List<Dimension> TIME = List.of(Dimension.TIME);
    private static final List<Dimension> CURRENT = List.of(Dimension.CURRENT);

    private final PopulationNames populations;
    private final TimeGrid grid;
    private final Integration integration;

    InputReader(PopulationNames populations, TimeGrid grid, Integration integration) {
        this.populations = populations;
        this.grid = grid;
        this.integration = integration;
    }

    /** Poisson trains; those without rate or in-degree are left out. */
    List<PoissonDrive> poisson(Cursor at, Kind kind) {
        final List<PoissonDrive> drives = new ArrayList<>();
        for (Cursor entry : at.list()) {
            for (PopulationPart target : populations.targets(entry.object(kind).get("to"))) {
                final ObjectReader reader = entry.in(at.scope().of(target.name())).object(kind);
                final double weight = reader.get("weight")
                        .quantity(List.of(Units.dimension(target.population().model().weightUnit())));
                final PoissonDrive drive = entry.checked(() ->
                        new PoissonDrive(target.name(), reader.quantity("indegree"), reader.quantity("rate"), weight));
                if (drive.indegree() * drive.rateHz() > 0) {
                    drives.add(drive);
                }
            }
        }
        return drives;
    }

    /** Currents, constant or in steps. */
    List<CurrentDrive> currents(Cursor at, Kind kind) {
        final List<CurrentDrive> drives = new ArrayList<>();
        for (Cursor entry : at.list()) {
            for (PopulationPart target : populations.targets(entry.object(kind).get("to"))) {
                final ObjectReader reader = entry.in(at.scope().of(target.name())).object(kind);
                drives.add(reader.has("times") || reader.has("amplitudes") ? steps(target.name(), reader)
                        : pulse(target.name(), reader));
            }
        }
        return drives;
    }

    /** One amplitude from {@code start} to {@code stop}, or for ever. */
    private CurrentDrive pulse(String target, ObjectReader reader) {
        if (!reader.has("amplitude")) {
            throw reader.place().fail("lacks the key 'amplitude', or 'times' and 'amplitudes'");
        }
        final double amplitude = reader.quantity("amplitude");
        final List<Change> changes = new ArrayList<>();
        if (reader.has("start")) {
            changes.add(new Change(time(reader.get("start")), amplitude));
        }
        if (reader.has("stop")) {
            final double stop = time(reader.get("stop"));
            if (!changes.isEmpty() && stop <= changes.get(0).timeMs()) {
                throw reader.get("stop").fail("must be later than 'start' (" + reader.text("start") + "), but is "
                        + reader.text("stop"));
            }
            changes.add(new Change(stop, 0));
        }
        return new CurrentDrive(target, reader.has("start") ? 0 : amplitude, changes);
    }

    /** As many amplitudes as times, each from its time on. */
    private CurrentDrive steps(String target, ObjectReader reader) {
        for (String other : List.of("amplitude", "start", "stop")) {
            if (reader.has(other)) {
                throw reader.get(other).fail("does not go with 'times' and 'amplitudes'; give 'amplitude' with 'start'"
                        + " and 'stop', or those");
            }
        }
        final List<Cursor> times = reader.get("times").list();
        final List<Cursor> amplitudes = reader.get("amplitudes").list();
        if (times.isEmpty() || times.size() != amplitudes.size()) {
            throw reader.get("amplitudes").fail("must be as many as 'times', at least one: there are "
                    + amplitudes.size() + " amplitudes and " + times.size() + " times");
        }
        final List<Change> changes = new ArrayList<>();
        for (int k = 0; k < times.size(); k++) {
            final double time = time(times.get(k));
            if (k > 0 && time <= changes.get(k - 1).timeMs()) {
                throw times.get(k).fail("must be later than " + changes.get(k - 1).timeMs() + " ms, but is " + time
                        + " ms");
            }
            changes.add(new Change(time, amplitudes.get(k).quantity(CURRENT)));
        }
        return new CurrentDrive(target, 0, changes);
    }

    /** A time in ms, on the grid if there is one. */
    private double time(Cursor at) {
        final double ms = at.quantity(TIME);
        if (integration == Integration.GRID) {
            at.checked(() -> grid.steps("time", ms));
        }
        return ms;
    }
}

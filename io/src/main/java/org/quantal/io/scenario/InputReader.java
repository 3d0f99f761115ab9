package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.List;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.PoissonDrive;

/** Reads what comes from outside of the network. */
final class InputReader {
    private final PopulationNames populations;

    InputReader(PopulationNames populations) {
        this.populations = populations;
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

    /** Constant currents. */
    List<CurrentDrive> currents(Cursor at, Kind kind) {
        final List<CurrentDrive> drives = new ArrayList<>();
        for (Cursor entry : at.list()) {
            for (PopulationPart target : populations.targets(entry.object(kind).get("to"))) {
                final ObjectReader reader = entry.in(at.scope().of(target.name())).object(kind);
                drives.add(entry.checked(() -> new CurrentDrive(target.name(), reader.quantity("amplitude"))));
            }
        }
        return drives;
    }
}

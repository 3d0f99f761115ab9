package org.quantal.simulator.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is simulated: populations, the projections between them, and what comes from outside. Immutable; checks that
 * names are unique and refer to something.
 */
public record Network(List<Population> populations, List<Projection> projections, List<PoissonDrive> poissonDrives,
        List<CurrentDrive> currentDrives) {

    public Network {
        populations = List.copyOf(populations);
        projections = List.copyOf(projections);
        poissonDrives = List.copyOf(poissonDrives);
        currentDrives = List.copyOf(currentDrives);
        if (populations.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one population");
        }
        final Set<String> names = new HashSet<>();
        for (Population population : populations) {
            if (!names.add(population.name())) {
                throw new IllegalArgumentException("two populations are called '" + population.name() + "'");
            }
        }
        final Set<String> projectionNames = new HashSet<>();
        for (Projection projection : projections) {
            require(names, projection.source(), "source of projection " + projection.name());
            require(names, projection.target(), "target of projection " + projection.name());
            if (!projectionNames.add(projection.name())) {
                throw new IllegalArgumentException("two projections are called '" + projection.name() + "'");
            }
        }
        poissonDrives.forEach(drive -> require(names, drive.target(), "target of a Poisson drive"));
        currentDrives.forEach(drive -> require(names, drive.target(), "target of a current"));
    }

    private static void require(Set<String> names, String name, String what) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException(what + ": there is no population '" + name + "'; there are " + names);
        }
    }

    /** Position of a population in the list. */
    public int indexOf(String population) {
        for (int i = 0; i < populations.size(); i++) {
            if (populations.get(i).name().equals(population)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no population '" + population + "'");
    }

    /** A population by name. */
    public Population population(String name) {
        return populations.get(indexOf(name));
    }

    /** A projection by name. */
    public Projection projection(String name) {
        return projections.stream().filter(p -> p.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no projection '" + name + "'"));
    }

    /** Number of neurons in all populations. */
    public int neurons() {
        return populations.stream().mapToInt(Population::size).reduce(0, Math::addExact);
    }

    /** The pairs that a projection may connect. */
    public ConnectionRule.PairSpace pairs(Projection projection) {
        return new ConnectionRule.PairSpace(population(projection.source()).size(),
                population(projection.target()).size(), projection.source().equals(projection.target()));
    }

    /** Expected number of synapses of a projection. */
    public double expectedSynapses(Projection projection) {
        return projection.rule().expectedSynapses(pairs(projection));
    }

    /** Expected number of synapses in all. */
    public double expectedSynapses() {
        return projections.stream().mapToDouble(this::expectedSynapses).sum();
    }
}

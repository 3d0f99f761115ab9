package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.List;
import org.quantal.io.scenario.Item.Sequence;
import org.quantal.io.scenario.NetworkParts.PopulationPart;

/** Reads the populations that a projection or an input names. */
final class PopulationNames {
    static final String ALL = "all";

    private final List<PopulationPart> populations;

    PopulationNames(List<PopulationPart> populations) {
        this.populations = populations;
    }

    List<String> names() {
        return populations.stream().map(PopulationPart::name).toList();
    }

    /** One population. */
    PopulationPart one(Cursor at) {
        final String name = at.choice("population", names());
        return populations.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    /** Any populations; {@code all} stands for each. */
    List<PopulationPart> sources(Cursor at) {
        return several(at, false);
    }

    /** Populations that take input; {@code all} stands for each of these. */
    List<PopulationPart> targets(Cursor at) {
        return several(at, true);
    }

    private List<PopulationPart> several(Cursor at, boolean input) {
        if (at.isScalar() && at.text().equals(ALL)) {
            return populations.stream().filter(p -> !input || p.takesInput()).toList();
        }
        final List<PopulationPart> chosen = new ArrayList<>();
        for (Cursor name : at.item() instanceof Sequence ? at.list() : List.of(at)) {
            final PopulationPart population = one(name);
            if (input && !population.takesInput()) {
                throw name.fail("population '" + population.name() + "' is a " + population.population().model().name()
                        + " and takes no input");
            }
            if (chosen.contains(population)) {
                throw name.fail("population '" + population.name() + "' is named twice");
            }
            chosen.add(population);
        }
        if (chosen.isEmpty()) {
            throw at.fail("names no population" + Cursor.allowed(names()));
        }
        return chosen;
    }
}

package org.quantal.io.scenario;

import java.util.List;
import java.util.Map;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/** A network with what its records do not tell: where each part was written, and by which names and values. */
record NetworkParts(List<PopulationPart> populations, List<ProjectionPart> projections, List<PoissonDrive> poisson,
        List<CurrentDrive> currents) {

    /** The values of a model's parameters in internal units, complete: numbers, arrays of numbers, or names. */
    record ModelValues(String model, List<ParameterSpec> specs, Map<String, Object> values) {
    }

    /**
     * A population.
     *
     * @param model          its model's parameters
     * @param file           file of its spike trains, or {@code null}
     * @param filePopulation population within the file, or {@code null}
     */
    record PopulationPart(Cursor place, Population population, ModelValues model, String file, String filePopulation) {

        String name() {
            return population.name();
        }

        boolean takesInput() {
            return population.model().channels() > 0;
        }

        PopulationPart with(Population other) {
            return new PopulationPart(place, other, model, file, filePopulation);
        }
    }

    /**
     * A projection.
     *
     * @param release its release model's parameters
     * @param rules   how it learns
     * @param file    file of its synapses, or {@code null}
     */
    record ProjectionPart(Cursor place, Projection projection, ModelValues release, List<RulePart> rules, String file) {

        String name() {
            return projection.name();
        }

        ProjectionPart with(Projection other) {
            return new ProjectionPart(place, other, release, rules, file);
        }
    }

    /** A learning rule of a projection. */
    record RulePart(Cursor place, PlasticityRule rule, ModelValues values) {
    }

    PopulationPart population(String name) {
        return populations.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    List<String> names() {
        return populations.stream().map(PopulationPart::name).toList();
    }

    Network network() {
        return new Network(populations.stream().map(PopulationPart::population).toList(),
                projections.stream().map(ProjectionPart::projection).toList(), poisson, currents);
    }
}

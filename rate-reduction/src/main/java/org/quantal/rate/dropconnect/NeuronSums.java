package org.quantal.rate.dropconnect;

import java.util.List;
import org.quantal.models.release.BinomialRelease;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.SynapseSnapshot;

/** Neuron by neuron, from the synapses that the engine builds. */
final class NeuronSums implements SynapseSums {
    private final Simulation simulation;

    NeuronSums(Scenario scenario) {
        simulation = Simulation.of(new Scenario(scenario.name(), scenario.network(), scenario.grid(),
                scenario.warmupMs(), scenario.durationMs(), scenario.seed(), scenario.partitions(),
                new Recordings(List.of(), List.of(), List.of()),
                scenario.integration())).threads(1).build();
    }

    @Override
    public int units(Population population) {
        return population.size();
    }

    @Override
    public void add(List<Projection> between, NeuronDrive drive, int column, Matrices into) {
        // A snapshot of a static projection holds all static synapses between the two populations.
        final List<Projection> fixed = between.stream().filter(p -> !p.isPlastic()).toList();
        if (!fixed.isEmpty()) {
            final ReleaseModel first = fixed.get(0).release();
            for (Projection other : fixed) {
                SpikeResponse.of(other.name(), other.release(), 1);
                if (!other.release().equals(first) && (first instanceof BinomialRelease
                        || other.release() instanceof BinomialRelease)) {
                    throw new IllegalArgumentException("projections " + fixed.get(0).name() + " and " + other.name()
                            + " connect the same populations by different release models, of which one has several"
                            + " sites: they cannot be told apart; put them between populations of their own");
                }
            }
            add(fixed.get(0), drive, column, into);
        }
        between.stream().filter(Projection::isPlastic).forEach(p -> add(p, drive, column, into));
    }

    private void add(Projection projection, NeuronDrive drive, int column, Matrices into) {
        final SynapseSnapshot synapses = simulation.synapses(projection.name());
        for (int s = 0; s < synapses.size(); s++) {
            final SpikeResponse response = SpikeResponse.of(projection.name(), projection.release(),
                    synapses.probability()[s]);
            final double a = drive.factorMs(synapses.weight()[s]) * synapses.weight()[s];
            final int at = synapses.target()[s] * into.mean.numCols + column + synapses.source()[s];
            into.mean.data[at] += response.mean() * a;
            into.variance.data[at] += response.variance() * a * a;
            // Minkowski: the third norm of a sum is at most the sum of the norms.
            final double norm = Math.cbrt(into.third.data[at]) + Math.cbrt(response.third()) * Math.abs(a);
            into.third.data[at] = norm * norm * norm;
        }
    }

    @Override
    public void close() {
        simulation.close();
    }
}

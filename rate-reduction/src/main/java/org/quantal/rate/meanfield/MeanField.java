package org.quantal.rate.meanfield;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ejml.simple.SimpleMatrix;
import org.quantal.rate.Drive;
import org.quantal.rate.PoissonInput;
import org.quantal.rate.TransferFunction;

/** A network as populations of rate neurons: equation (15). Rates are in 1/ms. */
public final class MeanField {
    private final List<Population> populations;

    /**
     * A population and all that it gets.
     *
     * @param name        for users
     * @param neuron      each neuron
     * @param external    Poisson trains from outside
     * @param currentPa   constant current into each neuron in pA
     * @param connections synapses from populations
     * @param cautions    doubts that come from the network, whatever the rates
     */
    public record Population(String name, RateNeuron neuron, List<PoissonInput> external, double currentPa,
            List<Connection> connections, Set<Caution> cautions) {
        public Population {
            external = List.copyOf(external);
            connections = List.copyOf(connections);
            cautions = Set.copyOf(cautions);
        }
    }

    /** The populations, which connections name by their place in this list. */
    public MeanField(List<Population> populations) {
        this.populations = List.copyOf(populations);
        for (Population population : populations) {
            for (Connection connection : population.connections()) {
                if (connection.source() < 0 || connection.source() >= populations.size()) {
                    throw new IllegalArgumentException("population " + population.name() + ": there is no source "
                            + connection.source() + "; there are " + populations.size() + " populations");
                }
            }
        }
    }

    /** The populations, which connections name by their index. */
    public List<Population> populations() {
        return populations;
    }

    /** Number of populations. */
    public int size() {
        return populations.size();
    }

    /** All Poisson trains that a neuron of a population gets at given rates of all populations. */
    public List<PoissonInput> inputs(int target, double[] ratesPerMs) {
        final Population population = populations.get(target);
        final List<PoissonInput> inputs = new ArrayList<>(population.external());
        for (Connection connection : population.connections()) {
            final double rate = ratesPerMs[connection.source()];
            inputs.add(new PoissonInput(connection.indegree() * rate, connection.amplitude().apply(1000 * rate)));
        }
        return inputs;
    }

    /**
     * The rates that follow from the input at given rates.
     *
     * @throws ReductionException if the method does not hold for a population
     */
    public double[] respond(double[] ratesPerMs, TransferFunction method) {
        final double[] response = new double[size()];
        for (int a = 0; a < response.length; a++) {
            final Population population = populations.get(a);
            try {
                response[a] = population.neuron().ratePerMs(inputs(a, ratesPerMs), population.currentPa(), method);
            } catch (IllegalArgumentException e) {
                throw new ReductionException("population '" + population.name() + "', method '" + method.name() + "': "
                        + e.getMessage(), e);
            }
        }
        return response;
    }

    /** Mean and noise of a population's membrane potential at given rates, if it has one. */
    public Optional<Drive> drive(int population, double[] ratesPerMs) {
        return populations.get(population).neuron()
                .drive(inputs(population, ratesPerMs), populations.get(population).currentPa());
    }

    /** Doubts about a population's rate. */
    public Set<Caution> cautions(int population, double[] ratesPerMs) {
        final Set<Caution> all = EnumSet.noneOf(Caution.class);
        all.addAll(populations.get(population).cautions());
        all.addAll(populations.get(population).neuron().cautions(inputs(population, ratesPerMs),
                populations.get(population).currentPa()));
        return all;
    }

    /**
     * The matrix G of effective couplings, change of the row's rate by the column's, in the diffusion approximation:
     * equation (13).
     */
    public SimpleMatrix couplings(double[] ratesPerMs) {
        final SimpleMatrix couplings = new SimpleMatrix(size(), size());
        for (int a = 0; a < size(); a++) {
            final Population population = populations.get(a);
            final RateNeuron.Sensitivity by = population.neuron()
                    .sensitivity(inputs(a, ratesPerMs), population.currentPa());
            for (Connection connection : population.connections()) {
                final int b = connection.source();
                couplings.set(a, b, couplings.get(a, b) + by.ofFirst() * connection.slope(ratesPerMs[b], 1)
                        + (connection.isInhibitory() ? by.ofInhibitory2() : by.ofSecond())
                        * connection.slope(ratesPerMs[b], 2));
            }
        }
        return couplings;
    }
}

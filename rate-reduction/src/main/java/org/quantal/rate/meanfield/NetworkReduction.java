package org.quantal.rate.meanfield;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.models.neuron.Membrane;
import org.quantal.rate.Amplitude;
import org.quantal.rate.LifNeuron;
import org.quantal.rate.PoissonInput;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.model.Delivery;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/**
 * Makes a mean-field model of a network: mean in-degrees, and laws of what a spike delivers, over releases and
 * synapses, as discrete laws with the true first three moments. How in-degrees vary over neurons does not enter.
 */
public final class NetworkReduction {
    private final Scenario scenario;
    private final Network network;

    private NetworkReduction(Scenario scenario) {
        this.scenario = scenario;
        this.network = scenario.network();
    }

    /**
     * The mean-field model of a scenario's network; its populations are those of the network, in order. Sources of
     * spikes have their mean rate over the recorded time.
     *
     * @throws ReductionException if a model has no reduction, with its name and what would work, or if a current
     *                            changes within the recorded time
     */
    public static MeanField of(Scenario scenario) {
        final NetworkReduction reduction = new NetworkReduction(scenario);
        return new MeanField(scenario.network().populations().stream().map(reduction::population).toList());
    }

    private MeanField.Population population(Population population) {
        final Part part = part(population);
        final Set<Caution> cautions = EnumSet.noneOf(Caution.class);
        final List<Connection> connections = new ArrayList<>();
        for (Projection projection : network.projections()) {
            if (projection.target().equals(population.name())) {
                connection(projection, part).ifPresent(connections::add);
                if (projection.release().dependsOnRate()) {
                    cautions.add(Caution.DEPLETION);
                }
                final Population source = network.population(projection.source());
                if (rate(source).map(rate -> !rate.poisson()).orElse(false)) {
                    cautions.add(Caution.SOURCE);
                }
            }
        }
        final List<PoissonInput> external = new ArrayList<>();
        for (PoissonDrive drive : network.poissonDrives()) {
            if (drive.target().equals(population.name()) && drive.weight() != 0) {
                external.add(new PoissonInput(1e-3 * drive.indegree() * drive.rateHz(),
                        part.unified(Amplitude.of(drive.weight(), 1))));
            }
        }
        final double current = part.currentPa() + network.currentDrives().stream()
                .filter(drive -> drive.target().equals(population.name())).mapToDouble(this::lasting).sum();
        return new MeanField.Population(population.name(), part.neuron(), external, current, connections, cautions);
    }

    private double lasting(CurrentDrive drive) {
        try {
            return drive.constantPA(0, scenario.durationMs());
        } catch (IllegalArgumentException e) {
            throw new ReductionException(e.getMessage() + ", and there is no stationary state; reduce the network with"
                    + " currents that last from 0 to " + scenario.durationMs() + " ms", e);
        }
    }

    private Optional<NeuronModel.SourceRate> rate(Population population) {
        return population.model().sourceRate(population.initialValues(), 0, scenario.durationMs());
    }

    /** A rate neuron, and the constant current that belongs to its model. */
    private record Part(String population, RateNeuron neuron, double currentPa) {

        /** An amplitude as the neuron takes it. */
        Amplitude unified(Amplitude amplitude) {
            return neuron instanceof LifRate lif ? lif.unified(amplitude) : amplitude;
        }

        void checkSigns(String projection, Distribution weight) {
            if (neuron instanceof LifRate lif && lif.hasTwoTaus() && weight.minimum() < 0 && weight.maximum() > 0) {
                throw new ReductionException("projection '" + projection + "': weights of both signs onto population '"
                        + population
                        + "', whose tau_syn_ex and tau_syn_in differ, have no one reduction; truncate the weights at"
                        + " 0, or make the time constants equal");
            }
        }
    }

    private Part part(Population population) {
        final NeuronModel model = population.model();
        final Optional<NeuronModel.SourceRate> source = rate(population);
        if (source.isPresent()) {
            return new Part(population.name(), new FixedRate(1e-3 * source.get().meanHz()), 0);
        }
        if (model instanceof LifDelta lif) {
            return new Part(population.name(), new LifRate(neuron(lif.membrane(), 0)), lif.membrane().currentPA());
        }
        if (model instanceof LifExp lif) {
            return new Part(population.name(), new LifRate(neuron(lif.membrane(), lif.tauExMs()), lif.tauInMs()),
                    lif.membrane().currentPA());
        }
        if (model instanceof LinearPoisson linear) {
            return new Part(population.name(),
                    new LinearPoissonRate(linear.baselineHz(), linear.gainHzPerPA(), linear.tauMs()), 0);
        }
        throw new ReductionException("population '" + population.name() + "': there is no theory of rates for "
                + model.name()
                + "; networks of iaf_psc_delta, iaf_psc_exp and linear_poisson neurons and of spike sources can be"
                + " reduced");
    }

    private static LifNeuron neuron(Membrane membrane, double synapticMs) {
        return new LifNeuron(membrane.tauMs(), membrane.refractoryMs(), membrane.thresholdMV() - membrane.restMV(),
                membrane.resetMV() - membrane.restMV(), membrane.capacitancePF(), synapticMs);
    }

    private Optional<Connection> connection(Projection projection, Part target) {
        if (projection.isPlastic()) {
            throw new ReductionException("projection '" + projection.name() + "' learns by " + projection.plasticity()
                    .get(0).name()
                    + ", so that it has no stationary weights; take its plasticity away to reduce the network as it"
                    + " begins");
        }
        final double indegree = network.expectedSynapses(projection) / network.population(projection.target()).size();
        final Distribution weight = projection.weightOfSynapses();
        target.checkSigns(projection.name(), weight);
        if (indegree == 0 || weight.minimum() == 0 && weight.maximum() == 0) {
            return Optional.empty();
        }
        final int source = network.indexOf(projection.source());
        final DoubleFunction<Amplitude> amplitude = rateHz -> {
            final Delivery delivery = projection.delivery(rateHz);
            return target.unified(new Amplitude(delivery.amplitudes(), delivery.probabilities()));
        };
        return Optional.of(projection.release().dependsOnRate() ? new Connection(source, indegree, amplitude, false)
                : Connection.of(source, indegree, amplitude.apply(0)));
    }
}

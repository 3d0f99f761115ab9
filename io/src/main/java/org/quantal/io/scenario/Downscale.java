package org.quantal.io.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantal.io.scenario.NetworkParts.PopulationPart;
import org.quantal.io.scenario.NetworkParts.ProjectionPart;
import org.quantal.simulator.model.Dimension;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.ConnectionRule;
import org.quantal.simulator.network.ConnectionRule.PairSpace;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.FixedOutdegree;
import org.quantal.simulator.network.FixedTotalNumber;
import org.quantal.simulator.network.OneToOne;
import org.quantal.simulator.network.PairwiseBernoulli;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/**
 * Makes a network smaller by the standard rule of NEST's microcircuit example ({@code network_helpers.py},
 * {@code adjust_weights_and_input_to_synapse_scaling}; van Albada et al. 2015, PLoS Comput Biol 11:e1004490). With N
 * neurons and K synapses onto each, weights w and rates r of the sources, and factors n and k,
 *
 * <pre>
 * N' = n N,   K' = k K,   w' = w / sqrt(k),   I' = I + (1 - sqrt(k)) sum K q(w) r
 * </pre>
 *
 * so that the variance K w² r of the input stays and the current makes up for its mean; q(w) is the charge that an
 * arrival brings ({@link #chargePerArrival}), and K and w are those of full scale. Populations whose spikes come from a
 * file keep their size, but make fewer synapses.
 *
 * @param at        place, for messages
 * @param neurons   n, in (0, 1]
 * @param indegrees k, in (0, 1]
 * @param ratesHz   mean rate of each source population at full scale in Hz
 */
record Downscale(Cursor at, double neurons, double indegrees, Map<String, Double> ratesHz) {

    /** Reads the factors; {@code sources} are the populations whose rates count. */
    static Downscale read(Cursor at, Kind kind, Collection<String> sources) {
        final ObjectReader reader = at.object(kind);
        final double neurons = factor(reader, "neurons");
        final double indegrees = factor(reader, "indegrees");
        final Map<String, Double> rates = new HashMap<>();
        if (reader.has("mean_rates") && indegrees != 1) {
            sources.forEach(name -> rates.put(name,
                    reader.get("mean_rates").in(at.scope().of(name)).quantity(List.of(Dimension.RATE))));
        }
        return new Downscale(at, neurons, indegrees, rates);
    }

    private static double factor(ObjectReader reader, String key) {
        final double factor = reader.quantity(key);
        if (!(factor > 0 && factor <= 1)) {
            throw reader.get(key).fail("must be in (0, 1], but is " + factor);
        }
        return factor;
    }

    /** The smaller network. */
    NetworkParts apply(NetworkParts full) {
        if (neurons == 1 && indegrees == 1) {
            return full;
        }
        final List<PopulationPart> populations = full.populations().stream().map(this::shrink).toList();
        final List<ProjectionPart> projections = new ArrayList<>();
        for (ProjectionPart part : full.projections()) {
            thin(part, full).ifPresent(rule -> projections.add(part.with(withRule(part.projection(), rule))));
        }
        final List<PoissonDrive> poisson = full.poisson().stream().map(drive -> new PoissonDrive(drive.target(),
                drive.indegree() * indegrees, drive.rateHz(), drive.weight() / Math.sqrt(indegrees))).toList();
        final List<CurrentDrive> currents = new ArrayList<>(full.currents());
        for (PopulationPart population : full.populations()) {
            final double amplitude = (1 - Math.sqrt(indegrees)) * meanInput(population, full);
            if (amplitude != 0) {
                currents.add(new CurrentDrive(population.name(), amplitude));
            }
        }
        return new NetworkParts(populations, projections, poisson, currents);
    }

    private PopulationPart shrink(PopulationPart part) {
        final Population full = part.population();
        final int size = (int) Math.rint(full.size() * neuronFactor(part));
        if (size < 1) {
            throw at.fail("population '" + full.name() + "' of " + full.size() + " neurons would have none left");
        }
        return part.with(new Population(full.name(), size, full.model(), full.initialValues()));
    }

    private double neuronFactor(PopulationPart part) {
        return part.takesInput() ? neurons : 1;
    }

    private Projection withRule(Projection full, ConnectionRule rule) {
        return new Projection(full.name(), full.source(), full.target(), rule,
                full.weight().scaled(1 / Math.sqrt(indegrees)),
                full.delayMs(), full.release(), full.keepMean(), full.plasticity());
    }

    /** The rule that gives each target k times as many synapses; nothing if none are left. */
    private Optional<ConnectionRule> thin(ProjectionPart part, NetworkParts full) {
        final ConnectionRule rule = part.projection().rule();
        final double sources = neuronFactor(full.population(part.projection().source()));
        if (rule instanceof FixedTotalNumber r) {
            return Optional.of((long) Math.rint(r.total() * neurons * indegrees)).filter(total -> total > 0)
                    .map(total -> new FixedTotalNumber(total, r.autapses(), r.multapses()));
        }
        if (rule instanceof FixedIndegree r) {
            return Optional.of((int) Math.rint(r.indegree() * indegrees)).filter(k -> k > 0)
                    .map(k -> new FixedIndegree(k, r.autapses(), r.multapses()));
        }
        if (rule instanceof FixedOutdegree r) {
            return Optional.of((int) Math.rint(r.outdegree() * indegrees * neurons / sources)).filter(k -> k > 0)
                    .map(k -> new FixedOutdegree(k, r.autapses(), r.multapses()));
        }
        if (rule instanceof PairwiseBernoulli r) {
            final double p = r.p() * indegrees / sources;
            if (p > 1) {
                throw part.place().fail("the connection probability would be " + p
                        + " after downscaling: fewer sources are left than synapses; raise neurons or lower indegrees"
                        + " in 'downscale'");
            }
            return Optional.of(new PairwiseBernoulli(p, r.autapses()));
        }
        final boolean thinned = rule instanceof AllToAll && sources == indegrees
                || rule instanceof OneToOne && indegrees == 1;
        if (!thinned) {
            throw part.place().fail("rule " + rule.name() + " cannot be downscaled by neurons=" + neurons
                    + " and indegrees=" + indegrees + "; use another rule or leave 'downscale' out");
        }
        return Optional.of(rule);
    }

    /** The mean current in pA into each neuron of a population at full scale, from all its synapses. */
    private double meanInput(PopulationPart target, NetworkParts full) {
        double sum = 0;
        for (ProjectionPart part : full.projections()) {
            final Projection projection = part.projection();
            if (projection.target().equals(target.name())) {
                final int targets = target.population().size();
                final PairSpace pairs = new PairSpace(full.population(projection.source()).population().size(), targets,
                        projection.source().equals(projection.target()));
                final double indegree = projection.rule().expectedSynapses(pairs) / targets;
                final double released = projection.keepMean() ? 1
                        : projection.release().meanFactor(projection.weight());
                sum += indegree * released * chargePerArrival(target, projection.weight().mean())
                        * rate(projection.source());
            }
        }
        for (PoissonDrive drive : full.poisson()) {
            if (drive.target().equals(target.name())) {
                sum += drive.indegree() * chargePerArrival(target, drive.weight()) * drive.rateHz();
            }
        }
        return sum / 1000;
    }

    private double rate(String source) {
        final Double rate = ratesHz.get(source);
        if (rate == null) {
            throw at.fail("lacks the key 'mean_rates', from which the current that makes up for lost synapses follows");
        }
        return rate;
    }

    /**
     * The charge in pA ms that an arrival of a weight brings: w tau_syn for currents that decay exponentially, C_m w
     * where the membrane potential jumps by w.
     */
    private double chargePerArrival(PopulationPart target, double weight) {
        final Map<String, Object> parameters = target.model().values();
        final String tau = weight < 0 ? "tau_syn_in" : "tau_syn_ex";
        if (target.population().model().weightUnit().equals("pA") && parameters.containsKey(tau)) {
            return weight * (Double) parameters.get(tau);
        }
        if (target.population().model().weightUnit().equals("mV") && parameters.containsKey("C_m")) {
            return weight * (Double) parameters.get("C_m");
        }
        throw at.fail("the mean input of model " + target.model().model() + " (population '" + target.name()
                + "') is not known; leave 'downscale' out");
    }
}

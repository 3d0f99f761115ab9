package org.quantal.models.plasticity;

import static org.quantal.simulator.model.Dimension.NUMBER;
import static org.quantal.simulator.model.Dimension.TIME;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quantal.models.balancing.SparseBalancing;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.simulator.model.ModelEntry;
import org.quantal.simulator.model.NetworkPlasticity;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SynapseBlock;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.RuleFigures;

/**
 * Synaptic balancing (Stock et al. 2022): neurons with too costly inputs shrink them and grow their outgoing synapses,
 * which lowers the total cost C of the weights and keeps what the network computes. All projections that name the rule
 * form one matrix J, the weight J_ij from neuron j to neuron i, and
 *
 * <pre>
 * tau_b dh_i/dt = g_i = Cin_i - Cout_i,   C_ij = |J_ij|^p,   J_ij = exp(-h_i) J_ij(0) exp(h_j)
 * </pre>
 *
 * <p>A neuron with such synapses on both sides is free; one without incoming or without outgoing ones keeps h = 0, so
 * that weights from sources scale with d_i = exp(-h_i), those onto read-outs with 1/d_i, and mean rates of free neurons
 * with d_i. That leaves the map from the sources' rates to the read-outs' mean rates as it is if the gain is
 * homogeneous of degree 1, {@link LinearPoisson} without rate_0, and if all input and all output of the free neurons
 * takes part; everything else is refused. The rate must not be cut at 0 by fluctuations either: with inhibition that
 * strong the map is kept approximately.
 *
 * <p>The cost is that of the weights as they are stored: divided by the mean release with {@code keep_mean}, and not
 * weighted by release probabilities, so a power of 2 counts noise that goes with the square of the weight. Releases
 * that fail are noise in proportion to the signal; no h changes them relative to it.
 *
 * <p>tau_b = tau p M, where M is the mean of Cin + Cout over the free neurons at the start: tau is about the time
 * constant of imbalances at these costs. What is left when costs have fallen goes away more slowly, in proportion. One
 * step of length interval/tau_b is taken each interval; it is halved until the cost falls.
 *
 * @param tauMs      tau, time constant in ms, positive
 * @param intervalMs time between steps in ms, positive
 * @param power      p, exponent of the weight in the cost, positive
 * @param startMs    time at which the first interval begins, in ms, not negative
 */
public record Balancing(double tauMs, double intervalMs, double power, double startMs) implements NetworkRule {

    /** As users find it in the catalogue. */
    public static final ModelEntry<PlasticityRule> ENTRY = new ModelEntry<>("balancing",
            "lowers the cost of all weights without changing what the network computes; for linear_poisson with rate_0"
            + " = 0 Hz", "Stock, Harvey, Ocko & Ganguli 2022, PLoS Comput Biol 18:e1010418", List.of(
                    ParameterSpec.of("tau", TIME, 1000, "time constant of imbalances at the costs of the start"),
                    ParameterSpec.of("interval", TIME, 100, "time between steps"),
                    ParameterSpec.of("power", NUMBER, 2, "exponent of |weight| in the cost"),
                    ParameterSpec.of("start", TIME, 0, "when the first interval begins")),
            p -> new Balancing(p.get("tau"), p.get("interval"), p.get("power"), p.get("start")));

    /** No population can have this name. */
    private static final String OUTSIDE = "";

    public Balancing {
        Check.positive("tau", tauMs, "ms");
        Check.positive("interval", intervalMs, "ms");
        Check.positive("power", power, "");
        Check.notNegative("start", startMs, "ms");
    }

    @Override
    public String name() {
        return ENTRY.name();
    }

    /** The weight at the start. */
    @Override
    public int bytesPerSynapse() {
        return Float.BYTES;
    }

    @Override
    public void check(Projection projection) {
        if (projection.plasticity().size() > 1) {
            throw new IllegalArgumentException("balancing computes weights from those at the start, which would undo"
                    + " what other rules learn; let it stand alone, or leave it out: projection=" + projection.name()
                    + " rules=" + projection.plasticity().stream().map(rule -> rule.name()).toList());
        }
    }

    @Override
    public void check(Network network, Projection projection) {
        final List<Projection> matrix = network.projections().stream().filter(p -> names(p)).toList();
        matrix.stream().filter(p -> !p.plasticity().contains(this)).findFirst().ifPresent(other -> {
            throw new IllegalArgumentException("balancing is one rule for the whole network; give all its projections"
                    + " the same parameters: projection=" + projection.name() + " and " + other.name());
        });
        checkGain(network.population(projection.target()), projection);
        final Set<String> free = matrix.stream().map(Projection::target).collect(Collectors.toCollection(TreeSet::new));
        free.retainAll(matrix.stream().map(Projection::source).collect(Collectors.toSet()));
        if (free.isEmpty()) {
            throw new IllegalArgumentException("balancing needs neurons with synapses on both sides that take part;"
                    + " name the rule on recurrent projections, or on those to and from a population: projection="
                    + projection.name());
        }
        checkCycle(matrix, free, projection);
        for (String population : List.of(projection.source(), projection.target())) {
            if (free.contains(population)) {
                checkEverythingTakesPart(network, population, projection);
            }
        }
    }

    private static boolean names(Projection projection) {
        return projection.plasticity().stream().anyMatch(Balancing.class::isInstance);
    }

    private static void checkGain(Population population, Projection projection) {
        final NeuronModel model = population.model();
        final String found;
        if (!(model instanceof LinearPoisson linear)) {
            found = model.name();
        } else if (linear.baselineHz() != 0) {
            found = "rate_0 = " + linear.baselineHz() + " Hz";
        } else {
            return;
        }
        throw new IllegalArgumentException("balancing needs a gain that is homogeneous of degree 1 (twice the input,"
                + " twice the rate), and so model linear_poisson with rate_0 = 0 Hz, not " + found
                + "; for integrate-and-fire neurons see RowGauge and MeanDriveGauge in org.quantal.models.balancing:"
                + " projection=" + projection.name() + " population=" + population.name());
    }

    /**
     * Refuses weights that would shrink for ever: those of synapses from whose target nothing leads back to their
     * source. Sources and read-outs count as one, the outside.
     */
    private static void checkCycle(List<Projection> matrix, Set<String> free, Projection projection) {
        final UnaryOperator<String> node = name -> free.contains(name) ? name : OUTSIDE;
        final Set<String> reached = new TreeSet<>();
        final Deque<String> left = new ArrayDeque<>(List.of(node.apply(projection.target())));
        while (!left.isEmpty()) {
            final String next = left.pop();
            if (reached.add(next)) {
                matrix.stream().filter(p -> node.apply(p.source()).equals(next))
                        .forEach(p -> left.add(node.apply(p.target())));
            }
        }
        if (!reached.contains(node.apply(projection.source()))) {
            throw new IllegalArgumentException("balancing would shrink these weights for ever, because they lie"
                    + " neither on a loop nor on a way from sources to read-outs; let a population that only sends and"
                    + " one that only receives take part: projection=" + projection.name());
        }
    }

    private static void checkEverythingTakesPart(Network network, String population, Projection projection) {
        network.projections().stream().filter(p -> p.source().equals(population) || p.target().equals(population))
                .filter(p -> !names(p)).findFirst().ifPresent(other -> {
                    throw new IllegalArgumentException("balancing keeps what the network computes only if all synapses"
                            + " of a population take part; add 'plasticity: balancing', with the same parameters, to "
                            + other.name() + ": projection=" + projection.name() + " population=" + population);
                });
        if (network.poissonDrives().stream().anyMatch(drive -> drive.target().equals(population))
                || network.currentDrives().stream().anyMatch(drive -> drive.target().equals(population))) {
            throw new IllegalArgumentException("balancing has to scale all input, which it cannot do with 'poisson'"
                    + " and 'current'; let a population of model poisson_source project to " + population
                    + " with 'plasticity: balancing': projection=" + projection.name() + " population=" + population);
        }
    }

    @Override
    public NetworkPlasticity start(Network network, List<Projection> projections, List<SynapseBlock> synapses) {
        final SparseBalancing balancing = new SparseBalancing(synapses, network.neurons(), power);
        if (balancing.freeNeurons() == 0) {
            throw new IllegalArgumentException("balancing finds no neuron that has weights on both sides: projection="
                    + projections.get(0).name());
        }
        return new Running(this, network, projections, balancing);
    }

    private static final class Running implements NetworkPlasticity {
        private final Balancing rule;
        private final Network network;
        private final List<String> populations;
        private final SparseBalancing balancing;
        private final double eta;
        private double fraction;
        /** Found when somebody asks. */
        private Map<String, Double> constants;

        Running(Balancing rule, Network network, List<Projection> projections, SparseBalancing balancing) {
            this.rule = rule;
            this.network = network;
            this.balancing = balancing;
            final Set<String> involved = projections.stream().flatMap(p -> List.of(p.source(), p.target()).stream())
                    .collect(Collectors.toSet());
            populations = network.populations().stream().map(Population::name).filter(involved::contains).toList();
            double costs = 0;
            for (int i = 0; i < network.neurons(); i++) {
                costs += balancing.isFree(i) ? balancing.incoming(i) + balancing.outgoing(i) : 0;
            }
            eta = rule.intervalMs / (rule.tauMs * rule.power * costs / balancing.freeNeurons());
        }

        @Override
        public void act() {
            fraction = balancing.step(eta) / eta;
        }

        @Override
        public RuleFigures figures() {
            if (constants == null) {
                constants = Map.of("power", rule.power, "tau_ms", rule.tauMs, "cost_minimum", balancing.minimum());
            }
            final Map<String, Map<String, double[]>> neurons = new LinkedHashMap<>();
            int first = 0;
            for (Population population : network.populations()) {
                if (populations.contains(population.name())) {
                    neurons.put(population.name(), neurons(first, population.size()));
                }
                first += population.size();
            }
            return new RuleFigures(rule.name(), constants, Map.of("cost", balancing.total(), "squared_imbalance",
                    balancing.squaredImbalance(), "step_fraction", fraction), neurons);
        }

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeDouble(fraction);
            balancing.save(out);
        }

        @Override
        public void load(DataInput in) throws IOException {
            fraction = in.readDouble();
            balancing.load(in);
        }

        private Map<String, double[]> neurons(int first, int count) {
            return Map.of("cost_in", values(first, count, balancing::incoming), "cost_out",
                    values(first, count, balancing::outgoing),
                    "g", values(first, count, balancing::imbalance), "h", values(first, count, balancing::log));
        }

        private static double[] values(int first, int count, IntToDoubleFunction of) {
            return IntStream.range(first, first + count).mapToDouble(of).toArray();
        }
    }
}

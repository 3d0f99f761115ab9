package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LinearPoisson;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.neuron.PoissonSource;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.BetaRelease;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ParameterSpec;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.RuleFigures;
import org.quantal.simulator.record.SynapseSnapshot;

/** The rule in simulations. */
class BalancingTest {
    private static final Balancing RULE = new Balancing(1, 10, 2, 0);
    private static final NeuronModel LINEAR = new LinearPoisson(0, 1, 10);
    private static final ReleaseModel RELEASE = new BernoulliRelease(0.5);

    private static Projection projection(String from, String to, int indegree, double weight, ReleaseModel release,
            List<PlasticityRule> rules) {
        return new Projection(from + "->" + to, from, to, new FixedIndegree(indegree),
                new Uniform(0.5 * weight, 1.5 * weight), new Uniform(0.5, 2), release, false, rules);
    }

    /** Sources S, a recurrent network of a strongly and a weakly driven population A and B, read-outs R. */
    private static Network network(NeuronModel recurrent, ReleaseModel release, PlasticityRule rule) {
        final List<PlasticityRule> rules = rule == null ? List.of() : List.of(rule);
        return new Network(List.of(new Population("S", 12, new PoissonSource(40), Map.of()),
                new Population("A", 15, recurrent, Map.of()),
                new Population("B", 17, recurrent, Map.of()), new Population("R", 3, recurrent, Map.of())),
                List.of(projection("S", "A", 6, 10, release, rules), projection("S", "B", 6, 1, release, rules),
                        projection("A", "A", 5, 4, release, rules), projection("A", "B", 4, 0.4, release, rules),
                        projection("B", "A", 3, 40, release, rules), projection("B", "B", 4, 4, release, rules),
                        projection("A", "R", 8, 1, release, rules), projection("B", "R", 8, 10, release, rules)),
                        List.of(), List.of());
    }

    private static Scenario scenario(Network network, int partitions) {
        return new Scenario("balancing", network, new TimeGrid(0.1), 20, 400, 7, partitions, List.of());
    }

    /** What the rule tells, and spikes as text. */
    private static final class Log implements Recorder {
        private final List<RuleFigures> figures = new ArrayList<>();
        private final List<String> spikes = new ArrayList<>();

        @Override
        public void onRule(long step, RuleFigures told) {
            assertEquals(100L * figures.size(), step);
            figures.add(told);
        }

        @Override
        public void onSpikes(long step, int population, int[] neurons, int count) {
            spikes.add(step + " " + population + " " + Arrays.toString(Arrays.copyOf(neurons, count)));
        }

        @Override
        public void close() {
        }

        double last(String total) {
            return figures.get(figures.size() - 1).totals().get(total);
        }
    }

    static Stream<ReleaseModel> releases() {
        return Stream.of(RELEASE, new BetaRelease(0.5, 0.2));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void costFallsToTheMinimumAndWeightsFollowTheGauge(ReleaseModel release) {
        final Network network = network(LINEAR, release, RULE);
        final Log log = new Log();
        final List<SynapseSnapshot> before = new ArrayList<>();
        final List<SynapseSnapshot> after = new ArrayList<>();
        try (Simulation simulation = Simulation.of(scenario(network, 3)).threads(2).record(log)) {
            network.projections().forEach(p -> before.add(simulation.synapses(p.name())));
            simulation.run();
            network.projections().forEach(p -> after.add(simulation.synapses(p.name())));
        }
        assertEquals(41, log.figures.size());
        final double minimum = log.figures.get(0).constants().get("cost_minimum");
        assertEquals(2, log.figures.get(0).constants().get("power"));
        double last = Double.POSITIVE_INFINITY;
        double started = 0;
        for (RuleFigures told : log.figures) {
            assertTrue(told.totals().get("cost") <= last);
            last = told.totals().get("cost");
            started = Math.max(started, last);
        }
        assertTrue(started > 3 * minimum, "badly scaled: " + started / minimum);
        assertEquals(minimum, last, 1e-3 * minimum);
        // What is told belongs to the weights that there are.
        final RuleFigures end = log.figures.get(log.figures.size() - 1);
        double cost = 0;
        final double[] incoming = new double[15];
        for (int p = 0; p < before.size(); p++) {
            final Projection projection = network.projections().get(p);
            final double[] from = end.neurons().get(projection.source()).get("h");
            final double[] to = end.neurons().get(projection.target()).get("h");
            for (int s = 0; s < before.get(p).size(); s++) {
                final double weight = after.get(p).weight()[s];
                assertEquals(before.get(p)
                        .weight()[s] * Math.exp(from[after.get(p).source()[s]] - to[after.get(p).target()[s]]), weight,
                        2e-7 * weight);
                cost += weight * weight;
                if (projection.target().equals("A") && after.get(p).source()[s] != after.get(p).target()[s]
                        || projection.target().equals("A") && !projection.source().equals("A")) {
                    incoming[after.get(p).target()[s]] += weight * weight;
                }
            }
            assertArrayEquals(before.get(p).probability(), after.get(p).probability());
        }
        assertEquals(cost, last, 1e-6 * last);
        assertArrayEquals(incoming, end.neurons().get("A").get("cost_in"), 1e-6 * last);
        assertArrayEquals(new double[12], end.neurons().get("S").get("h"), "sources stay");
        assertArrayEquals(new double[3], end.neurons().get("R").get("h"), "read-outs stay");
        assertTrue(Arrays.stream(end.neurons().get("A").get("h")).noneMatch(h -> h == 0));
    }

    /** Equation (8) of the theory note, in time: two populations of one neuron that know only each other. */
    @Test
    void pairFollowsTheClosedForm() {
        final double a = 2;
        final double b = 0.5;
        final double product = a * b;
        // Both neurons have Cin + Cout = a^2 + b^2, so tau_b = tau p (a^2 + b^2).
        final double tau = 200;
        final Balancing rule = new Balancing(tau, 1, 2, 0);
        final Network network = new Network(List.of(new Population("A", 1, LINEAR, Map.of()),
                new Population("B", 1, LINEAR, Map.of())),
                List.of(new Projection("B->A", "B", "A", new AllToAll(), new Constant(a), new Constant(1), RELEASE,
                false, List.of(rule)),
                        new Projection("A->B", "A", "B", new AllToAll(), new Constant(b), new Constant(1), RELEASE,
                        false, List.of(rule))),
                List.of(), List.of());
        try (Simulation simulation = Simulation.of(scenario(network, 1)).threads(1)) {
            simulation.run(300);
            final double t = 300 / (tau * 2 * (a * a + b * b));
            final double v = 2 * atanh(Math.tanh(Math.log(a / b) / 2) * Math.exp(-8 * product * t));
            // Euler's error is of the order of interval / tau.
            assertEquals(Math.sqrt(product) * Math.exp(v / 2), simulation.synapses("B->A").weight()[0], 5e-3);
            assertEquals(Math.sqrt(product) * Math.exp(-v / 2), simulation.synapses("A->B").weight()[0], 5e-3);
            assertTrue(v > 0.2 && v < 1.2, "neither start nor end: " + v);
        }
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    private static Log run(Scenario scenario, int threads, double... pieces) {
        final Log log = new Log();
        try (Simulation simulation = Simulation.of(scenario).threads(threads).record(log)) {
            for (double piece : pieces) {
                simulation.run(piece);
            }
        }
        return log;
    }

    @Test
    void resultsDependNeitherOnThreadsNorOnPieces() {
        final Scenario scenario = scenario(network(LINEAR, RELEASE, RULE), 3);
        final Log whole = run(scenario, 1, 400);
        assertTrue(whole.spikes.size() > 200, "spikes: " + whole.spikes.size());
        assertNotEquals(run(scenario(network(LINEAR, RELEASE, null), 3), 1, 400).spikes, whole.spikes);
        for (Log other : List.of(run(scenario, 2, 400), run(scenario, 3, 400), run(scenario, 2, 100, 3.3, 296.7))) {
            assertEquals(whole.spikes, other.spikes);
            assertEquals(whole.last("cost"), other.last("cost"));
        }
    }

    /** Twelve bytes for each synapse: target, weight, and the weight at the start. */
    @Test
    void memoryIsAsDocumented() {
        try (Simulation simulation = Simulation.of(scenario(network(LINEAR, RELEASE, RULE), 1)).build()) {
            final long synapses = simulation.summary().synapses();
            final long rows = simulation.summary().synapseBytes() - 12 * synapses;
            assertTrue(rows > 0 && rows <= 8 * synapses + 24 * 8 * 47, "rows and runs: " + rows + " bytes");
        }
    }

    private static Network with(Network network, Projection... more) {
        return new Network(network.populations(), Stream.concat(network.projections().stream(), Stream.of(more))
                .toList(), network.poissonDrives(), network.currentDrives());
    }

    static Stream<Arguments> refusals() {
        final Network network = network(LINEAR, RELEASE, RULE);
        final NeuronModel lif = new LifDelta(new Membrane(250, 20, 2, 0, 20, 10, 0));
        final String gain = "balancing needs a gain that is homogeneous of degree 1 (twice the input, twice the rate),"
                + " and so model linear_poisson with rate_0 = 0 Hz, not ";
        final String see = "; for integrate-and-fire neurons see RowGauge and MeanDriveGauge in"
                + " org.quantal.models.balancing: projection=S->A population=A";
        final Projection plain = new Projection("plain", "A", "R", new AllToAll(), new Constant(1), new Constant(1),
                RELEASE, false);
        final Projection other = new Projection("other", "A", "R", new AllToAll(), new Constant(1), new Constant(1),
                RELEASE, false, List.of(new Balancing(5, 10, 1, 0)));
        final Projection both = new Projection("both", "A", "R", new AllToAll(), new Constant(1), new Constant(1),
                RELEASE, false, List.of(RULE, new StdpRule(20, 20, 0.01, 1, 1, 1, 100)));
        final Network forward = new Network(network.populations(), network.projections().subList(0, 2), List.of(),
                List.of());
        final String input = "balancing has to scale all input, which it cannot do with 'poisson' and 'current'; let a"
                + " population of model poisson_source project to A with 'plasticity: balancing': projection=S->A"
                + " population=A";
        return Stream.of(
                Arguments.of(network(lif, RELEASE, RULE), gain + "iaf_psc_delta" + see),
                Arguments.of(network(new LinearPoisson(10, 1, 10), RELEASE, RULE), gain + "rate_0 = 10.0 Hz" + see),
                Arguments.of(with(network, plain),
                "balancing keeps what the network computes only if all synapses of a population take part;"
                        + " add 'plasticity: balancing', with the same parameters, to plain: projection=S->A"
                        + " population=A"),
                Arguments.of(with(network, other),
                "balancing is one rule for the whole network; give all its projections the same"
                        + " parameters: projection=S->A and other"),
                Arguments.of(with(network, both),
                "balancing computes weights from those at the start, which would undo what other rules"
                        + " learn; let it stand alone, or leave it out: projection=both rules=[balancing, stdp]"),
                Arguments.of(forward,
                "balancing needs neurons with synapses on both sides that take part; name the rule on recurrent"
                        + " projections, or on those to and from a population: projection=S->A"),
                Arguments.of(new Network(network.populations(), network.projections().subList(0, 6), List.of(),
                List.of()),
                        "balancing would shrink these weights for ever, because they lie neither on a loop nor on a"
                        + " way from sources to read-outs; let a population that only sends and one that only receives"
                        + " take part: projection=S->A"),
                Arguments.of(new Network(network.populations(), network.projections(),
                List.of(new PoissonDrive("A", 1, 10, 1)), List.of()),
                        input),
                Arguments.of(new Network(network.populations(), network.projections(), List.of(),
                List.of(new CurrentDrive("A", 1))),
                        input));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeBalancedIsRefusedWithAWayOut(Network network, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class,
                () -> Simulation.of(scenario(network, 1)).build()).getMessage());
    }

    @Test
    void exactModeIsRefused() {
        final Scenario exact = scenario(network(LINEAR, RELEASE, RULE), 1).withIntegration(Integration.EXACT);
        final String message = assertThrows(IllegalArgumentException.class, () -> Simulation.of(exact).build())
                .getMessage();
        assertTrue(message.contains("'integration: grid'"), message);
    }

    @Test
    void weightsOfNothingLeaveNothingToBalance() {
        final Projection silent = new Projection("A->A", "A", "A", new AllToAll(), new Constant(0), new Constant(1),
                RELEASE, false, List.of(RULE));
        final Network network = new Network(List.of(new Population("A", 3, LINEAR, Map.of())), List.of(silent),
                List.of(), List.of());
        assertEquals("balancing finds no neuron that has weights on both sides: projection=A->A",
                assertThrows(IllegalArgumentException.class, () -> Simulation.of(scenario(network, 1)).build())
                .getMessage());
    }

    @Test
    void entryDescribesTheRuleAndItsParametersReachIt() {
        assertEquals(new Balancing(1000, 100, 2, 0), Balancing.ENTRY.create(Map.of()));
        for (ParameterSpec spec : Balancing.ENTRY.parameters()) {
            assertNotEquals(Balancing.ENTRY.create(Map.of()), Balancing.ENTRY.create(Map.of(spec.name(), 3.0)),
                    spec.name());
            if (!spec.name().equals("start")) {
                assertThrows(IllegalArgumentException.class, () -> Balancing.ENTRY.create(Map.of(spec.name(), 0.0)));
            }
            assertThrows(IllegalArgumentException.class, () -> Balancing.ENTRY.create(Map.of(spec.name(), -1.0)));
        }
    }
}

package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.engine.MemoryEstimate;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;

/** The memory that learning synapses take is known before they are built. */
class LearningMemoryTest {
    private static final int NEURONS = 60;
    private static final int INDEGREE = 40;
    private static final long SYNAPSES = NEURONS * INDEGREE;

    private static Scenario scenario(PlasticityRule rule) {
        return scenario(rule, Integration.GRID, new Constant(1));
    }

    private static Scenario scenario(PlasticityRule rule, Integration integration, Distribution delay) {
        final LifDelta model = new LifDelta(new Membrane(250, 20, 2, 0, 20, 10, 0));
        final Projection projection = new Projection("E->E", "E", "E", new FixedIndegree(INDEGREE), new Constant(0.1),
                delay, new BernoulliRelease(0.5), false, List.of(rule));
        return new Scenario("memory",
                new Network(List.of(new Population("E", NEURONS, model, Map.of())), List.of(projection), List.of(),
                List.of()), new TimeGrid(0.1), 0, 10, 1, 2,
                new Recordings(List.of(), List.of(), List.of()), integration);
    }

    private static long built(Scenario scenario) {
        try (Simulation simulation = Simulation.of(scenario).build()) {
            return simulation.summary().synapseBytes();
        }
    }

    /** The estimate has a few bytes a row and a partition more, for tables that are shared by projections. */
    @ParameterizedTest
    @MethodSource("org.quantal.models.plasticity.PlasticityRuleContractTest#rules")
    void estimateIsWhatIsBuilt(PlasticityRule rule) {
        final Scenario scenario = scenario(rule);
        final double estimate = MemoryEstimate.of(scenario).synapseBytes();
        final double rows = 2.0 * NEURONS;
        assertEquals(built(scenario), estimate, 16 * rows);
        assertEquals(SYNAPSES, MemoryEstimate.of(scenario).synapses());
    }

    /** Without a grid each synapse has a delay of 12 bytes, unless all are equal. */
    @ParameterizedTest
    @MethodSource("org.quantal.models.plasticity.PlasticityRuleContractTest#rules")
    void estimateIsWhatIsBuiltWithoutGrid(PlasticityRule rule) {
        final double rows = 2.0 * NEURONS;
        final Scenario equal = scenario(rule, Integration.EXACT, new Constant(1));
        final Scenario spread = scenario(rule, Integration.EXACT, new Uniform(1, 1.5));
        for (Scenario scenario : List.of(equal, spread)) {
            final double runs = Math.min(SYNAPSES, rows * (1 + (scenario == spread ? 5 : 0)));
            assertEquals(built(scenario), MemoryEstimate.of(scenario).synapseBytes(), 16 * rows + 4 * runs);
        }
        assertEquals(12 * (SYNAPSES - rows), built(spread) - built(equal));
    }

    @Test
    void memoryOfTheRuleCounts() {
        final PlasticityRule hedonistic = HedonisticSynapse.ENTRY.create(Map.of("target_rate", 200.0));
        final PlasticityRule reliability = ReliabilityLearning.ENTRY.create(Map.of("weight_scale", 20.0));
        // Both learn release probabilities; one keeps eligibilities, 4 bytes each.
        assertEquals(4 * SYNAPSES, built(scenario(hedonistic)) - built(scenario(reliability)));
        assertEquals(4 * SYNAPSES, MemoryEstimate.of(scenario(hedonistic)).synapseBytes()
                - MemoryEstimate.of(scenario(reliability)).synapseBytes(), 1e-6);
    }
}

package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.NetworkPlasticity;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SynapseBlock;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.OneToOne;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/** What the exact mode cannot simulate, and how it says so. */
class ExactRefusalsTest {

    private static Population population(NeuronModel model) {
        return new Population("A", 2, model, Map.of());
    }

    private static String refusal(Network network) {
        return refusal(network, 0.1);
    }

    private static String refusal(Network network, double stepMs) {
        final Scenario scenario = new Scenario("exact", network, new TimeGrid(stepMs), 0, 2, 3, 1,
                new Recordings(List.of(), List.of(), List.of()), Integration.EXACT);
        return assertThrows(IllegalArgumentException.class, () -> Simulation.of(scenario).run()).getMessage();
    }

    @Test
    void refusesModelsWithoutClosedForm() {
        final Network network = new Network(List.of(population(new TestModels.Leaky(0.9))), List.of(),
                List.of(), List.of());
        final String message = refusal(network);
        assertTrue(message.contains("population A: model leaky has no closed form") && message.contains("iaf_psc_exp")
                && message.contains("integration: grid"), message);
    }

    private static String refusalOf(PlasticityRule rule, double delayMs, double stepMs) {
        final Network network = new Network(List.of(population(new EchoNeuron())),
                List.of(new Projection("AA", "A", "A", new OneToOne(), new Constant(1), new Constant(delayMs),
                new TestModels.Sure(), false, List.of(rule))), List.of(), List.of());
        return refusal(network, stepMs);
    }

    @Test
    void refusesRulesForTheWholeNetwork() {
        final String message = refusalOf(new NetworkRule() {
            @Override
            public String name() {
                return "homeostasis";
            }

            @Override
            public double intervalMs() {
                return 1;
            }

            @Override
            public NetworkPlasticity start(Network network, List<Projection> projections, List<SynapseBlock> synapses) {
                throw new IllegalStateException("must not come to this");
            }
        }, 1, 0.1);
        assertEquals("projection AA: rule homeostasis acts on the whole network at times of the grid, which needs"
                + " 'integration: grid'", message);
    }

    /** Spikes at both ends of such a delay would count as simultaneous. */
    @Test
    void refusesDelaysTooShortToLearn() {
        final PlasticityRule rule = new PlasticityRule() {
            @Override
            public String name() {
                return "hebb";
            }

            @Override
            public Plasticity create(Context context) {
                return run -> { };
            }
        };
        final String message = refusalOf(rule, 1e-7, 1e-7);
        assertTrue(message.startsWith("synapses that learn need delays above 1.1920928955078125E-7 ms")
                && message.endsWith("delay=1.0E-7 ms"), message);
    }

    @Test
    void refusesDelaysThatReachToZero() {
        final Network network = new Network(List.of(population(new EchoNeuron())),
                List.of(new Projection("AA", "A", "A", new OneToOne(), new Constant(1), new Constant(0.04),
                new TestModels.Sure(), false)), List.of(), List.of());
        assertTrue(refusal(network).contains("projection=AA"), refusal(network));
    }
}

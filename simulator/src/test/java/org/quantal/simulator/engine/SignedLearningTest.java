package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.GroupContext;
import org.quantal.simulator.model.NeuronGroup;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.Plasticity;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.model.SynapseRun;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/** Rules that let weights cross 0. */
class SignedLearningTest {

    /** Weights change their sign at each presynaptic spike. */
    private record Flip(boolean keepsSign) implements PlasticityRule {
        @Override
        public String name() {
            return "flip";
        }

        @Override
        public Plasticity create(Context context) {
            return run -> {
                for (int s = run.from; s < run.to && run.presynaptic != SynapseRun.NEVER; s++) {
                    run.weight[s] = -run.weight[s];
                }
            };
        }
    }

    /** Takes both signs in one channel and never spikes. */
    private record Sink() implements NeuronModel {
        @Override
        public String name() {
            return "sink";
        }

        @Override
        public String weightUnit() {
            return "mV";
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public int channel(double weight) {
            return 0;
        }

        @Override
        public List<StateVariable> stateVariables() {
            return List.of();
        }

        @Override
        public NeuronGroup createGroup(GroupContext context) {
            return new NeuronGroup() {
                @Override
                public int advance(long step, double[][] arrivals, int[] spiked) {
                    return 0;
                }

                @Override
                public double state(String variable, int neuron) {
                    throw new IllegalArgumentException("no state");
                }

                @Override
                public void save(DataOutput out) {
                    throw new IllegalStateException("not needed in tests");
                }

                @Override
                public void load(DataInput in) {
                    throw new IllegalStateException("not needed in tests");
                }
            };
        }
    }

    private static Simulation simulation(NeuronModel target, PlasticityRule rule) {
        final Network network = new Network(
                List.of(new Population("A", 1, new SpikeTrainSource(new double[][] {{1, 2, 3}}), Map.of()),
                new Population("B", 2, target, Map.of())),
                List.of(new Projection("AB", "A", "B",
                new ExplicitConnections(new int[] {0, 0}, new int[] {0, 1}, new double[] {0.25, -0.5}, null),
                        new Constant(1), new Constant(1), new TestModels.Sure(), false, List.of(rule))), List.of(),
                        List.of());
        return Simulation.of(new Scenario("signed", network, new TimeGrid(1), 0, 3, 1, 1, List.of())).threads(1);
    }

    @Test
    void mixedSignsLearnWhereBothShareAChannel() {
        try (Simulation simulation = simulation(new Sink(), new Flip(false))) {
            simulation.run();
            final double[] weights = simulation.synapses("AB").weight();
            Arrays.sort(weights);
            assertArrayEquals(new double[] {-0.25, 0.5}, weights);
        }
    }

    @Test
    void mixedSignsAreRefusedWhereChannelsDiffer() {
        final Simulation simulation = simulation(new TestModels.Leaky(0.5), new Flip(false));
        assertEquals("weights that may cross 0 need a target that takes both signs in one channel: projection=AB"
                + " target=B (leaky)", assertThrows(IllegalArgumentException.class, simulation::build).getMessage());
    }

    @Test
    void mixedSignsAreRefusedByRulesThatKeepThem() {
        final Simulation simulation = simulation(new TestModels.Leaky(0.5), new Flip(true));
        assertEquals("synapses that learn must be all excitatory or all inhibitory; truncate the weights at 0:"
                + " projection=AB weight from -0.5 to 0.25",
                assertThrows(IllegalArgumentException.class, simulation::build).getMessage());
    }
}

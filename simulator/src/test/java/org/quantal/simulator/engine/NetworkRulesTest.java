package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.NetworkPlasticity;
import org.quantal.simulator.model.NetworkRule;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.SynapseBlock;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.RuleFigures;
import org.quantal.simulator.record.SynapseSnapshot;

class NetworkRulesTest {

    /**
     * Gives each synapse the weight 0.01 (k + 1) times the number of the rule's action, where k numbers source and
     * target through the network: that shows when the rule acted, and that it found each synapse where it is.
     */
    private record Numbering(double intervalMs, double startMs) implements NetworkRule {
        @Override
        public String name() {
            return "numbering";
        }

        @Override
        public int bytesPerSynapse() {
            return 7;
        }

        @Override
        public NetworkPlasticity start(Network network, List<Projection> projections, List<SynapseBlock> synapses) {
            return new NetworkPlasticity() {
                private int actions;

                @Override
                public void act() {
                    actions++;
                    for (SynapseBlock block : synapses) {
                        for (int j = 0; j < block.sources(); j++) {
                            for (int s = block.row()[j]; s < block.row()[j + 1]; s++) {
                                block.weight()[s] = weight(actions, block.firstSource() + j,
                                        block.firstTarget() + block.target()[s]);
                            }
                        }
                    }
                }

                @Override
                public RuleFigures figures() {
                    return new RuleFigures("numbering", Map.of("projections", (double) projections.size()),
                            Map.of("actions", (double) actions), Map.of());
                }

                @Override
                public void save(DataOutput out) throws IOException {
                    out.writeInt(actions);
                }

                @Override
                public void load(DataInput in) throws IOException {
                    actions = in.readInt();
                }
            };
        }

        static float weight(int actions, int source, int target) {
            return 1e-3f * actions * (1 + (31 * source + target) % 97);
        }
    }

    private static Scenario scenario(PlasticityRule rule, int partitions, double warmupMs, List<Double> looks) {
        final TestModels.Leaky model = new TestModels.Leaky(0.999);
        final Uniform start = new Uniform(0, 0.9);
        final Uniform weight = new Uniform(0.05, 0.3);
        final Uniform delay = new Uniform(0.3, 1.2);
        final List<PlasticityRule> rules = List.of(rule);
        final Network network = new Network(List.of(new Population("A", 13, model, Map.of("V_m", start)),
                new Population("B", 8, model, Map.of("V_m", start))),
                List.of(new Projection("A->B", "A", "B", new AllToAll(), weight, delay, new TestModels.Coin(0.5),
                false, rules),
                        new Projection("A->A", "A", "A", new FixedIndegree(3), weight, delay, new TestModels.Coin(0.5),
                        false),
                        new Projection("B->A", "B", "A", new FixedIndegree(4), weight, delay, new TestModels.Sure(),
                        false, rules)),
                List.of(), List.of());
        return new Scenario("rules", network, new TimeGrid(0.1), warmupMs, 10, 3, partitions, new Recordings(List.of(),
                List.of(new SynapseRecording("B->A", looks, true)), List.of()), Integration.GRID);
    }

    /** What happened, in order. */
    private static final class Log implements Recorder {
        private final List<String> lines = new ArrayList<>();
        private final List<String> spikes = new ArrayList<>();

        @Override
        public void onSpikes(long step, int population, int[] neurons, int count) {
            spikes.add(step + " " + population + " " + Arrays.toString(Arrays.copyOf(neurons, count)));
        }

        @Override
        public void onRule(long step, RuleFigures figures) {
            lines.add(step + " rule " + figures.totals().get("actions").intValue());
        }

        @Override
        public void onSynapses(long step, SynapseSnapshot snapshot) {
            lines.add(step + " look " + actions(snapshot, 13, 0));
        }

        @Override
        public void close() {
        }
    }

    /** How often the rule has acted, by all weights; -1 if they are those of the start. */
    private static int actions(SynapseSnapshot snapshot, int firstSource, int firstTarget) {
        int found = -1;
        for (int actions = 1; actions < 30; actions++) {
            boolean all = true;
            for (int s = 0; s < snapshot.size() && all; s++) {
                all = (float) snapshot.weight()[s] == Numbering.weight(actions, firstSource + snapshot.source()[s],
                        firstTarget + snapshot.target()[s]);
            }
            found = all ? actions : found;
        }
        return found;
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
    void actsAfterEachIntervalAndBeforeLooksAtTheSameTime() {
        final List<String> expected = List.of("0 rule 0", "0 look -1", "30 rule 1", "30 look 1", "31 look 1",
                "60 rule 2", "90 rule 3", "100 look 3");
        for (double warmup : new double[] {0, 4.7, 6}) {
            assertEquals(expected, run(scenario(new Numbering(3, 0), 3, warmup, List.of(0.0, 3.0, 3.1)), 2, 10).lines);
        }
    }

    @Test
    void firstIntervalBeginsAtTheStart() {
        assertEquals(List.of("0 rule 0", "55 rule 1", "80 rule 2", "100 look 2"),
                run(scenario(new Numbering(2.5, 3), 1, 1, List.of()), 1, 10).lines);
        assertEquals(List.of("0 rule 0", "50 rule 1", "100 rule 2", "100 look 2"),
                run(scenario(new Numbering(5, 0), 1, 0, List.of()), 1, 10).lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everySynapseIsFoundWhereItIs(int partitions) {
        try (Simulation simulation = Simulation.of(scenario(new Numbering(1, 0), partitions, 0, List.of()))
                .threads(2)) {
            simulation.run(4);
            assertEquals(4, actions(simulation.synapses("A->B"), 0, 13));
            assertEquals(4, actions(simulation.synapses("B->A"), 13, 0));
            assertEquals(-1, actions(simulation.synapses("A->A"), 0, 0), "does not name the rule");
            final long synapses = 13 * 8 + 13 * 3 + 13 * 4;
            assertEquals(synapses, simulation.summary().synapses());
        }
    }

    @Test
    void resultsDependNeitherOnThreadsNorOnPieces() {
        final Scenario scenario = scenario(new Numbering(3, 1), 3, 2, List.of(4.0, 7.0));
        final Log whole = run(scenario, 1, 10);
        assertTrue(whole.spikes.size() > 50, "spikes: " + whole.spikes.size());
        assertNotEquals(whole.spikes, run(scenario(new Numbering(100, 0), 3, 2, List.of()), 1, 10).spikes,
                "new weights are used");
        for (int threads : new int[] {1, 2, 3}) {
            for (double[] pieces : new double[][] {{10}, {4, 6}, {3.9, 0.1, 0.1, 5.9}, {7, 3}}) {
                final Log log = run(scenario, threads, pieces);
                assertEquals(whole.spikes, log.spikes, Arrays.toString(pieces));
                assertEquals(whole.lines, log.lines, Arrays.toString(pieces));
            }
        }
    }

    /** Until the rule acts, synapses that name it are those of the same network without it. */
    @Test
    void restingRuleLeavesWeightsAndMemoryIsCounted() {
        try (Simulation simulation = Simulation.of(scenario(new Numbering(50, 0), 2, 0, List.of()))) {
            final double[] start = simulation.synapses("B->A").weight();
            assertArrayEquals(start, simulation.run(10).synapses("B->A").weight());
            final long learning = 13 * 8 + 13 * 4;
            final long withoutRule;
            try (Simulation other = Simulation.of(scenario(new NumberingWithoutMemory(), 2, 0, List.of())).build()) {
                withoutRule = other.summary().synapseBytes();
            }
            assertEquals(7 * learning, simulation.summary().synapseBytes() - withoutRule);
        }
    }

    private record NumberingWithoutMemory() implements NetworkRule {
        @Override
        public String name() {
            return "idle";
        }

        @Override
        public double intervalMs() {
            return 50;
        }

        @Override
        public NetworkPlasticity start(Network network, List<Projection> projections, List<SynapseBlock> synapses) {
            return new Numbering(50, 0).start(network, projections, synapses);
        }
    }

    @Test
    void timesOffTheGridAreRefused() {
        assertEquals("interval must be a whole number of steps of 0.1 ms: interval=0.25 ms rule=numbering"
                + " projection=A->B", assertThrows(IllegalArgumentException.class,
                        () -> run(scenario(new Numbering(0.25, 0), 1, 0, List.of()), 1, 10)).getMessage());
        assertEquals("start must be a whole number of steps of 0.1 ms: start=0.01 ms rule=numbering projection=A->B",
                assertThrows(IllegalArgumentException.class,
                        () -> run(scenario(new Numbering(1, 0.01), 1, 0, List.of()), 1, 10)).getMessage());
    }
}

package org.quantal.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.PairwiseBernoulli;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;
import org.quantal.simulator.record.Recorder;

/** The whole engine against the most readable simulation of the same network: a map of time to arrivals. */
class EngineOracleTest {
    private static final TestModels.Leaky MODEL = new TestModels.Leaky(0.9);
    private static final double STEP = 0.1;

    private static Scenario scenario(ReleaseModel release, Distribution weight, int partitions, double warmupMs) {
        final List<Population> populations = List.of(new Population("E", 150, MODEL, Map.of("V_m", new Uniform(0, 1))),
                new Population("I", 37, MODEL, Map.of()), new Population("lonely", 1, MODEL, Map.of()));
        final List<Projection> projections = List.of(
                new Projection("EE", "E", "E", new PairwiseBernoulli(0.2, false), weight, new Uniform(0.5, 3),
                release, false),
                new Projection("EI", "E", "I", new FixedIndegree(40, true, true), weight, new Constant(0.7),
                release, false),
                new Projection("IE", "I", "E", new FixedIndegree(10, true, true), weight.scaled(-4),
                new Uniform(0.5, 0.9),
                        new TestModels.Sure(), false));
        return new Scenario("oracle", new Network(populations, projections,
                List.of(new PoissonDrive("E", 100, 100, 0.08), new PoissonDrive("I", 100, 100, 0.07)), List.of()),
                new TimeGrid(STEP), warmupMs, 60, 7, partitions, List.of());
    }

    /** All spikes as "step population neuron". */
    private static final class Spikes implements Recorder {
        private final List<String> list = new ArrayList<>();

        @Override
        public void onSpikes(long step, int population, int[] neurons, int count) {
            for (int k = 0; k < count; k++) {
                list.add(step + " " + population + " " + neurons[k]);
            }
        }

        @Override
        public void close() {
        }
    }

    private static List<String> run(Scenario scenario, int threads, double... pieces) {
        final Spikes spikes = new Spikes();
        try (Simulation simulation = Simulation.of(scenario).threads(threads).record(spikes)) {
            for (double piece : pieces) {
                simulation.run(piece);
            }
        }
        return spikes.list;
    }

    /**
     * A simulation without queues, rings, blocks or compact weights: only the tables as built, and the drive as drawn.
     */
    private static List<String> oracle(Scenario scenario, ReleaseModel release) {
        final NetworkBuilder builder = new NetworkBuilder(scenario, 1, scenario.seed());
        final List<Partition> partitions = builder.build();
        final Network network = scenario.network();
        final List<String> spikes = new ArrayList<>();
        final List<double[]> v = new ArrayList<>();
        for (int a = 0; a < network.populations().size(); a++) {
            final Population population = network.populations().get(a);
            final double[] values = new double[population.size()];
            final StreamRandom random = new StreamRandom(0);
            for (int i = 0; i < values.length && population.initialValues().containsKey("V_m"); i++) {
                random.reset(StreamKey.with(StreamKey.with(StreamKey.of(scenario.seed(), Purpose.INITIAL_VALUE, a), 0),
                        i));
                final double[] one = new double[1];
                population.initialValues().get("V_m").fill(random, one, 1);
                values[i] = one[0];
            }
            v.add(values);
        }
        final Map<Long, double[][][]> arrivals = new TreeMap<>();
        for (long step = 0; step < scenario.grid().steps("duration", scenario.durationMs()); step++) {
            final double[][][] now = arrivals.getOrDefault(step, new double[3][2][150]);
            for (int d = 0; d < network.poissonDrives().size(); d++) {
                final PoissonDrive drive = network.poissonDrives().get(d);
                final int a = network.indexOf(drive.target());
                for (Partition partition : partitions) {
                    final int from = partition.plan().from(a);
                    final double[] part = new double[partition.plan().to(a) - from];
                    new PoissonInput(drive.meanPerStep(STEP), drive.weight())
                            .add(StreamKey.with(StreamKey.with(StreamKey.of(scenario.seed(), Purpose.DRIVE, d), from),
                            step), part);
                    for (int i = 0; i < part.length; i++) {
                        now[a][0][from + i] += part[i];
                    }
                }
            }
            final long at = step;
            for (int a = 0; a < v.size(); a++) {
                for (int i = 0; i < v.get(a).length; i++) {
                    final double next = MODEL.next(v.get(a)[i], now[a][0][i], now[a][1][i]);
                    v.get(a)[i] = next >= 1 ? 0 : next;
                    if (next >= 1) {
                        spikes.add(step + " " + a + " " + i);
                        for (Partition partition : partitions) {
                            deliver(scenario, partition, a, i, at, arrivals, release);
                        }
                    }
                }
            }
        }
        return spikes;
    }

    private static void deliver(Scenario scenario, Partition partition, int population, int source, long step,
            Map<Long, double[][][]> arrivals, ReleaseModel release) {
        final PartitionPlan plan = partition.plan();
        final SynapseTable[] tables = partition.tables(population);
        for (int t = 0; t < tables.length; t++) {
            final long key = StreamKey.with(StreamKey.with(StreamKey.with(
                    StreamKey.of(scenario.seed(), Purpose.RELEASE, plan.partition()), step),
                    (long) population << 8 | t), source);
            final StreamRandom random = new StreamRandom(key);
            final double p = population == 0 ? release.meanProbability() : 1;
            final boolean compact = tables[t] instanceof CompactTable;
            tables[t].forEach(source, (slot, stored, delay, synapse) -> {
                if (p == 1 || random.nextDouble() < p) {
                    for (int a = 0; a < plan.populations(); a++) {
                        final int size = plan.to(a) - plan.from(a);
                        final int within = slot - plan.slotBase(a);
                        if (within >= 0 && within < 2 * size) {
                            final double unit = compact ? plan.format().unit(a) : 1;
                            arrivals.computeIfAbsent(step + delay, s -> new double[3][2][150])
                                    [a][within / size][plan.from(a) + within % size] += stored * unit;
                        }
                    }
                }
            });
        }
    }

    /** Weights of a half are sums that doubles hold exactly, so that the oracle's order of additions cannot matter. */
    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 1", "0.2, 2", "0.2, 3", "0.8, 5"})
    void engineEqualsOracle(double p, int partitions) {
        final ReleaseModel release = p == 1 ? new TestModels.Sure() : new TestModels.Coin(p);
        final Scenario scenario = scenario(release, new Constant(0.0625), partitions, 0);
        final List<String> expected = oracle(scenario, release);
        assertTrue(expected.size() > 500, "too few spikes to tell: " + expected.size());
        assertEquals(expected, run(scenario, 1, 60));
        assertEquals(expected, run(scenario, Math.min(2, partitions), 60));
    }

    /** Both formats: compact (narrow distribution) and wide (a spread over many orders that 16 bits cannot hold). */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void spikesDependNeitherOnThreadsNorOnPieces(boolean wide) {
        final Distribution weight = wide
                ? new org.quantal.simulator.network.LogNormal(0.06, 0.12, Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY) : new Uniform(0.03, 0.09);
        final Scenario scenario = scenario(new TestModels.Coin(0.5), weight, 4, 10);
        assertEquals(wide, WeightFormat.of(scenario.network(), Partitioning.of(scenario).slotBits()).isWide(2));
        final List<String> one = run(scenario, 1, 60);
        assertTrue(one.size() > 500, "too few spikes to tell: " + one.size());
        assertEquals(one, run(scenario, 2, 60));
        assertEquals(one, run(scenario, 3, 60));
        assertEquals(one, run(scenario, 2, 0.1, 24.3, 0.3, 35.3));
        assertNotEquals(one, run(scenario.withSeed(8), 2, 60));
    }

    @Test
    void countsOfferedAndReleased() {
        final Scenario scenario = scenario(new TestModels.Coin(0.25), new Constant(0.0625), 2, 5);
        try (Simulation simulation = Simulation.of(scenario).threads(2)) {
            final RunSummary summary = simulation.run().summary();
            final double offered = summary.offeredBySource().get(0);
            final double released = summary.releasedBySource().get(0);
            assertTrue(offered > 10_000);
            assertEquals(0.25, released / offered, 4 * Math.sqrt(0.25 * 0.75 / offered));
            assertEquals(summary.offeredBySource().get(1), summary.releasedBySource().get(1));
            assertEquals(60, summary.modelMs());
            assertEquals(188, summary.neurons());
        }
    }

    @Test
    void aFailingRecorderStopsTheRun() {
        final Recorder broken = new Recorder() {
            @Override
            public void onSpikes(long step, int population, int[] neurons, int count) {
                throw new IllegalStateException("no space");
            }

            @Override
            public void close() {
            }
        };
        try (Simulation simulation = Simulation.of(scenario(new TestModels.Sure(), new Constant(0.0625), 3, 0))
                .threads(2)
                .record(broken)) {
            assertEquals("no space", assertThrows(IllegalStateException.class, simulation::run).getMessage());
        }
    }

    @Test
    void stopEndsAllThreadsAtOneSlice() {
        final List<Long> steps = new ArrayList<>();
        final Simulation[] holder = new Simulation[1];
        final Recorder stopper = new Recorder() {
            @Override
            public void onAdvance(long step) {
                steps.add(step);
                if (step >= 100) {
                    holder[0].stop();
                }
            }

            @Override
            public void close() {
            }
        };
        final Scenario endless = scenario(new TestModels.Sure(), new Constant(0.0625), 4, 0);
        try (Simulation simulation = Simulation.of(endless).threads(3).record(stopper)) {
            holder[0] = simulation;
            simulation.run(1e6);
            assertTrue(simulation.wasStopped());
            final double reached = simulation.summary().modelMs();
            assertEquals(steps.get(steps.size() - 1) * STEP, reached, 1e-9);
            assertTrue(reached < 1e6);
        }
    }
}

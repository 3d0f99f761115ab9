package org.quantal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.EventOracle.Cell;
import org.quantal.models.EventOracle.Spike;
import org.quantal.models.EventOracle.Synapse;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.BetaRelease;
import org.quantal.models.release.Quanta;
import org.quantal.models.release.Reliable;
import org.quantal.models.release.ShortTermDynamics;
import org.quantal.models.release.StochasticTsodyksMarkram;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.ReleaseSites;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamKey.Purpose;
import org.quantal.simulator.random.StreamRandom;
import org.quantal.simulator.record.Recorder;

/** Networks in the exact mode: against a readable oracle, against the grid, and against themselves. */
class ExactNetworkTest {
    private static final long SEED = 11;
    private static final TimeGrid GRID = new TimeGrid(0.1);

    /** All exact spikes, and everything else as text. */
    private static final class Everything implements Recorder {
        private final List<Spike> spikes = new ArrayList<>();
        private final List<String> others = new ArrayList<>();
        private final int[] offset;
        private double latest = Double.NEGATIVE_INFINITY;

        Everything(Network network) {
            offset = new int[network.populations().size()];
            for (int a = 1; a < offset.length; a++) {
                offset[a] = offset[a - 1] + network.populations().get(a - 1).size();
            }
        }

        @Override
        public boolean takesExactTimes() {
            return true;
        }

        @Override
        public void onExactSpikes(double[] timesMs, int population, int[] neurons, int count) {
            double last = latest;
            for (int k = 0; k < count; k++) {
                assertTrue(timesMs[k] >= last, "spikes out of order");
                last = timesMs[k];
                spikes.add(new Spike(timesMs[k], offset[population] + neurons[k]));
            }
        }

        @Override
        public void onExactAdvance(double timeMs) {
            latest = timeMs;
        }

        @Override
        public void onStates(long step, int recording, float[][] values) {
            others.add(step + " " + recording + " " + Arrays.deepToString(values));
        }

        @Override
        public void close() {
            spikes.sort(java.util.Comparator.comparingDouble(Spike::timeMs).thenComparingInt(Spike::neuron));
        }
    }

    private static Everything run(Scenario scenario, int threads, double... pieces) {
        final Everything all = new Everything(scenario.network());
        try (Simulation simulation = Simulation.of(scenario).threads(threads).record(all)) {
            for (double piece : pieces) {
                simulation.run(piece);
            }
        }
        return all;
    }

    private static Scenario exact(Network network, double durationMs, int partitions, List<StateRecording> states) {
        return new Scenario("exact", network, GRID, 0, durationMs, SEED, partitions,
                new Recordings(states, List.of(), List.of()), Integration.EXACT);
    }

    /** A random network of explicit synapses, of which an oracle can know all. */
    private static final class RandomNetwork {
        final SplittableRandom random = new SplittableRandom(5);
        final List<Population> populations = new ArrayList<>();
        final List<Projection> projections = new ArrayList<>();
        final List<PoissonDrive> drives = new ArrayList<>();

        int from(int population) {
            return populations.subList(0, population).stream().mapToInt(Population::size).sum();
        }

        /** Weights are drawn within 20 % of their mean. */
        void connect(int source, int target, int indegree, double weight, double shortest, double longest,
                double delayUnit, ReleaseModel release) {
            final int n = populations.get(target).size() * indegree;
            final int[] from = new int[n];
            final int[] to = new int[n];
            final double[] w = new double[n];
            final double[] d = new double[n];
            for (int k = 0; k < n; k++) {
                from[k] = random.nextInt(populations.get(source).size());
                to[k] = k / indegree;
                w[k] = weight * (0.8 + 0.4 * random.nextDouble());
                d[k] = shortest + (longest - shortest) * random.nextDouble();
                d[k] = delayUnit > 0 ? Math.rint(d[k] / delayUnit) * delayUnit : d[k];
            }
            projections.add(new Projection(source + ">" + target, populations.get(source).name(),
                    populations.get(target).name(), new ExplicitConnections(from, to, w, d), new Constant(1),
                    new Constant(1), release, false));
        }

        double[][] trains(int sources, double meanGapMs, double durationMs) {
            final double[][] trains = new double[sources][];
            for (int i = 0; i < sources; i++) {
                final TreeSet<Double> times = new TreeSet<>();
                for (int k = 0; k < durationMs / meanGapMs; k++) {
                    times.add(durationMs * random.nextDouble());
                }
                trains[i] = times.stream().mapToDouble(Double::doubleValue).toArray();
            }
            return trains;
        }

        Network network() {
            return new Network(populations, projections, drives, List.of());
        }

        /** The oracle of this network, with the drawn initial values, external arrivals and releases. */
        EventOracle oracle(double endMs, int partitions, double p) {
            final int n = from(populations.size());
            final Cell[] cells = new Cell[n];
            final int[] populationOf = new int[n];
            for (int a = 0; a < populations.size(); a++) {
                for (int i = 0; i < populations.get(a).size(); i++) {
                    populationOf[from(a) + i] = a;
                    cells[from(a) + i] = cell(a, i);
                }
            }
            final List<List<List<Synapse>>> rows = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                rows.add(new ArrayList<>());
                for (int part = 0; part < partitions; part++) {
                    rows.get(j).add(new ArrayList<>());
                }
            }
            for (Projection projection : projections) {
                addSynapses(projection, partitions, rows);
            }
            final ReleaseSites sites = new BernoulliRelease(p == 1 ? 0.5 : p).createSites();
            final EventOracle oracle = new EventOracle(cells, rows, (neuron, part, number, count) -> {
                final BitSet all = new BitSet();
                all.set(0, count);
                if (p == 1) {
                    return all;
                }
                final int a = populationOf[neuron];
                final long[] mask = new long[count / 64 + 1];
                sites.release(StreamKey.with(StreamKey.with(StreamKey.with(StreamKey.of(SEED, Purpose.RELEASE, part),
                        number), (long) a << 8), neuron - from(a)), 0, count, mask);
                return BitSet.valueOf(mask);
            });
            for (int a = 0; a < populations.size(); a++) {
                giveInput(oracle, a, endMs);
            }
            return oracle;
        }

        private Cell cell(int a, int i) {
            final Population of = populations.get(a);
            if (of.model() instanceof SpikeTrainSource) {
                return null;
            }
            final double[] v = {0};
            final StreamRandom stream = new StreamRandom(
                    StreamKey.with(StreamKey.with(StreamKey.of(SEED, Purpose.INITIAL_VALUE, a), 0), i));
            of.initialValues().get("V_m").fill(stream, v, 1);
            final boolean delta = of.model() instanceof LifDelta;
            final Membrane m = delta ? ((LifDelta) of.model()).membrane() : ((LifExp) of.model()).membrane();
            final double[] tauS = delta ? new double[0] : ((LifExp) of.model()).channels() == 1
                    ? new double[] {((LifExp) of.model()).tauExMs()}
                    : new double[] {((LifExp) of.model()).tauExMs(), ((LifExp) of.model()).tauInMs()};
            return new Cell(m.tauMs(), m.capacitancePF(), m.refractoryMs(), m.thresholdMV() - m.restMV(),
                    m.resetMV() - m.restMV(), m.currentPA() * m.tauMs() / m.capacitancePF(), v[0] - m.restMV(), delta
                    ? 1 : 0.002, tauS);
        }

        private void addSynapses(Projection projection, int partitions, List<List<List<Synapse>>> rows) {
            final ExplicitConnections list = (ExplicitConnections) projection.rule();
            final int[] source = list.source();
            final int[] target = list.target();
            final double[] weight = list.weight();
            final double[] delay = list.delayMs();
            final int a = network().indexOf(projection.source());
            final int b = network().indexOf(projection.target());
            final long size = populations.get(b).size();
            for (int k = 0; k < source.length; k++) {
                int part = 0;
                while (target[k] >= size * (part + 1) / partitions) {
                    part++;
                }
                rows.get(from(a) + source[k]).get(part).add(new Synapse(from(b) + target[k],
                        populations.get(b).model().channel(weight[k]), weight[k], delay[k]));
            }
        }

        private void giveInput(EventOracle oracle, int a, double endMs) {
            for (int i = 0; i < populations.get(a).size(); i++) {
                if (a == populations.size() - 1) {
                    for (double t : sourceTrains[i]) {
                        oracle.give(from(a) + i, t);
                    }
                }
                for (int d = 0; d < drives.size(); d++) {
                    final PoissonDrive drive = drives.get(d);
                    if (drive.target().equals(populations.get(a).name())) {
                        double t = 0;
                        for (int k = 0; t < endMs; k++) {
                            final double u = new StreamRandom(
                                    StreamKey.with(StreamKey.with(StreamKey.of(SEED, Purpose.DRIVE, d), i), k))
                                    .nextDouble();
                            t += -Math.log(1 - u) * 1000 / (drive.indegree() * drive.rateHz());
                            oracle.arrive(from(a) + i, t, populations.get(a).model().channel(drive.weight()),
                                    drive.weight());
                        }
                    }
                }
            }
        }

        private double[][] sourceTrains;

        void addSources(int sources, double meanGapMs, double durationMs) {
            sourceTrains = trains(sources, meanGapMs, durationMs);
            populations.add(new Population("S", sources, new SpikeTrainSource(sourceTrains), Map.of()));
        }

        void add(String name, int size, NeuronModel model, Distribution initial) {
            populations.add(new Population(name, size, model, Map.of("V_m", initial)));
        }
    }

    private static void assertSameSpikes(List<Spike> expected, List<Spike> actual, int least) {
        assertTrue(expected.size() > least, "too few spikes to tell: " + expected.size());
        for (int k = 0; k < Math.min(expected.size(), actual.size()); k++) {
            assertEquals(expected.get(k).neuron(), actual.get(k).neuron(),
                    "spike " + k + ": " + expected.get(k) + " " + actual.get(k));
            assertEquals(expected.get(k).timeMs(), actual.get(k).timeMs(), 1e-9);
        }
        assertEquals(expected.size(), actual.size());
    }

    /**
     * 800 + 200 neurons that Poisson input holds at threshold (E), or a current above it (I), with 100 synapses each.
     */
    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 2"})
    void deltaNetworkEqualsOracle(double p, int partitions) {
        final double durationMs = 100;
        final ReleaseModel release = p == 1 ? new Reliable() : new BernoulliRelease(p);
        final RandomNetwork random = new RandomNetwork();
        random.add("E", 800, new LifDelta(new Membrane(250, 20, 2, -70, -50, -60, 0)), new Uniform(-70, -51));
        random.add("I", 200, new LifDelta(new Membrane(250, 15, 1, -70, -52, -70, 320)), new Uniform(-70, -53));
        random.addSources(40, 20, durationMs);
        random.connect(0, 0, 80, 0.4, 0.5, 3, 0, release);
        random.connect(0, 1, 80, 0.4, 0.5, 3, 0, release);
        random.connect(1, 0, 20, -1.6, 0.3, 1, 0, release);
        random.connect(1, 1, 20, -1.6, 0.3, 1, 0, release);
        random.connect(2, 0, 5, 1, 0.5, 3, 0, release);
        random.drives.add(new PoissonDrive("E", 100, 20, 0.5));
        random.drives.add(new PoissonDrive("I", 100, 3, 0.5));
        final List<Spike> expected = random.oracle(durationMs, partitions, p).run(durationMs);
        assertSameSpikes(expected,
                run(exact(random.network(), durationMs, partitions, List.of()), 2, durationMs).spikes, 3000);
    }

    private static RandomNetwork currents(double delayUnit, ReleaseModel release, double durationMs) {
        final RandomNetwork random = new RandomNetwork();
        random.add("E", 80, new LifExp(new Membrane(250, 10, 2, -65, -50, -65, 360), 0.5, 1.5, false),
                new Uniform(-65, -51));
        random.add("I", 20, new LifExp(new Membrane(250, 12, 2, -65, -50, -60, 300), 2, 2, false),
                new Uniform(-65, -51));
        random.addSources(40, 20, durationMs);
        random.connect(0, 0, 16, 150, 0.5, 3, delayUnit, release);
        random.connect(0, 1, 16, 60, 0.5, 3, delayUnit, release);
        random.connect(1, 0, 4, -150, 0.3, 1, delayUnit, release);
        random.connect(1, 1, 4, -150, 0.3, 1, delayUnit, release);
        random.connect(2, 0, 10, 200, 0.5, 3, delayUnit, release);
        return random;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 3"})
    void currentNetworkEqualsOracle(double p, int partitions) {
        final double durationMs = 150;
        final RandomNetwork random = currents(0, p == 1 ? new Reliable() : new BernoulliRelease(p), durationMs);
        random.drives.add(new PoissonDrive("E", 100, 10, 60));
        final List<Spike> expected = random.oracle(durationMs, partitions, p).run(durationMs);
        assertSameSpikes(expected,
                run(exact(random.network(), durationMs, partitions, List.of()), 2, durationMs).spikes, 500);
    }

    /** Times by neuron. */
    private static List<List<Double>> byNeuron(List<Spike> spikes, int neurons) {
        final List<List<Double>> times = new ArrayList<>();
        for (int i = 0; i < neurons; i++) {
            times.add(new ArrayList<>());
        }
        spikes.forEach(spike -> times.get(spike.neuron()).add(spike.timeMs()));
        return times;
    }

    /** Spike times on the grid, stamped with the ends of steps as users get them. */
    private static List<Spike> onGrid(Network network, double stepMs, double durationMs) {
        final List<Spike> spikes = new ArrayList<>();
        final TimeGrid grid = new TimeGrid(stepMs);
        final Recorder recorder = new Recorder() {
            @Override
            public void onSpikes(long step, int population, int[] neurons, int count) {
                for (int k = 0; k < count; k++) {
                    spikes.add(new Spike(grid.timeMs(step + 1), new int[] {0, 80, 100}[population] + neurons[k]));
                }
            }

            @Override
            public void close() {
            }
        };
        try (Simulation simulation = Simulation.of(new Scenario("grid", network, grid, 0, durationMs, SEED, 1,
                List.of()))
                .record(recorder)) {
            simulation.run();
        }
        return spikes;
    }

    /**
     * The mean distance of grid spikes from exact ones, over the first spikes of all neurons: about half a step at a
     * neuron's own rounding, more where late input adds up. At first order it halves with the step.
     */
    @Test
    void errorOfTheGridHalvesWithTheStep() {
        final double durationMs = 60;
        final RandomNetwork random = currents(0.1, new Reliable(), durationMs);
        for (double[] train : random.sourceTrains) {
            assertTrue(train.length > 0);
        }
        final List<List<Double>> exact = byNeuron(
                run(exact(random.network(), durationMs, 1, List.of()), 1, durationMs).spikes, 140).subList(0, 100);
        final double[] error = new double[3];
        for (int k = 0; k < error.length; k++) {
            final List<List<Double>> grid = byNeuron(onGrid(random.network(), 0.1 / (1 << k), durationMs), 140);
            int compared = 0;
            for (int i = 0; i < exact.size(); i++) {
                for (int n = 0; n < 2; n++) {
                    if (exact.get(i).size() > n && grid.get(i).size() > n) {
                        error[k] += Math.abs(grid.get(i).get(n) - exact.get(i).get(n));
                        compared++;
                    }
                }
            }
            assertTrue(compared > 150, "compared " + compared);
            error[k] /= compared;
        }
        assertEquals(2, error[0] / error[1], 0.25);
        assertEquals(2, error[1] / error[2], 0.25);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void regularFiringIsExact(boolean delta) {
        final Membrane membrane = new Membrane(250, 10, 2, -65, -50, -60, 500);
        final Network network = new Network(List.of(new Population("A", 2,
                delta ? new LifDelta(membrane) : new LifExp(membrane, 0.5, 0.5, false), Map.of())), List.of(),
                List.of(), List.of());
        final List<Spike> spikes = run(exact(network, 500, 1, List.of()), 1, 500).spikes;
        // Equation (4) of the theory, with V relative to rest: steady 20, threshold 15, reset 5, start 0.
        final double first = 10 * Math.log(20.0 / 5);
        final double interval = 2 + 10 * Math.log(15.0 / 5);
        assertEquals(2 * (1 + (int) ((500 - first) / interval)), spikes.size());
        for (int k = 0; k < spikes.size(); k++) {
            final double expected = first + k / 2 * interval;
            assertEquals(expected, spikes.get(k).timeMs(), 1e-12 * expected);
        }
    }

    private static Network mixed(ReleaseModel release) {
        final LifExp two = new LifExp(new Membrane(250, 10, 2, -65, -50, -65, 0), 0.5, 1.5, false);
        final LifDelta delta = new LifDelta(new Membrane(250, 20, 0, -65, -50, -60, 0));
        return new Network(List.of(new Population("E", 200, two, Map.of("V_m", new Normal(-58, 5))),
                new Population("I", 60, delta, Map.of("V_m", new Uniform(-65, -50)))),
                List.of(new Projection("EE", "E", "E", new FixedIndegree(20), new Normal(200, 20),
                new Normal(1.5, 0.75), release, true),
                        new Projection("EI", "E", "I", new FixedIndegree(20), new Constant(1), new Normal(1.5, 0.75),
                        release, true),
                        new Projection("IE", "I", "E", new FixedIndegree(10), new Normal(-300, 30), new Uniform(0.2, 1),
                        release, true)),
                List.of(new PoissonDrive("E", 1000, 8, 150), new PoissonDrive("E", 100, 8, -40),
                new PoissonDrive("I", 100, 8, 1)), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bernoulli", "beta", "depletion"})
    void resultsDependNeitherOnThreadsNorOnPiecesNorOnRecording(String name) {
        final ReleaseModel release = switch (name) {
            case "beta" -> new BetaRelease(0.46, 0.26);
            case "depletion" -> new StochasticTsodyksMarkram(new ShortTermDynamics(0.5, 0.1, 20, 100),
                    new Quanta(3, 0.2, true));
            default -> new BernoulliRelease(0.5);
        };
        final List<StateRecording> states = List.of(
                new StateRecording("E", new int[] {0, 66, 67, 199}, List.of("V_m", "I_syn_ex", "I_syn_in"), 0.5));
        final Scenario scenario = new Scenario("pieces", mixed(release), GRID, 10.123, 60, 42, 3,
                new Recordings(states, List.of(), List.of()), Integration.EXACT);
        final Everything one = run(scenario, 1, 60);
        assertTrue(one.spikes.size() > 300, "too few spikes to tell: " + one.spikes.size());
        assertEquals(120, one.others.size());
        for (int threads = 2; threads <= 3; threads++) {
            final Everything more = run(scenario, threads, 60);
            assertEquals(one.spikes, more.spikes);
            assertEquals(one.others, more.others);
        }
        final Everything pieces = run(scenario, 2, 0.001, 17.23456789, 0.05, 1.71443211, 41);
        assertEquals(one.spikes, pieces.spikes);
        assertEquals(one.others, pieces.others);
        final Scenario bare = new Scenario("bare", mixed(release), GRID, 10.123, 60, 42, 3,
                new Recordings(List.of(), List.of(), List.of()), Integration.EXACT);
        assertEquals(one.spikes, run(bare, 2, 60).spikes);
        assertNotEquals(one.spikes, run(bare.withSeed(43), 2, 60).spikes);
    }

    /** Spikes of a neuron that jumps by given amounts a millisecond after given times. */
    private static List<Double> jumps(Membrane membrane, double[][] trains, double... weights) {
        final int n = trains.length;
        final int[] source = new int[n];
        final double[] delay = new double[n];
        Arrays.setAll(source, k -> k);
        Arrays.fill(delay, 1);
        final Network network = new Network(
                List.of(new Population("S", n, new SpikeTrainSource(trains), Map.of()),
                new Population("T", 1, new LifDelta(membrane), Map.of())),
                List.of(new Projection("S>T", "S", "T", new ExplicitConnections(source, new int[n], weights, delay),
                new Constant(1),
                        new Constant(1), new Reliable(), false)), List.of(), List.of());
        return byNeuron(run(exact(network, 20, 1, List.of()), 1, 20).spikes, n + 1).get(n);
    }

    @Test
    void arrivalsOfOneInstantAreAddedBeforeTheThresholdIsLookedAt() {
        final Membrane membrane = new Membrane(250, 10, 2, 0, 10, 0, 0);
        assertEquals(List.of(), jumps(membrane, new double[][] {{1}, {1}}, 15, -10));
        assertEquals(List.of(), jumps(membrane, new double[][] {{1}, {1}}, -10, 15));
        assertEquals(List.of(2.0), jumps(membrane, new double[][] {{1}, {1}}, 6, 5));
        assertEquals(List.of(2.0), jumps(membrane, new double[][] {{1}, {1}}, 15, 15));
    }

    @Test
    void refractorinessLastsUpToButNotIncludingItsEnd() {
        final Membrane membrane = new Membrane(250, 10, 2, 0, 10, 0, 0);
        assertEquals(List.of(2.0), jumps(membrane, new double[][] {{1, 2.9999999}}, 15));
        assertEquals(List.of(2.0, 4.0), jumps(membrane, new double[][] {{1, 3}}, 15));
    }

    @Test
    void statesAreThoseJustBeforeTheSample() {
        final LifExp model = new LifExp(new Membrane(250, 10, 2, -65, -50, -60, 0), 2, 2, false);
        final Network network = new Network(
                List.of(new Population("S", 1, new SpikeTrainSource(new double[][] {{0.25}}), Map.of()),
                new Population("T", 1, model, Map.of())),
                List.of(new Projection("S>T", "S", "T",
                new ExplicitConnections(new int[1], new int[1], new double[] {100}, new double[] {1}),
                        new Constant(1), new Constant(1), new Reliable(), false)), List.of(), List.of());
        final List<float[]> samples = new ArrayList<>();
        final Recorder recorder = new Recorder() {
            @Override
            public void onStates(long step, int recording, float[][] values) {
                samples.add(new float[] {step, values[0][0], values[1][0]});
            }

            @Override
            public void close() {
            }
        };
        final Scenario scenario =
                exact(network, 5, 1, List.of(new StateRecording("T", new int[1], List.of("V_m", "I_syn"), 0.5)));
        try (Simulation simulation = Simulation.of(scenario).record(recorder)) {
            simulation.run();
        }
        assertEquals(10, samples.size());
        for (int k = 0; k < 10; k++) {
            final double t = Math.max(0, 0.5 * (k + 1) - 1.25);
            assertEquals(5 * k + 4, samples.get(k)[0]);
            assertEquals(-65 + 100.0 / 250 * 10 * 2 / 8 * (Math.exp(-t / 10) - Math.exp(-t / 2)), samples.get(k)[1],
                    1e-5);
            assertEquals(t == 0 ? 0 : 100 * Math.exp(-t / 2), samples.get(k)[2], 1e-5);
        }
    }

    /** With reliable synapses nothing is drawn while a run goes, so that not even the partitions matter. */
    @Test
    void reliableNetworkDoesNotDependOnPartitions() {
        final RandomNetwork random = currents(0, new Reliable(), 60);
        final ToDoubleFunction<Integer> count = p ->
                run(exact(random.network(), 60, p, List.of()), 2, 60).spikes.size();
        assertTrue(count.applyAsDouble(1) > 300);
        assertEquals(run(exact(random.network(), 60, 1, List.of()), 1, 60).spikes,
                run(exact(random.network(), 60, 4, List.of()), 2, 60).spikes);
    }
}

package org.quantal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.EventOracle.Spike;
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
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.record.Recorder;

/** Networks in the exact mode: against a readable oracle, against the grid, and against themselves. */
class ExactNetworkTest {
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
                ExactRun.of(random.network(), durationMs, partitions, 2).spikes, 3000);
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
                ExactRun.of(random.network(), durationMs, partitions, 2).spikes, 500);
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
        try (Simulation simulation = Simulation.of(new Scenario("grid", network, grid, 0, durationMs, ExactRun.SEED, 1,
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
        final List<List<Double>> exact = ExactRun.byNeuron(ExactRun.of(random.network(), durationMs, 1, 1).spikes, 140)
                .subList(0, 100);
        final double[] error = new double[3];
        for (int k = 0; k < error.length; k++) {
            final List<List<Double>> grid = ExactRun.byNeuron(onGrid(random.network(), 0.1 / (1 << k), durationMs),
                    140);
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
        final Scenario scenario = new Scenario("pieces", mixed(release), ExactRun.GRID, 10.123, 60, 42, 3,
                new Recordings(states, List.of(), List.of()), Integration.EXACT);
        final ExactRun one = ExactRun.of(scenario, 1, 60);
        assertTrue(one.spikes.size() > 300, "too few spikes to tell: " + one.spikes.size());
        assertEquals(120, one.others.size());
        for (int threads = 2; threads <= 3; threads++) {
            final ExactRun more = ExactRun.of(scenario, threads, 60);
            assertEquals(one.spikes, more.spikes);
            assertEquals(one.others, more.others);
        }
        final ExactRun pieces = ExactRun.of(scenario, 2, 0.001, 17.23456789, 0.05, 1.71443211, 41);
        assertEquals(one.spikes, pieces.spikes);
        assertEquals(one.others, pieces.others);
        final Scenario bare = new Scenario("bare", mixed(release), ExactRun.GRID, 10.123, 60, 42, 3,
                new Recordings(List.of(), List.of(), List.of()), Integration.EXACT);
        assertEquals(one.spikes, ExactRun.of(bare, 2, 60).spikes);
        assertNotEquals(one.spikes, ExactRun.of(bare.withSeed(43), 2, 60).spikes);
    }

    /** With reliable synapses nothing is drawn while a run goes, so that not even the partitions matter. */
    @Test
    void reliableNetworkDoesNotDependOnPartitions() {
        final RandomNetwork random = currents(0, new Reliable(), 60);
        final ToDoubleFunction<Integer> count = p ->
                ExactRun.of(random.network(), 60, p, 2).spikes.size();
        assertTrue(count.applyAsDouble(1) > 300);
        assertEquals(ExactRun.of(random.network(), 60, 1, 1).spikes,
                ExactRun.of(random.network(), 60, 4, 2).spikes);
    }
}

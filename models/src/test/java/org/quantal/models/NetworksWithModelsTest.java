package org.quantal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.BetaRelease;
import org.quantal.models.release.Reliable;
import org.quantal.models.release.WeightCorrelatedRelease;
import org.quantal.simulator.RunSummary;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.CurrentDrive;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.FixedTotalNumber;
import org.quantal.simulator.network.LogNormal;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.record.Recorder;

/** Small versions of the networks that Quantal is for, through the public interface. */
class NetworksWithModelsTest {
    private static final TimeGrid GRID = new TimeGrid(0.1);
    private static final double NONE = Double.POSITIVE_INFINITY;

    /** All spikes, and all recorded states, as text. */
    private static final class Everything implements Recorder {
        private final List<String> spikes = new ArrayList<>();
        private final List<String> states = new ArrayList<>();

        @Override
        public void onSpikes(long step, int population, int[] neurons, int count) {
            for (int k = 0; k < count; k++) {
                spikes.add(step + " " + population + " " + neurons[k]);
            }
        }

        @Override
        public void onStates(long step, int recording, float[][] values) {
            states.add(step + " " + recording + " " + Arrays.deepToString(values));
        }

        @Override
        public void close() {
        }
    }

    private static Everything run(Scenario scenario, int threads, double... pieces) {
        final Everything all = new Everything();
        try (Simulation simulation = Simulation.of(scenario).threads(threads).record(all)) {
            for (double piece : pieces) {
                simulation.run(piece);
            }
        }
        return all;
    }

    /** Brunel's model A with 400 + 100 neurons and 40 + 10 synapses each, ten times as strong. */
    private static Network brunel(ReleaseModel release) {
        final LifDelta model = new LifDelta(new Membrane(250, 20, 2, 0, 20, 10, 0));
        final Map<String, Distribution> initial = Map.of("V_m", new Uniform(0, 19));
        final Distribution excitatory = release instanceof WeightCorrelatedRelease ? new LogNormal(1, 0.6)
                : new Constant(1);
        final List<Projection> projections = new ArrayList<>();
        for (String target : List.of("E", "I")) {
            projections.add(new Projection("E->" + target, "E", target, new FixedIndegree(40), excitatory,
                    new Constant(1.5), release, true));
            projections.add(new Projection("I->" + target, "I", target, new FixedIndegree(10), excitatory.scaled(-5),
                    new Constant(1.5), release, true));
        }
        // eta = 1.5 times the rate at which the external input alone holds the mean potential at threshold.
        final double rate = 1.5 * 20 / (1 * 40 * 20e-3);
        return new Network(List.of(new Population("E", 400, model, initial), new Population("I", 100, model, initial)),
                projections, List.of(new PoissonDrive("E", 40, rate, 1), new PoissonDrive("I", 40, rate, 1)),
                List.of());
    }

    /**
     * Two layers in the manner of Potjans and Diesmann: all kinds of drawn delays and weights, with a current and a
     * Poisson drive.
     */
    private static Network microcircuit(ReleaseModel release) {
        final LifExp model = new LifExp(new Membrane(250, 10, 2, -65, -50, -65, 0), 0.5, 0.5, false);
        final LifExp slow = new LifExp(new Membrane(250, 10, 2, -65, -50, -65, 0), 0.5, 1.5, false);
        final List<Population> populations = new ArrayList<>();
        final int[] size = {200, 55, 210, 53};
        for (int a = 0; a < size.length; a++) {
            populations.add(new Population(List.of("L23E", "L23I", "L4E", "L4I").get(a), size[a], a == 3 ? slow : model,
                    Map.of("V_m", new Normal(-60, 5))));
        }
        final List<Projection> projections = new ArrayList<>();
        final List<PoissonDrive> drives = new ArrayList<>();
        for (Population target : populations) {
            for (Population source : populations) {
                final boolean excitatory = source.name().endsWith("E");
                projections.add(new Projection(source.name() + "->" + target.name(), source.name(), target.name(),
                        new FixedTotalNumber(target.size() * 20L),
                        excitatory ? new Normal(350, 35, 0, NONE) : new Normal(-1400, 140, -NONE, 0),
                        excitatory ? new Normal(1.5, 0.75) : new Normal(0.75, 0.375), release, true));
            }
            drives.add(new PoissonDrive(target.name(), 2000, 8, 87.8));
        }
        return new Network(populations, projections, drives, List.of(new CurrentDrive("L23E", 40)));
    }

    static Stream<Arguments> networks() {
        final BetaRelease beta = new BetaRelease(0.46, 0.26);
        final ReleaseModel correlated = new WeightCorrelatedRelease(beta, 0.6);
        return Stream.of(Arguments.of("brunel, reliable", brunel(new Reliable())),
                Arguments.of("brunel, bernoulli", brunel(new BernoulliRelease(0.5))),
                Arguments.of("brunel, weight-correlated", brunel(correlated)),
                Arguments.of("microcircuit, bernoulli", microcircuit(new BernoulliRelease(0.2))),
                Arguments.of("microcircuit, beta", microcircuit(beta)),
                Arguments.of("microcircuit, weight-correlated", microcircuit(correlated)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void resultsDependNeitherOnThreadsNorOnPieces(String name, Network network) {
        final String first = network.populations().get(0).name();
        final List<String> variables = first.equals("E") ? List.of("V_m") : List.of("V_m", "I_syn");
        final Scenario scenario = new Scenario(name, network, GRID, 10, 40, 42, 3,
                List.of(new StateRecording(first, new int[] {0, 1, 66, 67, 133, 134, 199}, variables, 0.5)));
        final Everything one = run(scenario, 1, 40);
        assertTrue(one.spikes.size() > 300, "too few spikes to tell: " + one.spikes.size());
        for (int threads = 2; threads <= 3; threads++) {
            final Everything more = run(scenario, threads, 40);
            assertEquals(one.spikes, more.spikes);
            assertEquals(one.states, more.states);
        }
        final Everything pieces = run(scenario, 2, 0.1, 17.2, 1.7, 21);
        assertEquals(one.spikes, pieces.spikes);
        assertEquals(one.states, pieces.states);
        assertNotEquals(one.spikes, run(scenario.withSeed(43), 2, 40).spikes);
    }

    /**
     * Released over offered transmissions within 4 s.e. of p; a right simulator fails with probability 6e-5 for each.
     */
    @Test
    void releasedFractionEqualsProbability() {
        for (double p : new double[] {0.2, 0.5, 0.8}) {
            final Scenario scenario = new Scenario("released", brunel(new BernoulliRelease(p)), GRID, 0, 100, 1, 2,
                    List.of());
            try (Simulation simulation = Simulation.of(scenario).threads(2)) {
                final RunSummary summary = simulation.run().summary();
                assertTrue(summary.offered() > 50_000, "offered " + summary.offered());
                assertEquals(p, (double) summary.released() / summary.offered(),
                        4 * Math.sqrt(p * (1 - p) / summary.offered()));
            }
        }
    }

    /**
     * 200 given spike trains onto 1000 neurons that never spike: mean synaptic current of each, averaged over 100 ms.
     *
     * @return mean over neurons, and its standard error
     */
    private static double[] meanCurrent(Distribution weight, ReleaseModel release) {
        final int sources = 200;
        final int targets = 1000;
        final double[][] trains = new double[sources][10];
        for (int i = 0; i < sources; i++) {
            for (int k = 0; k < 10; k++) {
                trains[i][k] = 1 + 9 * k + i / 50.0;
            }
        }
        final LifExp silent = new LifExp(new Membrane(250, 10, 2, -65, 1e9, -65, 0), 2, 2, false);
        final Network network = new Network(
                List.of(new Population("S", sources, new SpikeTrainSource(trains), Map.of()),
                        new Population("T", targets, silent, Map.of())),
                List.of(new Projection("S->T", "S", "T", new FixedIndegree(100), weight, new Uniform(1, 2),
                release, true)), List.of(), List.of());
        final int[] all = new int[targets];
        Arrays.setAll(all, i -> i);
        final Scenario scenario = new Scenario("kept", network, GRID, 0, 100, 9, 2,
                List.of(new StateRecording("T", all, List.of("I_syn"), 0.1)));
        final double[] sum = new double[targets];
        final Recorder recorder = new Recorder() {
            @Override
            public void onStates(long step, int recording, float[][] values) {
                for (int i = 0; i < targets; i++) {
                    sum[i] += values[0][i] / 1000;
                }
            }

            @Override
            public void close() {
            }
        };
        try (Simulation simulation = Simulation.of(scenario).threads(2).record(recorder)) {
            simulation.run();
        }
        final double mean = Arrays.stream(sum).average().orElseThrow();
        final double variance = Arrays.stream(sum).map(x -> (x - mean) * (x - mean)).sum() / (targets - 1);
        return new double[] {mean, Math.sqrt(variance / targets)};
    }

    static Stream<Arguments> kept() {
        final BetaRelease beta = new BetaRelease(0.46, 0.26);
        final BernoulliRelease bernoulli = new BernoulliRelease(0.3);
        return Stream.of(Arguments.of(new Constant(87.8), bernoulli), Arguments.of(new Normal(87.8, 8.78), bernoulli),
                Arguments.of(new LogNormal(50, 60).scaled(-1), bernoulli), Arguments.of(new Constant(87.8), beta),
                Arguments.of(new LogNormal(50, 60), new WeightCorrelatedRelease(beta, 0.8)),
                Arguments.of(new Uniform(-90, -10), new WeightCorrelatedRelease(beta, -0.8)));
    }

    /**
     * With the mean kept, the mean input current is that of reliable synapses. Currents of different neurons share no
     * synapse, so the standard errors of their means (0.3 to 0.7 % of the mean) add in squares; within 4 of these, a
     * right simulator fails with probability 6e-5 for each. Without the mean kept it would be off by a factor of 2 or
     * 3, without regard to the correlation of weights and probabilities by 20 %.
     */
    @ParameterizedTest
    @MethodSource("kept")
    void meanCurrentIsKept(Distribution weight, ReleaseModel release) {
        final double[] reliable = meanCurrent(weight, new Reliable());
        final double[] unreliable = meanCurrent(weight, release);
        final double error = Math.hypot(reliable[1], unreliable[1]);
        assertTrue(error < 0.01 * Math.abs(reliable[0]), "s.e. " + error + " of " + reliable[0]);
        assertEquals(reliable[0], unreliable[0], 4 * error);
        // 100 synapses with 10 spikes of charge w tau_syn in 100 ms; the last arrive 8 ms before the end or earlier.
        assertEquals(100 * 10 * weight.mean() * 2 / 100, reliable[0], 0.06 * Math.abs(reliable[0]));
    }
}

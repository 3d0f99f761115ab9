package org.quantal.models.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.Membrane;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.FixedIndegree;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.random.StreamRandom;
import org.quantal.simulator.record.Recorder;

/** Release models with amplitudes in whole simulations. */
class ShortTermNetworkTest {
    private static final TimeGrid GRID = new TimeGrid(0.1);
    private static final double TAU_MS = 20;

    /** Spikes as text, and the potential of the first recorded neuron at the end of each step. */
    private static final class Trace implements Recorder {
        private final List<String> spikes = new ArrayList<>();
        private final List<Float> potential = new ArrayList<>();

        @Override
        public void onSpikes(long step, int population, int[] neurons, int count) {
            for (int k = 0; k < count; k++) {
                spikes.add(step + " " + population + " " + neurons[k]);
            }
        }

        @Override
        public void onStates(long step, int recording, float[][] values) {
            potential.add(values[0][0]);
        }

        @Override
        public void close() {
        }
    }

    private static Trace run(Scenario scenario, int threads, double... pieces) {
        final Trace trace = new Trace();
        try (Simulation simulation = Simulation.of(scenario).threads(threads).record(trace)) {
            for (double piece : pieces) {
                simulation.run(piece);
            }
        }
        return trace;
    }

    private static LifDelta neuron(double threshold) {
        return new LifDelta(new Membrane(250, TAU_MS, 2, 0, threshold, 0, 0));
    }

    /**
     * Jumps of V of a neuron that never spikes, at the arrivals of one synapse: V' - V exp(-h/tau) without a current.
     */
    private static double[] jumps(ReleaseModel release, double weight, boolean keepMean) {
        final double[] times = new double[ReferenceTrains.TIMES_MS.length];
        Arrays.setAll(times, k -> 5 + ReferenceTrains.TIMES_MS[k]);
        final Network network = new Network(List.of(
                new Population("S", 1, new SpikeTrainSource(new double[][] {times}), Map.of()),
                new Population("T", 1, neuron(1e9), Map.of())),
                List.of(new Projection("S->T", "S", "T", new AllToAll(), new Constant(weight), new Constant(1.5),
                release, keepMean)), List.of(), List.of());
        final Trace trace = run(new Scenario("jumps", network, GRID, 3, 600, 8, 1,
                List.of(new StateRecording("T", new int[] {0}, List.of("V_m"), 0.1))), 1, 600);
        final double[] jumps = new double[times.length];
        double before = 0;
        int k = 0;
        for (int step = 0; step < trace.potential.size(); step++) {
            final double now = trace.potential.get(step);
            final double jump = now - before * Math.exp(-0.1 / TAU_MS);
            // The state at the end of the step in which the spike arrives.
            if (k < times.length && step + 1 == Math.round((times[k] + 1.5) / 0.1)) {
                jumps[k++] = jump;
            } else {
                assertEquals(0, jump, 1e-5 * weight, "step " + step);
            }
            before = now;
        }
        assertEquals(times.length, k);
        return jumps;
    }

    @ParameterizedTest
    @MethodSource("org.quantal.models.release.ReferenceTrains#all")
    void potentialJumpsByWeightTimesResponse(ReferenceTrains reference) {
        final double[] jumps = jumps(new TsodyksMarkram(reference.dynamics()), 10, false);
        final double[] kept = jumps(new TsodyksMarkram(reference.dynamics()), 10, true);
        final double[] release = new ShortTermTheory(reference.dynamics()).train(ReferenceTrains.TIMES_MS).release();
        for (int k = 0; k < jumps.length; k++) {
            assertEquals(10 * reference.mean()[k] / reference.sites(), jumps[k], 1e-5);
            assertEquals(10 * release[k] / reference.dynamics().utilization(), kept[k], 1e-4);
        }
        assertEquals(10, kept[0], 1e-5);
    }

    /** Jumps are whole numbers of quanta: of the weight, or of its share of a site. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void potentialJumpsByQuanta(boolean weightIsTotal) {
        final double quantum = weightIsTotal ? 2.5 : 10;
        final ReleaseModel release = new StochasticTsodyksMarkram(new ShortTermDynamics(0.5, 0, 0, 100),
                new Quanta(4, 0, weightIsTotal));
        int quanta = 0;
        for (double jump : jumps(release, 10, false)) {
            final double k = Math.rint(jump / quantum);
            assertEquals(k * quantum, jump, 1e-4);
            assertTrue(k >= 0 && k <= 4);
            quanta += (int) k;
        }
        assertTrue(quanta >= 4, "so few quanta tell nothing: " + quanta);
    }

    private static Network network(ReleaseModel release) {
        final int sources = 60;
        final StreamRandom random = new StreamRandom(6);
        final double[][] trains = new double[sources][30];
        for (double[] train : trains) {
            for (int k = 0; k < train.length; k++) {
                train[k] = 0.1 + 8 * k + 7 * random.nextDouble();
            }
        }
        return new Network(List.of(new Population("S", sources, new SpikeTrainSource(trains), Map.of()),
                new Population("T", 1, neuron(10), Map.of()), new Population("U", 80, neuron(10), Map.of())),
                List.of(new Projection("S->T", "S", "T", new AllToAll(), new Constant(1), new Uniform(0.5, 3),
                release, true),
                        new Projection("S->U", "S", "U", new FixedIndegree(40), new Normal(1.5, 0.3),
                        new Uniform(0.5, 3), release, true),
                        new Projection("U->U", "U", "U", new FixedIndegree(10), new Constant(0.5), new Constant(1),
                        release, true)),
                List.of(), List.of());
    }

    static java.util.stream.Stream<ReleaseModel> models() {
        return AmplitudeModelsContractTest.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void spikesDependNeitherOnThreadsNorOnPieces(ReleaseModel release) {
        final Scenario scenario = new Scenario("threads", network(release), GRID, 0, 250, 42, 3, List.of());
        final Trace one = run(scenario, 1, 250);
        final long answers = one.spikes.stream().filter(s -> !s.contains(" 0 ")).count();
        assertTrue(answers > 100, "too few spikes to tell: " + answers);
        assertEquals(one.spikes, run(scenario, 2, 250).spikes);
        assertEquals(one.spikes, run(scenario, 3, 250).spikes);
        assertEquals(one.spikes, run(scenario, 2, 20.3, 0.1, 229.6).spikes);
    }

    @Test
    void seedsGiveOtherReleases() {
        final ReleaseModel release = new StochasticTsodyksMarkram(new ShortTermDynamics(0.5, 0, 0, 100),
                new Quanta(4, 0, true));
        final Scenario scenario = new Scenario("seeds", network(release), GRID, 0, 250, 42, 3, List.of());
        assertNotEquals(run(scenario, 2, 250).spikes, run(scenario.withSeed(43), 2, 250).spikes);
    }
}

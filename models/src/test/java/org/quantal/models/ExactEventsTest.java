package org.quantal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.EventOracle.Spike;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.LifExp;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.Reliable;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.Recorder;

/** What happens at single events of the exact mode: thresholds, refractoriness, samples of states. */
class ExactEventsTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void regularFiringIsExact(boolean delta) {
        final Membrane membrane = new Membrane(250, 10, 2, -65, -50, -60, 500);
        final Network network = new Network(List.of(new Population("A", 2,
                delta ? new LifDelta(membrane) : new LifExp(membrane, 0.5, 0.5, false), Map.of())), List.of(),
                List.of(), List.of());
        final List<Spike> spikes = ExactRun.of(network, 500, 1, 1).spikes;
        // Equation (4) of the theory, with V relative to rest: steady 20, threshold 15, reset 5, start 0.
        final double first = 10 * Math.log(20.0 / 5);
        final double interval = 2 + 10 * Math.log(15.0 / 5);
        assertEquals(2 * (1 + (int) ((500 - first) / interval)), spikes.size());
        for (int k = 0; k < spikes.size(); k++) {
            final double expected = first + k / 2 * interval;
            assertEquals(expected, spikes.get(k).timeMs(), 1e-12 * expected);
        }
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
        return ExactRun.byNeuron(ExactRun.of(network, 20, 1, 1).spikes, n + 1).get(n);
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
                ExactRun.scenario(network, 5, 1,
                List.of(new StateRecording("T", new int[1], List.of("V_m", "I_syn"), 0.5)));
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
}

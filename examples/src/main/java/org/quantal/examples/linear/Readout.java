package org.quantal.examples.linear;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.Recorder;

/**
 * Spikes through failing synapses onto membranes that never reach threshold. What arrived in a step is the membrane's
 * change beyond its decay, so that sums over windows are read from recorded potentials.
 */
final class Readout {
    private static final double TAU_M_MS = 10;
    private static final double STEP_MS = 1;

    private Readout() {
    }

    /**
     * Sums of arrivals in mV.
     *
     * @param trainsMs spike times of each input, whole numbers from 1
     * @param weights  mV for a release, {@code [output][input]}
     * @param p        release probability
     * @param windows  number of windows, one after the other from time 0
     * @param steps    steps of a window
     * @return {@code [window][output]}
     */
    static double[][] sums(double[][] trainsMs, double[][] weights, double p, int windows, int steps, long seed) {
        final int outputs = weights.length;
        final int[] from = new int[outputs * trainsMs.length];
        final int[] to = new int[from.length];
        final double[] weight = new double[from.length];
        for (int k = 0; k < from.length; k++) {
            to[k] = k / trainsMs.length;
            from[k] = k % trainsMs.length;
            weight[k] = weights[to[k]][from[k]];
        }
        final Network network = new Network(
                List.of(new Population("input", trainsMs.length, new SpikeTrainSource(trainsMs), Map.of()),
                        new Population("output", outputs, new LifDelta(new Membrane(250, TAU_M_MS, 2, 0, 1e9, 0, 0)),
                        Map.of())),
                List.of(new Projection("synapses", "input", "output", new ExplicitConnections(from, to, weight, null),
                new Constant(1),
                        new Constant(STEP_MS), new BernoulliRelease(p), false)),
                List.of(), List.of());
        // A spike of the last step arrives one step later.
        final Scenario scenario = new Scenario("linear-readout", network, new TimeGrid(STEP_MS), 0,
                (windows * (double) steps + 1) * STEP_MS, seed, 0,
                new Recordings(List.of(new StateRecording("output", IntStream.range(0, outputs).toArray(),
                List.of("V_m"), STEP_MS)),
                        List.of(), List.of()));
        final Sums sums = new Sums(windows, steps, outputs);
        try (Simulation simulation = Simulation.of(scenario).threads(1).record(sums)) {
            simulation.run();
        }
        return sums.of;
    }

    private static final class Sums implements Recorder {
        private final double decay = StrictMath.exp(-STEP_MS / TAU_M_MS);
        private final int steps;
        private final double[] before;
        private final double[][] of;

        Sums(int windows, int steps, int outputs) {
            this.steps = steps;
            before = new double[outputs];
            of = new double[windows][outputs];
        }

        @Override
        public void onStates(long step, int recording, float[][] values) {
            for (int i = 0; i < before.length; i++) {
                if (step >= 1) {
                    of[(int) ((step - 1) / steps)][i] += values[0][i] - decay * before[i];
                }
                before[i] = values[0][i];
            }
        }

        @Override
        public void close() {
            // Sums are complete.
        }
    }
}

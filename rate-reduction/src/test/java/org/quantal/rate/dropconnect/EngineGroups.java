package org.quantal.rate.dropconnect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.ListedRelease;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.NeuronModel;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;

/** Many copies of a small feed-forward layer in one engine run: each copy and window is a sample of the drive. */
final class EngineGroups {
    /** Membrane that never spikes: tau_m 20 ms. */
    static final LifDelta TARGET = new LifDelta(new Membrane(250, 20, 0, 0, 1e9, 0, 0));

    private EngineGroups() {
    }

    /** {@code weight[target][source]} in mV, {@code p[target][source]}; all copies in one network. */
    static Scenario scenario(NeuronModel source, double[][] weight, double[][] p, int copies, double stepMs,
            double durationMs, long seed) {
        final int sources = weight[0].length;
        final int targets = weight.length;
        final int n = copies * sources * targets;
        final int[] from = new int[n];
        final int[] to = new int[n];
        final double[] w = new double[n];
        final double[] release = new double[n];
        int at = 0;
        for (int c = 0; c < copies; c++) {
            for (int i = 0; i < targets; i++) {
                for (int j = 0; j < sources; j++, at++) {
                    from[at] = c * sources + j;
                    to[at] = c * targets + i;
                    w[at] = weight[i][j];
                    release[at] = p[i][j];
                }
            }
        }
        final Projection projection = new Projection("S->T", "S", "T",
                new ExplicitConnections(from, to, w, null, release),
                new Constant(0), new Constant(stepMs), new ListedRelease(), false);
        final Network network = new Network(List.of(new Population("S", copies * sources, source, Map.of()),
                new Population("T", copies * targets, TARGET, Map.of())), List.of(projection), List.of(), List.of());
        return new Scenario("groups", network, new TimeGrid(stepMs), 0, durationMs, seed, 1,
                new Recordings(List.of(), List.of(), List.of("S->T")));
    }

    /** Samples of the drives of a copy in a window, {@code [sample][target]}, in mV. */
    static double[][] drives(Scenario scenario, double[][] weight, int windows) {
        final int sources = weight[0].length;
        final int targets = weight.length;
        final int copies = scenario.network().population("T").size() / targets;
        final double windowMs = scenario.durationMs() / windows;
        final ReleasedDrive drive = new ReleasedDrive("S->T", copies * targets,
                (i, j) -> weight[i % targets][j % sources] * TARGET.membrane().tauMs() / windowMs,
                windowMs, windows);
        try (Simulation simulation = Simulation.of(scenario).threads(1).record(drive)) {
            simulation.run();
        }
        final List<double[]> samples = new ArrayList<>();
        for (double[] window : drive.drive()) {
            for (int c = 0; c < copies; c++) {
                samples.add(java.util.Arrays.copyOfRange(window, c * targets, (c + 1) * targets));
            }
        }
        return samples.toArray(double[][]::new);
    }

    /** Mean and variance of each target and the standard error of its variance, {@code [target][3]}. */
    static double[][] moments(double[][] samples) {
        final double[][] moments = new double[samples[0].length][3];
        for (int i = 0; i < moments.length; i++) {
            double mean = 0;
            for (double[] sample : samples) {
                mean += sample[i] / samples.length;
            }
            double second = 0;
            double fourth = 0;
            for (double[] sample : samples) {
                final double square = (sample[i] - mean) * (sample[i] - mean);
                second += square / samples.length;
                fourth += square * square / samples.length;
            }
            moments[i][0] = mean;
            moments[i][1] = second;
            moments[i][2] = Math.sqrt((fourth - second * second) / samples.length);
        }
        return moments;
    }

    static double covariance(double[][] samples, int a, int b) {
        final double[][] moments = moments(samples);
        double sum = 0;
        for (double[] sample : samples) {
            sum += (sample[a] - moments[a][0]) * (sample[b] - moments[b][0]);
        }
        return sum / samples.length;
    }
}

package org.quantal.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.quantal.examples.Experiment.Plan;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.StateRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.SynapseSnapshot;

/** What failures of release do to learning and to transmission, with synapses of the engine. */
final class ReleaseNoiseInEngine {
    private static final double STEP_MS = 1;
    private static final double CHANGE = 0.01;
    private static final double RATE_HZ = 20;
    private static final double TRIAL_MS = 200;

    private ReleaseNoiseInEngine() {
    }

    /** Probability that synapses are really given. */
    static double given(double p, Plan plan) {
        return plan.has("synapses-fail-more") ? 0.4 * p : p;
    }

    /** Changes of weights that grow with each release, for Poisson spikes. */
    static void plasticity(GroupWriter group, double p, Plan plan) {
        final int sources = plan.size(50, 200);
        final int targets = plan.size(400, 1000);
        final double durationMs = plan.size(5000, 10_000);
        final double[][] trains = new double[sources][];
        for (int j = 0; j < sources; j++) {
            final var random = Gaussians.random(plan.seed(), 300, j);
            trains[j] = IntStream.range(1, (int) (durationMs / STEP_MS))
                    .filter(step -> random.nextDouble() < RATE_HZ * 1e-3 * STEP_MS)
                    .mapToDouble(step -> step * STEP_MS).toArray();
        }
        final Projection synapses = new Projection("synapses", "source", "target", new AllToAll(), new Constant(1),
                new Constant(STEP_MS), new BernoulliRelease(given(p, plan)), false,
                List.of(new ReleaseIncrement(CHANGE)));
        final Network network = new Network(List.of(new Population("source", sources, new SpikeTrainSource(trains),
                Map.of()), new Population("target", targets, Targets.silent(), Map.of())), List.of(synapses), List.of(),
                List.of());
        final Scenario scenario = new Scenario("learning-bounds", network, new TimeGrid(STEP_MS), 0, durationMs,
                plan.seed(), 0, List.of());
        final float[][] change = new float[sources][targets];
        try (Simulation simulation = Simulation.of(scenario)) {
            final SynapseSnapshot snapshot = simulation.run().synapses("synapses");
            for (int s = 0; s < snapshot.size(); s++) {
                change[snapshot.source()[s]][snapshot.target()[s]] = (float) (snapshot.weight()[s] - 1);
            }
        }
        if (plan.has("neighbours-share-draws")) {
            for (float[] row : change) {
                for (int t = 1; t < targets; t += 4) {
                    row[t] = row[t - 1];
                }
            }
        }
        group.attribute("release_probability", p);
        group.attribute("change_per_release", CHANGE);
        group.attribute("rate_hz", RATE_HZ);
        group.attribute("duration_s", durationMs * 1e-3);
        group.array("change", change);
    }

    /** Outputs of a linear map, as potentials just after all inputs have spiked once, time after time. */
    static void transmission(GroupWriter group, DMatrixRMaj weights, double[] inputs, double p, Plan plan) {
        final int trials = plan.size(1000, 20_000);
        final int outputs = weights.numRows;
        final double[] train = new double[trials];
        Arrays.setAll(train, k -> (k + 1) * TRIAL_MS - STEP_MS);
        final double[][] trains = new double[inputs.length][];
        Arrays.fill(trains, train);
        final int synapses = weights.data.length;
        final int[] source = new int[synapses];
        final int[] target = new int[synapses];
        final double[] jump = new double[synapses];
        for (int s = 0; s < synapses; s++) {
            source[s] = s % inputs.length;
            target[s] = s / inputs.length;
            jump[s] = weights.data[s] * inputs[source[s]] / p;
        }
        final Projection projection = new Projection("synapses", "input", "output",
                new ExplicitConnections(source, target, jump, null),
                new Constant(Arrays.stream(jump).map(Math::abs).sum() / synapses), new Constant(STEP_MS),
                new BernoulliRelease(given(p, plan)), false);
        final Network network = new Network(List.of(new Population("input", inputs.length, new SpikeTrainSource(trains),
                Map.of()), new Population("output", outputs, Targets.silent(), Map.of())), List.of(projection),
                List.of(), List.of());
        final StateRecording recording = new StateRecording("output", IntStream.range(0, outputs).toArray(),
                List.of("V_m"), TRIAL_MS);
        final Scenario scenario = new Scenario("learning-bounds", network, new TimeGrid(STEP_MS), 0, trials * TRIAL_MS,
                plan.seed(), 1, new Recordings(List.of(recording), List.of(), List.of()));
        final float[][] potential = new float[trials][];
        final Recorder recorder = new Recorder() {
            @Override
            public void onStates(long step, int index, float[][] values) {
                potential[(int) ((step + 1) * STEP_MS / TRIAL_MS) - 1] = values[0].clone();
            }

            @Override
            public void close() {
                // Everything is kept.
            }
        };
        try (Simulation simulation = Simulation.of(scenario).record(recorder)) {
            simulation.run();
        }
        final double[][] rows = new double[outputs][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(weights.data, i * inputs.length, (i + 1) * inputs.length));
        group.attribute("release_probability", p);
        group.array("weights", rows);
        group.array("inputs", inputs);
        group.array("potential", potential);
    }
}

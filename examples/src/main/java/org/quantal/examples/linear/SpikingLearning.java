package org.quantal.examples.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Scenario.SynapseRecording;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.ExplicitConnections;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamRandom;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.SynapseSnapshot;

/**
 * A spiking network that learns while its synapses fail, as one simulation from the first presentation to the last.
 *
 * <pre>
 * input neurons --spikes, synapses that fail (W1)--&gt; linear hidden units --graded spikes, synapses that fail
 * (W2)--&gt; linear outputs
 * </pre>
 *
 * <p>Spikes, releases, arrivals, weights and their changes are the engine's. The error at the outputs comes to the
 * hidden units beside the spikes ({@link Trial}), as the delta rule supposes.
 */
final class SpikingLearning {
    static final double STEP_MS = 1;

    private SpikingLearning() {
    }

    /** Number of spikes of the shown input neuron. */
    enum Counts {
        REGULAR, POISSON
    }

    /**
     * A course of training.
     *
     * @param presentations number of presentations
     * @param rates         learning rate in the first part
     * @param finalRate     learning rate in the rest
     * @param firstPart     share of the first part
     * @param spikes        spikes of the shown input neuron in a presentation, or their mean
     * @param counts        how spikes are counted out
     * @param snapshots     number of snapshots of the weights, closer to each other in the beginning; the first one is
     *                      before learning
     */
    record Course(int presentations, double rates, double finalRate, double firstPart, int spikes, Counts counts,
            int snapshots) {

        /** Presentations before each snapshot: proportional to squares. */
        int[] snapshotPresentations() {
            final int[] at = new int[snapshots];
            Arrays.setAll(at, k -> (int) ((long) presentations * k * k / ((snapshots - 1L) * (snapshots - 1L))));
            return at;
        }
    }

    /** Trains and returns the weights at each snapshot. */
    static List<Weights> run(Task task, Weights start, Course course, long seed) {
        final int window = course.counts == Counts.REGULAR ? course.spikes : 4 * course.spikes + 6;
        final StreamRandom random = Task.random(seed, 101);
        final int[] shown = new int[course.presentations];
        Arrays.setAll(shown, k -> random.nextInt(task.inputs()));
        final double[] rates = new double[course.presentations];
        Arrays.setAll(rates, k -> k < course.firstPart * course.presentations ? course.rates : course.finalRate);
        final Trial trial = new Trial(task, start.hidden(), shown, window, course.spikes, rates);
        final Network network = new Network(
                List.of(new Population("output", task.outputs(), new LinearUnits(trial, false), Map.of()),
                        new Population("hidden", start.hidden(), new LinearUnits(trial, true), Map.of()),
                        new Population("input", task.inputs(),
                        new SpikeTrainSource(trains(task.inputs(), shown, course, trial, window, random)),
                                Map.of())),
                List.of(projection("second", "hidden", "output", start.w2(), new GradedRelease(trial, task.p2()),
                new DeltaRule(trial, false)),
                        projection("first", "input", "hidden", start.w1(), new BernoulliRelease(task.p1()),
                        new DeltaRule(trial, true))),
                List.of(), List.of());
        final List<Double> times = new ArrayList<>();
        for (int k = 0; k + 1 < course.snapshots; k++) {
            times.add((double) course.snapshotPresentations()[k] * trial.steps() * STEP_MS);
        }
        final Scenario scenario = new Scenario("linear-learning", network, new TimeGrid(STEP_MS), 0,
                (double) course.presentations * trial.steps() * STEP_MS, seed, 1, new Recordings(List.of(),
                        List.of(new SynapseRecording("first", times, true),
                        new SynapseRecording("second", times, true)), List.of()));
        final Snapshots snapshots = new Snapshots(start);
        try (Simulation simulation = Simulation.of(scenario).threads(1).record(snapshots)) {
            simulation.run();
        }
        return snapshots.weights();
    }

    private static Projection projection(String name, String source, String target, double[][] weights,
            ReleaseModel release, PlasticityRule rule) {
        final int columns = weights[0].length;
        final int[] from = new int[weights.length * columns];
        final int[] to = new int[from.length];
        final double[] weight = new double[from.length];
        for (int k = 0; k < from.length; k++) {
            to[k] = k / columns;
            from[k] = k % columns;
            weight[k] = weights[to[k]][from[k]];
        }
        return new Projection(name, source, target, new ExplicitConnections(from, to, weight, null), new Constant(1),
                new Constant(STEP_MS), release, false, List.of(rule));
    }

    private static double[][] trains(int inputs, int[] shown, Course course, Trial trial, int window,
            StreamRandom random) {
        final List<List<Double>> trains = new ArrayList<>();
        for (int j = 0; j < inputs; j++) {
            trains.add(new ArrayList<>());
        }
        for (int k = 0; k < shown.length; k++) {
            final int count = course.counts == Counts.REGULAR ? course.spikes
                    : Poisson.draw(course.spikes, window, random);
            for (int spike = 0; spike < count; spike++) {
                trains.get(shown[k]).add(((double) k * trial.steps() + spike + 1) * STEP_MS);
            }
        }
        return trains.stream().map(train -> train.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    private static final class Snapshots implements Recorder {
        private final Weights shape;
        private final List<double[][]> first = new ArrayList<>();
        private final List<double[][]> second = new ArrayList<>();

        Snapshots(Weights shape) {
            this.shape = shape;
        }

        @Override
        public void onSynapses(long step, SynapseSnapshot snapshot) {
            final boolean isFirst = snapshot.projection().equals("first");
            final double[][] weights = Weights.copy(isFirst ? shape.w1() : shape.w2());
            for (int s = 0; s < snapshot.size(); s++) {
                weights[snapshot.target()[s]][snapshot.source()[s]] = snapshot.weight()[s];
            }
            (isFirst ? first : second).add(weights);
        }

        List<Weights> weights() {
            final List<Weights> all = new ArrayList<>();
            for (int k = 0; k < first.size(); k++) {
                all.add(new Weights(first.get(k), second.get(k)));
            }
            return all;
        }

        @Override
        public void close() {
            // Everything is kept.
        }
    }
}

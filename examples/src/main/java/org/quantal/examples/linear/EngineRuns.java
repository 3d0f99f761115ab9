package org.quantal.examples.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.quantal.examples.Experiment.Plan;
import org.quantal.examples.linear.SpikingLearning.Counts;
import org.quantal.examples.linear.SpikingLearning.Course;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.simulator.random.StreamRandom;

/** The same in the simulator: linear readout of spikes through failing synapses, and a spiking network that learns. */
final class EngineRuns {
    private static final int OUTPUTS = 64;

    private final Plan plan;
    private final Errors errors;

    EngineRuns(Plan plan) {
        this.plan = plan;
        errors = new Errors(plan);
    }

    void run(GroupWriter root) {
        final GroupWriter counts = root.group("counts");
        for (Failures failures : Failures.values()) {
            counts(counts, failures);
        }
        final GroupWriter scaling = root.group("scaling");
        final int[] sizes = plan.full() ? new int[] {50, 150, 500, 1500, 5000} : new int[] {50, 100, 200, 400};
        for (double p : new double[] {0.2, 0.5, 0.8}) {
            final GroupWriter group = scaling.group("p" + p);
            group.attribute("p", p);
            for (int size : sizes) {
                scaling(group.group(String.format(java.util.Locale.ROOT, "N%04d", size)), p, size);
            }
        }
        learning(root.group("learning"));
    }

    /** How spikes are counted out, and whether each of them fails by itself. */
    private enum Failures {
        REGULAR, POISSON, MASK
    }

    private void counts(GroupWriter parent, Failures failures) {
        final double[] expected = {1, 1, 2, 2, 3, 4};
        final double spikesPerUnit = 2;
        final double p = 0.4;
        final int windows = plan.size(3000, 60_000);
        final int steps = failures == Failures.POISSON ? 22 : failures == Failures.REGULAR ? 4 : 1;
        final StreamRandom random = Task.random(plan.seed(), 41 + failures.ordinal());
        final double[][] w = Weights.random(5, expected.length, 1, Task.normal(random));
        final int[][] spikes = new int[windows][expected.length];
        final List<List<Double>> trains = new ArrayList<>();
        for (int j = 0; j < expected.length; j++) {
            trains.add(new ArrayList<>());
            for (int r = 0; r < windows; r++) {
                spikes[r][j] = failures == Failures.POISSON ? Poisson.draw(expected[j], steps, random)
                        : (int) expected[j];
                for (int k = 0; k < (failures == Failures.MASK ? 1 : spikes[r][j]); k++) {
                    trains.get(j).add(r * (double) steps + k + 1);
                }
            }
        }
        final double[][] amplitude = errors.fixed(Weights.copy(w));
        for (double[] row : amplitude) {
            for (int j = 0; j < row.length; j++) {
                // One mask for a presentation: one spike that stands for all.
                row[j] *= (failures == Failures.MASK ? expected[j] : 1) / (p * spikesPerUnit);
            }
        }
        final double[][] outputs = Readout.sums(trains.stream()
                .map(t -> t.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new), amplitude, errors.p(p), windows, steps, plan.seed() + failures.ordinal());
        final double[][] mean = new double[windows][w.length];
        for (int r = 0; r < windows; r++) {
            mean[r] = FailingLayers.apply(w, Arrays.stream(spikes[r]).mapToDouble(n -> n / spikesPerUnit).toArray());
        }
        final GroupWriter group = parent.group(failures.name().toLowerCase(java.util.Locale.ROOT));
        group.attribute("p", p);
        group.attribute("spikes_per_unit", spikesPerUnit);
        group.array("expected_spikes", expected);
        group.array("W", w);
        group.array("spikes", spikes);
        group.array("outputs", errors.outputs(mean, outputs));
    }

    /**
     * One spike for each input and presentation: of a neuron for +1 or of one for -1, whose synapses have opposite
     * weights. Random weights see independent inputs; equal weights see inputs that are all the same.
     */
    private void scaling(GroupWriter group, double p, int size) {
        final int presentations = plan.size(300, 400);
        final StreamRandom random = Task.random(plan.seed(), 100_000L * size + Math.round(10 * p));
        final ContinuousSampler normal = Task.normal(random);
        group.attribute("inputs", size);
        final double[][] w = Weights.random(OUTPUTS, size, 1 / Math.sqrt(size), normal);
        final byte[][] independent = new byte[presentations][size];
        final byte[][] common = new byte[presentations][size];
        for (int r = 0; r < presentations; r++) {
            for (int j = 0; j < size; j++) {
                independent[r][j] = (byte) (random.nextLong() >>> 63);
            }
            Arrays.fill(common[r], (byte) (random.nextLong() >>> 63));
        }
        final double[][] equal = new double[OUTPUTS][size];
        Arrays.stream(equal).forEach(row -> Arrays.fill(row, 1.0 / size));
        present(group.group("random"), p, w, independent, size);
        present(group.group("coherent"), p, equal, common, size + 1);
    }

    private void present(GroupWriter group, double p, double[][] w, byte[][] positive, long stream) {
        final int size = w[0].length;
        final double[][] trains = new double[2 * size][];
        for (int j = 0; j < size; j++) {
            for (int sign = 0; sign < 2; sign++) {
                final double[] train = new double[positive.length];
                int count = 0;
                for (int r = 0; r < positive.length; r++) {
                    if (positive[r][j] == sign) {
                        train[count++] = r + 1;
                    }
                }
                trains[2 * j + sign] = Arrays.copyOf(train, count);
            }
        }
        final double[][] amplitude = new double[w.length][2 * size];
        final double[][] used = errors.fixed(w);
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < size; j++) {
                amplitude[i][2 * j] = -used[i][j] / p;
                amplitude[i][2 * j + 1] = used[i][j] / p;
            }
        }
        final double[][] outputs = Readout.sums(trains, amplitude, errors.p(p), positive.length, 1,
                plan.seed() + stream);
        group.array("W", w);
        group.unsignedArray("positive", positive);
        group.array("outputs", errors.sharesFailures() ? allOrNothing(w, positive, p) : outputs);
    }

    private double[][] allOrNothing(double[][] w, byte[][] positive, double p) {
        final StreamRandom random = Task.random(plan.seed(), 77);
        final double[][] outputs = new double[positive.length][];
        for (int r = 0; r < outputs.length; r++) {
            final double[] x = new double[w[0].length];
            for (int j = 0; j < x.length; j++) {
                x[j] = 2.0 * positive[r][j] - 1;
            }
            outputs[r] = FailingLayers.apply(w, x);
            for (int i = 0; i < outputs[r].length; i++) {
                outputs[r][i] *= random.nextDouble() < p ? 1 / p : 0;
            }
        }
        return outputs;
    }

    private void learning(GroupWriter parent) {
        final Task task = Task.rotated(new double[] {3, 2, 1.2, 0.4, 0.3, 0.2}, 8, 1, 1, plan.seed());
        learn(parent, "reliable", task, 1,
                new Course(plan.size(8_000, 100_000), 1e-3, 2e-4, 0.6, 1, Counts.REGULAR, 41));
        learn(parent, "failing", task.withProbabilities(0.5, 0.5), 1,
                new Course(plan.size(25_000, 400_000), 1e-3, plan.full() ? 1e-4 : 3e-4, plan.full() ? 0.1 : 0.5, 1,
                Counts.REGULAR, 41));
        learn(parent, "poisson", task.withProbabilities(0.5, 0.5), 0.3,
                new Course(plan.size(12_000, 200_000), 1e-3, plan.full() ? 1e-4 : 3e-4, plan.full() ? 0.2 : 0.6, 2,
                Counts.POISSON, 41));
        if (plan.full()) {
            learn(parent, "regular", task.withProbabilities(0.5, 0.5), 0.3,
                    new Course(200_000, 1e-3, 1e-4, 0.2, 4, Counts.REGULAR, 41));
        }
    }

    private void learn(GroupWriter parent, String name, Task task, double startScale, Course course) {
        final Weights start = task.start(16, startScale, plan.seed(), 51);
        final List<Weights> weights = SpikingLearning.run(errors.task(task), start, course, plan.seed());
        final GroupWriter group = parent.group(name);
        group.attribute("p1", task.p1());
        group.attribute("p2", task.p2());
        group.attribute("spikes", course.spikes());
        group.attribute("counts", course.counts().name().toLowerCase(java.util.Locale.ROOT));
        group.array("presentations", course.snapshotPresentations());
        group.array("A", task.teacher());
        final List<Weights> written = new ArrayList<>(weights.subList(0, 1));
        weights.subList(1, weights.size()).forEach(w -> written.add(errors.trained(w)));
        TrainingRuns.snapshots(group, written);
    }
}

package org.quantal.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.quantal.examples.AssociationTask.Fault;
import org.quantal.examples.AssociationTask.Spectrum;
import org.quantal.io.hdf5.GroupWriter;

/**
 * What a neuron can store in excitatory and inhibitory synapses that keep their sign, and what unreliable release does
 * to it.
 */
final class CapacityExperiment implements Experiment {
    private static final int[][] SMALL = {{20, 8}, {20, 10}, {20, 12}, {100, 45}, {100, 50}, {100, 55}};

    @Override
    public String name() {
        return "ei-capacity";
    }

    @Override
    public List<Mutation> mutations() {
        return List.of(
                new Mutation("signs-free", "free-bias-e0.2-a1.0/silent", "free-bias-e0.8-a2.0/error",
                "fixed-bias-e0.8-a1.0/silent",
                        "fixed-bias-e0.9-a2.0/error", "ridge-0.1-a1/error", "power-law-e0.8-a1.0/silent",
                        "ring-e0.8-a1.0/error", "optimality",
                        "finite-n20-p10", "finite-n100-p50", "engine-unaware/silent", "engine-aware/error"),
                new Mutation("magnitudes-lost", "free-bias-e0.5-a0.3/error", "free-bias-e0.5-a0.75/norm",
                "ridge-1-a1/norm",
                        "weights-half-gaussian", "optimality", "engine-unaware/norm", "engine-aware/norm"),
                new Mutation("synapses-never-fail", "failures-unaware-a1-p0.5/unreliable-error",
                "engine-unaware/unreliable-error",
                        "engine-unaware/transmitted", "engine-aware/transmitted", "engine-aware/added-variance"),
                new Mutation("outputs-of-other-patterns", "outputs", "ring-white-output-e0.8-a1.0/error",
                        "failures-aware-a1-p0.5/unreliable-error", "engine-unaware/potential",
                        "engine-aware/unreliable-error"),
                new Mutation("weights-of-neighbours", "engine-unaware/potential", "engine-aware/potential",
                "engine-unaware/error"), new Mutation("wrong-membrane", "engine/responses", "engine/mean-response"));
    }

    @Override
    public void run(GroupWriter root, Plan plan) {
        final Fault fault = Fault.of(plan);
        final GroupWriter tasks = root.group("static");
        long number = 0;
        for (Map.Entry<String, AssociationTask> task : tasks(plan.size(80, 400)).entrySet()) {
            task.getValue().run(tasks.group(task.getKey()), plan.size(40, 24), fault, plan.seed(), number++);
        }
        final GroupWriter finite = root.group("finite");
        for (int[] size : SMALL) {
            finite(finite.group("n" + size[0] + "-p" + size[1]), size[0], size[1], plan.size(20_000, 200_000) / size[0],
                    fault, plan.seed());
        }
        CapacityInEngine.run(root.group("engine"), fault, plan);
    }

    private static Map<String, AssociationTask> tasks(int inputs) {
        final Map<String, AssociationTask> tasks = new LinkedHashMap<>();
        for (double load : new double[] {0.3, 0.75, 1, 1.5, 2}) {
            for (double excitatory : new double[] {0.2, 0.5, 0.8}) {
                put(tasks, "free-bias", excitatory, load, AssociationTask.white(inputs, load, excitatory, 1, true));
            }
        }
        for (double load : new double[] {0.75, 1, 2}) {
            for (double excitatory : new double[] {0.5, 0.8, 0.9}) {
                put(tasks, "fixed-bias", excitatory, load, AssociationTask.white(inputs, load, excitatory, 1, false));
            }
        }
        final AssociationTask full = AssociationTask.white(inputs, 1, 0.8, 1, true);
        tasks.put("ridge-0.1-a1", full.with(0.1, 1));
        tasks.put("ridge-1-a1", full.with(1, 1));
        tasks.put("ridge-0.1-a0.4", AssociationTask.white(inputs, 0.4, 0.8, 1, true).with(0.1, 1));
        for (double[] failing : new double[][] {{1, 0.5}, {1, 0.8}, {2, 0.3}}) {
            final double load = failing[0];
            final double p = failing[1];
            final AssociationTask task = AssociationTask.white(inputs, load, 0.8, 0, false);
            final String name = String.format(Locale.ROOT, "a%.0f-p%.1f", load, p);
            tasks.put("failures-unaware-" + name, task.with(0, p));
            tasks.put("failures-aware-" + name, task.with(load * (1 - p) / p, p));
        }
        for (double load : new double[] {1, 2}) {
            final AssociationTask task = AssociationTask.white(inputs, load, 0.8, 0, false);
            final Spectrum ring = new Spectrum("ring", 5);
            final Spectrum power = new Spectrum("power", 1);
            put(tasks, "ring-white-output", 0.8, load, task.with(ring, Spectrum.WHITE));
            put(tasks, "ring", 0.8, load, task.with(ring, ring));
            put(tasks, "power-law", 0.8, load, task.with(power, power));
        }
        return tasks;
    }

    private static void put(Map<String, AssociationTask> tasks, String kind, double excitatory, double load,
            AssociationTask task) {
        tasks.put(String.format(Locale.ROOT, "%s-e%.1f-a%s", kind, excitatory, load), task);
    }

    /** How far many small tasks of random targets are from being solved. */
    private static void finite(GroupWriter group, int inputs, int patterns, int draws, Fault fault, long seed) {
        final double[] error = new double[draws];
        for (int d = 0; d < draws; d++) {
            final Gaussians gaussians = new Gaussians(seed, -inputs, patterns, d);
            final DMatrixRMaj x = gaussians.matrix(patterns, inputs);
            final double[] y = gaussians.vector(patterns);
            final double[] found = AssociationTask.learn(x, y, 0.8, false, AssociationTask.SMALL_RIDGE * inputs, fault)
                    .outputs(x);
            double rest = 0;
            double all = 0;
            for (int mu = 0; mu < patterns; mu++) {
                rest += (y[mu] - found[mu]) * (y[mu] - found[mu]);
                all += y[mu] * y[mu];
            }
            error[d] = rest / all;
        }
        group.attribute("inputs", inputs);
        group.attribute("patterns", patterns);
        group.array("error", error);
    }
}

package org.quantal.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.quantal.io.hdf5.GroupWriter;

/** How fast and how well a network can learn when its synapses are noisy, and which number of synapses is best. */
final class LearningBoundsExperiment implements Experiment {
    private static final int INPUTS = 10;
    private static final int OUTPUTS = 5;
    private static final int SETTLING = 1500;
    private static final double[] CURVATURE = {1, 2, 3, 4};
    private static final double[] EXPANSIONS = {1, 1.6, 2, 3, 4, 5, 7};
    private static final double RATE = 20;
    private static final double P = 0.5;

    @Override
    public String name() {
        return "learning-bounds";
    }

    @Override
    public List<Mutation> mutations() {
        return List.of(
                new Mutation("larger-steps", "speed-first/speed", "speed-second/weights",
                "speed-at-threshold/difficulty", "noisy/n200/distance",
                        "quiet/n800/error", "inputs-only/n800/distance", "outputs-only/n200/error",
                        "correlated-0.1/n200/distance", "correlated-0.5/n200/distance", "network-isotropic/n450/error",
                        "network-released/n450/error"),
                new Mutation("noise-of-the-network", "speed-at-threshold/speed", "noisy/n800/distance", "noisy/optimum",
                "quiet/optimum",
                        "outputs-only/n200/distance", "network-isotropic/optimum", "network-released/n1250/error"),
                new Mutation("synapses-fail-more", "network-released/optimum", "release-p0.2/gamma3",
                "release-p0.5/gamma3",
                        "release-p0.8/gamma3", "release-p1.0/gamma3", "release-p0.5/drift", "transmission-c1/loss",
                        "transmission-c2/loss", "transmission-c4/loss"),
                new Mutation("neighbours-share-draws", "release-p0.2/neighbours", "release-p0.5/neighbours",
                "release-p0.8/neighbours"),
                new Mutation("rows-not-normalised", "redundancy-c1/power", "redundancy-c2/power",
                "redundancy-c4/power"));
    }

    @Override
    public void run(GroupWriter root, Plan plan) {
        final GroupWriter speed = root.group("speed");
        speed(speed, "first", cycles(0.1, 0.3, 0.05, 0.5), 1, plan);
        speed(speed, "second", cycles(0.2, 0.1, 0.1, 1), 1, plan);
        final double threshold = atThreshold(0.1, 0.3, 0.05, 0.5);
        speed(speed, "at-threshold", cycles(0.1, 0.3, 0.05, 0.5), threshold, plan);
        speed(speed, "below-threshold", cycles(0.1, 0.3, 0.05, 0.5), threshold / 1.25, plan);
        speed(speed, "above-threshold", cycles(0.1, 0.3, 0.05, 0.5), 1.25 * threshold, plan);

        final GroupWriter steady = root.group("steady");
        final double[] few = {1, 2, 3, 4, 5};
        final double[] both = plan.full() ? EXPANSIONS : few;
        steady(steady, "noisy", cycles(0.05, 1, 0.05, 1), both, 'b', plan);
        steady(steady, "quiet", cycles(0.07, 1, 0.03, 1), both, 'b', plan);
        steady(steady, "outputs-only", cycles(0.07, 1, 0.05, 1),
                plan.full() ? new double[] {1, 4, 16} : new double[] {1, 4}, 'o', plan);
        steady(steady, "inputs-only", cycles(0.07, 1, 0.05, 1), new double[] {1, 4, 16}, 'i', plan);
        for (double k : new double[] {0.1, 0.5}) {
            steady(steady, "correlated-" + k, new LearningCycles(0.07, 1, 0.03, 1, k), new double[] {2}, 'b', plan);
        }
        final GroupWriter networks = root.group("networks");
        networks(networks, "isotropic", both, false, plan);
        networks(networks, "released", both, true, plan);
        redundancy(root, plan);
        final GroupWriter release = root.group("release");
        for (double p : new double[] {0.2, 0.5, 0.8, 1}) {
            ReleaseNoiseInEngine.plasticity(release.group(String.format(Locale.ROOT, "p%.1f", p)), p, plan);
        }
    }

    private static LearningCycles cycles(double gamma1, double gamma2, double gamma3, double cycle) {
        return new LearningCycles(gamma1, gamma2, gamma3, cycle, 0);
    }

    /** The learner that really runs. */
    private static LearningCycles running(LearningCycles c, double synapses, Plan plan) {
        return new LearningCycles(plan.has("larger-steps") ? 2 * c.gamma1() : c.gamma1(), c.gamma2(),
                plan.has("noise-of-the-network") ? c.gamma3() * Math.sqrt(20 / synapses) : c.gamma3(), c.cycle(),
                c.correlation());
    }

    private static void parameters(GroupWriter group, LearningCycles c) {
        group.attribute("gamma1", c.gamma1());
        group.attribute("gamma2", c.gamma2());
        group.attribute("gamma3", c.gamma3());
        group.attribute("cycle", c.cycle());
        group.attribute("correlation", c.correlation());
    }

    /**
     * Factor on weights of 1 at which steps neither gain nor lose on average, as curvature does not grow with the
     * weights but the gradient does.
     */
    private static double atThreshold(double gamma1, double gamma2, double gamma3, double cycle) {
        final double gradient = LearningCycles.norm(CURVATURE);
        double trace = 0;
        double along = 0;
        for (double h : CURVATURE) {
            trace += h;
            along += h * h * h / (gradient * gradient);
        }
        final double lost = cycle / 2
                * (gamma1 * gamma1 * along + trace * (gamma2 * gamma2 / CURVATURE.length + gamma3 * gamma3 / cycle));
        return lost / (gamma1 * gradient);
    }

    /** Single steps from one point of a quadratic error. */
    private static void speed(GroupWriter parent, String name, LearningCycles cycles, double scale, Plan plan) {
        final double[] weights = new double[CURVATURE.length];
        Arrays.fill(weights, scale);
        final double[] gradient = new double[weights.length];
        Arrays.setAll(gradient, i -> CURVATURE[i] * weights[i]);
        final Gaussians gaussians = new Gaussians(plan.seed(), 200, name.hashCode());
        final double[][] steps = new double[plan.size(40_000, 400_000)][];
        final LearningCycles running = running(cycles, weights.length, plan);
        for (int d = 0; d < steps.length; d++) {
            steps[d] = running.step(gradient, gaussians);
        }
        final GroupWriter group = parent.group(name);
        parameters(group, cycles);
        group.attribute("weights", weights);
        group.attribute("curvature", CURVATURE);
        group.array("steps", steps);
    }

    private static void steady(GroupWriter parent, String name, LearningCycles cycles, double[] expansions,
            char side, Plan plan) {
        final GroupWriter group = parent.group(name);
        parameters(group, cycles);
        final int replicas = plan.size(6, 100);
        for (double c : expansions) {
            final int synapses = (int) Math.round(INPUTS * OUTPUTS * (side == 'b' ? c * c : c));
            final int directions = (int) Math.round(INPUTS * OUTPUTS * (side == 'i' ? 1 : c));
            final LearningCycles running = running(cycles, synapses, plan);
            final double[] distance = new double[replicas];
            final double[] error = new double[replicas];
            for (int r = 0; r < replicas; r++) {
                final double[] means = running.reduced(synapses, directions, SETTLING, SETTLING,
                        new Gaussians(plan.seed(), 201, name.hashCode(), synapses, r));
                distance[r] = means[0];
                error[r] = means[1];
            }
            final GroupWriter size = group.group("n" + synapses);
            size.attribute("synapses", synapses);
            size.attribute("directions", directions);
            size.attribute("cycles", SETTLING);
            size.array("distance", distance);
            size.array("error", error);
        }
    }

    /** Whole networks, with noise as in the theory or as it comes from release: counts of releases about their mean. */
    private static void networks(GroupWriter parent, String name, double[] expansions, boolean released, Plan plan) {
        final LearningCycles cycles = cycles(0.05, 1, 0.05, 1);
        final GroupWriter group = parent.group(name);
        parameters(group, cycles);
        final double change = cycles.gamma3() / Math.sqrt(RATE * P * (1 - P));
        if (released) {
            group.attribute("change_per_release", change);
            group.attribute("rate", RATE);
            group.attribute("release_probability", P);
        }
        for (double c : expansions) {
            final int tall = (int) Math.round(c * OUTPUTS);
            final int wide = (int) Math.round(c * INPUTS);
            final LearningCycles running = running(cycles, tall * wide, plan);
            final double p = ReleaseNoiseInEngine.given(P, plan);
            final LearningCycles.Noise noise = !released ? running.isotropic() : (weights, gaussians) -> {
                final double scaled = change * running.gamma3() / cycles.gamma3();
                for (int i = 0; i < weights.length; i++) {
                    int releases = 0;
                    for (int spike = 0; spike < RATE; spike++) {
                        releases += gaussians.uniform().nextDouble() < p ? 1 : 0;
                    }
                    weights[i] = scaled * (releases - RATE * P);
                }
            };
            final float[][] error = new float[plan.size(2, 4)][];
            for (int r = 0; r < error.length; r++) {
                error[r] = running.network(INPUTS, OUTPUTS, (double) wide / INPUTS, (double) tall / OUTPUTS, SETTLING,
                        SETTLING, noise, new Gaussians(plan.seed(), 202, released ? 1 : 0, tall * wide, r));
            }
            final GroupWriter size = group.group("n" + tall * wide);
            size.attribute("synapses", tall * wide);
            size.attribute("directions", tall * INPUTS);
            size.array("error", error);
        }
    }

    /** One linear map in many embeddings, and one of these in the engine. */
    private static void redundancy(GroupWriter root, Plan plan) {
        final Gaussians gaussians = new Gaussians(plan.seed(), 203);
        final DMatrixRMaj map = gaussians.matrix(OUTPUTS, INPUTS);
        final DMatrixRMaj input = gaussians.matrix(1, INPUTS);
        final GroupWriter group = root.group("redundancy");
        group.array("weights", rows(map));
        group.array("inputs", input.data);
        for (int c : new int[] {1, 2, 4}) {
            final GroupWriter size = group.group("c" + c);
            final float[][] weights = new float[plan.size(400, 2000)][];
            final float[][] inputs = new float[weights.length][];
            for (int e = 0; e < weights.length; e++) {
                final DMatrixRMaj b = Embedding.orthonormalRows(INPUTS, c * INPUTS, gaussians);
                final DMatrixRMaj d = Embedding.orthonormalRows(OUTPUTS, c * OUTPUTS, gaussians);
                if (plan.has("rows-not-normalised")) {
                    Arrays.setAll(b.data, i -> 1.1 * b.data[i]);
                }
                final DMatrixRMaj embedded = Embedding.embed(map, b, d);
                final double[] wide = embeddedInput(input, b);
                weights[e] = floats(embedded.data);
                inputs[e] = floats(wide);
                if (e == 0) {
                    ReleaseNoiseInEngine.transmission(root.group("transmission-c" + c), embedded, wide, P, plan);
                }
            }
            size.attribute("input_expansion", c);
            size.array("weights", weights);
            size.array("inputs", inputs);
        }
    }

    /** x' = B^T x. */
    private static double[] embeddedInput(DMatrixRMaj input, DMatrixRMaj b) {
        final double[] wide = new double[b.numCols];
        for (int j = 0; j < wide.length; j++) {
            for (int i = 0; i < b.numRows; i++) {
                wide[j] += input.data[i] * b.get(i, j);
            }
        }
        return wide;
    }

    private static double[][] rows(DMatrixRMaj matrix) {
        final double[][] rows = new double[matrix.numRows][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols));
        return rows;
    }

    private static float[] floats(double[] values) {
        final float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}

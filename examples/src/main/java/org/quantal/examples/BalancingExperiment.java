package org.quantal.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.models.balancing.BalancingCost;
import org.quantal.models.balancing.Gauge;
import org.quantal.models.balancing.RateNetwork;
import org.quantal.models.balancing.RateNetwork.Trajectory;
import org.quantal.models.balancing.RectifiedPower;
import org.quantal.models.balancing.ReleaseNoise;
import org.quantal.models.balancing.SynapticBalancing;
import org.quantal.simulator.random.StreamRandom;

/**
 * Networks that balance the costs of incoming and outgoing synapses: what that changes, and what it leaves as it is.
 */
final class BalancingExperiment implements Experiment {
    private static final int NEURONS = 40;
    private static final int STEPS = 1000;
    private static final double DT = 0.02;
    private static final double STATE_NOISE = 0.3;
    private static final double P = 0.5;
    private static final int DESCENT_NEURONS = 5;
    private static final double DESCENT_STEP = 0.002;
    private static final double DESCENT_TIME = 6;
    private static final double SMALL = 1e-6;
    /** What the random numbers of a network are for. */
    private static final int NETWORK = 0;
    private static final int DISTURBANCE = 1;
    private static final int FAILURES = 2;
    private static final int OTHER_FAILURES = 3;

    @Override
    public String name() {
        return "balancing";
    }

    @Override
    public List<Mutation> mutations() {
        return List.of(
                new Mutation("weights-only", "rate/map", "rate/failures-draw-by-draw"),
                new Mutation("stops-early", "rate/minimum", "rate/balance", "descent/decay"),
                new Mutation("wrong-way", "rate/descent", "rate/noise", "descent/path", "rule/descent"),
                new Mutation("off-the-gauge", "rate/eigenvalues", "rule/weights"),
                new Mutation("costs-miscounted", "rate/cost", "rule/cost"),
                new Mutation("failures-scaled", "rate/failures", "formula/failures", "formula/state-noise"),
                new Mutation("threshold-stays", "row-gauge/spikes"),
                new Mutation("time-constants-stay", "mean-drive/rates", "mean-drive/constant-drive"),
                new Mutation("time-constants-always", "mean-drive/weights-only"),
                new Mutation("rule-asleep", "rule/minimum", "rule/rate-loud"),
                new Mutation("spikes-lost", "rule/rate-quiet", "rule/rate-readout"));
    }

    @Override
    public void run(GroupWriter root, Plan plan) {
        descent(root.group("descent"), plan);
        final GroupWriter rate = root.group("rate");
        for (int network = 0; network < plan.size(20, 100); network++) {
            rate(rate.group("network-" + network), network, plan);
        }
        formulas(root.group("formula"), plan);
        BalancingInEngine.run(root, plan);
    }

    /**
     * J_ij = ((7 i + 3 j + 2) mod 11 - 5)/5 without its diagonal, in steps so short that they stand for continuous
     * time.
     */
    private static void descent(GroupWriter group, Plan plan) {
        final double[][] weights = new double[DESCENT_NEURONS][DESCENT_NEURONS];
        for (int i = 0; i < DESCENT_NEURONS; i++) {
            for (int j = 0; j < DESCENT_NEURONS; j++) {
                weights[i][j] = i == j ? 0 : ((7 * i + 3 * j + 2) % 11 - 5) / 5.0;
            }
        }
        final SynapticBalancing rule = new SynapticBalancing(weights, BalancingCost.uniform(2));
        final int steps = (int) Math.round(DESCENT_TIME / DESCENT_STEP);
        final double[][] h = new double[steps + 1][];
        h[0] = rule.gauge().log();
        for (int step = 1; step <= steps; step++) {
            rule.step(plan.has("wrong-way") || plan.has("stops-early") ? DESCENT_STEP / 2 : DESCENT_STEP);
            h[step] = rule.gauge().log();
        }
        group.attribute("power", 2.0);
        group.attribute("step", DESCENT_STEP);
        group.array("weights", weights);
        group.array("h", h);
    }

    private static void rate(GroupWriter group, int number, Plan plan) {
        final Gaussians gaussians = new Gaussians(plan.seed(), number, NETWORK);
        final RateNetwork network = badlyScaled(gaussians);
        final SynapticBalancing rule = SynapticBalancing.of(network, BalancingCost.uniform(2));
        final List<Double> cost = new ArrayList<>(List.of(rule.costs().total()));
        final double tolerance = plan.has("stops-early") ? 1e-3 : 1e-8;
        while (rule.imbalance() > tolerance * rule.costs().total()) {
            rule.step(rule.stableStep());
            cost.add(rule.costs().total());
        }
        final Gauge gauge = plan.has("wrong-way") ? rule.gauge().inverse() : rule.gauge();
        final RateNetwork right = gauge.apply(network);
        final RateNetwork balanced = plan.has("weights-only") ? network.withWeights(right.weights()) : right;
        final double[][] weights = balanced.weights();
        if (plan.has("off-the-gauge")) {
            weights[1][0] *= 1.01;
        }
        if (plan.has("wrong-way")) {
            Collections.reverse(cost);
        }
        final double count = plan.has("costs-miscounted") ? 1.01 : 1;
        group.array("weights", network.weights());
        group.array("balanced_weights", weights);
        group.array("h", gauge.log());
        group.array("cost", cost.stream().mapToDouble(c -> c * count).toArray());

        final double[][] u = input();
        final double[] silent = new double[NEURONS];
        final double[] noise = new double[NEURONS];
        Arrays.fill(noise, STATE_NOISE);
        final GroupWriter output = group.group("output");
        output.array("before", network.run(silent, u, DT).output());
        output.array("after", balanced.run(silent, u, DT).output());
        output.array("noisy_before",
                network.run(silent, u, DT, noise, new Gaussians(plan.seed(), number, DISTURBANCE)::next).output());
        output.array("noisy_after",
                balanced.run(silent, u, DT, noise, new Gaussians(plan.seed(), number, DISTURBANCE)::next).output());
        output.array("failing_before", failing(network, P, Gaussians.random(plan.seed(), number, FAILURES)));
        output.array("failing_after", failing(balanced, P, Gaussians.random(plan.seed(), number, FAILURES)));
        output.array("failing_after_other_draws", failing(balanced, plan.has("failures-scaled") ? 0.8 : P,
                Gaussians.random(plan.seed(), number, OTHER_FAILURES)));
    }

    /** Weights of s.d. 0.7/sqrt(N), in a gauge of d = exp(N(0, 1)); three inputs, two outputs. */
    private static RateNetwork badlyScaled(Gaussians gaussians) {
        final RateNetwork network = new RateNetwork(RectifiedPower.LINEAR, 1,
                matrix(gaussians, NEURONS, NEURONS, 0.7 / Math.sqrt(NEURONS)),
                matrix(gaussians, NEURONS, 3, 1), matrix(gaussians, 1, NEURONS, 0.3)[0],
                matrix(gaussians, 2, NEURONS, 1 / Math.sqrt(NEURONS)));
        return Gauge.ofLog(gaussians.vector(NEURONS)).apply(network);
    }

    private static double[][] matrix(Gaussians gaussians, int rows, int columns, double sd) {
        final double[][] matrix = new double[rows][];
        for (int i = 0; i < rows; i++) {
            matrix[i] = Arrays.stream(gaussians.vector(columns)).map(x -> sd * x).toArray();
        }
        return matrix;
    }

    /** Three slow sine waves. */
    private static double[][] input() {
        final double[][] u = new double[STEPS][3];
        for (int t = 0; t < STEPS; t++) {
            for (int m = 0; m < 3; m++) {
                u[t][m] = StrictMath.sin((0.5 + 0.4 * m) * t * DT + m);
            }
        }
        return u;
    }

    /** The output when all synapses draw anew in every step whether they transmit. */
    private static double[][] failing(RateNetwork network, double p, StreamRandom random) {
        final double[][] u = input();
        final double[][] weights = network.weights();
        final double[][] probability = new double[NEURONS][NEURONS];
        Arrays.stream(probability).forEach(row -> Arrays.fill(row, p));
        final double[][] output = new double[STEPS][];
        double[] x = new double[NEURONS];
        for (int t = 0; t < STEPS; t++) {
            final Trajectory step = network.withWeights(ReleaseNoise.draw(weights, probability, random))
                    .run(x, new double[][] {u[t]}, DT);
            x = step.state()[0];
            output[t] = step.output()[0];
        }
        return output;
    }

    /** Many small disturbances and many draws of failures at one state. */
    private static void formulas(GroupWriter group, Plan plan) {
        final Gaussians gaussians = new Gaussians(plan.seed(), -1, NETWORK);
        final RateNetwork network = badlyScaled(gaussians);
        final double[] x = Arrays.stream(gaussians.vector(NEURONS)).map(v -> v + Math.copySign(0.01, v)).toArray();
        final double[] rate = Arrays.stream(x).map(network.transfer()::value).toArray();
        final double wrong = plan.has("failures-scaled") ? 1.2 : 1;
        final double[] silence = new double[3];
        final double[] velocity = network.velocity(x, silence);
        final int trials = plan.size(5_000, 100_000);
        final double[] error = new double[trials];
        for (int trial = 0; trial < trials; trial++) {
            final double[] xi = Arrays.stream(gaussians.vector(NEURONS)).map(v -> SMALL * v).toArray();
            final double[] moved = IntStream.range(0, NEURONS).mapToDouble(i -> x[i] + wrong * xi[i]).toArray();
            final double[] disturbed = network.velocity(moved, silence);
            for (int i = 0; i < NEURONS; i++) {
                final double recurrent = disturbed[i] - velocity[i] + wrong * xi[i]; // without the leak
                error[trial] += recurrent * recurrent;
            }
        }
        final double[][] probability = new double[NEURONS][NEURONS];
        final StreamRandom random = Gaussians.random(plan.seed(), -1, FAILURES);
        for (double[] row : probability) {
            Arrays.setAll(row, j -> 0.2 + 0.7 * random.nextDouble());
        }
        final int draws = plan.size(2_000, 20_000);
        final double[][] input = new double[draws][NEURONS];
        for (double[] drawn : input) {
            final double[][] masked = ReleaseNoise.draw(network.weights(), probability, random);
            for (int i = 0; i < NEURONS; i++) {
                for (int j = 0; j < NEURONS; j++) {
                    drawn[i] += wrong * masked[i][j] * rate[j];
                }
            }
        }
        group.attribute("noise_sd", SMALL);
        group.array("weights", network.weights());
        group.array("state", x);
        group.array("squared_error", error);
        group.array("release_probability", probability);
        group.array("failing_input", input);
    }
}

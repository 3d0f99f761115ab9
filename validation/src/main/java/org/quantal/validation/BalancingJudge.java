package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Synaptic balancing, costs C_ij = J_ij^2. Layout:
 * <ul>
 * <li>{@code /descent}: attribute {@code step} (in tau_b); datasets {@code weights} {@code [target, source]}, {@code h}
 * {@code [steps + 1, neurons]}, from weights J_ij exp(h_j - h_i).
 * <li>{@code /rate/network-K}: datasets {@code weights}, {@code balanced_weights}, {@code h}, {@code cost}
 * {@code [steps + 1]}; group {@code output} with {@code [steps, outputs]} {@code before}, {@code after} and the same
 * with noise on all states ({@code noisy_…}) and with synapses that fail ({@code failing_…}, before and after with the
 * same draws, and {@code failing_after_other_draws}).
 * <li>{@code /formula}: attribute {@code noise_sd}; datasets {@code weights}, {@code state}, {@code squared_error}
 * {@code [trials]} of the recurrent input under noise on the states, {@code release_probability}, {@code failing_input}
 * {@code [draws, neurons]}.
 * <li>{@code /row-gauge}, {@code /mean-drive}, {@code /rule}: see {@link SpikingBalancing}.
 * </ul>
 */
final class BalancingJudge implements Judge {
    private static final double SIGMAS = 5.2;
    private static final double LEAST_P = 1e-7;
    private static final double ROUNDING = 1e-12;

    @Override
    public String experiment() {
        return "balancing";
    }

    @Override
    public String description() {
        return "balanced costs of synapses: descent to the minimum, the same function, less state noise, as much"
                + " release noise";
    }

    @Override
    public String source() {
        return "Stock, Harvey, Ocko & Ganguli 2022; Osborne 1960";
    }

    @Override
    public List<Check> judge(ResultFile file) {
        final List<Check> checks = new ArrayList<>();
        descent(file, checks);
        rate(networks(file), checks);
        formulas(file, checks);
        SpikingBalancing.judge(file, checks);
        return checks;
    }

    private static void descent(ResultFile file, List<Check> checks) {
        final double step = file.number("/descent", "step");
        final double[][] start = BalancingTheory.costs(file.matrix("/descent/weights"));
        final double[] measured = cost(start, file.matrix("/descent/h"));
        final double[] theory = cost(start, BalancingTheory.path(start, step, measured.length - 1));
        final double[][] balanced = BalancingTheory.balanced(start);
        final double fall = BalancingTheory.total(start) - BalancingTheory.total(balanced);
        double off = 0;
        for (int k = 0; k < measured.length; k++) {
            off = Math.max(off, Math.abs(measured[k] - theory[k]) / fall);
        }
        checks.add(Check.atMost("descent/path", "cost over time solves dh/dt = g (largest error over the whole fall)",
                0.01, off));
        final double[][] h = file.matrix("/descent/h");
        final int last = h.length - 1;
        final int before = 3 * last / 4;
        final double decay = Math.log(norm(BalancingTheory.imbalance(BalancingTheory.costs(start, h[before])))
                / norm(BalancingTheory.imbalance(BalancingTheory.costs(start, h[last])))) / (step * (last - before));
        checks.add(Check.relative("descent/decay", "imbalances decay at the rate 2 lambda_2 of the Laplacian",
                2 * BalancingTheory.connectivity(balanced), decay, 0.01));
    }

    private static double[] cost(double[][] start, double[][] h) {
        return Arrays.stream(h).mapToDouble(at -> BalancingTheory.total(BalancingTheory.costs(start, at))).toArray();
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(v -> v * v).sum());
    }

    /** What was measured in one rate network. */
    private record RateNetwork(double[][] weights, double[][] balanced, double[] h, double[] cost, double[][] before,
            double[][] after, double[][] noisyBefore, double[][] noisyAfter, double[][] failingBefore,
            double[][] failingAfter, double[][] failingOther) {

        static RateNetwork read(ResultFile file, String group) {
            final String output = group + "/output/";
            return new RateNetwork(file.matrix(group + "/weights"), file.matrix(group + "/balanced_weights"),
                    file.doubles(group + "/h"), file.doubles(group + "/cost"), file.matrix(output + "before"),
                    file.matrix(output + "after"), file.matrix(output + "noisy_before"),
                    file.matrix(output + "noisy_after"), file.matrix(output + "failing_before"),
                    file.matrix(output + "failing_after"), file.matrix(output + "failing_after_other_draws"));
        }

        double minimum() {
            return BalancingTheory.total(BalancingTheory.balanced(BalancingTheory.costs(weights)));
        }

        /** How many times the output error under state noise was larger. */
        double noiseFactor() {
            return squares(noisyBefore, before) / squares(noisyAfter, after);
        }
    }

    private static List<RateNetwork> networks(ResultFile file) {
        return file.children("/rate").stream().map(name -> RateNetwork.read(file, "/rate/" + name)).toList();
    }

    private static void rate(List<RateNetwork> networks, List<Check> checks) {
        double count = 0;
        double rise = 0;
        double excess = 0;
        double imbalance = 0;
        double eigenvalues = 0;
        double map = 0;
        double draws = 0;
        for (RateNetwork network : networks) {
            final double[] cost = network.cost;
            final double first = BalancingTheory.total(BalancingTheory.costs(network.weights));
            final double[][] reached = BalancingTheory.costs(network.balanced);
            final double last = BalancingTheory.total(reached);
            count = largest(count, cost[0] / first - 1, cost[cost.length - 1] / last - 1);
            for (int k = 1; k < cost.length; k++) {
                rise = Math.max(rise, cost[k] / cost[k - 1] - 1);
            }
            excess = largest(excess, last / network.minimum() - 1);
            imbalance = largest(imbalance, Arrays.stream(BalancingTheory.imbalance(reached)).map(g -> g / last)
                    .toArray());
            eigenvalues = largest(eigenvalues, BalancingTheory.eigenvalueDistance(network.weights, network.balanced));
            map = largest(map, difference(network.before, network.after));
            draws = largest(draws, difference(network.failingBefore, network.failingAfter));
        }
        checks.add(Check.atMost("rate/cost", "costs told are sums of squared weights, relative", 1e-10, count));
        checks.add(Check.atMost("rate/descent", "the cost rises in no step, relative", ROUNDING, rise));
        checks.add(Check.atMost("rate/minimum", "the cost ends at the minimum that Osborne's method finds, relative",
                1e-9, excess));
        checks.add(Check.atMost("rate/balance", "incoming cost = outgoing cost of all neurons, relative to the whole",
                1e-7, imbalance));
        checks.add(Check.atMost("rate/eigenvalues", "balancing keeps all eigenvalues, relative", 1e-7, eigenvalues));
        checks.add(Check.atMost("rate/map", "balancing keeps the output, relative", ROUNDING, map));
        final int better = (int) networks.stream().filter(network -> network.noiseFactor() >= 2).count();
        checks.add(Check.pValue("rate/noise",
                String.format(Locale.ROOT,
                "output error under state noise falls twofold in 9 of 10 networks (in %d of %d; p of"
                + " the binomial)", better, networks.size()),
                BinomialDistribution.of(networks.size(), 0.9).cumulativeProbability(better), LEAST_P));
        checks.add(Check.atMost("rate/failures-draw-by-draw", "with the same failures the output is the same, relative",
                ROUNDING, draws));
        checks.add(Sample.of(networks.stream()
                .mapToDouble(n -> Math.log(squares(n.failingOther, n.after) / squares(n.failingBefore, n.before)))
                .toArray())
                .is("rate/failures", "output error under release failures is as before (mean log of the ratio)", 0));
    }

    private static double largest(double soFar, double... values) {
        // Math.max keeps what is not a number.
        return Math.max(soFar, Arrays.stream(values).map(Math::abs).reduce(0, Math::max));
    }

    /** Largest difference relative to the largest value. */
    private static double difference(double[][] a, double[][] b) {
        double difference = 0;
        double size = 0;
        for (int t = 0; t < a.length; t++) {
            for (int l = 0; l < a[t].length; l++) {
                difference = Math.max(difference, Math.abs(a[t][l] - b[t][l]));
                size = Math.max(size, Math.abs(a[t][l]));
            }
        }
        return difference / size;
    }

    private static double squares(double[][] a, double[][] b) {
        return IntStream.range(0, a.length).mapToDouble(t -> IntStream.range(0, a[t].length)
                .mapToDouble(l -> (a[t][l] - b[t][l]) * (a[t][l] - b[t][l])).sum()).sum();
    }

    private static void formulas(ResultFile file, List<Check> checks) {
        final double[][] weights = file.matrix("/formula/weights");
        final double[] state = file.doubles("/formula/state");
        final double sd = file.number("/formula", "noise_sd");
        final double[][] p = file.matrix("/formula/release_probability");
        final int n = state.length;
        double active = 0;
        final double[] mean = new double[n];
        final double[] variance = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                final double x = Math.max(0, state[j]);
                active += x > 0 ? weights[i][j] * weights[i][j] : 0;
                mean[i] += weights[i][j] * x;
                variance[i] += weights[i][j] * weights[i][j] * x * x * (1 - p[i][j]) / p[i][j];
            }
        }
        final double expected = sd * sd * active;
        checks.add(mean("formula/state-noise",
                "state noise costs sigma^2 times the squared weights of active neurons (ratio)",
                Arrays.stream(file.doubles("/formula/squared_error")).map(e -> e / expected).toArray()));
        checks.add(mean("formula/failures", "variance by failures = sum J^2 x^2 (1 - p)/p (mean ratio)",
                Arrays.stream(file.matrix("/formula/failing_input")).mapToDouble(input -> IntStream.range(0, n)
                        .mapToDouble(i -> (input[i] - mean[i]) * (input[i] - mean[i]) / variance[i]).sum() / n)
                        .toArray()));
    }

    private static Check mean(String id, String prediction, double[] ratios) {
        final Sample sample = Sample.of(ratios);
        return Check.mean(id, prediction, 1, sample.mean(), sample.standardError(), SIGMAS);
    }

    @Override
    public List<Figure> figures(ResultFile file) {
        final List<RateNetwork> networks = networks(file);
        final Figure cost = new Figure("balancing-cost", "Balancing lowers the cost of synapses to its minimum",
                "step of the rule", "cost above the minimum, relative to it").logY();
        for (int k = 0; k < Math.min(5, networks.size()); k++) {
            final RateNetwork network = networks.get(k);
            final double minimum = network.minimum();
            final int[] steps = IntStream.range(0, Math.min(network.cost.length, 401)).filter(s -> s % 20 == 0)
                    .toArray();
            cost.nextColor().line("network " + (k + 1), at(steps, s -> s),
                    at(steps, s -> Math.max(1e-12, network.cost[s] / minimum - 1)));
        }
        final double[] number = IntStream.rangeClosed(1, networks.size()).asDoubleStream().toArray();
        final Figure noise = new Figure("balancing-noise", "Output error after balancing, relative to before",
                "network", "error after / error before").logY()
                .points("noise of fixed size on states", number,
                networks.stream().mapToDouble(n -> 1 / n.noiseFactor()).toArray())
                .line("expected of 9 in 10: below", new double[] {0, networks.size() + 1}, new double[] {0.5, 0.5})
                .points("release failures", number, networks.stream()
                        .mapToDouble(n -> squares(n.failingOther, n.after) / squares(n.failingBefore, n.before))
                        .toArray())
                .line("theory: 1", new double[] {0, networks.size() + 1}, new double[] {1, 1});
        final List<Figure> figures = new ArrayList<>(List.of(descent(file), cost, noise));
        figures.addAll(SpikingBalancing.figures(file));
        return figures;
    }

    private static Figure descent(ResultFile file) {
        final double step = file.number("/descent", "step");
        final double[][] start = BalancingTheory.costs(file.matrix("/descent/weights"));
        final double[][] measured = file.matrix("/descent/h");
        final double[][] theory = BalancingTheory.path(start, step, measured.length - 1);
        final double[][] balanced = BalancingTheory.balanced(start);
        final double minimum = BalancingTheory.total(balanced);
        final double lambda = BalancingTheory.connectivity(balanced);
        final IntToDoubleFunction cost = k -> BalancingTheory.total(BalancingTheory.costs(start, theory[k])) - minimum;
        final int shown = measured.length / 3;
        final int[] sampled = IntStream.rangeClosed(0, 20).map(k -> k * shown / 20).toArray();
        final int[] fine = IntStream.rangeClosed(0, 200).map(k -> k * shown / 200).toArray();
        final double[] time = at(fine, k -> step * k);
        final double end = cost.applyAsDouble(fine[200]);
        return new Figure("balancing-descent", "Five neurons on the way to balance", "time (tau_b)",
                "cost above the minimum, imbalance").logY()
                .points("cost", at(sampled, k -> step * k),
                        at(sampled, k -> BalancingTheory.total(BalancingTheory.costs(start, measured[k])) - minimum))
                .line("theory, dh/dt = g", time, at(fine, cost))
                .points("|g|", at(sampled, k -> step * k), at(sampled, k -> imbalance(start, measured[k])))
                .line("theory for |g|", time, at(fine, k -> imbalance(start, theory[k])))
                .nextColor().brokenLine("slope 4 lambda_2", new double[] {0, step * shown},
                        new double[] {end * Math.exp(4 * lambda * step * shown), end});
    }

    private static double imbalance(double[][] start, double[] h) {
        return norm(BalancingTheory.imbalance(BalancingTheory.costs(start, h)));
    }

    private static double[] at(int[] steps, IntToDoubleFunction value) {
        return Arrays.stream(steps).mapToDouble(value).toArray();
    }
}

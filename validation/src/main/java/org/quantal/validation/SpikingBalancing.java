package org.quantal.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Gauges of spiking neurons. Layout:
 * <ul>
 * <li>{@code /row-gauge}: datasets {@code spikes_before} and {@code spikes_after}, ascending numbers that stand for a
 * spike each.
 * <li>{@code /mean-drive}: attributes {@code scale} and {@code drive_mV} by population, {@code tau_m_ms},
 * {@code t_ref_ms}, {@code threshold_mV} above rest, which is also the reset; datasets {@code rate_before},
 * {@code rate_after}, {@code rate_weights_only}, {@code rate_uncoupled} (scaled) in Hz by neuron, populations of one
 * size after each other.
 * <li>{@code /rule}: attributes {@code block_ms}, {@code third_ms} (the rule acts in the middle third); datasets
 * {@code time_s}, {@code cost}; {@code populations/NAME} with {@code h} and {@code spikes} {@code [blocks, neurons]};
 * {@code synapses/NAME} with attributes {@code source}, {@code target} (populations), datasets {@code source},
 * {@code target}, {@code weight_before}, {@code weight_after}.
 * </ul>
 */
final class SpikingBalancing {
    private final double[] cost;
    private final double first;
    private final double last;
    private final double minimum;
    private final double offOrbit;

    private SpikingBalancing(ResultFile file) {
        final Map<String, Integer> offset = new LinkedHashMap<>();
        final List<double[]> scales = new ArrayList<>();
        int neurons = 0;
        for (String name : file.children("/rule/populations")) {
            offset.put(name, neurons);
            scales.add(file.doubles("/rule/populations/" + name + "/h"));
            neurons += scales.get(scales.size() - 1).length;
        }
        final double[] h = scales.stream().flatMapToDouble(Arrays::stream).toArray();
        final List<double[]> sources = new ArrayList<>();
        final List<double[]> targets = new ArrayList<>();
        final List<double[]> before = new ArrayList<>();
        final List<double[]> after = new ArrayList<>();
        for (String name : file.children("/rule/synapses")) {
            final String group = "/rule/synapses/" + name;
            final int source = offset.get(file.text(group, "source"));
            final int target = offset.get(file.text(group, "target"));
            sources.add(Arrays.stream(file.doubles(group + "/source")).map(i -> i + source).toArray());
            targets.add(Arrays.stream(file.doubles(group + "/target")).map(i -> i + target).toArray());
            before.add(file.doubles(group + "/weight_before"));
            after.add(file.doubles(group + "/weight_after"));
        }
        final int[] source = Arrays.stream(joined(sources)).mapToInt(i -> (int) i).toArray();
        final int[] target = Arrays.stream(joined(targets)).mapToInt(i -> (int) i).toArray();
        final double[] start = joined(before);
        final double[] end = joined(after);
        final boolean[] sends = new boolean[neurons];
        final boolean[] receives = new boolean[neurons];
        double off = 0;
        for (int s = 0; s < start.length; s++) {
            sends[source[s]] = true;
            receives[target[s]] = true;
            off = Math.max(off, Math.abs(end[s] / (start[s] * Math.exp(h[source[s]] - h[target[s]])) - 1));
        }
        final boolean[] free = new boolean[neurons];
        for (int i = 0; i < neurons; i++) {
            free[i] = sends[i] && receives[i];
        }
        final double[] costs = Arrays.stream(start).map(w -> w * w).toArray();
        cost = file.doubles("/rule/cost");
        first = Arrays.stream(costs).sum();
        last = Arrays.stream(end).map(w -> w * w).sum();
        minimum = BalancingTheory.minimum(source, target, costs, free);
        offOrbit = off;
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    static void judge(ResultFile file, List<Check> checks) {
        final double[] before = file.doubles("/row-gauge/spikes_before");
        final double[] after = file.doubles("/row-gauge/spikes_after");
        checks.add(Check.atMost("row-gauge/spikes",
                "weights, threshold and drive scaled by powers of 2: share of spikes that differ", 0,
                differing(before, after) / (double) before.length));
        meanDrive(file, checks);
        new SpikingBalancing(file).rule(file, checks);
    }

    private static long differing(double[] a, double[] b) {
        final var left = DoubleStream.of(a).boxed().collect(Collectors.toSet());
        final var right = DoubleStream.of(b).boxed().collect(Collectors.toSet());
        return left.stream().filter(spike -> !right.contains(spike)).count()
                + right.stream().filter(spike -> !left.contains(spike)).count();
    }

    private static void meanDrive(ResultFile file, List<Check> checks) {
        final double[] drive = file.numbers("/mean-drive", "drive_mV");
        final double tau = file.number("/mean-drive", "tau_m_ms");
        final double refractory = file.number("/mean-drive", "t_ref_ms");
        final double threshold = file.number("/mean-drive", "threshold_mV");
        final double[] d = file.numbers("/mean-drive", "scale");
        final double[] uncoupled = file.doubles("/mean-drive/rate_uncoupled");
        final int each = uncoupled.length / d.length;
        double off = 0;
        for (int i = 0; i < uncoupled.length; i++) {
            final double theory = 1000 * d[i / each]
                    / (refractory + tau * Math.log(drive[i / each] / (drive[i / each] - threshold)));
            off = Math.max(off, Math.abs(uncoupled[i] / theory - 1));
        }
        checks.add(Check.atMost("mean-drive/constant-drive",
                "constant drive: rates are exactly d times as high, relative", 1e-9, off));
        checks.add(Check.atMost("mean-drive/rates",
                "with tau_m and t_ref over d, rates are d times as high (mean error)", 0.01,
                error(file, "rate_after", d)));
        checks.add(Check.atLeast("mean-drive/weights-only", "with the weights alone they are not (mean error)", 0.1,
                error(file, "rate_weights_only", d)));
    }

    private static double error(ResultFile file, String dataset, double[] d) {
        final double[] before = file.doubles("/mean-drive/rate_before");
        final double[] after = file.doubles("/mean-drive/" + dataset);
        final int each = before.length / d.length;
        return IntStream.range(0, before.length).mapToDouble(i -> Math.abs(after[i] / (d[i / each] * before[i]) - 1))
                .average().orElseThrow();
    }

    private void rule(ResultFile file, List<Check> checks) {
        double rise = 0;
        for (int k = 1; k < cost.length; k++) {
            rise = Math.max(rise, cost[k] / cost[k - 1] - 1);
        }
        checks.add(Check.atMost("rule/cost", "spiking network: costs told are sums of squared weights, relative", 1e-6,
                Math.max(Math.abs(cost[0] / first - 1), Math.abs(cost[cost.length - 1] / last - 1))));
        checks.add(Check.atMost("rule/descent", "spiking network: the cost rises in no step, relative", 1e-12, rise));
        checks.add(Check.atMost("rule/minimum", "spiking network: the cost ends at its minimum, relative", 1e-8,
                Math.abs(cost[cost.length - 1] / minimum - 1)));
        checks.add(Check.atMost("rule/weights",
                "spiking network: weights are those at the start times exp(h_j - h_i), relative", 1e-6, offOrbit));
        for (String name : new String[] {"quiet", "loud", "readout"}) {
            checks.add(rate(file, name, 2, null).is("rule/rate-" + name, name.equals("readout")
                    ? "rate of read-outs (Hz) stays" : "rate of '" + name + "' (Hz) is exp(-h_i) times as high",
                    rate(file, name, 0, file.doubles("/rule/populations/" + name + "/h"))));
        }
    }

    /** Mean rate in a third of the run, over blocks; multiplied by exp(-h) if h is given. */
    private static Sample rate(ResultFile file, String population, int third, double[] h) {
        final double[][] spikes = file.matrix("/rule/populations/" + population + "/spikes");
        final double seconds = 1e-3 * file.number("/rule", "block_ms");
        final int blocks = spikes.length / 3;
        return Sample.of(IntStream.range(third * blocks, (third + 1) * blocks)
                .mapToDouble(block -> IntStream.range(0, spikes[block].length)
                .mapToDouble(i -> spikes[block][i] * (h == null ? 1 : Math.exp(-h[i]))).sum() / spikes[block].length
                / seconds).toArray());
    }

    static List<Figure> figures(ResultFile file) {
        final SpikingBalancing spiking = new SpikingBalancing(file);
        // Told at the beginning and after each step: until the first one, the cost stays.
        final double[] told = file.doubles("/rule/time_s");
        final double[] time = DoubleStream.concat(DoubleStream.of(told[0], 1e-3 * file.number("/rule", "third_ms")),
                Arrays.stream(told).skip(1)).toArray();
        final double[] cost = DoubleStream.concat(DoubleStream.of(spiking.cost[0]), Arrays.stream(spiking.cost))
                .map(c -> c / spiking.minimum)
                .toArray();
        final double[] ends = {time[0], time[time.length - 1]};
        final Figure rule = new Figure("balancing-spiking", "Balancing in a network that spikes", "time (s)",
                "cost / minimum").logY()
                .nextColor().line("cost", time, cost)
                .nextColor().brokenLine("minimum (Osborne)", ends, new double[] {1, 1});
        final double[] d = file.numbers("/mean-drive", "scale");
        final double[] before = file.doubles("/mean-drive/rate_before");
        final int each = before.length / d.length;
        final double[] scale = IntStream.range(0, before.length).mapToDouble(i -> d[i / each]).toArray();
        final double[] line = {Arrays.stream(d).min().orElseThrow(), Arrays.stream(d).max().orElseThrow()};
        final Figure gauge = new Figure("balancing-mean-drive",
                "Rates of integrate-and-fire neurons under the mean-drive gauge", "scale d",
                "rate after / rate before").points("weights and time constants scaled", scale,
                ratio(file, "rate_after", before))
                .line("theory: d", line, line)
                .points("weights scaled", scale, ratio(file, "rate_weights_only", before));
        return List.of(rule, gauge);
    }

    private static double[] ratio(ResultFile file, String dataset, double[] before) {
        final double[] after = file.doubles("/mean-drive/" + dataset);
        return IntStream.range(0, before.length).mapToDouble(i -> after[i] / before[i]).toArray();
    }
}

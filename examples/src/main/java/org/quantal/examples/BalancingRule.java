package org.quantal.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantal.examples.Experiment.Plan;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.RuleFigures;
import org.quantal.simulator.record.SynapseSnapshot;

/** The rule in a spiking network that runs: a third of the time as it is, a third for balancing, a third balanced. */
final class BalancingRule {
    private static final int BLOCK_MS = 250;

    private BalancingRule() {
    }

    static void run(GroupWriter root, Plan plan) {
        final int thirdMs = plan.size(6_000, 40_000);
        final boolean asleep = plan.has("rule-asleep");
        final Scenario scenario = BundledScenarios.load("balancing",
                List.of("duration=" + 3 * thirdMs + " ms", "seed=" + plan.seed(),
                "definitions.synapses.plasticity.start=" + (asleep ? 3 * thirdMs - 1000 : thirdMs) + " ms",
                "record.synapses=[]"));
        final List<Population> populations = scenario.network().populations();
        final List<Double> times = new ArrayList<>();
        final List<RuleFigures> figures = new ArrayList<>();
        final int[][][] spikes = new int[populations.size()][3 * thirdMs / BLOCK_MS][];
        for (int a = 0; a < spikes.length; a++) {
            for (int block = 0; block < spikes[a].length; block++) {
                spikes[a][block] = new int[populations.get(a).size()];
            }
        }
        final int stepsPerBlock = (int) scenario.grid().steps("block", BLOCK_MS);
        final Recorder recorder = new Recorder() {
            @Override
            public void onSpikes(long step, int population, int[] neurons, int count) {
                final int[] counts = spikes[population][(int) (step / stepsPerBlock)];
                for (int k = 0; k < count; k++) {
                    counts[neurons[k]]++;
                }
            }

            @Override
            public void onRule(long step, RuleFigures told) {
                times.add(1e-3 * step * scenario.grid().stepMs());
                figures.add(told);
            }

            @Override
            public void close() {
                // Everything is kept.
            }
        };
        try (Simulation simulation = Simulation.of(scenario).record(recorder)) {
            final GroupWriter synapses = root.group("synapses");
            final Map<String, GroupWriter> groups = new LinkedHashMap<>();
            for (Projection projection : scenario.network().projections()) {
                final SynapseSnapshot before = simulation.synapses(projection.name());
                final GroupWriter group = synapses.group(projection.name().replace("->", "-to-"));
                groups.put(projection.name(), group);
                group.attribute("source", projection.source());
                group.attribute("target", projection.target());
                group.array("source", before.source());
                group.array("target", before.target());
                group.array("weight_before", before.weight());
            }
            simulation.run();
            for (Projection projection : scenario.network().projections()) {
                final double[] after = simulation.synapses(projection.name()).weight();
                for (int s = 0; s < after.length && plan.has("off-the-gauge"); s += 7) {
                    after[s] *= 1.01;
                }
                groups.get(projection.name()).array("weight_after", after);
            }
        }
        final double wrong = plan.has("costs-miscounted") ? 1.01 : 1;
        final double[] cost = figures.stream().mapToDouble(f -> wrong * f.totals().get("cost")).toArray();
        if (plan.has("wrong-way")) {
            for (int k = 0; k < cost.length / 2; k++) {
                final double other = cost[k];
                cost[k] = cost[cost.length - 1 - k];
                cost[cost.length - 1 - k] = other;
            }
        }
        root.attribute("block_ms", BLOCK_MS);
        root.attribute("third_ms", thirdMs);
        root.array("time_s", times.stream().mapToDouble(Double::doubleValue).toArray());
        root.array("cost", cost);
        final Map<String, Map<String, double[]>> last = figures.get(figures.size() - 1).neurons();
        final GroupWriter groups = root.group("populations");
        for (int a = 0; a < spikes.length; a++) {
            final Population population = populations.get(a);
            final GroupWriter group = groups.group(population.name());
            if (plan.has("spikes-lost")) {
                Arrays.stream(spikes[a]).skip(2 * spikes[a].length / 3)
                        .forEach(counts -> Arrays.setAll(counts, i -> i % 2 * counts[i]));
            }
            group.array("h", last.get(population.name()).get("h"));
            group.array("spikes", spikes[a]);
        }
    }
}

package org.quantal.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.record.Recorder;

/** The cortical microcircuit at three release probabilities with one mean input: a twentieth of it, or the whole. */
final class MicrocircuitExperiment implements Experiment {
    private static final double[] PROBABILITIES = {1, 0.5, 0.2};
    private static final double SMALL = 0.05;

    @Override
    public String name() {
        return "microcircuit";
    }

    @Override
    public List<Mutation> mutations() {
        return List.of(
                new Mutation("mean-not-kept", "p0.5/rate-L23E", "p0.5/rate-L23I", "p0.5/rate-L4E", "p0.5/rate-L4I",
                "p0.5/rate-L5E", "p0.5/rate-L5I",
                        "p0.5/rate-L6E", "p0.5/rate-L6I"),
                new Mutation("external-input-weak", "p1.0/rate-L4E"),
                new Mutation("spikes-lost", "p1.0/rate-L23I", "p1.0/rate-L4E", "p0.2/rate-L23I", "p0.2/rate-L4E"),
                new Mutation("spikes-in-step", "p1.0/correlation", "p0.5/correlation", "p0.2/correlation"),
                new Mutation("clockwork", "p1.0/cv", "p0.5/cv", "p0.2/cv"),
                new Mutation("probabilities-exchanged", "order-0.5", "order-0.2"));
    }

    @Override
    public void run(GroupWriter root, Plan plan) {
        root.attribute("scale", plan.full() ? 1 : SMALL);
        for (double p : PROBABILITIES) {
            circuit(root.group(String.format(Locale.ROOT, "p%.1f", p)), p, plan);
        }
    }

    private static void circuit(GroupWriter group, double p, Plan plan) {
        final double used = plan.has("probabilities-exchanged")
                ? PROBABILITIES[PROBABILITIES.length - 1 - indexOf(p)] : p;
        final List<String> overrides = new ArrayList<>(List.of("p=" + used, "scale=" + (plan.full() ? 1 : SMALL),
                "seed=" + plan.seed(), "warmup=" + plan.size(300, 500) + " ms",
                "duration=" + plan.size(1000, 2000) + " ms", "record.spikes=false"));
        if (plan.has("external-input-weak")) {
            overrides.add("poisson[0].rate=7.5 Hz");
        }
        if (plan.has("mean-not-kept")) {
            overrides.addAll(List.of("projections[0].release.keep_mean=false",
                    "projections[1].release.keep_mean=false"));
        }
        final Scenario scenario = BundledScenarios.load("microcircuit", overrides);
        final List<Population> populations = scenario.network().populations();
        final List<IntStream.Builder> steps = populations.stream().map(population -> IntStream.builder()).toList();
        final List<IntStream.Builder> spiking = populations.stream().map(population -> IntStream.builder()).toList();
        try (Simulation simulation = Simulation.of(scenario).record(new Recorder() {
            @Override
            public void onSpikes(long step, int population, int[] neurons, int count) {
                for (int k = 0; k < count; k++) {
                    steps.get(population).add((int) step);
                    spiking.get(population).add(neurons[k]);
                }
            }

            @Override
            public void close() {
                // Everything is kept.
            }
        })) {
            simulation.run();
        }
        group.attribute("release_probability", p);
        group.attribute("step_ms", scenario.grid().stepMs());
        group.attribute("duration_ms", scenario.durationMs());
        for (int a = 0; a < populations.size(); a++) {
            final int[] neurons = spiking.get(a).build().toArray();
            final int[] at = spoiled(steps.get(a).build().toArray(), neurons, plan);
            final GroupWriter of = group.group(populations.get(a).name());
            of.attribute("size", populations.get(a).size());
            of.array("step", Arrays.copyOf(at, plan.has("spikes-lost") ? at.length / 2 : at.length));
            of.array("neuron", Arrays.copyOf(neurons, plan.has("spikes-lost") ? at.length / 2 : at.length));
        }
    }

    private static int indexOf(double p) {
        return IntStream.range(0, PROBABILITIES.length).filter(k -> PROBABILITIES[k] == p).findFirst().orElseThrow();
    }

    /** Makes neurons spike together, or each like a clock. */
    private static int[] spoiled(int[] steps, int[] neurons, Plan plan) {
        if (plan.has("spikes-in-step")) {
            return Arrays.stream(steps).map(step -> step - step % 1000).toArray();
        }
        if (!plan.has("clockwork")) {
            return steps;
        }
        final Map<Integer, Integer> last = new HashMap<>();
        return IntStream.range(0, steps.length).map(k -> last.merge(neurons[k], 100 + neurons[k] % 10, Integer::sum))
                .toArray();
    }
}

package org.quantal.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.quantal.examples.Experiment.Plan;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.Reliable;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Normal;
import org.quantal.simulator.network.PoissonDrive;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.random.StreamRandom;
import org.quantal.simulator.record.Recorder;

/** The gauges of integrate-and-fire neurons: networks of several populations, each of which has a scale of its own. */
final class BalancingInEngine {
    private static final double STEP_MS = 0.1;
    private static final double CAPACITANCE_PF = 250;
    private static final double TAU_MS = 10;
    private static final double REFRACTORY_MS = 2;
    private static final double THRESHOLD_MV = 15;

    private BalancingInEngine() {
    }

    static void run(GroupWriter root, Plan plan) {
        rowGauge(root.group("row-gauge"), plan);
        meanDrive(root.group("mean-drive"), plan);
        BalancingRule.run(root.group("rule"), plan);
    }

    private static Membrane membrane(double tauMs, double refractoryMs, double thresholdMV, double resetMV,
            double driveMV) {
        return new Membrane(CAPACITANCE_PF, tauMs, refractoryMs, 0, thresholdMV, resetMV,
                driveMV * CAPACITANCE_PF / tauMs);
    }

    private static String name(int population) {
        return "p" + population;
    }

    /** Six excitatory and two inhibitory populations near threshold; synapses fail. */
    private static void rowGauge(GroupWriter group, Plan plan) {
        final int[] exponents = {-3, 2, 0, 1, -1, 3, -2, 1};
        final double[] one = new double[exponents.length];
        Arrays.fill(one, 1);
        final double[] scales = Arrays.stream(exponents).mapToDouble(e -> Math.scalb(1.0, e)).toArray();
        final double durationMs = plan.size(1_000, 20_000);
        group.attribute("scale", scales);
        group.attribute("duration_ms", durationMs);
        group.array("spikes_before", spikes(noisy(one, one), durationMs, plan));
        group.array("spikes_after",
                spikes(noisy(scales, plan.has("threshold-stays") ? one : scales), durationMs, plan));
    }

    private static Network noisy(double[] scale, double[] thresholdScale) {
        final int size = 25;
        final List<Population> populations = new ArrayList<>();
        final List<Projection> projections = new ArrayList<>();
        final List<PoissonDrive> drives = new ArrayList<>();
        for (int a = 0; a < scale.length; a++) {
            populations.add(new Population(name(a), size,
                    new LifDelta(membrane(TAU_MS, REFRACTORY_MS, thresholdScale[a] * THRESHOLD_MV,
                    scale[a] * (a % 3 - 1), 0)), Map.of()));
            drives.add(new PoissonDrive(name(a), 1500, 1, scale[a]));
            for (int b = 0; b < scale.length; b++) {
                final boolean excitatory = b < 6;
                projections.add(new Projection(name(b) + "->" + name(a), name(b), name(a), new AllToAll(false),
                        new Normal(excitatory ? 0.1 : -0.4, 0.01).scaled(scale[a]), new Constant(1.5),
                        new BernoulliRelease(0.5), false));
            }
        }
        return new Network(populations, projections, drives, List.of());
    }

    /** All spikes as step times number of neurons plus neuron. */
    private static long[] spikes(Network network, double durationMs, Plan plan) {
        final int[] first = new int[network.populations().size()];
        for (int a = 1; a < first.length; a++) {
            first[a] = first[a - 1] + network.populations().get(a - 1).size();
        }
        final List<Long> spikes = new ArrayList<>();
        final Scenario scenario = new Scenario("row-gauge", network, new TimeGrid(STEP_MS), 0, durationMs, plan.seed(),
                1, List.of());
        try (Simulation simulation = Simulation.of(scenario).record(new Recorder() {
            @Override
            public void onSpikes(long step, int population, int[] neurons, int count) {
                for (int k = 0; k < count; k++) {
                    spikes.add(step * network.neurons() + first[population] + neurons[k]);
                }
            }

            @Override
            public void close() {
                // Everything is kept.
            }
        })) {
            simulation.run();
        }
        return spikes.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** Neurons far above threshold, weakly coupled, without noise and without a grid. */
    private static void meanDrive(GroupWriter group, Plan plan) {
        final int populations = 20;
        final Gaussians gaussians = new Gaussians(plan.seed(), -2, 0);
        final double[] d = Arrays.stream(gaussians.vector(populations)).map(z -> StrictMath.exp(0.25 * z)).toArray();
        final StreamRandom uniform = gaussians.uniform();
        final double[] drive = IntStream.range(0, populations).mapToDouble(a -> 25 + 10 * uniform.nextDouble())
                .toArray();
        final double[] one = new double[populations];
        Arrays.fill(one, 1);
        final double[] scaled = plan.has("time-constants-stay") ? one : d;
        final double durationMs = plan.size(1_000, 20_000);
        group.attribute("scale", d);
        group.attribute("drive_mV", drive);
        group.attribute("tau_m_ms", TAU_MS);
        group.attribute("t_ref_ms", REFRACTORY_MS);
        group.attribute("threshold_mV", THRESHOLD_MV);
        group.array("rate_before", rates(driven(one, one, drive, true), durationMs, plan));
        group.array("rate_after", rates(driven(d, scaled, drive, true), durationMs, plan));
        group.array("rate_weights_only",
                rates(driven(d, plan.has("time-constants-always") ? d : one, drive, true), durationMs, plan));
        group.array("rate_uncoupled", rates(driven(d, scaled, drive, false), durationMs, plan));
    }

    /**
     * @param d    scale of the weights of each population
     * @param time scale of its time constants
     */
    private static Network driven(double[] d, double[] time, double[] drive, boolean coupled) {
        final List<Population> populations = new ArrayList<>();
        final List<Projection> projections = new ArrayList<>();
        final ReleaseModel reliable = new Reliable();
        for (int a = 0; a < d.length; a++) {
            populations.add(new Population(name(a), 2,
                    new LifDelta(membrane(TAU_MS / time[a], REFRACTORY_MS / time[a], THRESHOLD_MV, 0,
                    drive[a])), Map.of()));
            for (int b = 0; b < d.length && coupled; b++) {
                projections.add(new Projection(name(b) + "->" + name(a), name(b), name(a), new AllToAll(false),
                        new Normal(0, 0.05).scaled(d[a] / d[b]), new Constant(1.5), reliable, false));
            }
        }
        return new Network(populations, projections, List.of(), List.of());
    }

    /** Rates in Hz of all neurons, from their first to their last spike: finer than counts. */
    private static double[] rates(Network network, double durationMs, Plan plan) {
        final int neurons = network.neurons();
        final int each = neurons / network.populations().size();
        final double[] first = new double[neurons];
        final double[] last = new double[neurons];
        final int[] count = new int[neurons];
        final Scenario scenario = new Scenario("mean-drive", network, new TimeGrid(STEP_MS), 0, durationMs,
                plan.seed(), 1, new Recordings(List.of(), List.of(), List.of()), Integration.EXACT);
        try (Simulation simulation = Simulation.of(scenario).record(new Recorder() {
            @Override
            public boolean takesExactTimes() {
                return true;
            }

            @Override
            public void onExactSpikes(double[] timesMs, int population, int[] spiking, int spikes) {
                for (int k = 0; k < spikes; k++) {
                    final int i = population * each + spiking[k];
                    first[i] = count[i] == 0 ? timesMs[k] : first[i];
                    last[i] = timesMs[k];
                    count[i]++;
                }
            }

            @Override
            public void close() {
                // Everything is kept.
            }
        })) {
            simulation.run();
        }
        final double[] rate = new double[neurons];
        for (int i = 0; i < neurons; i++) {
            if (count[i] < 2) {
                throw new IllegalStateException(String.format(Locale.ROOT, "neuron %d is silent: drive too weak", i));
            }
            rate[i] = 1000 * (count[i] - 1) / (last[i] - first[i]);
        }
        return rate;
    }
}

package org.quantal.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quantal.io.hdf5.GroupWriter;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.BinomialRelease;
import org.quantal.models.release.Quanta;
import org.quantal.models.release.ShortTermDynamics;
import org.quantal.models.release.StochasticTsodyksMarkram;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;

/** Draws of release in the engine, one by one: every spike of every source onto every target. */
final class ReleaseExperiment implements Experiment {
    private static final double[] PROBABILITIES = {0.2, 0.5, 0.8};
    private static final int TARGETS = 1000;
    private static final int SOURCES = 10;
    private static final double[] TRAIN_MS = {1, 21, 41, 61, 81, 581};
    /** Small against what full size must see (a bias of 1e-3 in 1e7 draws), large enough for the quick size. */
    private static final double WRONG = 1.02;

    @Override
    public String name() {
        return "release";
    }

    @Override
    public List<Mutation> mutations() {
        return List.of(
                new Mutation("wrong-probability", "p0.2/fraction", "p0.5/fraction", "p0.8/fraction"),
                new Mutation("neighbours-share-draws", "p0.2/synapses-1", "p0.2/spike-counts", "p0.2/gaps",
                "p0.5/synapses-1",
                        "p0.5/spike-counts", "p0.5/gaps", "p0.8/synapses-1", "p0.8/spike-counts", "p0.8/gaps"),
                new Mutation("draws-repeat-after-2", "p0.2/synapses-2", "p0.5/synapses-2", "p0.8/synapses-2"),
                new Mutation("draws-repeat-after-64", "p0.2/synapses-64", "p0.5/synapses-64", "p0.8/synapses-64"),
                new Mutation("draws-repeat-in-time", "p0.2/spikes-1", "p0.2/synapse-counts", "p0.5/spikes-1",
                "p0.5/synapse-counts",
                        "p0.8/spikes-1", "p0.8/synapse-counts"),
                new Mutation("sources-share-draws", "p0.2/sources", "p0.5/sources", "p0.8/sources"),
                new Mutation("one-site-fewer", "binomial-3/mean", "binomial-3/distribution", "binomial-10/mean",
                "binomial-10/distribution"),
                new Mutation("wrong-utilization", "depressing/mean-1", "facilitating/mean-1", "facilitating/variance-1",
                "facilitating/variance-2"),
                new Mutation("wrong-recovery", "depressing/mean-3", "depressing/mean-4", "depressing/mean-5",
                        "depressing/mean-6", "facilitating/mean-2", "facilitating/mean-3", "facilitating/mean-4",
                        "facilitating/mean-5", "facilitating/variance-4", "facilitating/variance-5"),
                new Mutation("spikes-in-wrong-order", "depressing/mean-2", "facilitating/mean-6",
                "facilitating/variance-3", "facilitating/variance-6"),
                new Mutation("synapses-differ", "depressing/covariance-2", "depressing/covariance-3",
                "depressing/covariance-4",
                        "depressing/covariance-5", "depressing/covariance-6", "facilitating/covariance-2",
                        "facilitating/covariance-3", "facilitating/covariance-4", "facilitating/covariance-5",
                        "facilitating/covariance-6"));
    }

    @Override
    public void run(GroupWriter root, Plan plan) {
        final GroupWriter bernoulli = root.group("bernoulli");
        for (double p : PROBABILITIES) {
            bernoulli(bernoulli.group(String.format(Locale.ROOT, "p%.1f", p)), p, plan);
        }
        final GroupWriter binomial = root.group("binomial");
        binomial(binomial, 3, 0.4, plan);
        binomial(binomial, 10, 0.15, plan);
        final GroupWriter depletion = root.group("depletion");
        depletion(depletion.group("depressing"), 0.5, 0, 800, 1, plan);
        depletion(depletion.group("facilitating"), 0.2, 500, 100, 5, plan);
    }

    private static void bernoulli(GroupWriter group, double p, Plan plan) {
        final int spikes = plan.size(100, 1000);
        final double used = plan.has("wrong-probability") ? p * (plan.full() ? 1 + 1e-3 / p : WRONG) : p;
        final double[][] trains = new double[SOURCES][spikes];
        for (double[] train : trains) {
            Arrays.setAll(train, k -> k + 1.0);
        }
        final int[][] outcome = new int[SOURCES * spikes][TARGETS];
        run(trains, TARGETS, new BernoulliRelease(used), 1, plan.seed(), (source, spike, target, quanta) ->
                outcome[source * spikes + spike][target] = quanta);
        spoil(outcome, spikes, plan);
        final byte[][] bits = new byte[outcome.length][TARGETS / 8];
        for (int r = 0; r < outcome.length; r++) {
            for (int t = 0; t < TARGETS; t++) {
                bits[r][t / 8] |= (byte) (outcome[r][t] << t % 8);
            }
        }
        group.attribute("release_probability", p);
        group.attribute("sources", SOURCES);
        group.attribute("spikes", spikes);
        group.attribute("targets", TARGETS);
        group.unsignedArray("outcomes", bits);
    }

    /** Makes the errors of generators that do not draw anew: a quarter of the outcomes copies an earlier one. */
    private static void spoil(int[][] outcome, int spikes, Plan plan) {
        for (int r = 0; r < outcome.length; r++) {
            for (int t = 0; t < TARGETS; t++) {
                if ((31 * r + 7 * t) % 4 != 0) {
                    continue;
                }
                if (plan.has("neighbours-share-draws") && t >= 1) {
                    outcome[r][t] = outcome[r][t - 1];
                } else if (plan.has("draws-repeat-after-2") && t >= 2) {
                    outcome[r][t] = outcome[r][t - 2];
                } else if (plan.has("draws-repeat-after-64") && t >= 64) {
                    outcome[r][t] = outcome[r][t - 64];
                } else if (plan.has("draws-repeat-in-time") && r % spikes > 0) {
                    outcome[r][t] = outcome[r - 1][t];
                } else if (plan.has("sources-share-draws") && r >= spikes) {
                    outcome[r][t] = outcome[r - spikes][t];
                }
            }
        }
    }

    private static void binomial(GroupWriter parent, int sites, double p, Plan plan) {
        final int spikes = plan.size(30, 1000);
        final double[][] trains = new double[SOURCES][spikes];
        for (double[] train : trains) {
            Arrays.setAll(train, k -> k + 1.0);
        }
        final byte[] quanta = new byte[SOURCES * spikes * TARGETS];
        final boolean fewer = plan.has("one-site-fewer");
        final Quanta used = new Quanta(fewer ? sites - 1 : sites, 0, false);
        run(trains, TARGETS, new BinomialRelease(used, p, 0), 1, plan.seed(), (source, spike, target, count) ->
                quanta[(source * spikes + spike) * TARGETS + target] = (byte) count);
        final GroupWriter group = parent.group("binomial-" + sites);
        group.attribute("sites", sites);
        group.attribute("release_probability", p);
        group.unsignedArray("quanta", quanta);
    }

    private static void depletion(GroupWriter group, double utilization, double tauFacMs, double tauRecMs,
            int sites, Plan plan) {
        final int synapses = plan.size(50_000, 1_000_000);
        final int targets = Math.min(synapses, 10_000);
        final double[][] trains = new double[synapses / targets][];
        Arrays.fill(trains, TRAIN_MS);
        final double u = plan.has("wrong-utilization") ? 1.15 * utilization : utilization;
        final double rec = plan.has("wrong-recovery") ? 4 * tauRecMs : tauRecMs;
        final int[][] quanta = new int[synapses][TRAIN_MS.length];
        run(trains, targets, new StochasticTsodyksMarkram(new ShortTermDynamics(u, 0, tauFacMs, rec),
                new Quanta(sites, 0, false)), 0.5,
                plan.seed(), (source, spike, target, count) -> quanta[source * targets + target][spike] = count);
        final byte[][] written = new byte[synapses][TRAIN_MS.length];
        for (int k = 0; k < TRAIN_MS.length; k++) {
            final int spike = plan.has("spikes-in-wrong-order") ? (k + 3) % TRAIN_MS.length : k;
            final int[] column = new int[synapses];
            for (int s = 0; s < synapses; s++) {
                column[s] = quanta[s][spike];
            }
            if (plan.has("synapses-differ")) {
                Arrays.sort(column); // the same numbers, but some synapses now release more than others
            }
            for (int s = 0; s < synapses; s++) {
                written[s][k] = (byte) column[s];
            }
        }
        group.attribute("U", utilization);
        group.attribute("tau_fac_ms", tauFacMs);
        group.attribute("tau_rec_ms", tauRecMs);
        group.attribute("sites", sites);
        group.attribute("spike_times_ms", TRAIN_MS);
        group.unsignedArray("quanta", written);
    }

    /** Takes the number of quanta of one spike at one synapse; spikes count from 0 within their train. */
    private interface Outcome {
        void at(int source, int spike, int target, int quanta);
    }

    /** Lets sources spike and hands over every release. */
    private static void run(double[][] trainsMs, int targets, ReleaseModel release, double stepMs, long seed,
            Outcome outcome) {
        final double[] times = trainsMs[0];
        final double durationMs = times[times.length - 1] + 2;
        final Network network = new Network(
                List.of(new Population("source", trainsMs.length, new SpikeTrainSource(trainsMs), Map.of()),
                        new Population("target", targets, Targets.silent(), Map.of())),
                List.of(new Projection("synapses", "source", "target", new AllToAll(), new Constant(1),
                new Constant(stepMs), release, false)), List.of(), List.of());
        final Scenario scenario = new Scenario("release", network, new TimeGrid(stepMs), 0, durationMs, seed, 0,
                new Recordings(List.of(), List.of(), List.of("synapses")));
        try (Simulation simulation = Simulation.of(scenario).record(new ReleaseRecorder(times, stepMs, outcome))) {
            simulation.run();
        }
    }

    private static final class ReleaseRecorder implements Recorder {
        private final int[] spikeOfStep;
        private final double stepMs;
        private final Outcome outcome;

        ReleaseRecorder(double[] timesMs, double stepMs, Outcome outcome) {
            this.stepMs = stepMs;
            this.outcome = outcome;
            spikeOfStep = new int[(int) Math.round(timesMs[timesMs.length - 1] / stepMs)];
            for (int k = 0; k < timesMs.length; k++) {
                spikeOfStep[(int) Math.round(timesMs[k] / stepMs) - 1] = k;
            }
        }

        @Override
        public void onReleases(ReleaseEvents releases) {
            for (int k = 0; k < releases.count(); k++) {
                final int spike = spikeOfStep[(int) Math.round(releases.timeMs()[k] / stepMs) - 1];
                outcome.at(releases.source()[k], spike, releases.target()[k], Math.round(releases.response()[k]));
            }
        }

        @Override
        public void close() {
            // Everything was handed on.
        }
    }
}

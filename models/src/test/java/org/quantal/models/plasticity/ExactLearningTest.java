package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantal.models.neuron.LifDelta;
import org.quantal.models.neuron.Membrane;
import org.quantal.models.release.BernoulliRelease;
import org.quantal.models.release.Reliable;
import org.quantal.models.reliability.CostaRule;
import org.quantal.models.reliability.HedonisticRule;
import org.quantal.models.reliability.Logistic;
import org.quantal.models.reliability.SpikingContrastiveRule;
import org.quantal.simulator.Integration;
import org.quantal.simulator.Scenario;
import org.quantal.simulator.Scenario.Recordings;
import org.quantal.simulator.Simulation;
import org.quantal.simulator.TimeGrid;
import org.quantal.simulator.model.PlasticityRule;
import org.quantal.simulator.model.ReleaseModel;
import org.quantal.simulator.model.SpikeTrainSource;
import org.quantal.simulator.network.AllToAll;
import org.quantal.simulator.network.Constant;
import org.quantal.simulator.network.Distribution;
import org.quantal.simulator.network.Network;
import org.quantal.simulator.network.OneToOne;
import org.quantal.simulator.network.Population;
import org.quantal.simulator.network.Projection;
import org.quantal.simulator.network.Uniform;
import org.quantal.simulator.random.StreamRandom;
import org.quantal.simulator.record.Recorder;
import org.quantal.simulator.record.ReleaseEvents;
import org.quantal.simulator.record.SynapseSnapshot;

/**
 * Learning without a grid, against sums over all pairs of spikes in continuous time. Every synapse has a delay of its
 * own; weights are floats that the engine and the sums round after each event, so that they agree to a unit or two in
 * the last place: a relative 2e-7.
 */
class ExactLearningTest {
    private static final int SOURCES = 3;
    private static final int TARGETS = 5;
    private static final double DURATION_MS = 4000;
    private static final double FORCE_DELAY_MS = 0.3;
    private static final ProbabilityBounds BOUNDS = new ProbabilityBounds(0.05, 0.95);
    private static final Distribution DELAY = new Uniform(0.25, 7.75);

    /** Spikes that are free of any grid: in ms, of sources and of targets, whose spikes are forced. */
    private record Spikes(double[][] pre, double[][] post) {

        static Spikes poisson(long seed, double preHz, double postHz) {
            final double[][] pre = new double[SOURCES][];
            final double[][] post = new double[TARGETS][];
            Arrays.setAll(pre, j -> train(seed + j, preHz));
            Arrays.setAll(post, i -> train(seed + 100 + i, postHz));
            return new Spikes(pre, post);
        }

        private static double[] train(long seed, double hz) {
            final StreamRandom random = new StreamRandom(seed);
            final List<Double> times = new ArrayList<>();
            double time = 1;
            while (time < DURATION_MS - 20) {
                times.add(time);
                time += -Math.log1p(-random.nextDouble()) * 1000 / hz;
            }
            return times.stream().mapToDouble(Double::doubleValue).toArray();
        }

        /** All times moved to the nearest tenth of a ms, each only once. */
        Spikes onGrid() {
            return new Spikes(rounded(pre), rounded(post));
        }

        private static double[][] rounded(double[][] trains) {
            return Arrays.stream(trains).map(train -> Arrays.stream(train).map(t -> Math.round(10 * t) / 10.0)
                    .distinct().toArray()).toArray(double[][]::new);
        }
    }

    /** Which synapses released when, as {@code time source target}; and how weights ended. */
    private static final class Run implements Recorder {
        private final List<String> releases = new ArrayList<>();
        private final SynapseSnapshot synapses;

        Run(Integration integration, Spikes spikes, double weight, Distribution delay, ReleaseModel release,
                double[] looksMs, PlasticityRule... rules) {
            final LifDelta neuron = new LifDelta(new Membrane(250, 10, 0, 0, 1e9, 0, 0));
            final double[][] force = Arrays.stream(spikes.post)
                    .map(train -> Arrays.stream(train).map(t -> t - FORCE_DELAY_MS).toArray())
                    .toArray(double[][]::new);
            final Network network = new Network(
                    List.of(new Population("S", SOURCES, new SpikeTrainSource(spikes.pre), Map.of()),
                            new Population("F", TARGETS, new SpikeTrainSource(force), Map.of()),
                            new Population("T", TARGETS, neuron, Map.of())),
                    List.of(new Projection("S->T", "S", "T", new AllToAll(), new Constant(weight), delay, release,
                            false, List.of(rules)),
                            new Projection("F->T", "F", "T", new OneToOne(), new Constant(2e9),
                                    new Constant(FORCE_DELAY_MS), new Reliable(), false)),
                    List.of(), List.of());
            final Scenario scenario = new Scenario("rule", network, new TimeGrid(0.1), 0, DURATION_MS, 8, 2,
                    new Recordings(List.of(), List.of(), List.of("S->T")), integration);
            try (Simulation simulation = Simulation.of(scenario).threads(1).record(this)) {
                double reached = 0;
                for (double look : looksMs) {
                    simulation.run(look - reached).synapses("S->T");
                    reached = look;
                }
                synapses = simulation.run(DURATION_MS - reached).synapses("S->T");
            }
        }

        Run(Spikes spikes, double weight, ReleaseModel release, PlasticityRule... rules) {
            this(Integration.EXACT, spikes, weight, DELAY, release, new double[] {333.33}, rules);
        }

        @Override
        public void onReleases(ReleaseEvents events) {
            for (int k = 0; k < events.count(); k++) {
                releases.add(events.timeMs()[k] + " " + events.source()[k] + " " + events.target()[k]);
            }
        }

        @Override
        public void close() {
        }
    }

    /** Makes the sums for a synapse. */
    private interface Sums {
        PairSums of(double[] pre, double[] post, double delayMs);
    }

    private static void check(Run run, Spikes spikes, double weight, Sums sums) {
        final SynapseSnapshot found = run.synapses;
        assertEquals(SOURCES * TARGETS, found.weight().length);
        double moved = 0;
        for (int s = 0; s < found.weight().length; s++) {
            final PairSums expected = sums.of(spikes.pre[found.source()[s]], spikes.post[found.target()[s]],
                    found.delayMs()[s]).run();
            assertEquals(Math.signum(weight) * expected.w, found.weight()[s], 2e-7 * expected.w, "synapse " + s);
            assertEquals(expected.p, found.probability()[s], 2e-7, "synapse " + s);
            moved = Math.max(moved, Math.abs(expected.w / Math.abs(weight) - 1));
        }
        assertTrue(moved > 0.05, "weights have changed: " + moved);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 50, 1", "1, 1, 50, 0.5", "0.4, 0.02, -50, 0.5", "0, 1, 99.9, 1"})
    void pairsOfSpikes(double muPlus, double muMinus, double start, double p) {
        final Spikes spikes = Spikes.poisson(1, 30, 30);
        final Run run = new Run(spikes, start, p == 1 ? new Reliable() : new BernoulliRelease(p),
                new StdpRule(16.8, 33.7, 0.02, 1.1, muPlus, muMinus, 100));
        check(run, spikes, start, (pre, post, delay) -> new PairSums(pre, post, delay, 1, Math.abs(start), p) {
            @Override
            void onPost(double time) {
                w = (float) Math.min(100, w + 2 * Math.pow(1 - w / 100.0, muPlus) * pre(16.8, time));
            }

            @Override
            void onPre(double time) {
                w = (float) Math.max(0, w - 1.1 * 2 * Math.pow(w / 100.0, muMinus) * post(33.7, time));
            }
        });
    }

    @Test
    void triplets() {
        final Spikes spikes = Spikes.poisson(2, 25, 30);
        final Run run = new Run(spikes, 50, new BernoulliRelease(0.5),
                new TripletStdp(new TripletStdp.Amplitudes(4e-3, 3e-3, 6e-3, 2e-3), 16.8, 33.7, 101, 114, 40, 100));
        check(run, spikes, 50, (pre, post, delay) -> new PairSums(pre, post, delay, 1, 50, 0.5) {
            @Override
            void onPost(double time) {
                w = (float) Math.min(100, w + 40 * pre(16.8, time) * (4e-3 + 6e-3 * post(114, time)));
            }

            @Override
            void onPre(double time) {
                w = (float) Math.max(0, w - 40 * post(33.7, time) * (3e-3 + 2e-3 * pre(101, time)));
            }
        });
    }

    @Test
    void inhibition() {
        final Spikes spikes = Spikes.poisson(3, 40, 25);
        final Run run = new Run(spikes, -5, new BernoulliRelease(0.5), new VogelsSprekeler(20, 0.05, 10, 10));
        check(run, spikes, -5, (pre, post, delay) -> new PairSums(pre, post, delay, 1, 5, 0.5) {
            @Override
            void onPost(double time) {
                w = (float) Math.min(10, w + 0.05 * pre(20, time));
            }

            @Override
            void onPre(double time) {
                w = (float) Math.max(0, Math.min(10, w + 0.05 * post(20, time)) - 0.05 * 2 * 10 * 0.020);
            }
        });
    }

    @Test
    void amplitudesAndProbabilities() {
        final Spikes spikes = Spikes.poisson(4, 25, 20);
        final CostaRule rule = CostaRule.DEFAULT;
        final Run run = new Run(spikes, 12, new BernoulliRelease(0.5), new CostaPlasticity(rule, BOUNDS, 0));
        check(run, spikes, 12, (pre, post, delay) -> new PairSums(pre, post, delay, 1, 12, 0.5) {
            @Override
            void onPost(double time) {
                w = (float) (w + 12 * 0.0618 * pre(66.6, time) * post(32.7, time));
            }

            @Override
            void onPre(double time) {
                final double change = (0.1548 * pre(66.6, time) - 0.1771 * post(32.7, time)) * post(230.2, time);
                p = (float) Math.min(0.95, Math.max(0.05, p + change));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, -3})
    void contrastivePhases(double start) {
        final Spikes spikes = Spikes.poisson(5, 30, 30);
        final SpikingContrastiveRule single = new SpikingContrastiveRule(0.01, 5);
        final Run run = new Run(spikes, start, new BernoulliRelease(0.4),
                new ReliabilityLearning(single, 12, 2, 90.7, 61.1, BOUNDS));
        final double sign = Math.signum(start);
        for (int s = 0; s < SOURCES * TARGETS; s++) {
            final SynapseSnapshot found = run.synapses;
            final PairSums expected = new PairSums(spikes.pre[found.source()[s]], spikes.post[found.target()[s]],
                    found.delayMs()[s], 1, 3, 0.4) {
                @Override
                void onPre(double time) {
                    change(post(12, time), time);
                }

                @Override
                void onPost(double time) {
                    change(pre(12, time), time);
                }

                private void change(double e, double time) {
                    final int phase = time % (90.7 + 61.1) < 90.7 ? 1 : -1;
                    final double alpha = Logistic.logit(p);
                    final double signed = sign * w / 2;
                    w = (float) Math.max(0, 2 * sign * (signed + single.weightChange(signed, alpha, e, phase)));
                    p = (float) Math.min(0.95, Math.max(0.05,
                            Logistic.sigma(alpha + single.alphaChange(signed, alpha, e, phase))));
                }
            }.run();
            // Log-odds are stepped by a series in the rule: some units in the last place more.
            assertEquals(sign * expected.w, found.weight()[s], 3e-6);
            assertEquals(expected.p, found.probability()[s], 3e-6);
            assertTrue(Math.abs(expected.w - 3) > 1e-3, "w " + expected.w);
        }
    }

    /** Eligibilities from the recorded releases, and rewards from the targets' spikes in intervals of 50 ms. */
    @Test
    void rewards() {
        final Spikes spikes = Spikes.poisson(6, 40, 30);
        final Run run = new Run(spikes, 1, new BernoulliRelease(0.5),
                new HedonisticSynapse(new HedonisticRule(0.5, 20), 50, "", 150, 4, BOUNDS));
        final SynapseSnapshot found = run.synapses;
        for (int s = 0; s < found.weight().length; s++) {
            final double[] pre = spikes.pre[found.source()[s]];
            double p = (float) 0.5;
            double e = 0;
            double last = 0;
            double judgement = Double.NaN;
            int next = 0;
            for (int interval = 0; interval < DURATION_MS / 50; interval++) {
                final double from = 50 * interval;
                for (; next < pre.length && pre[next] < from + 50; next++) {
                    final boolean released = run.releases.contains(pre[next] + " " + found.source()[s] + " "
                            + found.target()[s]);
                    e = (float) (e * Math.exp(-(pre[next] - last) / 20) + (released ? 1 - p : -p));
                    last = pre[next];
                }
                final long count = Arrays.stream(spikes.post).flatMapToDouble(Arrays::stream)
                        .filter(t -> t >= from && t < from + 50).count();
                final double now = -Math.abs(count / 0.050 - 150) / 150;
                // The first interval that is known from its beginning makes the baseline, the second earns.
                if (interval == 1) {
                    judgement = now;
                } else if (interval > 1) {
                    final double reward = now - judgement;
                    judgement += reward / 4;
                    p = (float) Math.min(0.95, Math.max(0.05, Logistic.sigma(Logistic.logit(p)
                            + 0.5 * reward * e * Math.exp(-(from + 50 - last) / 20))));
                }
            }
            assertTrue(Math.abs(p - 0.5) > 1e-3, "p " + p);
            assertEquals(p, found.probability()[s], 2e-6);
            assertEquals(1, found.weight()[s]);
        }
    }

    /** Two rules change the same weight in turn, at each event. */
    @Test
    void twoRulesOnOneWeight() {
        final Spikes spikes = Spikes.poisson(7, 30, 30);
        final Run run = new Run(spikes, 5, new Reliable(), new StdpRule(20, 20, 0.02, 1, 1, 1, 10),
                new VogelsSprekeler(30, 0.05, 10, 10));
        check(run, spikes, 5, (pre, post, delay) -> new PairSums(pre, post, delay, 1, 5, 1) {
            @Override
            void onPost(double time) {
                w = (float) Math.min(10, w + 0.2 * (1 - w / 10.0) * pre(20, time));
                w = (float) Math.min(10, w + 0.05 * pre(30, time));
            }

            @Override
            void onPre(double time) {
                w = (float) Math.max(0, w - 0.2 * w / 10.0 * post(20, time));
                w = (float) Math.max(0, Math.min(10, w + 0.05 * post(30, time)) - 0.05 * 2 * 10 * 0.030);
            }
        });
    }

    /** Spikes and delays that a grid can hold: both modes learn the same weights, spikes that meet included. */
    @ParameterizedTest
    @ValueSource(strings = {"stdp", "triplet", "vogels", "costa", "reliability"})
    void learnsAsTheGridDoesWhereThereIsOne(String name) {
        final Map<String, PlasticityRule> rules = Map.of("stdp", new StdpRule(20, 25, 0.02, 1.1, 0, 0.5, 100),
                "triplet", new TripletStdp(new TripletStdp.Amplitudes(4e-3, 3e-3, 6e-3, 2e-3), 16.8, 33.7, 101, 114, 0,
                        100),
                "vogels", new VogelsSprekeler(20, 0.5, 20, 100), "costa",
                new CostaPlasticity(CostaRule.DEFAULT, BOUNDS, 0), "reliability",
                new ReliabilityLearning(new SpikingContrastiveRule(0.01, 5), 12, 2, 5000, 5000, BOUNDS));
        final Spikes spikes = Spikes.poisson(9, 60, 60).onGrid();
        final ReleaseModel release = new BernoulliRelease(0.5);
        final Run grid = new Run(Integration.GRID, spikes, 10, new Constant(1.1), release, new double[0],
                rules.get(name));
        final Run exact = new Run(Integration.EXACT, spikes, 10, new Constant(1.1), release, new double[0],
                rules.get(name));
        int meetings = 0;
        for (int s = 0; s < SOURCES * TARGETS; s++) {
            assertEquals(grid.synapses.source()[s], exact.synapses.source()[s]);
            assertEquals(grid.synapses.target()[s], exact.synapses.target()[s]);
            assertEquals(grid.synapses.weight()[s], exact.synapses.weight()[s], 2e-7 * grid.synapses.weight()[s]);
            assertEquals(grid.synapses.probability()[s], exact.synapses.probability()[s], 2e-7);
            assertNotEquals(10, exact.synapses.weight()[s]);
            final double[] pre = spikes.pre[exact.synapses.source()[s]];
            meetings += (int) Arrays.stream(spikes.post[exact.synapses.target()[s]])
                    .filter(t -> Arrays.stream(pre).anyMatch(x -> Math.abs(x - t - 1.1) < 1e-6)).count();
        }
        assertTrue(meetings > 10, "meetings " + meetings);
    }

    /**
     * Two neurons that excite each other by one spike, with delays that no double holds: a spike of A makes B spike
     * exactly when it also meets the synapse from B. Such spikes do not pair, whatever their sums are rounded to.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.7, 1.1, 3.3})
    void spikesThatMeetDoNotPair(double delayMs) {
        final double[] force = new double[100];
        for (int k = 0; k < force.length; k++) {
            force[k] = 10 + 90 * k + Math.sqrt(k);
        }
        final LifDelta neuron = new LifDelta(new Membrane(250, 10, 5, 0, 1, 0, 0));
        final PlasticityRule rule = new StdpRule(1, 1, 0.5, 0.9, 0, 0, 0.01);
        final Network network = new Network(
                List.of(new Population("F", 1, new SpikeTrainSource(new double[][] {force}), Map.of()),
                        new Population("A", 1, neuron, Map.of()), new Population("B", 1, neuron, Map.of())),
                List.of(new Projection("F->A", "F", "A", new OneToOne(), new Constant(2), new Constant(delayMs),
                        new Reliable(), false),
                        new Projection("A->B", "A", "B", new OneToOne(), new Constant(2), new Constant(delayMs),
                                new Reliable(), false),
                        new Projection("B->A", "B", "A", new OneToOne(), new Constant(5e-3), new Constant(delayMs),
                                new Reliable(), false, List.of(rule))),
                List.of(), List.of());
        final Scenario scenario = new Scenario("meeting", network, new TimeGrid(0.1), 0, 9_100, 8, 2,
                new Recordings(List.of(), List.of(), List.of()), Integration.EXACT);
        try (Simulation simulation = Simulation.of(scenario).threads(1)) {
            simulation.run();
            assertEquals(300, simulation.summary().offeredBySource().stream().mapToLong(Long::longValue).sum());
            assertEquals((float) 5e-3, simulation.synapses("B->A").weight()[0]);
        }
    }
}

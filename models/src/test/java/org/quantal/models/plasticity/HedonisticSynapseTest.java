package org.quantal.models.plasticity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quantal.models.reliability.HedonisticRule;
import org.quantal.models.reliability.Logistic;
import org.quantal.simulator.model.LearningClock;
import org.quantal.simulator.model.PopulationActivity;
import org.quantal.simulator.random.StreamRandom;

class HedonisticSynapseTest {
    private static final ProbabilityBounds BOUNDS = new ProbabilityBounds(0.01, 0.99);

    private static HedonisticSynapse rule(double eta, double tau, double interval, double target, double baseline) {
        return new HedonisticSynapse(new HedonisticRule(eta, tau), interval, "", target, baseline, BOUNDS);
    }

    @Test
    void rewardIsWhatBetterRatesEarn() {
        final PopulationActivity activity = new PopulationActivity(new String[] {"S", "T"});
        final RateReward before = new RateReward(activity, 1, 100, 1, LearningClock.grid(0.1));
        final RateReward mean = new RateReward(activity, 1, 100, 4, LearningClock.grid(0.1));
        // Spikes in intervals of 100 ms; the rates are ten times as large.
        final int[] spikes = {3, 4, 6, 13, 10};
        final double[] judgement = {Double.NaN, -0.6, -0.4, -0.3, 0};
        double baseline = -0.6;
        for (int n = 0; n < spikes.length; n++) {
            for (int k = 0; k < spikes[n]; k++) {
                activity.add(1);
            }
            activity.add(0);
            final long step = 1000L * (n + 1) - 1;
            assertEquals(n < 2 ? 0 : judgement[n] - judgement[n - 1], before.at(step), 1e-12);
            final double reward = n < 2 ? 0 : judgement[n] - baseline;
            assertEquals(reward, mean.at(step), 1e-12);
            baseline += reward / 4;
        }
    }

    /** Three synapses by hand: outcomes, decay of eligibility, and a reward known from the counts. */
    @Test
    void synapsesFollowTheDefinition() {
        final LearningRow row = new LearningRow(rule(0.5, 20, 10, 1000, 1), new int[] {1, 1, 4}, 5, 0.3);
        assertEquals(100, row.intervalSteps());
        final long[][] spikes = {{20, 50}, {130, 131, 190}, {}, {399}, {401, 450}};
        final int[] counts = {7, 4, 12, 9, 10};
        final double[] q = {Logistic.logit(0.3), Logistic.logit(0.3), Logistic.logit(0.3)};
        final double[] e = new double[3];
        final StreamRandom random = new StreamRandom(3);
        double last = 0;
        double judgement = Double.NaN;
        for (int n = 0; n < spikes.length; n++) {
            for (long step : spikes[n]) {
                row.run.released[0] = random.nextLong() & 7;
                for (int i = 0; i < 3; i++) {
                    final double p = Logistic.sigma(q[i]);
                    e[i] = e[i] * Math.exp(-(step - last) * 0.1 / 20)
                            + ((row.run.released[0] >> i & 1) != 0 ? 1 - p : -p);
                }
                last = step;
                row.presynapticAfterRelease(step);
            }
            for (int k = 0; k < counts[n]; k++) {
                row.activity.add(1);
            }
            final long end = 100L * (n + 1) - 1;
            row.interval(end);
            final double now = n == 0 ? Double.NaN : -Math.abs(counts[n] / 10.0 - 1);
            final double reward = n < 2 ? 0 : now - judgement;
            judgement = now;
            for (int i = 0; i < 3; i++) {
                q[i] += 0.5 * reward * e[i] * Math.exp(-(end - last) * 0.1 / 20);
                assertEquals(q[i], Logistic.logit(row.run.probability[i]), 2e-6);
                assertEquals(5, row.run.weight[i]);
            }
        }
        assertTrue(Math.abs(q[0] - Logistic.logit(0.3)) > 0.05, "q " + q[0]);
    }

    /**
     * E[dq]/eta = dE[R]/dq, where the reward is the population rate and synapse i adds i + 1 spikes by its release.
     * Means of 40,000 trials within 4 s.e.: a right rule fails with probability 3e-4. Trials are 20 tau_e apart and
     * begin at the same probabilities.
     */
    @Test
    void changesFollowTheGradientOfTheRewardOnAverage() {
        final double[] start = {0.2, 0.5, 0.7, 0.4};
        final LearningRow row = new LearningRow(rule(0.01, 0.5, 10, 500, 1e12), new int[] {1, 1, 1, 1}, 5, 0.5);
        final StreamRandom random = new StreamRandom(11);
        final int trials = 40_000;
        final double[] mean = new double[4];
        final double[] square = new double[4];
        final double kept = Math.exp(-0.1 / 0.5);
        for (int trial = -2; trial < trials; trial++) {
            final long end = 100L * (trial + 3) - 1;
            int released = 0;
            for (int i = 0; i < 4; i++) {
                row.run.probability[i] = (float) start[i];
                released |= random.nextDouble() < start[i] ? 1 << i : 0;
            }
            row.run.released[0] = released;
            row.presynapticAfterRelease(end - 1);
            for (int k = 0; k < spikes(released); k++) {
                row.activity.add(1);
            }
            row.interval(end);
            for (int i = 0; i < 4 && trial >= 0; i++) {
                final double sample = (Logistic.logit(row.run.probability[i]) - Logistic.logit((float) start[i]))
                        / (0.01 * kept);
                mean[i] += sample / trials;
                square[i] += sample * sample / trials;
            }
        }
        for (int i = 0; i < 4; i++) {
            final double slope = (expectedReward(start, i, 1e-5) - expectedReward(start, i, -1e-5)) / 2e-5;
            final double error = Math.sqrt((square[i] - mean[i] * mean[i]) / trials);
            assertEquals(slope, mean[i], 4 * error, "synapse " + i);
            assertTrue(Math.abs(slope) > 8 * error, "a slope that the trials resolve: " + slope + " +- " + error);
        }
    }

    /** Releases inhibit and excite each other, so that the reward is no sum over synapses. */
    private static int spikes(int released) {
        int spikes = 0;
        for (int i = 0; i < 4; i++) {
            spikes += (released >> i & 1) * (i + 1);
        }
        return (released & 9) == 9 ? 1 : spikes;
    }

    private static double expectedReward(double[] p, int moved, double by) {
        double sum = 0;
        for (int released = 0; released < 16; released++) {
            double weight = 1;
            for (int i = 0; i < 4; i++) {
                final double pi = Logistic.sigma(Logistic.logit(p[i]) + (i == moved ? by : 0));
                weight *= (released >> i & 1) != 0 ? pi : 1 - pi;
            }
            sum -= weight * Math.abs(spikes(released) / 0.010 - 500) / 500;
        }
        return sum;
    }

    @Test
    void badParametersAreRefused() {
        assertEquals(new HedonisticSynapse(new HedonisticRule(1, 20), 100, "", 50, 10, BOUNDS),
                HedonisticSynapse.ENTRY.create(Map.of("target_rate", 50.0)));
        assertThrows(IllegalArgumentException.class, () -> rule(1, 20, 0, 50, 1));
        assertThrows(IllegalArgumentException.class, () -> rule(1, 20, 100, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> rule(1, 20, 100, 50, 0.5));
        assertThrows(IllegalArgumentException.class,
                () -> new HedonisticSynapse(new HedonisticRule(1, 20), 100, "", 50, 1, new ProbabilityBounds(0.1, 1)));
        final HedonisticSynapse rule = rule(1, 20, 100, 50, 1);
        assertThrows(IllegalArgumentException.class, () -> rule.check(LearningRow.projection(rule, 1, 1)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new LearningRow(
                new HedonisticSynapse(new HedonisticRule(1, 20), 100, "X", 50, 1, BOUNDS), new int[] {1}, 1, 0.5))
                .getMessage()
                .contains("'X'"));
    }
}

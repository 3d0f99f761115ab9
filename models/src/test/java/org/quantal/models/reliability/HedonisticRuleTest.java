package org.quantal.models.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.quantal.simulator.random.StreamRandom;

class HedonisticRuleTest {
    private static final double[] Q = {0.4, -1.2, 0, 1.5};

    /**
     * E[R (b - p)] = dE[R]/dq for a reward that is no sum over synapses; 400,000 draws, errors from the draws
     * themselves.
     */
    @Test
    void eligibilityFollowsTheGradientOfTheReward() {
        final StreamRandom random = Tiny.random(80);
        final int draws = 400_000;
        final double[] mean = new double[4];
        final double[] square = new double[4];
        for (int draw = 0; draw < draws; draw++) {
            int state = 0;
            for (int k = 0; k < 4; k++) {
                state |= random.nextDouble() < HedonisticRule.probability(Q[k], 0) ? 8 >> k : 0;
            }
            final double reward = reward(state);
            for (int k = 0; k < 4; k++) {
                final double sample = reward * HedonisticRule.eligibilityChange(HedonisticRule.probability(Q[k], 0),
                        States.on(state, k, 4));
                mean[k] += sample / draws;
                square[k] += sample * sample / draws;
            }
        }
        for (int k = 0; k < 4; k++) {
            final double[] up = Q.clone();
            final double[] down = Q.clone();
            up[k] += 1e-5;
            down[k] -= 1e-5;
            final double slope = (meanReward(up) - meanReward(down)) / 2e-5;
            final double error = Math.sqrt((square[k] - mean[k] * mean[k]) / draws);
            assertEquals(slope, mean[k], 4 * error, "synapse " + k);
            assertTrue(Math.abs(slope) > 10 * error, "a slope that the draws resolve: " + slope + " +- " + error);
        }
    }

    /** Rewards three releases or more, and the first release less if the second happens too. */
    private static double reward(int state) {
        return (Integer.bitCount(state) >= 3 ? 2 : -0.5) + (States.on(state, 0, 4) ? 1.5 : 0)
                * (States.on(state, 1, 4) ? 0 : 0.3);
    }

    private static double meanReward(double[] q) {
        double sum = 0;
        for (int state = 0; state < 16; state++) {
            double p = 1;
            for (int k = 0; k < 4; k++) {
                p *= States.on(state, k, 4) ? Logistic.sigma(q[k]) : 1 - Logistic.sigma(q[k]);
            }
            sum += p * reward(state);
        }
        return sum;
    }

    @Test
    void releaseRaisesAndFailureLowersEligibility() {
        assertEquals(0.7, HedonisticRule.eligibilityChange(0.3, true), 1e-16);
        assertEquals(-0.3, HedonisticRule.eligibilityChange(0.3, false));
        assertEquals(Logistic.sigma(1.1), HedonisticRule.probability(0.8, 0.3), 1e-15);
    }

    @Test
    void changeIsTheIntegralOverTheDecay() {
        final HedonisticRule rule = new HedonisticRule(0.02, 20);
        double sum = 0;
        final int steps = 100_000;
        for (int k = 0; k < steps; k++) {
            sum += 0.02 * 1.5 * rule.decayed(0.7, (k + 0.5) * 30 / steps) * 30 / steps;
        }
        assertEquals(sum, rule.change(0.7, 1.5, 30), 1e-11);
        assertEquals(rule.change(0.7, 1.5, 30), rule.change(0.7, 1.5, 10)
                + rule.change(rule.decayed(0.7, 10), 1.5, 20), 1e-16);
        assertEquals(0.7 * Math.exp(-1.5), rule.decayed(0.7, 30), 1e-15);
    }

    /** Reward at release, punishment at failure: release becomes likely; the other way round, rare. */
    @Test
    void rewardTeachesRelease() {
        for (int sign : new int[] {1, -1}) {
            final StreamRandom random = Tiny.random(81);
            final HedonisticRule rule = new HedonisticRule(0.01, 20);
            double q = 0;
            double e = 0;
            for (int spike = 0; spike < 2000; spike++) {
                final double p = HedonisticRule.probability(q, 0);
                final boolean released = random.nextDouble() < p;
                e += HedonisticRule.eligibilityChange(p, released);
                q += rule.change(e, sign * (released ? 1 : -1), 100);
                e = rule.decayed(e, 100);
            }
            assertTrue(sign * q > 2, "q " + q);
        }
    }

    @Test
    void badParametersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new HedonisticRule(0, 20));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new HedonisticRule(1, -20)).getMessage()
                .contains("tauEligibility=-20.0 ms"));
    }
}

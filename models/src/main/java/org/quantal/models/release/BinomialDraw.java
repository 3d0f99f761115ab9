package org.quantal.models.release;

import org.quantal.simulator.random.StreamRandom;

/**
 * Draws binomial numbers of few trials by inversion: exact to the 53 bits of one uniform number, and quick as long as
 * few succeed. Successes and failures change places if the probability is above 1/2, so that the probability of none
 * never vanishes.
 */
final class BinomialDraw {
    /** Probability that none of t trials succeeds (none fails, if they have changed places). */
    private final double[] none;
    private double probability = Double.NaN;
    private boolean swapped;
    private double odds;

    /** For up to a number of trials. */
    BinomialDraw(int mostTrials) {
        none = new double[mostTrials + 1];
    }

    /** Sets the probability of the draws that follow. */
    void setProbability(double p) {
        if (p == probability) {
            return;
        }
        probability = p;
        swapped = p > 0.5;
        final double rarer = swapped ? 1 - p : p;
        odds = rarer / (1 - rarer);
        none[0] = 1;
        for (int t = 1; t < none.length; t++) {
            none[t] = none[t - 1] * (1 - rarer);
        }
    }

    /** Number of successes in some trials; draws nothing from the stream if there are no trials. */
    int draw(StreamRandom random, int trials) {
        if (trials == 0) {
            return 0;
        }
        final int k = invert(random.nextDouble(), trials, none[trials], odds);
        return swapped ? trials - k : k;
    }

    /** Number of successes in some trials of a probability that is used only once. */
    static int draw(StreamRandom random, int trials, double p) {
        if (trials == 0) {
            return 0;
        }
        final double rarer = p > 0.5 ? 1 - p : p;
        double none = 1 - rarer;
        for (int t = 1; t < trials; t++) {
            none *= 1 - rarer;
        }
        final int k = invert(random.nextDouble(), trials, none, rarer / (1 - rarer));
        return p > 0.5 ? trials - k : k;
    }

    private static int invert(double uniform, int trials, double none, double odds) {
        int k = 0;
        double mass = none;
        double rest = uniform;
        while (rest >= mass && k < trials) {
            rest -= mass;
            mass *= odds * (trials - k) / (k + 1);
            k++;
        }
        return k;
    }
}

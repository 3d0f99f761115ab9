package org.quantal.simulator.network;

import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.quantal.simulator.random.StreamKey;
import org.quantal.simulator.random.StreamRandom;

/**
 * Places a given number of synapses on uniformly drawn pairs of source and target.
 *
 * @param total     number of synapses of the projection, not negative
 * @param autapses  whether a neuron may connect to itself where a population projects onto itself
 * @param multapses whether a pair may have several synapses
 */
public record FixedTotalNumber(long total, boolean autapses, boolean multapses) implements ConnectionRule {
    /** Coordinate of the stream that shares out the synapses among the sources, which have coordinates from 0 on. */
    private static final long SHARING = -1;
    private static final long LONGEST_MEAN_ROW = 1L << 29;

    public FixedTotalNumber {
        if (total < 0) {
            throw new IllegalArgumentException("total number must not be negative: total=" + total);
        }
    }

    /** With autapses and multapses, as NEST does by default. */
    public FixedTotalNumber(long total) {
        this(total, true, true);
    }

    /**
     * The number of synapses, drawn with autapses and multapses, for which a pair has at least one with the given
     * probability: K = ln(1-P) / ln(1-1/(N_pre N_post)), rounded (Potjans &amp; Diesmann 2014, eq. 1).
     *
     * @param probability that a pair is connected, in [0, 1)
     */
    public static FixedTotalNumber ofProbability(double probability, PairSpace pairs) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("connection probability must be in [0, 1): probability=" + probability
                    + (probability == 1 ? "; use all_to_all" : ""));
        }
        final double pairCount = (double) pairs.sources() * pairs.targets();
        // log1p, because 1-1/(N_pre N_post) keeps only half the digits for large populations.
        return new FixedTotalNumber(Math.round(StrictMath.log1p(-probability) / StrictMath.log1p(-1 / pairCount)));
    }

    @Override
    public String name() {
        return "fixed_total_number";
    }

    @Override
    public double expectedSynapses(PairSpace pairs) {
        return total;
    }

    @Override
    public Plan plan(PairSpace pairs, long key) {
        final Partners targets = Partners.targets(pairs, autapses);
        final long possible = (long) pairs.sources() * targets.count();
        if (total > 0 && (multapses ? possible == 0 : total > possible)) {
            throw new IllegalArgumentException("total=" + total + " but there are only " + possible + " possible pairs"
                    + (targets.withoutSelf() ? " (autapses=false)" : "") + (multapses ? "" : " and multapses=false")
                    + "; lower the total or allow more");
        }
        if (total / pairs.sources() > LONGEST_MEAN_ROW) {
            throw new IllegalArgumentException("total=" + total + " is more than " + LONGEST_MEAN_ROW
                    + " synapses for each of " + pairs.sources() + " sources; lower the total");
        }
        final StreamRandom random = new StreamRandom(StreamKey.with(key, SHARING));
        final int[] outdegree = multapses
                ? independent(random, pairs.sources(), total)
                : distinct(random, pairs.sources(), targets.count(), possible);
        return new OutdegreePlan(outdegree, targets, multapses, key);
    }

    /**
     * Out-degrees if each synapse chooses its source freely: multinomial. Poisson numbers, given their sum, are
     * multinomial too. So nearly all synapses are shared out by one Poisson number for each source, with a mean so low
     * that their sum hardly ever exceeds the total (then they are drawn again), and the few that are left choose one by
     * one.
     */
    private static int[] independent(StreamRandom random, int sources, long synapses) {
        final int[] count = new int[sources];
        final double mean = (synapses - 6 * Math.sqrt(synapses)) / sources;
        long left = synapses;
        if (mean > 1) {
            final DiscreteSampler poisson = PoissonSampler.of(random, mean);
            do {
                left = synapses;
                for (int source = 0; source < sources; source++) {
                    count[source] = poisson.sample();
                    left -= count[source];
                }
            } while (left < 0);
        }
        for (; left > 0; left--) {
            count[random.nextInt(sources)]++;
        }
        return count;
    }

    /**
     * Out-degrees if no pair is drawn twice: multivariate hypergeometric. A source that has c of its n pairs drawn gets
     * the next with a chance in proportion to n-c. Where more than half of the pairs are drawn, those left out are
     * drawn instead.
     */
    private int[] distinct(StreamRandom random, int sources, int targets, long possible) {
        final boolean dense = total > possible - total;
        final int[] count = new int[sources];
        for (long k = dense ? possible - total : total; k > 0; k--) {
            int source;
            do {
                source = random.nextInt(sources);
            } while (random.nextInt(targets) < count[source]);
            count[source]++;
        }
        if (dense) {
            for (int source = 0; source < sources; source++) {
                count[source] = targets - count[source];
            }
        }
        return count;
    }
}

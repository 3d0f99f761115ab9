package org.quantal.simulator.network;

import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.GeometricSampler;
import org.quantal.simulator.random.StreamKey;

/**
 * Connects each pair with the same probability, independently of all others; a pair has one synapse at most.
 *
 * @param p        probability that a pair is connected, in [0, 1]
 * @param autapses whether a neuron may connect to itself where a population projects onto itself
 */
public record PairwiseBernoulli(double p, boolean autapses) implements ConnectionRule {

    public PairwiseBernoulli {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("connection probability must be in [0, 1]: p=" + p);
        }
    }

    /** With autapses, as NEST does by default. */
    public PairwiseBernoulli(double p) {
        this(p, true);
    }

    @Override
    public String name() {
        return "pairwise_bernoulli";
    }

    @Override
    public double expectedSynapses(PairSpace pairs) {
        return p * pairs.sources() * Partners.targets(pairs, autapses).count();
    }

    @Override
    public Plan plan(PairSpace pairs, long key) {
        final Partners targets = Partners.targets(pairs, autapses);
        if (p == 0) {
            return (from, to) -> (source, random, row) -> { };
        }
        return (from, to) -> (source, random, row) -> {
            random.reset(StreamKey.with(key, source));
            // Jump over the pairs that are not connected, from the first target on, whatever the range.
            final DiscreteSampler misses = GeometricSampler.of(random, p);
            for (long n = misses.sample(); n < targets.count(); n += 1L + misses.sample()) {
                final int target = targets.neuron((int) n, source);
                if (target >= to) {
                    return;
                }
                if (target >= from) {
                    row.add(target);
                }
            }
        };
    }
}

package org.quantal.simulator.network;

/**
 * Connects each source to each target.
 *
 * @param autapses whether a neuron connects to itself where a population projects onto itself
 */
public record AllToAll(boolean autapses) implements ConnectionRule {

    /** With autapses, as NEST does by default. */
    public AllToAll() {
        this(true);
    }

    @Override
    public String name() {
        return "all_to_all";
    }

    @Override
    public double expectedSynapses(PairSpace pairs) {
        return (double) pairs.sources() * Partners.targets(pairs, autapses).count();
    }

    @Override
    public Plan plan(PairSpace pairs, long key) {
        final boolean withoutSelf = Partners.targets(pairs, autapses).withoutSelf();
        return (from, to) -> (source, random, row) -> {
            for (int target = from; target < to; target++) {
                if (!withoutSelf || target != source) {
                    row.add(target);
                }
            }
        };
    }
}
